"""Where the program `chromadot` is, and what it is started with."""

import glob
import os
import shutil
import stat

from .problem import Problem
from .qt import QtCore

#: Belong to the host's own libraries (AppImage, Flatpak) and would mislead the program's.
_OF_THE_HOST = ("LD_LIBRARY_PATH", "LD_PRELOAD", "PYTHONHOME", "PYTHONPATH", "QT_PLUGIN_PATH", "QML2_IMPORT_PATH")


def folder():
    """The plug-in's own folder."""
    return os.path.dirname(os.path.abspath(__file__))


def find():
    """Path of the program, made executable if it was not. Raises Problem."""
    named = os.environ.get("CHROMADOT_PROGRAM")
    if named:
        if not os.path.isfile(named):
            raise Problem(f"CHROMADOT_PROGRAM names {named}, which does not exist; correct or remove that variable and start Krita again.")
        return _executable(named)
    home = os.path.expanduser("~")
    of_gimp = glob.glob(os.path.join(home, ".config", "GIMP", "*", "plug-ins", "chromadot", "chromadot"))
    for place in (
        os.path.join(folder(), "bin", "chromadot"),
        os.path.join(home, ".local", "share", "chromadot", "chromadot"),
        *sorted(of_gimp, reverse=True),
    ):
        if os.path.isfile(place):
            return _executable(place)
    on_path = shutil.which("chromadot")
    if on_path:
        return on_path
    raise Problem("The program chromadot was not found; run install.sh of Chromadot's bundle, or set CHROMADOT_PROGRAM to where it is, and start Krita again.")


def _executable(path):
    """Unpacking a zip loses the executable bit, so it is set again here."""
    if os.access(path, os.X_OK):
        return path
    try:
        os.chmod(path, os.stat(path).st_mode | stat.S_IXUSR)
    except OSError as fault:
        raise Problem(f"{path} cannot be made executable ({fault.strerror}); do so by hand (chmod +x) and try again.") from fault
    if not os.access(path, os.X_OK):
        raise Problem(f"{path} lies on a disk from which no program may be started; move it elsewhere and set CHROMADOT_PROGRAM.")
    return path


def environment():
    """The host's environment without what belongs to the host alone."""
    cleaned = QtCore.QProcessEnvironment.systemEnvironment()
    for name in _OF_THE_HOST:
        cleaned.remove(name)
    return cleaned

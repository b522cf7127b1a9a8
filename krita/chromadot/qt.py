"""PyQt5 or PyQt6, whichever the host has loaded; nothing else in the plug-in names either.

Enumerations are written with their full names (``Qt.CheckState.Checked``), which both understand.
"""

import importlib.util
import sys


def _binding():
    """Name of the binding to use. Loading the other one beside the host's would crash the host."""
    for name in ("PyQt6", "PyQt5"):
        if name + ".QtCore" in sys.modules:
            return name
    for name in ("PyQt5", "PyQt6"):
        if importlib.util.find_spec(name):
            return name
    raise ImportError("neither PyQt5 nor PyQt6 is installed")


BINDING = _binding()
QtCore = importlib.import_module(BINDING + ".QtCore")
QtGui = importlib.import_module(BINDING + ".QtGui")
QtWidgets = importlib.import_module(BINDING + ".QtWidgets")
Signal = QtCore.pyqtSignal

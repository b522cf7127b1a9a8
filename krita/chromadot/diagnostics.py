"""What is needed to find a fault: what `chromadot doctor` prints, and what the plug-in knows."""

import platform

from . import log, program
from .problem import Problem, slot
from .qt import BINDING, QtCore

#: Longest time for the program's own look at itself, in milliseconds.
_DOCTOR_MS = 60_000


class Diagnostics(QtCore.QObject):
    """Collects the text in a process of its own, as the worker may be what is broken."""

    def __init__(self, session, parent=None):
        super().__init__(parent)
        self._session = session
        self._process = None

    def collect(self, finished):
        """Calls `finished` with the text when it is complete."""
        if self._process is not None:
            return
        try:
            path = program.find()
        except Problem as problem:
            finished(self._text(str(problem)))
            return
        process = self._process = QtCore.QProcess(self)
        process.setProcessEnvironment(program.environment())
        process.setProcessChannelMode(QtCore.QProcess.ProcessChannelMode.MergedChannels)
        too_long = QtCore.QTimer(process)
        too_long.setSingleShot(True)
        too_long.timeout.connect(process.kill)

        @slot
        def end(*_):
            if self._process is None:
                return
            self._process = None
            printed = bytes(process.readAll()).decode("utf-8", "replace").strip()
            finished(self._text(f"{path} doctor\n{printed or process.errorString()}"))
            process.deleteLater()

        process.finished.connect(end)
        process.errorOccurred.connect(end)
        too_long.start(_DOCTOR_MS)
        process.start(path, ["doctor"])

    def _text(self, doctor):
        worker = self._session.worker
        return "\n".join(
            [
                f"Krita {self._session.krita.version()}, Python {platform.python_version()}, {BINDING} {QtCore.PYQT_VERSION_STR}, Qt {QtCore.qVersion()}, {platform.platform()}",
                f"worker: version {worker.version or 'unknown'}, {'running' if worker.is_running() else 'not running'}",
                f"last message: {self._session.last_sentence or 'none'}",
                "",
                doctor,
                "",
                f"last lines of {log.path()}:",
                *log.tail(),
                "",
            ]
        )

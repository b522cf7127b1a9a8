"""The menu entry, and what happens when Krita ends."""

from krita import Extension, Krita

from . import the_session
from .panel import Panel
from .problem import slot
from .qt import QtWidgets

_DIALOG = "chromadot-dialog"


class ChromadotExtension(Extension):
    """Adds *Filter > Colorize with hints…*."""

    def setup(self):
        """Called by Krita once."""
        notifier = Krita.instance().notifier()
        notifier.setActive(True)
        notifier.applicationClosing.connect(slot(lambda: the_session().close()))

    def createActions(self, window):
        """Called by Krita for each window."""
        action = window.createAction("chromadot_colorize", "Colorize with hints…", "filter")
        action.triggered.connect(slot(lambda: self._open()))

    def _open(self):
        """Opens the dialog, which stays open beside the picture as long as the user likes."""
        # The object that `createActions` is given is gone by now.
        main_window = Krita.instance().activeWindow().qwindow()
        dialog = main_window.findChild(QtWidgets.QDialog, _DIALOG)
        if dialog is None:
            dialog = _dialog(main_window)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()


def _dialog(main_window):
    dialog = QtWidgets.QDialog(main_window)
    dialog.setObjectName(_DIALOG)
    dialog.setWindowTitle("Colorize with hints")
    close = QtWidgets.QDialogButtonBox(QtWidgets.QDialogButtonBox.StandardButton.Close)
    close.rejected.connect(dialog.close)
    layout = QtWidgets.QVBoxLayout(dialog)
    layout.addWidget(Panel(the_session()))
    layout.addWidget(close)
    return dialog

"""The docker."""

from krita import DockWidget

from . import the_session
from .panel import Panel
from .problem import slot
from .qt import QtCore, QtWidgets


class Docker(DockWidget):
    """The panel, scrolling where there is little room."""

    def __init__(self):
        super().__init__()
        self.setWindowTitle("Chromadot")
        scroll = QtWidgets.QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QtWidgets.QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(Panel(the_session()))
        self.setWidget(scroll)

    @slot
    def canvasChanged(self, _canvas):
        """Called by Krita when another document is shown, and several times at start without any."""
        the_session().refresh()

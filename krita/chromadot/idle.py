"""Whether the user is painting right now."""

from .qt import QtCore, QtWidgets

_LOOK_AGAIN_MS = 20


def is_painting():
    """Whether a mouse button is down: changing the document then would cut the stroke short."""
    return QtWidgets.QApplication.mouseButtons() != QtCore.Qt.MouseButton.NoButton


def when_not_painting(action):
    """Calls `action` now, or as soon as the user lifts the pen."""
    if is_painting():
        QtCore.QTimer.singleShot(_LOOK_AGAIN_MS, lambda: when_not_painting(action))
    else:
        action()

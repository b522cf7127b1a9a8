"""Suggested colours and the gamut's picture: a click takes the colour."""

from .problem import slot
from .qt import QtGui, QtWidgets, Signal

_SWATCH_SIDE = 24  # pixels on the screen


class Swatches(QtWidgets.QWidget):
    """A row of suggested colours, most probable first."""

    picked = Signal(str)

    def __init__(self, parent=None):
        super().__init__(parent)
        self._layout = QtWidgets.QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(1)
        self._layout.addStretch()

    def show_suggestions(self, suggestions, place):
        """Shows the worker's suggestions for a Place instead of those before."""
        while self._layout.count() > 1:
            before = self._layout.takeAt(0).widget()
            before.setParent(None)
            before.deleteLater()
        for number, suggestion in enumerate(suggestions):
            self._layout.insertWidget(number, self._swatch(suggestion, place))

    def _swatch(self, suggestion, place):
        rgb = suggestion["rgb"]
        button = QtWidgets.QToolButton()
        button.setFixedSize(_SWATCH_SIDE, _SWATCH_SIDE)
        colour = QtGui.QPixmap(_SWATCH_SIDE - 6, _SWATCH_SIDE - 6)
        colour.fill(QtGui.QColor(rgb))
        button.setIcon(QtGui.QIcon(colour))
        button.setIconSize(colour.size())
        button.setToolTip(f"{rgb}, {suggestion['probability']:.0%} likely at {place.x}, {place.y} ({place.reason})")
        button.clicked.connect(slot(lambda: self.picked.emit(rgb)))
        return button


class GamutPicture(QtWidgets.QLabel):
    """Colours that exist at one lightness: a* to the right, b* upwards."""

    picked = Signal(str)

    def __init__(self, parent=None):
        super().__init__(parent)
        self.setToolTip("Colours that exist at the place's lightness: from green to red rightwards, from blue to yellow upwards; a click takes one")
        self._image = None

    def show_picture(self, data, side):
        """Shows the worker's picture, BGRA bytes of side by side pixels."""
        self._image = QtGui.QImage(data, side, side, 4 * side, QtGui.QImage.Format.Format_ARGB32).copy()
        self.setPixmap(QtGui.QPixmap.fromImage(self._image))

    @slot
    def _pick(self, x, y):
        if self._image is None or not self._image.valid(x, y):
            return
        colour = self._image.pixelColor(x, y)
        if colour.alpha() > 0:
            self.picked.emit(colour.name())

    def mousePressEvent(self, event):
        """Called by Qt."""
        # The picture stands at the left, in the middle of the label's height.
        if self._image is not None:
            above = (self.height() - self._image.height()) // 2
            self._pick(event.pos().x(), event.pos().y() - above)

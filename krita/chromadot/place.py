"""The place for which colours are suggested, as Krita does not say where the cursor is."""

from typing import NamedTuple

from . import changes


class Place(NamedTuple):
    """A pixel of the photograph, and why it was taken."""

    x: int
    y: int
    reason: str


class LastDot:
    """Remembers the hint layer's pixels to see, the next time, where a dot was added."""

    def __init__(self):
        self._hints = None  # (identifier of the layer, size, pixels)
        self._box = None

    def notice(self, identifier, size, pixels):
        """Compares the hint layer with what it was at the last call."""
        data = bytes(pixels)
        before, self._hints = self._hints, (identifier, size, data)
        if before is None or before[:2] != (identifier, size) or len(before[2]) != len(data):
            self._box = None
            return
        box = changes.changed_box(before[2], data, size[0], len(data) // (size[0] * size[1]))
        self._box = box or self._box

    def is_new(self, identifier, size):
        """Whether this layer was not seen last, or had another size then."""
        return self._hints is None or self._hints[:2] != (identifier, size)

    def take(self, box):
        """Takes the box (left, top, width, height) of a change that somebody else saw."""
        self._box = box

    def box(self):
        """Where the layer changed last, or None."""
        return self._box


def choose(document, last_dot):
    """The place: the selection's middle, else the last dot's, else the image's."""
    width, height = document.width(), document.height()
    selected = document.selection()
    if selected is not None and selected.width() > 0 and selected.height() > 0:
        box = (selected.x(), selected.y(), selected.width(), selected.height())
        reason = "the middle of the selection"
    elif last_dot is not None:
        box, reason = last_dot, "the last dot on the hint layer"
    else:
        box, reason = (0, 0, width, height), "the middle of the image; select a place to ask for it"
    x = min(max(box[0] + box[2] // 2, 0), width - 1)
    y = min(max(box[1] + box[3] // 2, 0), height - 1)
    return Place(x, y, reason)

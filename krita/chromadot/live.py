"""Live: watches the layers and keeps one result layer up to date while the user paints."""

import time

from . import changes, layers
from .idle import is_painting, when_not_painting
from .problem import Problem, slot
from .qt import QtCore, Signal
from .scene import Scene
from .worker import Answer

#: Pause between two looks at the mouse, in milliseconds; these cost nothing.
_PULSE_MS = 15
#: Shortest and longest pause between two looks at the hint layer, in seconds.
_PAUSE = 0.04
_LONGEST_PAUSE = 0.15
#: Between these, looking takes this share of the host's time: one part in so many.
_SHARE = 6
#: Pause between two looks at the other layers and the selection, in seconds.
_SELDOM = 0.5
#: After a stroke, for so many seconds, each pulse looks: Krita finishes strokes somewhat after the mouse.
_EAGER = 0.3
#: Where the network takes longer than this, in seconds, a change is answered by a draft first ...
_DRAFT_FROM = 0.12
#: ... and in full once nothing has changed for so many seconds.
_REFINE_AFTER = 1.5


class Live(QtCore.QObject):
    """Asks the worker whenever something changed and puts the answer into one layer.

    Where the network is slow, a draft comes first and the full answer once painting rests. The layer is added once, which is one step for Undo; later pictures replace its pixels without
    one. Any problem switches Live off and leaves all layers as they are.
    """

    #: Switched on, or off with a sentence why (empty when the user did it).
    switched = Signal(bool, str)
    #: A picture is in its place; milliseconds by what they were spent on.
    updated = Signal(dict)
    #: Sentences of the worker about its answer.
    noted = Signal(list)

    def __init__(self, krita, worker, parent=None):
        super().__init__(parent)
        self._krita, self._worker = krita, worker
        self._scene = None
        self._timer = QtCore.QTimer(self)
        self._timer.setTimerType(QtCore.Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._pulse)
        self._is_placing = False
        self.result = None  # identifier of the result layer
        self._last_change = None  # (identifier of the hint layer, pixels before, pixels after)

    def is_on(self):
        """Whether Live is on."""
        return self._scene is not None

    def start(self, choices, settings):
        """Switches on; `settings` is called for the current ones. Raises Problem."""
        self._settings = settings
        self._watch(choices)
        self.result = None
        self._krita_document = choices.document
        self.switched.emit(True, "")
        self._timer.start(_PULSE_MS)

    def take_last_change(self, hints, size):
        """Box of the hint layer's last change that was not taken yet; None without one.

        `hints` is the layer's identifier, `size` that of the document.
        """
        last, self._last_change = self._last_change, None
        if last is None or last[0] != hints or len(last[1]) % (size[0] * size[1]) != 0:
            return None
        pixel = len(last[1]) // (size[0] * size[1])
        return changes.changed_box(bytes(last[1]), bytes(last[2]), size[0], pixel)

    def choices_changed(self, choices):
        """Goes on with other layers in the same document, or in another one ends. Raises Problem."""
        if self.is_on() and choices.document == self._krita_document:
            self._watch(choices)

    def _watch(self, choices):
        self._scene = Scene(self._krita, choices)
        self._hints_id = choices.layers.get("hints")
        self._raw = {}  # role -> pixels as Krita gave them at the last look
        self._pictures = {}  # role -> picture for the worker
        self._settled = set()  # roles read in another document, which cannot change while this one is active
        self._stale = set()  # roles whose picture is older than their pixels
        self._asked_settings = None
        self._looked_at = time.monotonic()  # last time at which what was known was still true
        self._look_at = self._look_seldom_at = self._eager_until = 0  # times of time.monotonic()
        self._was_painting = False
        self._number = None  # of the newest request, while it is under way
        self._is_slow = False  # whether drafts are worth while here
        self._refine_at = None  # when a draft that is shown gives way to the full answer
        self._is_finishing = False  # whether that is the last thing to be done
        self._placed = 0  # number of the request whose answer is shown

    def finish(self):
        """Switches off; a draft that is shown gives way to the full answer first, unless asked again."""
        if not self.is_on():
            return
        if self._is_finishing or (self._refine_at is None and self._number is None):
            self.stop()
            return
        self._is_finishing = True
        if self._refine_at is not None:
            self._refine_at = 0

    def stop(self, sentence=""):
        """Switches off; the result layer stays as it is."""
        if not self.is_on():
            return
        self._scene = None
        self._timer.stop()
        number, self._number = self._number, None
        self._raw, self._pictures = {}, {}
        if number is not None:
            self._worker.cancel(number)
        self.switched.emit(False, sentence)

    @slot
    def _pulse(self):
        if not self.is_on():
            return
        now = time.monotonic()
        painting = is_painting()
        if painting:
            self._looked_at = now  # until the stroke ends nothing changes that could be looked at
        elif self._was_painting:
            self._eager_until = now + _EAGER
        self._was_painting = painting
        # Krita runs its event loop while a layer is added, so this may be called from there.
        due = now >= self._look_at or now < self._eager_until
        if self._is_placing or painting or not due:
            return
        try:
            self._look()
        except Problem as problem:
            self.stop(f"Live was switched off. {problem}")
        except Exception:
            self.stop("Live was switched off.")
            raise

    def _look(self):
        started = time.monotonic()
        active = self._krita.activeDocument()
        if active is None or layers.identity(active) != self._krita_document:
            self._scene.document()  # a closed one has its own sentence
            raise Problem("Another document became active; switch Live on there if you want it.")
        if self.result is not None and not self._scene.has_layer(self.result):
            raise Problem("The layer of Live was deleted or undone; switch Live on again for a new one.")
        self._compare("hints", self._scene.raw("hints"))
        if started >= self._look_seldom_at and started >= self._eager_until:
            self._look_seldom_at = started + _SELDOM
            for role in ("photo", "reference"):
                if role not in self._settled:
                    self._compare(role, self._scene.raw(role))
                    if self._scene.is_elsewhere(role):
                        self._settled.add(role)
            self._compare("selection", self._scene.selection())
        settings = self._settings()
        now = time.monotonic()
        if self._stale or settings != self._asked_settings:
            self._eager_until = 0
            # It may have changed just after the last look.
            self._ask(settings, self._looked_at, "draft" if self._is_slow else "full")
        elif self._refine_at is not None and now >= self._refine_at:
            self._ask(settings, None, "full")
        self._looked_at = started
        self._look_at = now + min(max(_PAUSE, _SHARE * (now - started)), _LONGEST_PAUSE)

    def _compare(self, role, raw):
        before = self._raw.get(role, self)
        if before is self or raw != before:
            if role == "hints" and before is not self and raw is not None and len(raw) == len(before):
                self._last_change = (self._hints_id, before, raw)
            self._raw[role] = raw
            self._stale.add(role)

    def _ask(self, settings, changed_at, detail):
        """Asks for a picture; what changed did so at `changed_at`, None if nothing but the detail did."""
        asked_at = time.monotonic()
        self._refine_at = None
        for role in self._stale:
            raw = self._raw[role]
            if role == "selection" or raw is None:
                self._pictures[role] = raw
            else:
                self._pictures[role] = self._scene.picture(role, raw)
        self._stale = set()
        self._asked_settings = settings
        sent_at = time.monotonic()
        body = {"settings": settings, "format": self._scene.encoding.format, "detail": detail}
        scene = self._scene
        number = None

        def is_newest():
            return self._scene is scene and self._number == number

        @slot
        def done(answered, data):
            answered_at = time.monotonic()
            if not is_newest():
                return
            self._number = None
            place_when_idle(answered, data, answered_at)

        def place_when_idle(answered, data, answered_at):
            @slot
            def place():
                # While the user painted a newer answer may have come, or Live may be off.
                if self._scene is scene and number > self._placed:
                    self._placed = number
                    self._place(answered, data)
                    if self._scene is scene:
                        self._placed_in(detail, answered)
                    if changed_at is not None:
                        self.updated.emit(milliseconds(answered, answered_at))

            when_not_painting(place)

        def milliseconds(answered, answered_at):
            placed_at = time.monotonic()
            return {
                "whole": 1000 * (placed_at - changed_at),
                "noticing": 1000 * (asked_at - changed_at),
                "reading": 1000 * (sent_at - asked_at),
                "worker": 1000 * (answered_at - sent_at),
                "placing": 1000 * (placed_at - answered_at),
                **{f"worker's {name}": 1000 * value for name, value in answered.get("seconds", {}).items()},
            }

        @slot
        def failed(sentence):
            if is_newest():
                self._number = None
                self.stop(f"Live was switched off. {sentence}")

        def stopped():
            if is_newest():
                self._number = None

        number = self._worker.request("colorize", body, dict(self._pictures), Answer(lambda *_: None, done, failed, stopped))
        self._number = number

    def _placed_in(self, detail, answered):
        """Goes on after an answer of this detail is shown."""
        if detail == "full":
            self._is_slow = answered.get("seconds", {}).get("network", 0) > _DRAFT_FROM
            if self._is_finishing and self._number is None:
                self.stop()
        elif self._number is None:
            self._refine_at = time.monotonic() + (0 if self._is_finishing else _REFINE_AFTER)

    def _place(self, answered, data):
        self._is_placing = True
        try:
            if self.result is None:
                layer = self._scene.add_result(answered, data)
                self.result = layers.identity(layer)
            else:
                self._scene.replace_result(self.result, answered, data)
            self.noted.emit([*answered.get("notes", []), *self._scene.notes()])
        except Problem as problem:
            self.stop(f"Live was switched off. {problem}")
        finally:
            self._is_placing = False

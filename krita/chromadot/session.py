"""What one running Krita has once: the worker, the choices, and the job under way. No widgets."""

from . import colours, layers, pixels, problem
from .choices import Choices
from .idle import is_painting, when_not_painting
from .live import Live
from .place import LastDot, choose
from .problem import Problem, slot
from .qt import QtCore, Signal
from .scene import Scene
from .worker import Answer, Worker

_SETTINGS_GROUP = "chromadot"
#: Width and height of the gamut's picture, in pixels.
_GAMUT_SIDE = 160


class Session(QtCore.QObject):
    """Everything the panels show and ask for; they hold nothing themselves."""

    #: Busy or not, live or not, other layers, other values: look again.
    changed = Signal()
    #: The worker's parameters are known.
    parameters_known = Signal()
    #: A sentence for the user; the empty one takes the last away.
    said = Signal(str)
    #: Part of the job that is done (0 to 1) and what is being done.
    progressed = Signal(float, str)
    #: Live has put a picture in its place; milliseconds by part.
    updated = Signal(dict)
    #: Suggestions as the worker gave them, and the Place they are for.
    suggested = Signal(list, object)
    #: Picture of the colours that a lightness can have, as BGRA bytes, and its side.
    gamut_drawn = Signal(bytes, int)

    def __init__(self, krita, parent=None):
        super().__init__(parent)
        self.krita = krita
        self.worker = Worker(self)
        self.choices = Choices()
        self.live = Live(krita, self.worker, self)
        self.last_sentence = ""
        self._job = None  # number of the request to colorize
        self._last_dot = LastDot()
        self._lightness = None  # of the place of the last suggestions
        self.worker.ready.connect(self._worker_ready)
        self.worker.lost.connect(self._worker_lost)
        self.live.switched.connect(self._live_switched)
        self.live.updated.connect(self.updated)
        self.live.noted.connect(self._note)
        problem.listeners.append(self.say)

    # -- state

    def is_busy(self):
        """Whether *Colorize* is under way."""
        return self._job is not None

    def parameters(self):
        """The worker's parameters; none before its hello."""
        return self.worker.parameters

    def say(self, sentence):
        """Shows a sentence and keeps it for *Diagnostics*."""
        if sentence:
            self.last_sentence = sentence
        self.said.emit(sentence)

    def refresh(self):
        """Brings the choices up to date with the active document."""
        document = self.krita.activeDocument()
        if document is not None and document.rootNode() is not None and not self.live.is_on():
            self.choices.belong_to(document)
            if self.parameters():  # without their words a guess would be a bad one
                self.choices.propose(self.krita, document, self.parameters())
                self._meet_hints(document)
        self.changed.emit()

    def choose_layer(self, role, identifier):
        """Takes the user's choice of a layer; `role` is a parameter's name or "photo"."""
        if role == "photo":
            self.choices.choose_photograph(identifier)
        else:
            self.choices.layers[role] = identifier
        document = layers.find_document(self.krita, self.choices.document)
        if document is not None and identifier == self.choices.photograph:
            self.choices.propose(self.krita, document, self.parameters())  # it may have been a guess
        if self.live.is_on():
            try:
                self.live.choices_changed(self.choices)
            except Problem as fault:
                self.live.stop(f"Live was switched off. {fault}")
        self.changed.emit()

    def value(self, parameter):
        """Current value of a parameter as text: the user's of last time, else the default."""
        name, default = parameter["name"], str(parameter.get("default", ""))
        if name not in self.choices.values:
            stored = self.krita.readSetting(_SETTINGS_GROUP, name, default)
            looks = self.worker.looks if parameter.get("type") == "look" else []
            allowed = [choice["name"] for choice in parameter.get("choices", looks)]
            self.choices.values[name] = stored if not allowed or stored in allowed else default
        return self.choices.values[name]

    def set_value(self, name, text):
        """Takes the user's choice of a value and keeps it for the next start."""
        self.choices.values[name] = text
        self.krita.writeSetting(_SETTINGS_GROUP, name, text)

    def settings(self):
        """All values as the worker takes them."""
        values = {p["name"]: self.value(p) for p in self.parameters() if p.get("type") != "layer"}
        # No look is said by leaving it out, as no name means none.
        unnamed = [p["name"] for p in self.parameters() if p.get("type") == "look" and not values[p["name"]]]
        return {name: value for name, value in values.items() if name not in unnamed}

    # -- the worker

    @slot
    def start_worker(self):
        """Starts the worker so that it is ready when it is needed."""
        self.worker.start()

    def close(self):
        """Krita ends: so do Live and the worker."""
        self.live.stop()
        self.worker.stop()
        if self.say in problem.listeners:
            problem.listeners.remove(self.say)

    @slot
    def _worker_ready(self):
        self.parameters_known.emit()
        self.refresh()

    @slot
    def _worker_lost(self, sentence):
        if not self.live.is_on() and not self.is_busy() and self.last_sentence.endswith(sentence):
            return  # said already
        self.say(sentence)

    # -- colorize

    @slot
    def colorize(self):
        """Adds a colorized layer to the active document."""
        if self.is_busy() or self.live.is_on():
            return
        self.say("")
        self._with_parameters(self._colorize)

    def _with_parameters(self, action):
        """Calls `action` once the worker's hello is there. Raises Problem when no worker can be started."""
        if self.parameters():
            action()
            return

        @slot
        def ready():
            self.parameters_known.disconnect(ready)
            self.worker.lost.disconnect(lost)
            action()

        def lost(_sentence):
            self.parameters_known.disconnect(ready)
            self.worker.lost.disconnect(lost)

        self.parameters_known.connect(ready)
        self.worker.lost.connect(lost)
        try:
            self.worker.start()
        except Problem:
            lost("")
            raise

    def scene(self):
        """The chosen layers of the active document. Raises Problem."""
        document = self.krita.activeDocument()
        if document is None or document.rootNode() is None:
            raise Problem("There is no picture yet; open a photograph first.")
        self.choices.propose(self.krita, document, self.parameters())
        return Scene(self.krita, self.choices)

    def _colorize(self):
        scene = self.scene()
        body = {"settings": self.settings(), "format": scene.encoding.format}
        pictures = scene.pictures()
        self._notice_hints(scene)

        @slot
        def done(answered, data):
            self.progressed.emit(1.0, "Adding the layer")
            when_not_painting(lambda: place(answered, data))

        @slot
        def place(answered, data):
            try:
                scene.add_result(answered, data)
                self._note([*answered.get("notes", []), *scene.notes()])
            finally:
                self._job = None
                self.changed.emit()

        @slot
        def failed(sentence):
            self._job = None
            self.say(sentence)
            self.changed.emit()

        @slot
        def stopped():
            self._job = None
            self.say("Stopped; nothing was changed.")
            self.changed.emit()

        self._job = self.worker.request("colorize", body, pictures, Answer(self.progressed.emit, done, failed, stopped))
        self.progressed.emit(0.0, "Starting")
        self.changed.emit()

    @slot
    def cancel(self):
        """Ends what is under way."""
        if self._job is not None:
            self.worker.cancel(self._job)

    @slot
    def _note(self, notes):
        self.say(" ".join(notes))

    # -- live

    @slot
    def set_live(self, wanted):
        """Switches Live on or off."""
        if wanted == self.live.is_on() or self.is_busy():
            self.changed.emit()
            return
        if not wanted:
            self.live.finish()
            return

        def start():
            self.scene()  # brings the choices up to date
            self.live.start(self.choices, self.settings)

        self.say("")
        try:
            self._with_parameters(start)
        finally:
            self.changed.emit()

    @slot
    def _live_switched(self, _is_on, sentence):
        if sentence:
            self.say(sentence)
        self.changed.emit()

    # -- suggestions

    @slot
    def suggest(self):
        """Asks for likely colours at a place of the active document."""
        self.say("")
        self._with_parameters(self._suggest)

    def _suggest(self):
        scene = self.scene()
        document = scene.document()
        self._notice_hints(scene)
        place = choose(document, self._dot(scene))
        pictures = scene.pictures()
        del pictures["selection"]

        @slot
        def done(suggestions, _payload):
            self.suggested.emit(suggestions, place)
            if suggestions:
                self._lightness = float(suggestions[0]["lab"][0])
                self._draw_gamut()

        body = {"settings": self.settings(), "at": [place.x, place.y], "count": 9}
        self.worker.request("suggest", body, pictures, self._plain_answer(done))

    def _notice_hints(self, scene):
        raw = scene.raw("hints")
        if raw is not None:
            self._last_dot.notice(self.choices.layers["hints"], scene.size, raw)

    def _meet_hints(self, document):
        """Sees a new hint layer as it is, so that the first dot on it is known for one."""
        hints = self.choices.layers.get("hints")
        if hints is None or is_painting() or not self._last_dot.is_new(hints, pixels.size(document)):
            return
        try:
            self._notice_hints(Scene(self.krita, self.choices))
        except Problem:
            pass  # whoever asks for colours will be told

    def _dot(self, scene):
        """Box of the last change in the hint layer, by Live or by ourselves; None if there was none."""
        hints = self.choices.layers.get("hints")
        if hints is None:
            return None
        box = self.live.take_last_change(hints, scene.size)
        if box is not None:
            self._last_dot.take(box)
        return self._last_dot.box()

    def _draw_gamut(self):
        @slot
        def done(answered, data):
            side = int(answered["size"][0])
            if len(data) == side * side * 4:
                self.gamut_drawn.emit(data, side)

        body = {"lightness": self._lightness, "side": _GAMUT_SIDE}
        self.worker.request("gamut", body, None, self._plain_answer(done))

    def knows_lightness(self):
        """Whether there is a place for whose lightness colours can be judged."""
        return self._lightness is not None

    @slot
    def snap(self):
        """Brings the foreground colour to the nearest one that the place's lightness can have."""
        view = self._view()
        if self._lightness is None:
            raise Problem("Press Suggest first: it says for which lightness the colour shall exist.")

        @slot
        def done(answered, _payload):
            colours.set_foreground(view, answered["rgb"])

        body = {"rgb": colours.foreground(view), "lightness": self._lightness}
        self.worker.request("snap", body, None, self._plain_answer(done))

    @slot
    def take_colour(self, rgb):
        """Makes `rgb` ("#rrggbb") the foreground colour."""
        colours.set_foreground(self._view(), rgb)

    def _view(self):
        window = self.krita.activeWindow()
        view = window.activeView() if window is not None else None
        if view is None or self.krita.activeDocument() is None:
            raise Problem("There is no picture yet; open a photograph first.")
        return view

    def _plain_answer(self, done):
        return Answer(lambda *_: None, done, slot(self.say), lambda: None)

    # -- layers, for lists

    def offered_layers(self, of_others_too=False):
        """Pairs of identifier and name of all layers of the active document, uppermost first, and on request of
        the other open ones."""
        document = self.krita.activeDocument()
        if document is None:
            return []
        offered = [(layers.identity(layer), layer.name()) for layer in layers.all_layers(document)]
        for other in layers.other_documents(self.krita, document) if of_others_too else []:
            where = layers.title(other)
            offered += [(layers.identity(layer), f"{layer.name()} ({where})") for layer in layers.all_layers(other)]
        return offered

"""All controls, as they stand in the docker and in the dialog."""

from .diagnostics import Diagnostics
from .form import Form
from .problem import slot
from .qt import QtCore, QtWidgets
from .swatches import GamutPicture, Swatches

#: Pause between two looks at the list of layers, in milliseconds.
_REFRESH_MS = 1_000
#: Width to which a button may shrink, in pixels on the screen.
_LEAST_WIDTH = 40


class Panel(QtWidgets.QWidget):
    """Shows a session and hands clicks on to it."""

    def __init__(self, session, parent=None):
        super().__init__(parent)
        self._session = session
        self._diagnostics = Diagnostics(session, self)

        self._form = Form(session)
        self._colorize = self._button("&Colorize", "Adds a layer in colour above the photograph", session.colorize)
        self._live = self._button("&Live", "Watches the layers and keeps one result layer up to date while you paint", None)
        self._live.setCheckable(True)
        self._live.clicked.connect(slot(lambda wanted: session.set_live(wanted)))
        self._suggest = self._button("&Suggest", "Likely colours for the middle of the selection, or else for your last dot", session.suggest)
        buttons = QtWidgets.QHBoxLayout()
        for button in (self._colorize, self._live, self._suggest):
            buttons.addWidget(button)

        self._bar = QtWidgets.QProgressBar()
        self._bar.setRange(0, 100)
        self._bar.setMinimumWidth(60)
        self._cancel = self._button("Cance&l", "Ends the work; nothing is changed", session.cancel)
        self._progress = QtWidgets.QWidget()
        progress = QtWidgets.QHBoxLayout(self._progress)
        progress.setContentsMargins(0, 0, 0, 0)
        progress.addWidget(self._bar, 1)
        progress.addWidget(self._cancel)

        self._sentence = QtWidgets.QLabel()
        self._sentence.setObjectName("chromadot-sentence")
        self._sentence.setWordWrap(True)
        self._latency = QtWidgets.QLabel()
        self._latency.setObjectName("chromadot-latency")

        self._swatches = Swatches()
        self._swatches.picked.connect(session.take_colour)
        self._gamut = GamutPicture()
        self._gamut.picked.connect(session.take_colour)
        self._snap = self._button("S&nap to gamut", "Changes the foreground colour to the nearest one that the place's lightness can have", session.snap)
        copy = self._button("&Diagnostics", "Copies what is installed and whether it works, for a report", self._copy_diagnostics)

        # What is used most stands first: a docker often has little room.
        layout = QtWidgets.QVBoxLayout(self)
        layout.addLayout(buttons)
        for widget in (self._progress, self._sentence, self._latency, self._swatches, self._form, self._gamut):
            layout.addWidget(widget)
        below = QtWidgets.QHBoxLayout()
        for button in (self._snap, copy):
            below.addWidget(button)
        layout.addLayout(below)
        layout.addStretch()

        session.changed.connect(self._show_state)
        session.said.connect(self._show_sentence)
        session.progressed.connect(self._show_progress)
        session.updated.connect(self._show_latency)
        session.suggested.connect(self._show_suggestions)
        session.gamut_drawn.connect(self._show_gamut)
        # Layers are added and renamed without Krita telling anybody.
        self._refreshing = QtCore.QTimer(self)
        self._refreshing.timeout.connect(self._refresh)
        self._latency.hide()
        self._gamut.hide()
        self._show_sentence(session.last_sentence)
        self._show_state()

    def _button(self, text, help_text, clicked):
        button = QtWidgets.QPushButton(text)
        button.setObjectName("chromadot-button-" + text.replace("&", "").lower())
        button.setToolTip(help_text)
        button.setMinimumWidth(_LEAST_WIDTH)
        if clicked is not None:
            button.clicked.connect(slot(lambda: clicked()))
        return button

    def showEvent(self, event):
        """Called by Qt: whoever sees the panel will need the worker."""
        super().showEvent(event)
        self._session.start_worker()
        self._refresh()
        self._refreshing.start(_REFRESH_MS)

    def hideEvent(self, event):
        """Called by Qt."""
        super().hideEvent(event)
        self._refreshing.stop()

    @slot
    def _refresh(self):
        self._session.refresh()

    @slot
    def _show_state(self):
        busy, live = self._session.is_busy(), self._session.live.is_on()
        self._progress.setVisible(busy)
        self._colorize.setEnabled(not busy and not live)
        self._live.setEnabled(not busy)
        self._live.setChecked(live)
        self._suggest.setEnabled(not busy)
        self._snap.setEnabled(self._session.knows_lightness())

    @slot
    def _show_sentence(self, sentence):
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))

    @slot
    def _show_progress(self, part, doing):
        self._bar.setValue(round(100 * part))
        self._bar.setFormat(f"{doing} %p%")

    @slot
    def _show_latency(self, milliseconds):
        self._latency.setText(f"Last update took {milliseconds['whole']:.0f} ms")
        self._latency.setToolTip("\n".join(f"{name}: {value:.0f} ms" for name, value in milliseconds.items()))
        self._latency.show()

    @slot
    def _show_suggestions(self, suggestions, place):
        self._swatches.show_suggestions(suggestions, place)
        self._suggest.setToolTip(f"Suggested for {place.reason}")
        self._show_state()

    @slot
    def _show_gamut(self, data, side):
        self._gamut.show_picture(data, side)
        self._gamut.show()
        self._show_state()

    @slot
    def _copy_diagnostics(self):
        self._diagnostics.collect(self._diagnostics_ready)

    @slot
    def _diagnostics_ready(self, text):
        QtWidgets.QApplication.clipboard().setText(text)
        self._session.say("Copied; paste it into your report.")

"""Tests that run in Krita's real window, as a second plug-in beside the tested one.

CHROMADOT_WINDOW names the scenario ("suite", "latency", "picture", "dies"), CHROMADOT_WINDOW_OUT a folder for its
report and pictures. Without the variable nothing happens. The plug-in is worked as a user would work
it: by its menu entry, its buttons and, for strokes, the mouse (xdotool).
"""

import os
import signal
import statistics
import subprocess
import sys
import threading
import time
import traceback

from krita import Extension, Krita, ManagedColor, Selection
from PyQt5.QtCore import Qt, QTimer
from PyQt5.QtWidgets import QApplication, QDialog, QLabel, QMenu, QProgressBar, QPushButton, QToolButton, QWidget

SRGB = "sRGB-elle-V2-srgbtrc.icc"
OUT = os.environ.get("CHROMADOT_WINDOW_OUT", ".")
STAND_IN = "CHROMADOT_FAKE" in os.environ
host = Krita.instance()


def say(text):
    print(text, file=sys.stderr, flush=True)
    with open(os.path.join(OUT, "report.txt"), "a", encoding="utf-8") as file:
        file.write(text + "\n")


class Wait:
    """Yielded by a scenario: goes on when the condition holds, fails after so many seconds."""

    def __init__(self, condition, what, seconds=60):
        self.condition, self.what, self.end = condition, what, time.monotonic() + seconds


def pause(seconds):
    end = time.monotonic() + seconds
    return Wait(lambda: time.monotonic() >= end, "a pause")


def check(condition, what):
    say(f"{'ok' if condition else 'NOT OK'}: {what}")
    assert condition, what


def behave(words):
    with open(os.environ["CHROMADOT_FAKE"], "w", encoding="utf-8") as file:
        file.write(words)


# -- what a user sees


def window():
    return host.activeWindow().qwindow()


def docker():
    return next(d for d in host.dockers() if d.windowTitle() == "Chromadot")


def press(label, within=None):
    button = (within or docker()).findChild(QPushButton, "chromadot-button-" + label)
    assert button.isEnabled(), f"{label} is not enabled"
    button.click()


def sentence():
    return docker().findChild(QLabel, "chromadot-sentence").text()


def session():
    import chromadot

    return chromadot.the_session()


def names(document):
    return [node.name() for node in document.topLevelNodes()]


def layer(document, name="Colorized"):
    return next((node for node in document.topLevelNodes() if node.name() == name), None)


def open_photograph(path):
    """Opens the picture in the window, as RGB, with an empty hint layer that is active."""
    document = host.openDocument(path)
    host.activeWindow().addView(document)
    document.setColorSpace("RGBA", "U8", SRGB)
    hints = document.createNode("hints", "paintlayer")
    document.rootNode().addChildNode(hints, None)
    document.waitForDone()
    document.setActiveNode(hints)
    document.refreshProjection()
    document.waitForDone()
    return document


def foreground(red, green, blue):
    colour = ManagedColor("RGBA", "U8", SRGB)
    colour.setComponents([blue / 255, green / 255, red / 255, 1.0])
    host.activeWindow().activeView().setForeGroundColor(colour)


def canvas():
    found = [w for w in window().findChildren(QWidget) if w.metaObject().className() in ("KisOpenGLCanvas2", "KisQPainterCanvas")]
    return next(w for w in found if w.isVisible())


class Stroke:
    """A short stroke with the real mouse, beginning at a place seen from the canvas's middle."""

    def __init__(self, right, down):
        widget = canvas()
        middle = widget.mapToGlobal(widget.rect().center())
        x, y = middle.x() + right, middle.y() + down
        self.ended_at = None
        words = ["xdotool", "mousemove", x, y, "sleep", 0.1, "mousedown", 1, "sleep", 0.05]
        for step in range(1, 5):
            words += ["mousemove", x + 4 * step, y, "sleep", 0.02]
        before = [str(word) for word in words]
        self._thread = threading.Thread(target=self._run, args=(before,), daemon=True)
        self._thread.start()

    def _run(self, before):
        subprocess.run(before, check=True)
        subprocess.run(["xdotool", "mouseup", "1"], check=True)
        self.ended_at = time.monotonic()

    def ended(self):
        return Wait(lambda: self.ended_at is not None, "the end of a stroke")


def undo(document):
    host.action("edit_undo").trigger()
    document.waitForDone()


def make_room():
    """The size of a usual screen, and the docker without others above it."""
    window().resize(1390, 890)
    for other in host.dockers():
        if other.windowTitle() in ("Advanced Color Selector", "Tool Options", "Brush Presets"):
            other.hide()
    docker().show()
    docker().raise_()
    window().resizeDocks([docker()], [660], Qt.Vertical)


# -- scenarios


def suite():
    document = open_photograph(os.environ["CHROMADOT_WINDOW_PHOTO"])
    photo = document.topLevelNodes()[0]
    before = bytes(photo.pixelData(0, 0, document.width(), document.height()))

    def photograph_is_unchanged():
        return bytes(photo.pixelData(0, 0, document.width(), document.height())) == before

    menus = [menu for menu in window().findChildren(QMenu) if menu.objectName().lower() == "filter"]
    texts = [action.text().replace("&", "") for menu in menus for action in menu.actions()]
    check("Colorize with hints…" in texts, f"the Filter menu has the entry: {texts}")
    make_room()
    yield Wait(lambda: session().parameters(), "the worker's hello")
    check(docker().findChild(QWidget, "chromadot-hint-strength") is not None, "the docker has the worker's parameters")

    # One undo step, by the menu entry and its dialog.
    foreground(200, 60, 30)
    yield pause(0.5)
    stroke = Stroke(0, 0)
    yield stroke.ended()
    yield pause(0.5)
    hints = layer(document, "hints")
    check(hints.bounds().width() > 0, "a stroke by the mouse is on the hint layer")
    host.action("chromadot_colorize").trigger()
    dialog = window().findChild(QDialog, "chromadot-dialog")
    check(dialog is not None and dialog.isVisible(), "the menu entry opens the dialog")
    press("colorize", dialog)
    yield Wait(lambda: not session().is_busy() and (layer(document) or sentence()), "the new layer")
    check(names(document) == [photo.name(), "Colorized", "hints"], f"the layer is above the photograph: {names(document)} {sentence()}")
    yield pause(0.5)
    check(document.activeNode().name() == "hints", "the hint layer still is the active one")
    document.waitForDone()
    colour = bytes(layer(document).pixelData(0, 0, document.width(), document.height()))
    undo(document)
    check(names(document) == [photo.name(), "hints"], "one undo takes the layer away")
    host.action("edit_redo").trigger()
    document.waitForDone()
    again = bytes(layer(document).pixelData(0, 0, document.width(), document.height()))
    check(again == colour, "redo brings it back as it was")
    undo(document)
    check(hints.bounds().width() > 0, "the stroke is still there")
    check(photograph_is_unchanged(), "the photograph is unchanged")
    dialog.close()

    # Live with strokes.
    press("live")
    yield Wait(lambda: layer(document) is not None, "the layer of Live")
    updates = []
    session().updated.connect(updates.append)
    for number in range(3):
        foreground(30, 60 + 60 * number, 200)
        count = len(updates)
        stroke = Stroke(-60 + 50 * number, 40)
        yield stroke.ended()
        yield Wait(lambda: len(updates) > count, "an update after a stroke")
    check(names(document).count("Colorized") == 1, "Live keeps one layer")
    check(docker().findChild(QLabel, "chromadot-latency").text().startswith("Last update took"), "the docker shows the latency")
    window().grab().save(os.path.join(OUT, "window.png"))
    press("live")
    # A draft that is shown gives way to the full answer first.
    yield Wait(lambda: not session().live.is_on(), "Live to end")
    check(layer(document) is not None, "the layer stays when Live is switched off")
    for _ in range(3):
        undo(document)
    check(layer(document) is not None, "three undos take three strokes")
    undo(document)
    check(layer(document) is None, "the fourth takes the layer of Live: it was one step")

    # Live in trouble.
    press("live")
    yield Wait(lambda: layer(document) is not None, "the layer of Live")
    layer(document).remove()
    yield Wait(lambda: not session().live.is_on(), "Live to end")
    check("deleted or undone" in sentence(), sentence())
    press("live")
    yield Wait(lambda: layer(document) is not None, "the layer of Live")
    other = open_photograph(os.environ["CHROMADOT_WINDOW_PHOTO"])
    yield Wait(lambda: not session().live.is_on(), "Live to end")
    check("Another document" in sentence(), sentence())
    check(names(other) == [other.topLevelNodes()[0].name(), "hints"], "the other document is untouched")
    press("live")
    yield Wait(lambda: layer(other) is not None, "the layer of Live")
    other.resizeImage(0, 0, other.width() - 10, other.height() - 7)
    other.waitForDone()
    yield Wait(lambda: not session().live.is_on(), "Live to end")
    check("resized" in sentence(), sentence())
    press("live")
    yield Wait(lambda: session().live.result is not None, "the layer of Live")
    other.setBatchmode(True)
    other.setModified(False)
    other.close()
    yield Wait(lambda: not session().live.is_on(), "Live to end")
    check("closed" in sentence() or "Another document" in sentence(), sentence())

    # The worker in trouble.
    host.setActiveDocument(document)
    yield pause(0.5)
    if layer(document) is not None:
        layer(document).remove()
    os.kill(session().worker.process_id(), signal.SIGKILL)
    yield Wait(lambda: "crashed" in sentence(), "a sentence about the killed worker")
    press("colorize")
    yield Wait(lambda: layer(document) is not None and not session().is_busy(), "the layer of a new worker")
    check(True, "a killed worker is told and replaced")
    layer(document).remove()
    if STAND_IN:
        behave("crash")
        press("colorize")
        yield Wait(lambda: not session().is_busy(), "the end")
        check("the stand-in crashes as asked" in sentence() and layer(document) is None, sentence())
        behave("slow")
        press("colorize")
        yield Wait(lambda: docker().findChild(QProgressBar).value() > 20, "progress")
        check(docker().findChild(QProgressBar).isVisible(), "progress is shown")
        press("cancel")
        yield Wait(lambda: not session().is_busy(), "the end")
        check(sentence() == "Stopped; nothing was changed." and layer(document) is None, sentence())
        press("colorize")
        photo_name = photo.name()
        layer(document, "hints").setVisible(False)
        layer(document, "hints").setLocked(True)
        yield Wait(lambda: not session().is_busy(), "the end")
        check(layer(document) is not None, "hidden and locked while computing")
        layer(document).remove()
        layer(document, "hints").setVisible(True)
        layer(document, "hints").setLocked(False)
        behave("")
        check(photo_name == photo.name() and photograph_is_unchanged(), "the photograph is unchanged")

    # Suggestions, gamut, snap.
    selection = Selection()
    selection.select(20, 30, 11, 11, 255)
    document.setSelection(selection)
    press("suggest")
    yield Wait(lambda: docker().findChildren(QToolButton) and session().knows_lightness(), "suggestions")
    swatches = [b for b in docker().findChildren(QToolButton) if b.toolTip().startswith("#")]
    check("at 25, 35 (the middle of the selection)" in swatches[0].toolTip(), swatches[0].toolTip())
    swatches[0].click()
    view = host.activeWindow().activeView()
    from chromadot import colours

    check(colours.foreground(view) == swatches[0].toolTip()[:7], f"a click takes {swatches[0].toolTip()[:7]}")
    foreground(255, 0, 0)
    yield pause(0.5)
    press("snap to gamut")
    yield Wait(lambda: colours.foreground(view) != "#ff0000", "the snapped colour")
    check(True, f"red is snapped to {colours.foreground(view)}")
    press("colorize")
    yield Wait(lambda: layer(document) is not None and not session().is_busy(), "the layer with the selection")
    alpha = bytes(layer(document).pixelData(0, 0, document.width(), document.height()))[3::4]
    inside, outside = alpha[35 * document.width() + 25], alpha[0]
    check((inside, outside) == (255, 0), "the selection is in the layer's alpha")
    window().grab().save(os.path.join(OUT, "suggestions.png"))

    # Vector layers, which cannot be made without a window.
    document.setSelection(None)
    vectors = document.createVectorLayer("vector hints")
    document.rootNode().addChildNode(vectors, None)
    points = document.width() * 72 / document.resolution(), document.height() * 72 / document.resolution()
    vectors.addShapesFromSvg(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{points[0]}pt" height="{points[1]}pt" viewBox="0 0 100 100" preserveAspectRatio="none">'
        '<rect x="20" y="20" width="60" height="60" fill="#1ec83c" stroke="none"/></svg>'
    )
    document.refreshProjection()
    document.waitForDone()
    yield pause(1)
    from chromadot import layers

    session().choose_layer("hints", layers.identity(vectors))
    picture = session().scene().picture("hints")
    middle = (document.height() // 2 * document.width() + document.width() // 2) * 4
    check(bytes(picture.data)[middle : middle + 4] == b"\x3c\xc8\x1e\xff", "a vector layer gives hints")

    press("diagnostics")
    yield Wait(lambda: "Copied" in sentence(), "the diagnostics")
    text = QApplication.clipboard().text()
    check("Krita " + host.version() in text and "doctor" in text, "diagnostics are on the clipboard")
    say(text if not STAND_IN else text.splitlines()[0])


def latency():
    """From the end of a stroke to the new pixels in the layer, on 2 megapixels."""
    document = open_photograph(os.environ["CHROMADOT_WINDOW_PHOTO"])
    document.scaleImage(1632, 1224, 72, 72, "Bilinear")
    document.waitForDone()
    yield pause(1)
    make_room()
    yield Wait(lambda: session().parameters(), "the worker's hello")
    foreground(200, 60, 30)
    press("live")
    yield Wait(lambda: session().live.result is not None, "the layer of Live")
    yield pause(2)
    updates = []
    session().updated.connect(lambda parts: updates.append((time.monotonic(), parts)))
    rows = []
    for number in range(int(os.environ.get("CHROMADOT_WINDOW_STROKES", "24"))):
        foreground(40 + 40 * (number % 5), 200 - 30 * (number % 6), 30 + 20 * (number % 10))
        count = len(updates)
        stroke = Stroke(-150 + 50 * (number % 7), -80 + 40 * (number // 7))
        yield stroke.ended()
        yield Wait(lambda: len(updates) > count, "an update")
        yield pause(0.4)
        at, parts = updates[-1]
        started = time.monotonic()
        document.refreshProjection()
        document.waitForDone()
        parts = {"from the stroke's end": 1000 * (at - stroke.ended_at), **parts, "then Krita's own refresh": 1000 * (time.monotonic() - started)}
        rows.append(parts)
    for name in rows[0]:
        values = sorted(row.get(name, 0) for row in rows)
        say(f"latency {name}: median {statistics.median(values):.0f} ms, {values[0]:.0f} to {values[-1]:.0f}")
    window().grab().save(os.path.join(OUT, "latency.png"))


def picture():
    """The picture in the user's page: a photograph, dots, Live, suggestions."""
    make_room()
    yield pause(1)
    path = os.environ["CHROMADOT_WINDOW_PHOTO"]
    document = open_photograph(path)
    painted = host.openDocument(path.replace("-gray", "-hints"))
    size = document.width(), document.height()
    layer(document, "hints").setPixelData(painted.topLevelNodes()[0].pixelData(0, 0, *size), 0, 0, *size)
    selection = Selection()
    selection.select(330, 140, 30, 20, 255)
    yield Wait(lambda: session().parameters(), "the worker's hello")
    press("live")
    yield Wait(lambda: session().live.result is not None, "the layer of Live")
    document.setSelection(selection)
    press("suggest")
    yield Wait(lambda: session().knows_lightness(), "suggestions")
    document.setSelection(None)
    foreground(200, 130, 70)
    yield pause(1)
    stroke = Stroke(380, -180)
    yield stroke.ended()
    yield pause(4)
    window().grab().save(os.path.join(OUT, "picture.png"))


def dies():
    """Krita is killed while the worker works: the worker must not stay."""
    open_photograph(os.environ["CHROMADOT_WINDOW_PHOTO"])
    docker().show()
    yield Wait(lambda: session().parameters(), "the worker's hello")
    if STAND_IN:
        behave("slow")
    press("colorize")
    yield pause(0.1)
    with open(os.path.join(OUT, "worker.pid"), "w", encoding="ascii") as file:
        file.write(str(session().worker.process_id()))
    say(f"WINDOW {host.version()}: dies OK")
    os.kill(os.getpid(), signal.SIGKILL)


class WindowTests(Extension):
    def __init__(self, parent):
        super().__init__(parent)
        self._started = False

    def setup(self):
        pass

    def createActions(self, _window):
        if not self._started:
            self._started = True
            self._scenario = globals()[os.environ["CHROMADOT_WINDOW"]]
            self._steps, self._wait = None, pause(3)
            self._timer = QTimer(self)
            self._timer.timeout.connect(self._step)
            self._timer.start(5)

    def _step(self):
        try:
            if self._wait is not None and not self._wait.condition():
                assert time.monotonic() < self._wait.end, f"waited in vain for {self._wait.what}; {sentence()}"
                return
            if self._steps is None:
                self._steps = self._scenario()
            self._wait = next(self._steps)
        except StopIteration:
            self._end("OK")
        except BaseException:
            say(traceback.format_exc())
            window().grab().save(os.path.join(OUT, "failed.png"))
            self._end("FAILED")

    def _end(self, words):
        self._timer.stop()
        say(f"WINDOW {host.version()}: {self._scenario.__name__} {words}")
        for document in host.documents():
            document.setBatchmode(True)
            document.setModified(False)
            document.close()
        QTimer.singleShot(200, host.action("file_quit").trigger)


if "CHROMADOT_WINDOW" in os.environ:
    host.addExtension(WindowTests(host))

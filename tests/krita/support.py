"""What the tests without Krita share: the mock host, the stand-in worker, and waiting for them."""

import os
import sys
import tempfile
import time
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "mock"), os.path.join(HERE, "..", "..", "krita")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import krita  # noqa: E402  the mock
from chromadot_test_qt import QtWidgets  # noqa: E402

APPLICATION = QtWidgets.QApplication.instance() or QtWidgets.QApplication([])

from chromadot import problem  # noqa: E402
from chromadot.session import Session  # noqa: E402

FAKE_WORKER = os.path.join(HERE, "fake_worker.py")


def wait_until(condition, seconds=10):
    """Runs Qt's events until `condition` holds; whether it did within so many seconds."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        APPLICATION.processEvents()
        time.sleep(0.002)
    return True


class WithStandIn(unittest.TestCase):
    """A test with an environment of its own, in which the stand-in is the program."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.before = dict(os.environ)
        self.addCleanup(self._restore_environment)
        os.environ["HOME"] = self.folder
        os.environ["XDG_STATE_HOME"] = os.path.join(self.folder, "state")
        os.environ["CHROMADOT_PROGRAM"] = FAKE_WORKER
        os.environ["CHROMADOT_FAKE"] = os.path.join(self.folder, "behaviour")

    def _restore_environment(self):
        os.environ.clear()
        os.environ.update(self.before)

    def behave(self, words):
        """Tells the stand-in how to behave from now on."""
        with open(os.environ["CHROMADOT_FAKE"], "w", encoding="utf-8") as file:
            file.write(words)

    def requests(self):
        """What the stand-in was asked, as its own lines."""
        import json

        try:
            with open(os.environ["CHROMADOT_FAKE"] + ".requests", encoding="utf-8") as file:
                return [json.loads(line) for line in file]
        except FileNotFoundError:
            return []


class WithSession(WithStandIn):
    """A test with a host and a session in it."""

    def setUp(self):
        super().setUp()
        self.krita = krita.Krita()
        self.session = Session(self.krita)
        self.addCleanup(self.session.close)
        self.sentences = []
        self.session.said.connect(lambda sentence: self.sentences.append(sentence) if sentence else None)

    def start_worker(self):
        """Waits for the hello."""
        self.session.start_worker()
        self.assertTrue(wait_until(lambda: self.session.parameters()), self.sentences)

    def colorize(self):
        """Colorizes and waits for the end."""
        self.start_worker()
        self.session.colorize()
        self.finish()

    def finish(self):
        """Waits for the end of what *Colorize* began."""
        self.assertTrue(wait_until(lambda: not self.session.is_busy()), self.sentences)

    def names(self, document):
        """Names of the document's layers, lowest first."""
        return [node.name() for node in document.root.childNodes()]


assert problem.listeners == [], "the registered session is made only when a panel is"

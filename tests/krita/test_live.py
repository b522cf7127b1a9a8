"""Live, in a host that is a mock."""

import unittest

from support import WithSession, krita, wait_until
from test_colorize import CLEAR, GRAY, RED, photograph

from chromadot import idle, live

BLUE = b"\xe0\x30\x20\xff"


class Living(WithSession):
    def setUp(self):
        super().setUp()
        self.document = photograph(self.krita)
        self.photo, self.hints = self.document.root.childNodes()
        self.updates = []
        self.session.updated.connect(self.updates.append)
        self.start_worker()

    def result(self):
        return next((node for node in self.document.root.childNodes() if node.name() == "Colorized"), None)

    def on(self):
        self.session.set_live(True)
        self.assertTrue(wait_until(lambda: self.updates), self.sentences)

    def shows(self, pixel):
        return wait_until(lambda: self.result() is not None and bytes(self.result().pixels[:4]) == pixel)

    def off_with(self, words):
        self.assertTrue(wait_until(lambda: not self.session.live.is_on()), self.sentences)
        self.assertIn("Live was switched off.", self.sentences[-1])
        self.assertIn(words, self.sentences[-1])

    def paint(self, pixel, at=1):
        self.hints.pixels[4 * at : 4 * at + 4] = pixel

    def test_a_new_dot_changes_the_layer_without_another_undo_step(self):
        self.on()
        self.assertTrue(self.shows(RED))
        self.paint(BLUE)
        self.assertTrue(self.shows(BLUE))
        self.assertEqual(self.names(self.document), ["photo", "Colorized", "Hints"])
        self.assertEqual(self.document.undo_steps, 1)
        self.assertEqual(self.session.live.take_last_change(self.session.choices.layers["hints"], (6, 4)), (1, 0, 1, 1))

    def test_nothing_is_asked_while_nothing_changes(self):
        self.on()
        count = len(self.requests())
        wait_until(lambda: False, 3 * live._SELDOM)
        self.assertEqual(len(self.requests()), count)

    def test_photograph_selection_and_values_are_watched_too(self):
        self.on()
        self.paint(CLEAR)
        self.assertTrue(self.shows(GRAY))
        self.photo.pixels[:] = b"\x40\x40\x40\xff" * 24
        self.assertTrue(self.shows(b"\x40\x40\x40\xff"))
        self.document.setSelection(krita.Selection(self.document, 2, 2, 2, 2))
        self.assertTrue(self.shows(b"\x40\x40\x40\x00"))
        count = len(self.requests())
        self.session.set_value("hint-strength", "20")
        self.assertTrue(wait_until(lambda: len(self.requests()) > count))
        self.assertEqual(self.requests()[-1]["colorize"]["settings"]["hint-strength"], "20")

    def test_a_reference_of_another_document_is_read_once_and_outlives_it(self):
        other = krita.Document(3, 5, name="autumn.kra")
        style = other.add("leaves", BLUE)
        self.krita.open.append(other)
        self.session.choose_layer("reference", style.uniqueId().toString())
        self.on()
        self.assertEqual(self.requests()[-1]["colorize"]["reference"]["size"], [3, 5])
        self.krita.open.remove(other)
        self.paint(BLUE)
        self.assertTrue(self.shows(BLUE), self.sentences)
        wait_until(lambda: False, 2 * live._SELDOM)
        self.assertTrue(self.session.live.is_on(), self.sentences)
        self.assertEqual(self.requests()[-1]["colorize"]["reference"], "same")

    def test_the_newest_dot_wins(self):
        self.behave("slow")
        self.session.set_live(True)
        self.assertTrue(wait_until(lambda: self.requests()))
        self.paint(BLUE)
        self.assertTrue(self.shows(BLUE))
        self.assertEqual(len(self.updates), 1, "the older answer was shown too")

    def test_waits_while_a_stroke_is_under_way(self):
        self.on()
        before = idle.is_painting, live.is_painting
        self.addCleanup(lambda: (setattr(idle, "is_painting", before[0]), setattr(live, "is_painting", before[1])))
        painting = [True]
        idle.is_painting = live.is_painting = lambda: painting[0]
        count = len(self.requests())
        self.paint(BLUE)
        wait_until(lambda: False, 0.3)
        self.assertEqual(len(self.requests()), count)
        painting[0] = False
        self.assertTrue(self.shows(BLUE))

    def test_switched_off_by_hand_the_layer_stays(self):
        self.on()
        self.session.set_live(False)
        self.assertEqual(self.names(self.document), ["photo", "Colorized", "Hints"])
        self.assertEqual(self.sentences, [])

    def details(self):
        return [request["colorize"]["detail"] for request in self.requests() if "colorize" in request]

    def test_where_the_network_is_slow_a_draft_comes_first_and_the_full_answer_when_painting_rests(self):
        self.behave("laborious")
        self.on()
        self.paint(BLUE)
        self.assertTrue(self.shows(BLUE))
        self.assertEqual(self.details(), ["full", "draft"])
        self.assertTrue(wait_until(lambda: len(self.details()) == 3))
        self.assertEqual(self.details()[-1], "full")
        self.assertEqual(self.requests()[-1]["colorize"]["hints"], "same")
        self.assertEqual(len(self.updates), 2, "the time of what nobody waits for was shown")

    def test_switched_off_while_a_draft_is_shown_the_full_answer_still_comes(self):
        self.behave("laborious")
        self.on()
        self.paint(BLUE)
        self.assertTrue(self.shows(BLUE))
        self.session.set_live(False)
        self.assertTrue(wait_until(lambda: not self.session.live.is_on()))
        self.assertEqual(self.details(), ["full", "draft", "full"])
        self.assertEqual(self.sentences, [])

    def test_the_layer_deleted_switches_off(self):
        self.on()
        self.result().remove()
        self.off_with("The layer of Live was deleted")
        self.assertEqual(self.names(self.document), ["photo", "Hints"])

    def test_the_hint_layer_deleted_switches_off(self):
        self.on()
        self.hints.remove()
        self.off_with("hint layer was deleted")

    def test_another_document_switches_off(self):
        self.on()
        other = photograph(self.krita)
        self.off_with("Another document became active")
        self.assertEqual(self.names(other), ["photo", "Hints"])

    def test_closing_the_document_switches_off(self):
        self.on()
        self.krita.close(self.document)
        self.off_with("closed meanwhile")

    def test_resizing_the_image_switches_off(self):
        self.on()
        self.document._height = 3
        self.off_with("resized")

    def test_a_crash_switches_off_and_live_can_be_switched_on_again(self):
        self.on()
        self.behave("crash")
        self.paint(BLUE)
        self.off_with("crashed")
        self.assertTrue(self.shows(RED), "the layer is as it was")
        self.behave("")
        self.session.set_live(True)
        self.assertTrue(wait_until(lambda: len(self.updates) == 2))

    def test_an_error_of_the_worker_switches_off(self):
        self.on()
        self.behave("error")
        self.paint(BLUE)
        self.off_with("The model is no model")

    def test_the_layer_deleted_while_the_worker_works_is_no_harm(self):
        self.on()
        self.behave("slow")
        count = len(self.requests())
        self.paint(BLUE)
        self.assertTrue(wait_until(lambda: len(self.requests()) > count))
        self.result().remove()
        self.off_with("deleted")

    def test_another_hint_layer_can_be_chosen_meanwhile(self):
        from chromadot import layers

        other = self.document.add("more", BLUE)
        self.on()
        self.session.choose_layer("hints", layers.identity(other))
        self.assertTrue(self.shows(BLUE))
        self.assertEqual(self.names(self.document).count("Colorized"), 1)

    def test_colorize_waits_until_live_is_off(self):
        self.on()
        self.session.colorize()
        self.assertFalse(self.session.is_busy())


if __name__ == "__main__":
    unittest.main()

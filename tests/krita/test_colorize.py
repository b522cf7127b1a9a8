"""Colorize, choices and suggestions, in a host that is a mock."""

import os
import struct
import unittest

from support import WithSession, krita, wait_until

from chromadot import changes, layers, log
from chromadot.place import choose

GRAY = b"\x80\x80\x80\xff"
RED = b"\x20\x30\xe0\xff"  # blue, green, red, alpha
CLEAR = b"\0\0\0\0"


def photograph(host, width=6, height=4, **kind):
    """An open document with a gray photograph and a hint layer that has one red dot."""
    document = krita.Document(width, height, **kind)
    document.add("photo", GRAY if not kind else None)
    hints = document.add("Hints", CLEAR if not kind else None)
    if not kind:
        hints.pixels[4:8] = RED
    host.show(document)
    return document


class Colorizing(WithSession):
    def test_adds_one_layer_above_the_photograph_in_one_undo_step(self):
        document = photograph(self.krita)
        self.colorize()
        self.assertEqual(self.names(document), ["photo", "Colorized", "Hints"])
        self.assertEqual(document.undo_steps, 1)
        result = document.root.childNodes()[1]
        self.assertEqual(bytes(result.pixels[:4]), RED)
        self.assertEqual(document.refreshed, 1)
        self.assertEqual(document.active.name(), "Hints", "the next dot goes on the hint layer")
        self.assertEqual(self.sentences, [])

    def test_a_new_result_lies_above_the_earlier_ones(self):
        document = photograph(self.krita)
        self.colorize()
        first = document.root.childNodes()[1]
        self.colorize()
        self.assertEqual(self.names(document), ["photo", "Colorized", "Colorized", "Hints"])
        self.assertIs(document.root.childNodes()[1], first)

    def test_a_grayscale_document_is_told_that_it_shows_gray(self):
        document = photograph(self.krita, model="GRAYA")
        document.root.childNodes()[0].pixels = bytearray(b"\x40\xff" * 24)
        self.colorize()
        result = document.root.childNodes()[1]
        self.assertEqual((result.model, bytes(result.pixels[:4])), ("RGBA", b"\x40\x40\x40\xff"))
        self.assertIn("grayscale", self.sentences[-1])

    def test_every_depth_keeps_its_depth(self):
        for depth, code, value in (("U16", "H", 12345), ("F16", "e", 0.25), ("F32", "f", 0.3)):
            document = photograph(self.krita, depth=depth, profile="sRGB-elle-V2-g10.icc")
            pixel = struct.pack("=4" + code, value, value, value, 65535 if code == "H" else 1.0)
            document.root.childNodes()[0].pixels = bytearray(pixel * 24)
            self.colorize()
            result = document.root.childNodes()[1]
            self.assertEqual((result.depth, bytes(result.pixels[: len(pixel)])), (depth, pixel), self.sentences)

    def test_the_selection_goes_into_the_layers_alpha(self):
        document = photograph(self.krita)
        document.setSelection(krita.Selection(document, 1, 1, 2, 2))
        self.colorize()
        alpha = document.root.childNodes()[1].pixels[3::4]
        self.assertEqual(alpha[1 * 6 + 1], 255)
        self.assertEqual(alpha[0], 0)

    def test_a_crash_of_the_worker_leaves_the_document_alone(self):
        document = photograph(self.krita)
        self.start_worker()
        self.behave("crash")
        self.session.colorize()
        self.finish()
        self.assertEqual(self.names(document), ["photo", "Hints"])
        self.assertEqual(len([s for s in self.sentences if "crashed" in s]), 1, self.sentences)
        self.behave("")
        self.colorize()
        self.assertIn("Colorized", self.names(document))

    def test_cancel_changes_nothing(self):
        document = photograph(self.krita)
        self.start_worker()
        self.behave("slow")
        self.session.colorize()
        self.session.cancel()
        self.finish()
        self.assertEqual(self.names(document), ["photo", "Hints"])
        self.assertEqual(self.sentences, ["Stopped; nothing was changed."])

    def test_the_photographs_layer_deleted_meanwhile_is_one_sentence(self):
        document = photograph(self.krita)
        self.start_worker()
        self.behave("slow")
        self.session.colorize()
        document.root.childNodes()[0].remove()
        self.finish()
        self.assertEqual(self.names(document), ["Hints"])
        self.assertIn("layer was deleted meanwhile", self.sentences[-1])

    def test_the_hint_layer_deleted_meanwhile_does_no_harm(self):
        document = photograph(self.krita)
        self.start_worker()
        self.behave("slow")
        self.session.colorize()
        document.root.childNodes()[1].remove()
        self.finish()
        self.assertEqual(self.names(document), ["photo", "Colorized"])

    def test_a_document_closed_meanwhile_is_one_sentence(self):
        document = photograph(self.krita)
        self.start_worker()
        self.behave("slow")
        self.session.colorize()
        self.krita.close(document)
        self.finish()
        self.assertEqual(self.names(document), ["photo", "Hints"])
        self.assertIn("closed meanwhile", self.sentences[-1])

    def test_the_layer_goes_into_the_document_for_which_it_was_made(self):
        document = photograph(self.krita)
        self.start_worker()
        self.behave("slow")
        self.session.colorize()
        other = photograph(self.krita)
        self.finish()
        self.assertEqual((self.names(document), self.names(other)), (["photo", "Colorized", "Hints"], ["photo", "Hints"]))

    def test_an_image_resized_meanwhile_is_one_sentence(self):
        document = photograph(self.krita)
        self.start_worker()
        self.behave("slow")
        self.session.colorize()
        document._width = 5
        self.finish()
        self.assertEqual(self.names(document), ["photo", "Hints"])
        self.assertIn("resized meanwhile", self.sentences[-1])

    def test_a_picture_of_a_wrong_size_is_not_written(self):
        document = photograph(self.krita)
        self.start_worker()
        self.behave("wrong-size")
        self.session.colorize()
        self.finish()
        self.assertEqual(self.names(document), ["photo", "Hints"])
        self.assertIn("wrong size", self.sentences[-1])

    def test_the_workers_error_is_shown_as_it_is(self):
        photograph(self.krita)
        self.start_worker()
        self.behave("error")
        self.session.colorize()
        self.finish()
        self.assertEqual(self.sentences, ["The model is no model; choose another one."])

    def test_notes_of_the_worker_are_shown(self):
        photograph(self.krita)
        self.start_worker()
        self.behave("note")
        self.session.colorize()
        self.finish()
        self.assertEqual(self.sentences, ["A note of the worker."])

    def test_nothing_open_is_one_sentence(self):
        self.start_worker()
        self.session.colorize()
        self.assertEqual(self.sentences, ["There is no picture yet; open a photograph first."])

    def test_a_document_without_layers_is_one_sentence(self):
        self.krita.show(krita.Document(3, 3))
        self.start_worker()
        self.session.colorize()
        self.assertIn("no layer with a photograph", self.sentences[-1])

    def test_a_missing_program_is_one_sentence(self):
        photograph(self.krita)
        os.environ["CHROMADOT_PROGRAM"] = "/nowhere/chromadot"
        self.session.colorize()
        self.assertEqual(len(self.sentences), 1)
        self.assertIn("/nowhere/chromadot", self.sentences[0])

    def test_a_worker_of_another_version_is_one_sentence(self):
        photograph(self.krita)
        self.behave("old-protocol")
        self.session.colorize()
        self.assertTrue(wait_until(lambda: self.sentences))
        self.assertEqual(len(self.sentences), 1, self.sentences)
        self.assertIn("same release", self.sentences[0])

    def test_two_hosts_at_once_do_not_meet(self):
        from chromadot.session import Session

        other_host = krita.Krita()
        other = Session(other_host)
        self.addCleanup(other.close)
        documents = photograph(self.krita), photograph(other_host)
        self.start_worker()
        self.session.colorize()
        other.colorize()
        self.assertTrue(wait_until(lambda: all("Colorized" in self.names(document) for document in documents)))

    def test_hidden_and_locked_hint_layers_are_read(self):
        # The stand-in for both: nothing in the plug-in asks whether a layer is visible or locked.
        document = photograph(self.krita)
        hints = document.root.childNodes()[1]
        hints.visible = hints.locked = self.fail
        self.colorize()
        self.assertEqual(bytes(document.root.childNodes()[1].pixels[:4]), RED)

    def test_a_fault_of_the_plug_in_is_a_sentence_and_a_line_in_the_log(self):
        document = photograph(self.krita)
        self.start_worker()
        document.selection = lambda: 1 / 0
        self.session.colorize()
        self.assertIn("ZeroDivisionError", self.sentences[-1])
        self.assertIn("Traceback", "\n".join(log.tail()))


class ChoosingLayers(WithSession):
    def proposed(self, document):
        self.krita.show(document)
        self.session.refresh()
        found = {"photo": self.session.choices.photograph, **self.session.choices.layers}
        names = {layers.identity(layer): layer.name() for layer in layers.all_layers(document)}
        return {role: names.get(identifier) for role, identifier in found.items()}

    def setUp(self):
        super().setUp()
        self.start_worker()
        self.document = krita.Document(2, 2)

    def test_the_active_layer_is_the_photograph(self):
        self.document.add("below")
        self.document.add("above")
        self.assertEqual(self.proposed(self.document), {"photo": "above"})

    def test_a_hint_layer_is_not_the_photograph_and_is_chosen_by_its_name(self):
        self.document.add("scan")
        self.document.add("My HINTS")
        self.assertEqual(self.proposed(self.document), {"photo": "scan", "hints": "My HINTS"})

    def test_a_word_within_a_word_is_no_hint(self):
        self.document.add("Hintergrund")
        self.document.add("Punkte")
        self.assertEqual(self.proposed(self.document), {"photo": "Punkte"})
        self.document.add("Hints")
        self.document.active = self.document.root.childNodes()[0]
        self.assertEqual(self.proposed(self.document), {"photo": "Hintergrund", "hints": "Hints"})

    def test_an_earlier_result_is_not_the_photograph(self):
        for name in ("scan", "Colorized", "style of autumn"):
            self.document.add(name)
        self.document.active = self.document.root.childNodes()[1]
        self.assertEqual(self.proposed(self.document), {"photo": "scan", "reference": "style of autumn"})

    def test_a_mask_belongs_to_its_layer(self):
        layer = self.document.add("scan")
        self.document.add("other")
        self.document.add("mask", kind="transparencymask", into=layer)
        self.assertEqual(self.proposed(self.document)["photo"], "scan")

    def test_the_selections_mask_is_no_photograph(self):
        self.document.add("scan")
        self.document.add("Selection Mask", kind="selectionmask")
        self.assertEqual(self.proposed(self.document)["photo"], "scan")

    def test_a_chosen_layer_stays_chosen_and_so_does_none(self):
        self.document.add("scan")
        hints = self.document.add("hints")
        other = self.document.add("dots")
        self.proposed(self.document)
        self.session.choose_layer("hints", layers.identity(other))
        self.session.choose_layer("reference", None)
        self.document.add("reference")
        self.document.active = hints
        self.assertEqual(self.proposed(self.document), {"photo": "scan", "hints": "dots", "reference": None})

    def test_a_choice_that_was_made_before_the_worker_greeted_is_kept(self):
        scan = self.document.add("scan")
        self.document.add("other")
        self.session.worker.parameters, parameters = [], self.session.worker.parameters
        self.krita.show(self.document)
        self.session.refresh()
        self.session.choose_layer("photo", layers.identity(scan))
        self.session.worker.parameters = parameters
        self.assertEqual(self.proposed(self.document)["photo"], "scan")

    def test_a_hint_layer_that_is_added_later_is_found(self):
        self.document.add("scan")
        self.assertEqual(self.proposed(self.document), {"photo": "scan"})
        self.document.add("hints")
        self.assertEqual(self.proposed(self.document), {"photo": "scan", "hints": "hints"})

    def test_layers_in_groups_are_offered(self):
        group = self.document.add("group", kind="grouplayer")
        self.document.add("scan", into=group)
        self.assertEqual([name for _, name in self.session_layers()], ["group", "scan"])

    def session_layers(self):
        self.krita.show(self.document)
        return self.session.offered_layers()

    def test_the_photograph_cannot_be_its_own_hints(self):
        scan = self.document.add("scan")
        self.proposed(self.document)
        self.session.choose_layer("photo", layers.identity(scan))
        self.session.choose_layer("hints", layers.identity(scan))
        self.session.colorize()
        self.assertIn("photograph itself is chosen as hints", self.sentences[-1])


class ReferenceElsewhere(WithSession):
    """A reference of another open document, which is of another size and depth."""

    def setUp(self):
        super().setUp()
        self.start_worker()
        self.other = krita.Document(3, 5, depth="U16", name="autumn.kra")
        self.style = self.other.add("leaves", b"\x00\x20\x00\x40\x00\x80\xff\xff")
        self.krita.show(self.other)
        self.document = photograph(self.krita)
        self.session.refresh()
        self.session.choose_layer("reference", layers.identity(self.style))

    def asked(self):
        return [request["colorize"] for request in self.requests() if "colorize" in request][-1]

    def test_goes_to_the_worker_as_it_is(self):
        self.colorize()
        self.assertEqual(self.names(self.document), ["photo", "Colorized", "Hints"], self.sentences)
        reference = self.asked()["reference"]
        self.assertEqual((reference["size"], reference["format"]), ([3, 5], "bgra16"))
        self.assertEqual(self.names(self.other), ["leaves"])

    def test_is_offered_with_its_documents_name_but_only_as_a_reference(self):
        self.assertIn((layers.identity(self.style), "leaves (autumn.kra)"), self.session.offered_layers(True))
        self.assertNotIn("leaves", " ".join(name for _, name in self.session.offered_layers()))

    def test_stays_chosen_while_another_document_is_looked_at(self):
        self.krita.show(self.other)
        self.session.refresh()
        self.krita.show(self.document)
        self.session.refresh()
        self.assertEqual(self.session.choices.layers["reference"], layers.identity(self.style))

    def test_is_none_once_its_document_is_closed(self):
        self.krita.open.remove(self.other)
        self.colorize()
        self.assertIsNone(self.asked()["reference"])


class Values(WithSession):
    def test_are_those_of_the_manifest_until_chosen_and_then_kept(self):
        self.start_worker()
        self.assertEqual(self.session.settings()["hint-strength"], "100")
        self.session.set_value("hint-strength", "50")
        from chromadot.session import Session

        later = Session(self.krita)
        self.addCleanup(later.close)
        later.start_worker()
        self.assertTrue(wait_until(lambda: later.parameters()))
        self.assertEqual(later.settings()["hint-strength"], "50")

    def test_a_colour_layer_is_laid_over_the_photograph(self):
        document = photograph(self.krita)
        self.start_worker()
        self.session.set_value("style", "colour")
        self.colorize()
        self.assertEqual(document.root.childNodes()[1].mode, "color")

    def test_parameters_of_other_hosts_are_not_shown(self):
        self.start_worker()
        self.assertNotIn("threads", self.session.settings())


class Suggesting(WithSession):
    def suggest(self):
        seen, gamuts = [], []
        self.session.suggested.connect(lambda suggestions, place: seen.append((suggestions, place)))
        self.session.gamut_drawn.connect(lambda data, side: gamuts.append((data, side)))
        self.session.suggest()
        self.assertTrue(wait_until(lambda: seen and gamuts), self.sentences)
        return seen[-1], gamuts[-1]

    def test_lists_colours_for_the_last_dot(self):
        document = photograph(self.krita)
        self.suggest()
        document.root.childNodes()[1].pixels[(2 * 6 + 4) * 4 : (2 * 6 + 5) * 4] = RED
        (suggestions, place), (gamut, side) = self.suggest()
        self.assertEqual((place.x, place.y), (4, 2))
        self.assertIn("last dot", place.reason)
        self.assertEqual(suggestions[0]["rgb"], "#a06040")
        self.assertEqual(len(gamut), 4 * side * side)
        request = [request for request in self.requests() if "suggest" in request][-1]
        self.assertEqual(request["suggest"]["at"], [4, 2])

    def test_the_first_dot_on_a_new_hint_layer_is_the_place_although_nothing_was_asked_before(self):
        document = photograph(self.krita)
        self.start_worker()
        self.session.refresh()
        document.root.childNodes()[1].pixels[(2 * 6 + 4) * 4 : (2 * 6 + 5) * 4] = RED
        self.session.refresh()
        (_, place), _ = self.suggest()
        self.assertEqual((place.x, place.y), (4, 2))

    def test_a_click_sets_the_foreground_colour(self):
        photograph(self.krita)
        self.session.take_colour("#a06040")
        red, green, blue, _ = self.krita.window.activeView().foregroundColor().componentsOrdered()
        self.assertEqual([round(255 * part) for part in (red, green, blue)], [0xA0, 0x60, 0x40])

    def test_snap_brings_the_foreground_colour_into_the_gamut(self):
        photograph(self.krita)
        self.session.snap()
        self.assertIn("Press Suggest first", self.sentences[-1])
        self.suggest()
        self.session.take_colour("#ff0000")
        self.session.snap()
        self.assertTrue(wait_until(lambda: any("snap" in request for request in self.requests())))
        view = self.krita.window.activeView()
        self.assertTrue(wait_until(lambda: round(255 * view.foregroundColor().componentsOrdered()[0]) == 0xE0))

    def test_without_a_dot_the_selection_and_then_the_middle_is_the_place(self):
        document = krita.Document(10, 8)
        self.assertEqual(choose(document, None)[:2], (5, 4))
        self.assertEqual(choose(document, (1, 2, 1, 1))[:2], (1, 2))
        document.setSelection(krita.Selection(document, 8, 0, 40, 3))
        self.assertEqual(choose(document, (1, 2, 1, 1))[:2], (9, 1))


class Changes(unittest.TestCase):
    def test_the_box_holds_exactly_what_changed(self):
        for pixel in (2, 4, 8):
            width, height = 7, 5
            before = bytearray(width * height * pixel)
            after = bytearray(before)
            for x, y in ((2, 1), (5, 3)):
                after[(y * width + x) * pixel + pixel // 2] = 9
            self.assertEqual(changes.changed_box(bytes(before), bytes(after), width, pixel), (2, 1, 4, 3))
            self.assertIsNone(changes.changed_box(bytes(after), bytes(after), width, pixel))


if __name__ == "__main__":
    unittest.main()

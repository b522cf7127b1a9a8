"""The controls, in a host that is a mock."""

import os
import unittest
from unittest import mock

from support import APPLICATION, WithSession, krita, wait_until
from chromadot_test_qt import QtWidgets
from test_colorize import photograph

import chromadot
from chromadot import form, program, swatches
from chromadot.panel import Panel
from chromadot.place import Place
from chromadot.problem import Problem, slot


class ThePanel(WithSession):
    def setUp(self):
        super().setUp()
        self.document = photograph(self.krita)
        self.panel = Panel(self.session)
        self.addCleanup(self.panel.close)
        self.panel.show()
        self.assertTrue(wait_until(lambda: self.session.parameters()), self.sentences)

    def find(self, name, kind=QtWidgets.QWidget):
        return self.panel.findChild(kind, "chromadot-" + name)

    def button(self, label):
        return self.find("button-" + label, QtWidgets.QPushButton)

    def sentence(self):
        label = self.find("sentence", QtWidgets.QLabel)
        return label.text() if label.isVisible() else ""

    def test_has_the_manifests_rows(self):
        self.assertEqual(self.find("photo").currentText(), "photo")
        self.assertEqual(self.find("hints").currentText(), "Hints")
        self.assertEqual(self.find("reference").currentText(), "None")
        self.assertEqual(self.find("hint-strength").value(), 100)
        self.assertEqual(self.find("device").text(), "auto")
        self.assertEqual([self.find("look").itemText(at) for at in range(2)], ["None", "Warm"])
        self.assertIn("keeps every hint as painted", self.find("hint-strength").toolTip())

    def test_a_label_has_its_mnemonic(self):
        self.assertEqual(form.label_text("Hint _strength"), "Hint &strength:")
        self.assertEqual(form.label_text("Black & _white"), "Black && &white:")

    def test_hands_choices_to_the_session(self):
        self.find("hint-strength").setValue(40)
        self.find("device").setText(" cpu ")
        self.find("device").editingFinished.emit()
        box = self.find("style")
        box.activated.emit(1)
        self.find("look").activated.emit(1)
        settings = self.session.settings()
        self.assertEqual([settings[name] for name in ("hint-strength", "device", "style", "look")], ["40", "cpu", "colour", "warm"])

    def test_a_file_is_typed_or_chosen_or_none(self):
        row = self.find("reference-file")
        line, button = row.findChild(QtWidgets.QLineEdit), row.findChild(QtWidgets.QToolButton)
        line.setText("/pictures/typed.jpg")
        line.editingFinished.emit()
        self.assertEqual(self.session.settings()["reference-file"], "/pictures/typed.jpg")
        for answer, expected in (("/pictures/chosen.jpg", "/pictures/chosen.jpg"), ("", "/pictures/chosen.jpg")):
            with mock.patch.object(form.QtWidgets.QFileDialog, "getOpenFileName", return_value=(answer, "")):
                button.click()
            self.assertEqual((self.session.settings()["reference-file"], line.text()), (expected, expected))
        line.setText("")
        line.editingFinished.emit()
        self.assertEqual(self.session.settings()["reference-file"], "")

    def test_a_layer_that_is_added_appears_by_itself(self):
        self.document.add("Reference")
        self.assertTrue(wait_until(lambda: self.find("reference").currentText() == "Reference"))

    def test_colorize_and_cancel(self):
        self.behave("slow")
        self.button("colorize").click()
        self.assertFalse(self.button("colorize").isEnabled())
        bar = self.panel.findChild(QtWidgets.QProgressBar)
        self.assertTrue(wait_until(lambda: bar.isVisible() and bar.value() >= 20))
        self.button("cancel").click()
        self.assertTrue(wait_until(lambda: self.button("colorize").isEnabled()))
        self.assertEqual(self.sentence(), "Stopped; nothing was changed.")
        self.behave("")
        self.button("colorize").click()
        self.finish()
        self.assertEqual((self.names(self.document), self.sentence()), (["photo", "Colorized", "Hints"], ""))

    def test_live_is_shown_as_it_is(self):
        self.button("live").click()
        latency = self.find("latency", QtWidgets.QLabel)
        self.assertTrue(wait_until(latency.isVisible))
        self.assertRegex(latency.text(), r"Last update took \d+ ms")
        self.krita.close(self.document)
        self.assertTrue(wait_until(lambda: not self.button("live").isChecked()))
        self.assertIn("closed", self.sentence())

    def test_a_swatch_and_the_gamut_give_their_colour(self):
        self.assertFalse(self.button("snap to gamut").isEnabled())
        self.button("suggest").click()
        self.assertTrue(wait_until(lambda: self.button("snap to gamut").isEnabled() and self.panel.findChild(swatches.GamutPicture).isVisible()))
        first = next(b for b in self.panel.findChildren(QtWidgets.QToolButton) if b.toolTip().startswith("#a06040"))
        self.assertIn("40% likely at", first.toolTip())
        first.click()
        red = round(255 * self.krita.window.activeView().foregroundColor().componentsOrdered()[0])
        self.assertEqual(red, 0xA0)

    def test_the_gamuts_picture_gives_the_colour_under_the_mouse(self):
        picture = swatches.GamutPicture()
        picture.show_picture(b"\0\0\0\0" * 4 + b"\x40\x60\xa0\xff" * 12, 4)
        picture.setFixedSize(4, 4)
        picked = []
        picture.picked.connect(picked.append)
        for x, y in ((1, 0), (1, 2), (9, 9)):
            picture._pick(x, y)
        self.assertEqual(picked, ["#a06040"], "a transparent place gives none")

    def test_diagnostics_are_copied_although_the_worker_is_broken(self):
        self.behave("crash")
        self.button("colorize").click()
        self.finish()
        self.button("diagnostics").click()
        self.assertTrue(wait_until(lambda: "Copied" in self.sentence()))
        copied = APPLICATION.clipboard().text()
        for words in ("Krita mock", "the stand-in is well", "worker: the stand-in crashes as asked"):
            self.assertIn(words, copied)

    def test_diagnostics_without_a_program_say_so(self):
        os.environ["CHROMADOT_PROGRAM"] = "/nowhere/chromadot"
        self.button("diagnostics").click()
        self.assertTrue(wait_until(lambda: "Copied" in self.sentence()))
        self.assertIn("/nowhere/chromadot, which does not exist", APPLICATION.clipboard().text())

    def test_other_suggestions_take_the_place_of_those_before(self):
        row = swatches.Swatches()
        row.show_suggestions([{"rgb": "#000000", "probability": 0.5}] * 3, Place(1, 2, "x"))
        row.show_suggestions([{"rgb": "#ffffff", "probability": 0.5}], Place(1, 2, "x"))
        wait_until(lambda: False, 0.05)
        self.assertEqual(len(row.findChildren(QtWidgets.QToolButton)), 1)


class Registering(unittest.TestCase):
    def test_the_menu_entry_and_the_docker_are_registered(self):
        registered = krita.Krita.instance().registered
        self.assertEqual(len(registered), 2)
        self.assertEqual(registered[1].made.__name__, "Docker")
        self.assertEqual(chromadot.__name__, "chromadot")


class TheBorder(WithSession):
    def test_a_slot_drops_what_it_does_not_take(self):
        seen = []
        slot(lambda: seen.append("none"))(True)
        slot(lambda first: seen.append(first))(1, 2)
        self.assertEqual(seen, ["none", 1])

    def test_a_program_that_may_not_be_made_executable_is_one_sentence(self):
        path = os.path.join(self.folder, "chromadot")
        with open(path, "w", encoding="ascii") as file:
            file.write("")
        with mock.patch("os.chmod", side_effect=PermissionError(1, "Operation not permitted")):
            with self.assertRaisesRegex(Problem, "chmod \\+x"):
                program._executable(path)


if __name__ == "__main__":
    unittest.main()

"""Tests that run in a real Krita without a window: kritarunner calls `__main__`.

Documents made here are not in Krita's list of open ones, so a small stand-in answers for that list;
everything else is Krita's own.
"""

import os
import struct
import sys
import time
import unittest

from krita import Krita, Selection

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "..", "..", "krita"))

from chromadot import layers, pixels  # noqa: E402
from chromadot.qt import QtCore  # noqa: E402
from chromadot.session import Session  # noqa: E402

SRGB = "sRGB-elle-V2-srgbtrc.icc"
LINEAR = "sRGB-elle-V2-g10.icc"
SIZE = (40, 30)
#: An sRGB colour of the hints: red, green, blue of 0 to 1.
HINT = (200 / 255, 60 / 255, 30 / 255)
GRAY = 128 / 255


def wait_until(condition, seconds=30):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        QtCore.QCoreApplication.processEvents()
        time.sleep(0.002)
    return True


class Host:
    """Krita, with the documents of the test as the open ones."""

    def __init__(self, document):
        self.open = [document]

    def documents(self):
        return self.open

    def activeDocument(self):
        return self.open[-1] if self.open else None

    def readSetting(self, _group, _name, default):
        return default

    def writeSetting(self, *_):
        pass

    def version(self):
        return Krita.instance().version()


def fill(document, layer, red, green, blue, box, alpha=1.0):
    """Fills a box (left, top, width, height) of a layer with an sRGB colour, as Krita converts it."""
    carrier = document.createNode("paint", "paintlayer")
    carrier.setColorSpace("RGBA", "F32", SRGB)
    carrier.setPixelData(struct.pack("=4f", red, green, blue, alpha) * (box[2] * box[3]), *box)
    assert carrier.setColorSpace(layer.colorModel(), layer.colorDepth(), layer.colorProfile())
    layer.setPixelData(carrier.pixelData(*box), *box)


def srgb(document, node, x, y, projection=False):
    """A pixel as sRGB: red, green, blue, alpha of 0 to 1."""
    carrier = document.createNode("look", "paintlayer")
    carrier.setColorSpace(node.colorModel(), node.colorDepth(), node.colorProfile())
    carrier.setPixelData(node.projectionPixelData(x, y, 1, 1) if projection else node.pixelData(x, y, 1, 1), x, y, 1, 1)
    assert carrier.setColorSpace("RGBA", "F32", SRGB)
    return struct.unpack("=4f", bytes(carrier.pixelData(x, y, 1, 1)))


class InKrita(unittest.TestCase):
    def setUp(self):
        self.behave("")

    def behave(self, words):
        with open(os.environ["CHROMADOT_FAKE"], "w", encoding="utf-8") as file:
            file.write(words)

    def document(self, model="RGBA", depth="U8", profile=SRGB, hint_kind="paintlayer"):
        """A document with a gray photograph and a hint layer with one dot in the middle."""
        self.made = document = Krita.instance().createDocument(*SIZE, "test", model, depth, profile, 72.0)
        document.setBatchmode(True)
        for node in document.topLevelNodes():
            node.remove()
        self.photo = document.createNode("photo", "paintlayer")
        fill(document, self.photo, GRAY, GRAY, GRAY, (0, 0, *SIZE))
        document.rootNode().addChildNode(self.photo, None)
        self.hints = document.createNode("hints", "paintlayer")
        fill(document, self.hints, *HINT, (20, 15, 3, 3))
        if hint_kind == "paintlayer":
            document.rootNode().addChildNode(self.hints, None)
        document.refreshProjection()
        document.waitForDone()
        self.host = Host(document)
        self.session = Session(self.host)
        self.addCleanup(self.session.close)
        self.sentences = []
        self.session.said.connect(lambda sentence: self.sentences.append(sentence) if sentence else None)
        return document

    def colorize(self):
        self.session.start_worker()
        self.assertTrue(wait_until(lambda: self.session.parameters()), self.sentences)
        self.session.colorize()
        self.assertTrue(wait_until(lambda: not self.session.is_busy()), self.sentences)
        self.made.waitForDone()
        found = [node for node in layers.all_layers(self.made) if node.name() == "Colorized"]
        self.assertEqual(len(found), 1, self.sentences)
        return found[0]

    def assert_colour(self, seen, expected, within=0.004, alpha=1.0):
        for value, wanted in zip(seen, (*expected, alpha)):
            self.assertAlmostEqual(value, wanted, delta=within, msg=f"{seen}, not {expected}")


class Documents(InKrita):
    def whole_way(self, model, depth, profile, within=0.004):
        document = self.document(model, depth, profile)
        result = self.colorize()
        self.assertEqual((result.colorModel(), result.colorDepth(), result.colorProfile()), ("RGBA", depth, SRGB))
        self.assert_colour(srgb(document, result, 5, 5), HINT, within)
        # What the document shows above the photograph is the same colour in the document's own space.
        self.hints.setVisible(False)
        document.refreshProjection()
        document.waitForDone()
        if model != "GRAYA":
            root = document.rootNode()
            self.assert_colour(srgb(document, root, 5, 5, projection=True), HINT, 0.02)
        self.assertEqual(bytes(self.photo.pixelData(0, 0, 1, 1)), bytes(self.photo.pixelData(39, 29, 1, 1)))
        self.assert_colour(srgb(document, self.photo, 5, 5), (GRAY,) * 3, 0.01)
        return result

    def test_a_reference_of_another_document_of_another_size_and_depth(self):
        self.document()
        other = Krita.instance().createDocument(50, 20, "autumn", "RGBA", "U16", LINEAR, 72.0)
        other.setBatchmode(True)
        leaves = other.createNode("leaves", "paintlayer")
        fill(other, leaves, *HINT, (0, 0, 50, 20))
        other.rootNode().addChildNode(leaves, None)
        other.refreshProjection()
        other.waitForDone()
        self.host.open.insert(0, other)
        self.session.start_worker()
        self.assertTrue(wait_until(lambda: self.session.parameters()), self.sentences)
        self.session.refresh()
        self.assertIn("leaves (autumn)", [name for _, name in self.session.offered_layers(True)])
        self.session.choose_layer("reference", layers.identity(leaves))
        self.colorize()
        reference = self.session.scene().picture("reference")
        self.assertEqual((reference.size, reference.format), ((50, 20), "bgra16"))
        self.assertEqual(len(reference.data), 50 * 20 * 8)
        blue, green, red, alpha = struct.unpack("=4H", bytes(reference.data[:8]))
        self.assert_colour([v / 65535 for v in (red, green, blue, alpha)], HINT, 0.001)

    def test_8_bits(self):
        self.whole_way("RGBA", "U8", SRGB)

    def test_16_bits(self):
        self.whole_way("RGBA", "U16", SRGB, 0.0002)

    def test_16_bits_linear(self):
        self.whole_way("RGBA", "U16", LINEAR, 0.0005)

    def test_half_floats(self):
        self.whole_way("RGBA", "F16", LINEAR, 0.002)

    def test_floats(self):
        self.whole_way("RGBA", "F32", LINEAR, 0.0001)

    def test_8_bits_with_a_wider_profile(self):
        self.whole_way("RGBA", "U8", "ClayRGB-elle-V2-g22.icc", 0.008)

    def test_cmyk(self):
        document = self.document("CMYKA", "U8", "Chemical proof")
        result = self.colorize()
        self.assertEqual(result.colorModel(), "RGBA")
        self.assert_colour(srgb(document, result, 5, 5), HINT, 0.06)

    def test_lab(self):
        self.whole_way("LABA", "U16", "Lab identity built-in")

    def test_gray_documents_get_a_layer_in_colour(self):
        for depth in ("U8", "U16", "F32"):
            document = self.document("GRAYA", depth, "Gray-D50-elle-V2-srgbtrc.icc")
            # Dots in a gray document have colour if their layer was converted.
            self.hints.setColorSpace("RGBA", depth, SRGB)
            fill(document, self.hints, *HINT, (20, 15, 3, 3))
            result = self.colorize()
            self.assertEqual((result.colorModel(), result.colorDepth()), ("RGBA", depth))
            self.assert_colour(srgb(document, result, 5, 5), HINT)
            self.assertIn("grayscale", self.sentences[-1])


class Layers(InKrita):
    def test_the_result_lies_directly_above_the_photograph_in_its_group(self):
        document = self.document()
        group = document.createGroupLayer("group")
        document.rootNode().addChildNode(group, None)
        inner = document.createNode("scan", "paintlayer")
        fill(document, inner, GRAY, GRAY, GRAY, (0, 0, *SIZE))
        group.addChildNode(inner, None)
        self.session.refresh()
        self.session.choose_layer("photo", layers.identity(inner))
        result = self.colorize()
        self.assertEqual(result.parentNode().name(), "group")
        self.assertEqual([node.name() for node in group.childNodes()], ["scan", "Colorized"])

    def test_the_result_is_as_transparent_as_the_photograph_and_its_selection(self):
        document = self.document()
        fill(document, self.photo, 0, 0, 0, (0, 0, 5, 5), alpha=0.0)
        selection = Selection()
        selection.select(0, 0, 10, 10, 255)
        selection.select(2, 8, 1, 1, 100)
        document.setSelection(selection)
        result = self.colorize()
        self.assertEqual(srgb(document, result, 2, 2)[3], 0.0)
        self.assertEqual(srgb(document, result, 7, 7)[3], 1.0)
        self.assertAlmostEqual(srgb(document, result, 2, 8)[3], 100 / 255, delta=0.003)
        self.assertEqual(srgb(document, result, 20, 20)[3], 0.0)

    def hint_pixel(self, document):
        """The hint layer as it would be sent, at the place of the dot."""
        self.session.start_worker()
        self.assertTrue(wait_until(lambda: self.session.parameters()))
        scene = self.session.scene()
        picture = scene.picture("hints")
        self.assertIsNotNone(picture, [node.name() for node in layers.all_layers(document)])
        at = (16 * SIZE[0] + 21) * 4
        return tuple(bytes(picture.data)[at : at + 4])

    DOT = (30, 60, 200, 255)

    def test_a_hidden_hint_layer_is_read(self):
        document = self.document()
        self.hints.setVisible(False)
        document.refreshProjection()
        document.waitForDone()
        self.assertEqual(self.hint_pixel(document), self.DOT)

    def test_a_locked_hint_layer_is_read(self):
        document = self.document()
        self.hints.setLocked(True)
        self.assertEqual(self.hint_pixel(document), self.DOT)

    def test_a_group_of_hints_is_read(self):
        document = self.document(hint_kind="group")
        group = document.createGroupLayer("hints in a group")
        group.addChildNode(self.hints, None)
        self.hints.setName("dots")
        document.rootNode().addChildNode(group, None)
        document.refreshProjection()
        document.waitForDone()
        self.assertEqual(self.hint_pixel(document), self.DOT)

    def test_a_hidden_group_of_hints_is_read_as_it_was_last_shown(self):
        document = self.document(hint_kind="group")
        group = document.createGroupLayer("hints in a group")
        group.addChildNode(self.hints, None)
        self.hints.setName("dots")
        document.rootNode().addChildNode(group, None)
        document.refreshProjection()
        document.waitForDone()
        group.setVisible(False)
        document.refreshProjection()
        document.waitForDone()
        self.assertEqual(self.hint_pixel(document), self.DOT)

    def test_a_clone_of_hints_is_read(self):
        document = self.document()
        self.hints.setName("dots")
        clone = document.createCloneLayer("hints", self.hints)
        document.rootNode().addChildNode(clone, None)
        document.refreshProjection()
        document.waitForDone()
        self.assertEqual(self.hint_pixel(document), self.DOT)

    def test_a_moved_hint_layer_is_read_where_it_is_seen(self):
        document = self.document()
        fill(document, self.hints, 0, 0, 0, (20, 15, 3, 3), alpha=0.0)
        fill(document, self.hints, *HINT, (10, 5, 3, 3))
        self.hints.move(self.hints.position().x() + 10, self.hints.position().y() + 10)
        document.waitForDone()
        self.assertEqual(self.hint_pixel(document), self.DOT)

    def test_a_layer_larger_than_the_image_is_read_within_the_image(self):
        document = self.document()
        fill(document, self.hints, 0.1, 0.2, 0.9, (-30, -30, 20, 20))
        self.assertEqual(self.hint_pixel(document), self.DOT)
        result = self.colorize()
        bounds = result.bounds()
        self.assertEqual((bounds.x(), bounds.y(), bounds.width(), bounds.height()), (0, 0, *SIZE))


class Live(InKrita):
    def test_replaces_one_layer_in_every_depth(self):
        for depth, profile in (("U8", SRGB), ("U16", LINEAR), ("F16", LINEAR), ("F32", LINEAR)):
            document = self.document("RGBA", depth, profile)
            updates = []
            self.session.updated.connect(updates.append)
            self.session.set_live(True)
            self.assertTrue(wait_until(lambda: updates), self.sentences)
            fill(document, self.hints, 0.1, 0.7, 0.2, (0, 0, *SIZE))
            self.assertTrue(wait_until(lambda: len(updates) == 2), self.sentences)
            found = [node for node in layers.all_layers(document) if node.name() == "Colorized"]
            self.assertEqual(len(found), 1)
            self.assertEqual(found[0].colorDepth(), depth)
            self.assert_colour(srgb(document, found[0], 3, 3), (0.1, 0.7, 0.2))
            self.session.set_live(False)

    def test_resizing_and_deleting_switch_off(self):
        document = self.document()
        self.session.set_live(True)
        self.assertTrue(wait_until(lambda: self.session.live.result), self.sentences)
        document.resizeImage(0, 0, 50, 20)
        document.waitForDone()
        self.assertTrue(wait_until(lambda: not self.session.live.is_on()))
        self.assertIn("resized", self.sentences[-1])
        self.session.set_live(True)
        self.assertTrue(wait_until(lambda: self.session.live.result), self.sentences)
        layers.find_layer(document, self.session.live.result).remove()
        self.assertTrue(wait_until(lambda: not self.session.live.is_on()))
        self.assertIn("deleted", self.sentences[-1])

    def test_closing_the_document_switches_off(self):
        document = self.document()
        self.session.set_live(True)
        self.assertTrue(wait_until(lambda: self.session.live.result), self.sentences)
        self.host.open = []
        document.close()
        self.assertTrue(wait_until(lambda: not self.session.live.is_on()))
        self.assertIn("closed", self.sentences[-1])

    def test_a_closed_document_during_colorize_is_no_crash(self):
        document = self.document()
        self.session.start_worker()
        self.assertTrue(wait_until(lambda: self.session.parameters()))
        self.behave("slow")
        self.session.colorize()
        self.host.open = []
        document.close()
        self.assertTrue(wait_until(lambda: not self.session.is_busy()))
        self.assertIn("closed", self.sentences[-1])


class Bounds(InKrita):
    def test_pixels_of_a_wrong_length_are_never_written(self):
        document = self.document()
        layer = pixels.result_layer(document, "x", "normal", SIZE, pixels.encoding(document), bytes(SIZE[0] * SIZE[1] * 4))
        for wrong in (b"", bytes(SIZE[0] * SIZE[1] * 4 - 1)):
            with self.assertRaises(pixels.Problem):
                pixels.replace(document, layer, SIZE, pixels.encoding(document), wrong)


def __main__(arguments):
    Krita.instance().setBatchmode(True)
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules[__name__])
    if arguments:
        suite = unittest.defaultTestLoader.loadTestsFromNames(arguments, sys.modules[__name__])
    result = unittest.TextTestRunner(stream=sys.stderr, verbosity=2).run(suite)
    words = "OK" if result.wasSuccessful() and result.testsRun else "FAILED"
    print(f"KRITARUNNER {Krita.instance().version()}: {result.testsRun} tests {words}", file=sys.stderr, flush=True)

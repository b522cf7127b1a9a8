"""As much of Krita as the plug-in's logic needs, without Krita.

Documents hold layers as bytes in Krita's own order of channels. Colour is converted only between
depths (sRGB to sRGB), gray becomes RGB; what Krita really does is the business of the tests in Krita.
"""

import itertools
import struct

from chromadot_test_qt import QtCore, QtWidgets

_numbers = itertools.count(1)
_DEPTHS = {"U8": ("B", 255), "U16": ("H", 65535), "F16": ("e", 1.0), "F32": ("f", 1.0)}


class _Id:
    def __init__(self):
        self._number = next(_numbers)

    def toString(self):
        return f"{{{self._number}}}"


class Node:
    """A node; `pixels` are those within the document."""

    def __init__(self, document, name, kind):
        self.document, self._name, self._kind = document, name, kind
        self._id = _Id()
        self.children, self.parent = [], None
        self.model, self.depth, self.profile = document.model, document.depth, document.profile
        self.pixels = bytearray(self.pixel() * document._width * document._height)
        self.mode = "normal"
        self.write_allowed = True

    def pixel(self):
        channels = 2 if self.model == "GRAYA" else 4
        return channels * struct.calcsize(_DEPTHS[self.depth][0])

    def uniqueId(self):
        return self._id

    def name(self):
        return self._name

    def type(self):
        return self._kind

    def parentNode(self):
        return self.parent

    def childNodes(self):
        return list(self.children)

    def colorModel(self):
        return self.model

    def colorDepth(self):
        return self.depth

    def colorProfile(self):
        return self.profile

    def setBlendingMode(self, mode):
        self.mode = mode

    def blendingMode(self):
        return self.mode

    def setColorSpace(self, model, depth, profile):
        if model not in ("RGBA", "GRAYA") or depth not in _DEPTHS:
            return False
        code, full = _DEPTHS[self.depth]
        values = [value / full for value in memoryview(bytes(self.pixels)).cast("B").tolist()] if code == "B" else [
            value / full for (value,) in struct.iter_unpack("=" + code, self.pixels)
        ]
        channels = 2 if self.model == "GRAYA" else 4
        pixels = []
        for at in range(0, len(values), channels):
            if channels == 2:
                red = green = blue = values[at]
            elif code in "BH":
                blue, green, red = values[at : at + 3]
            else:
                red, green, blue = values[at : at + 3]
            pixels.append((red, green, blue, values[at + channels - 1]))
        code, full = _DEPTHS[depth]
        out = []
        for red, green, blue, alpha in pixels:
            colours = (red, alpha) if model == "GRAYA" else (blue, green, red, alpha) if code in "BH" else (red, green, blue, alpha)
            out += [value * full if code in "ef" else round(value * full) for value in colours]
        self.model, self.depth, self.profile = model, depth, profile
        self.pixels = bytearray(struct.pack(f"={len(out)}{code}", *out))
        return True

    def _check(self, x, y, width, height):
        assert x >= 0 and y >= 0, "outside of the document"
        assert x + width <= self.document._width and y + height <= self.document._height, "outside of the document"

    def pixelData(self, x, y, width, height):
        self._check(x, y, width, height)
        row, pixel = self.document._width, self.pixel()
        rows = (self.pixels[((y + line) * row + x) * pixel : ((y + line) * row + x + width) * pixel] for line in range(height))
        return QtCore.QByteArray(b"".join(bytes(r) for r in rows))

    projectionPixelData = pixelData

    def setPixelData(self, data, x, y, width, height):
        self._check(x, y, width, height)
        assert (x, y, width, height) == (0, 0, self.document._width, self.document._height)
        assert self.write_allowed, f"wrote into {self._name}"
        if len(data) == len(self.pixels):
            self.pixels = bytearray(bytes(data))

    def addChildNode(self, node, above):
        assert node.parent is None
        at = len(self.children) if above is None else self.children.index(above) + 1
        self.children.insert(at, node)
        node.parent = self
        self.document.undo_steps += 1
        self.document.active = node

    def remove(self):
        self.parent.children.remove(self)
        self.parent = None


class Selection:
    def __init__(self, document, x, y, width, height, value=255):
        self._document, self._box, self._value = document, (x, y, width, height), value

    def x(self):
        return self._box[0]

    def y(self):
        return self._box[1]

    def width(self):
        return self._box[2]

    def height(self):
        return self._box[3]

    def pixelData(self, x, y, width, height):
        left, top, wide, high = self._box
        inside = lambda px, py: left <= px < left + wide and top <= py < top + high
        return QtCore.QByteArray(bytes(self._value if inside(px, py) else 0 for py in range(y, y + height) for px in range(x, x + width)))


class Document:
    def __init__(self, width, height, model="RGBA", depth="U8", profile="sRGB-elle-V2-srgbtrc.icc", name=""):
        self._width, self._height, self._name = width, height, name
        self.model, self.depth, self.profile = model, depth, profile
        self.root = Node(self, "root", "grouplayer")
        self.active = None
        self.undo_steps = 0
        self.refreshed = 0
        self._selection = None

    def name(self):
        return self._name

    def fileName(self):
        return ""

    def width(self):
        return self._width

    def height(self):
        return self._height

    def colorModel(self):
        return self.model

    def colorDepth(self):
        return self.depth

    def colorProfile(self):
        return self.profile

    def rootNode(self):
        return self.root

    def activeNode(self):
        return self.active

    def setActiveNode(self, node):
        self.active = node

    def waitForDone(self):
        pass

    def createNode(self, name, kind):
        return Node(self, name, kind)

    def selection(self):
        return self._selection

    def setSelection(self, selection):
        self._selection = selection

    def refreshProjection(self):
        self.refreshed += 1

    # for tests

    def add(self, name, colour=None, kind="paintlayer", into=None):
        """Adds a layer on top, filled with one pixel's bytes; only the plug-in's own may be written."""
        node = Node(self, name, kind)
        if colour is not None:
            node.pixels = bytearray(colour * (self._width * self._height))
        parent = into or self.root
        parent.children.append(node)
        node.parent = parent
        node.write_allowed = False
        self.active = node
        return node


class ManagedColor:
    def __init__(self, model, depth, profile):
        self._components = [0.0, 0.0, 0.0, 1.0]

    def setColorSpace(self, model, depth, profile):
        return True

    def setComponents(self, components):
        self._components = list(components)

    def components(self):
        return list(self._components)

    def componentsOrdered(self):
        blue, green, red, alpha = self._components
        return [red, green, blue, alpha]


class View:
    def __init__(self):
        self._foreground = ManagedColor("RGBA", "U8", "")

    def foregroundColor(self):
        return self._foreground

    def setForeGroundColor(self, colour):
        self._foreground = colour


class Window:
    def __init__(self):
        self._view = View()

    def activeView(self):
        return self._view


class Extension(QtCore.QObject):
    pass


class DockWidget(QtWidgets.QDockWidget):
    pass


class DockWidgetFactoryBase:
    class DockPosition:
        DockRight = 1


class DockWidgetFactory:
    def __init__(self, name, position, made):
        self.made = made


class Krita(QtCore.QObject):
    """The host; a test makes its own besides the one instance that the plug-in registers with."""

    _instance = None

    def __init__(self):
        super().__init__()
        self.open = []
        self.active_document = None
        self.window = Window()
        self.stored = {}
        self.registered = []

    @classmethod
    def instance(cls):
        cls._instance = cls._instance or cls()
        return cls._instance

    def documents(self):
        return list(self.open)

    def activeDocument(self):
        return self.active_document

    def activeWindow(self):
        return self.window

    def version(self):
        return "mock"

    def readSetting(self, group, name, default):
        return self.stored.get((group, name), default)

    def writeSetting(self, group, name, value):
        self.stored[group, name] = value

    def addExtension(self, extension):
        self.registered.append(extension)

    def addDockWidgetFactory(self, factory):
        self.registered.append(factory)

    # for tests

    def show(self, document):
        if document not in self.open:
            self.open.append(document)
        self.active_document = document

    def close(self, document):
        self.open.remove(document)
        self.active_document = self.open[-1] if self.open else None

"""Layers as pictures for the worker, and the worker's pixels as a new layer.

All pixels cross the border encoded as sRGB. Krita converts, on a copy that is in no document.
"""

from typing import NamedTuple

from .problem import Problem
from .worker import Picture

SRGB = "sRGB-elle-V2-srgbtrc.icc"
#: Names under which profiles with sRGB's colours and its curve are known; their 8-bit pixels go as they are.
_PLAIN_SRGB = {SRGB, "sRGB-elle-V4-srgbtrc.icc", "sRGB built-in", "sRGB IEC61966-2.1"}


class Encoding(NamedTuple):
    """How a document's depth crosses the border."""

    format: str  # of the worker's pixels
    depth: str  # Krita's name for the same
    pixel: int  # bytes


#: The worker knows no half floats, so these travel as floats.
_ENCODINGS = {
    "U8": Encoding("bgra8", "U8", 4),
    "U16": Encoding("bgra16", "U16", 8),
    "F16": Encoding("rgba32f", "F32", 16),
    "F32": Encoding("rgba32f", "F32", 16),
}


def encoding(document):
    """The encoding for pixels of `document`. Raises Problem."""
    depth = document.colorDepth()
    if depth not in _ENCODINGS:
        raise Problem(f"Pixels of the depth {depth} are not supported; choose Image > Convert Image Color Space… first.")
    return _ENCODINGS[depth]


def size(document):
    """Width and height in pixels."""
    return document.width(), document.height()


def raw(node, size):
    """The node's pixels within the document of this size, as Krita has them: masks and effects applied."""
    return node.projectionPixelData(0, 0, *size)


def picture(document, node, size, encoded, pixels=None):
    """`node` within the document of this size, encoded as sRGB. Raises Problem.

    `pixels` are the node's `raw` ones if they were read already.
    """
    if pixels is None:
        pixels = raw(node, size)
    model, depth, profile = node.colorModel(), node.colorDepth(), node.colorProfile()
    if (model, depth, encoded.depth) != ("RGBA", "U8", "U8") or profile not in _PLAIN_SRGB:
        pixels = _converted(document, node, size, encoded, pixels)
    if len(pixels) != size[0] * size[1] * encoded.pixel:
        raise Problem(f"Krita gives no pixels of the layer “{node.name()}”; choose a paint layer instead.")
    return Picture(size, (0, 0), encoded.format, pixels)


def _converted(document, node, size, encoded, pixels):
    carrier = document.createNode("Chromadot", "paintlayer")
    carrier.setColorSpace(node.colorModel(), node.colorDepth(), node.colorProfile())
    expected = len(carrier.pixelData(0, 0, 1, 1)) * size[0] * size[1]
    if len(pixels) != expected:
        raise Problem(f"Krita gives no pixels of the layer “{node.name()}”; choose a paint layer instead.")
    carrier.setPixelData(pixels, 0, 0, *size)
    if not carrier.setColorSpace("RGBA", encoded.depth, SRGB):
        raise Problem(f"Krita cannot convert the layer “{node.name()}” to sRGB; choose Image > Convert Image Color Space… first.")
    return carrier.pixelData(0, 0, *size)


def selection(document, size):
    """The document's selection as a picture, or None if there is none."""
    selected = document.selection()
    if selected is None:
        return None
    return Picture(size, (0, 0), "y8", selected.pixelData(0, 0, *size))


def result_layer(document, name, blending_mode, size, encoded, pixels):
    """A new layer with the worker's pixels, complete but not yet in the document. Raises Problem."""
    check_length(size, encoded, pixels)
    layer = document.createNode(name, "paintlayer")
    layer.setColorSpace("RGBA", encoded.depth, SRGB)
    layer.setPixelData(pixels, 0, 0, *size)
    if document.colorDepth() != encoded.depth:
        layer.setColorSpace("RGBA", document.colorDepth(), SRGB)
    layer.setBlendingMode(blending_mode)
    return layer


def replace(document, layer, size, encoded, pixels):
    """Puts other pixels into a layer that `result_layer` made; this is no step for Undo. Raises Problem."""
    check_length(size, encoded, pixels)
    if layer.colorDepth() != encoded.depth:
        carrier = result_layer(document, "Chromadot", "normal", size, encoded, pixels)
        pixels = carrier.pixelData(0, 0, *size)
    # Krita reads beyond the end of data that is too short, so the length is made sure of here.
    if len(pixels) != len(layer.pixelData(0, 0, 1, 1)) * size[0] * size[1]:
        raise Problem("The layer was converted to another kind of pixels; switch Live on again for a new layer.")
    layer.setPixelData(pixels, 0, 0, *size)


def check_length(size, encoded, pixels):
    """Raises Problem if `pixels` are not exactly a picture of this size."""
    if len(pixels) != size[0] * size[1] * encoded.pixel:
        raise Problem("The worker's picture has the wrong size; install plug-in and program from the same release.")

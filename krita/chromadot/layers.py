"""Documents and layers: finding them again, and guessing which is meant for what.

Krita hands out a new wrapper object on each call, so both are remembered by an identifier.
"""

import os
import re

RESULT_NAME = "Colorized"

#: Types of nodes that have pixels of their own or of their children.
_WITH_PIXELS = {"paintlayer", "grouplayer", "clonelayer", "vectorlayer", "filelayer", "filllayer"}


def identity(thing):
    """Identifier of a node, or of a document by its root; None for None and a document without one."""
    if hasattr(thing, "rootNode"):
        thing = thing.rootNode()
    return thing.uniqueId().toString() if thing is not None else None


def find_document(krita, wanted):
    """The open document with this identifier, or None."""
    return next((document for document in krita.documents() if identity(document) == wanted), None)


def all_layers(document):
    """The document's layers with pixels, uppermost first, groups before what is in them."""
    root = document.rootNode()
    return list(_below(root)) if root is not None else []


def _below(group):
    for node in reversed(group.childNodes()):
        if node.type() in _WITH_PIXELS:
            yield node
            yield from _below(node)


def find_layer(document, wanted):
    """The layer with this identifier, or None."""
    return next((layer for layer in all_layers(document) if identity(layer) == wanted), None)


def find_layer_anywhere(krita, document, wanted):
    """The document and the layer with this identifier, first looked for in `document`; or None twice."""
    for place in (document, *other_documents(krita, document)):
        layer = find_layer(place, wanted)
        if layer is not None:
            return place, layer
    return None, None


def other_documents(krita, document):
    """The open documents besides this one."""
    return [other for other in krita.documents() if identity(other) not in (identity(document), None)]


def title(document):
    """What the user knows a document by."""
    return os.path.basename(document.fileName()) or document.name() or "not saved"


def highest_result(photograph):
    """The highest of the earlier results that lie on each other right above the photograph, under which a new
    one would not be seen; the photograph if there are none."""
    siblings = photograph.parentNode().childNodes()
    place = [identity(node) for node in siblings].index(identity(photograph))
    while place + 1 < len(siblings) and siblings[place + 1].name().startswith(RESULT_NAME):
        place += 1
    return siblings[place]


def guessed(layers, words):
    """The uppermost of `layers` whose name has one of `words`, the first word first; or None.

    Whole words and their plurals only: "Hintergrund" is what Krita calls the background in German.
    """
    names = [re.findall(r"[^\W\d_]+", layer.name().lower()) for layer in layers]
    for word in words:
        for layer, parts in zip(layers, names):
            if word.lower() in parts or word.lower() + "s" in parts:
                return layer
    return None


def proposed_photograph(document, words, chosen_otherwise=(), last=None):
    """The layer that is most likely meant as the photograph; None in a document without layers.

    Whoever has painted hints has the hint layer active, and whoever has run the filter the result;
    neither is meant. `words` are those that make a layer a hint layer or a reference,
    `chosen_otherwise` the identifiers of layers that were one last time, `last` that of the last
    photograph.
    """
    active = document.activeNode()
    while active is not None and active.type() not in _WITH_PIXELS:
        active = active.parentNode()  # a mask belongs to its layer
    if active is not None and active.parentNode() is None:
        active = None  # the root, which a selection belongs to

    def has_another_use(layer):
        return identity(layer) in chosen_otherwise or guessed([layer], [*words, RESULT_NAME]) is not None

    if active is not None and not has_another_use(active):
        return active
    layers = all_layers(document)
    for layer in layers:
        if identity(layer) == last and not has_another_use(layer):
            return layer
    for layer in reversed(layers):
        if layer.type() != "grouplayer" and not has_another_use(layer):
            return layer
    return layers[-1] if layers else None

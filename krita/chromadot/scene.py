"""What a document shows the worker at one moment, and where the answer goes."""

from . import activation, layers, pixels
from .problem import Problem

#: Roles of pictures that are layers, by the name of the parameter that chooses them.
LAYER_ROLES = ("hints", "reference")


class Scene:
    """The chosen layers of one document, found again each time they are read.

    The reference may be a layer of another open document. All reading is within the documents' bounds. Everything raises Problem when the document or a
    layer is gone, or the image has another size than at first.
    """

    def __init__(self, krita, choices):
        self._krita = krita
        self._document_id = choices.document
        self._ids = {"photo": choices.photograph}
        for role in LAYER_ROLES:
            chosen = choices.layers.get(role)
            if chosen is not None and chosen == choices.photograph:
                raise Problem(f"The photograph itself is chosen as {role}; choose another layer, or none.")
            self._ids[role] = chosen
        self._blending_mode = choices.blending_mode()
        document = self.document()
        self.size = pixels.size(document)
        self.encoding = pixels.encoding(document)
        self._depth = document.colorDepth()
        self.layer("photo")

    def document(self):
        """The document, which must still be open and unchanged in size and depth."""
        document = layers.find_document(self._krita, self._document_id)
        if document is None:
            raise Problem("The document was closed meanwhile; nothing was changed.")
        if hasattr(self, "_depth"):
            if pixels.size(document) != self.size:
                raise Problem("The image was resized meanwhile; nothing was changed, just try again.")
            if document.colorDepth() != self._depth:
                raise Problem("The image was converted meanwhile; nothing was changed, just try again.")
        return document

    def layer(self, role):
        """The layer in this role; None if none was chosen."""
        return self._place(role)[1]

    def _place(self, role):
        """The document of the layer in this role, and the layer; None if none was chosen."""
        document = self.document()
        if self._ids[role] is None:
            if role == "photo":
                raise Problem("This document has no layer with a photograph; add one and try again.")
            return document, None
        if role == "reference":
            place, layer = layers.find_layer_anywhere(self._krita, document, self._ids[role])
        else:
            place, layer = document, layers.find_layer(document, self._ids[role])
        if layer is None:
            what = {"photo": "photograph's", "hints": "hint", "reference": "reference"}[role]
            raise Problem(f"The {what} layer was deleted meanwhile; choose another one and try again.")
        return place, layer

    def is_elsewhere(self, role):
        """Whether the layer is one of another document."""
        return layers.identity(self._place(role)[0]) != self._document_id

    def raw(self, role):
        """The layer's pixels as Krita has them, to see whether they changed; None without a layer."""
        document, layer = self._place(role)
        return None if layer is None else pixels.raw(layer, pixels.size(document))

    def picture(self, role, raw=None):
        """The layer for the worker; `raw` are its pixels if they were read already."""
        document, layer = self._place(role)
        if layer is None:
            return None
        return pixels.picture(document, layer, pixels.size(document), pixels.encoding(document), raw)

    def selection(self):
        """The selection for the worker, or None."""
        return pixels.selection(self.document(), self.size)

    def pictures(self):
        """Everything for the worker, by role."""
        found = {role: self.picture(role) for role in ("photo", *LAYER_ROLES)}
        found["selection"] = self.selection()
        return found

    def add_result(self, answered, data):
        """Adds the worker's picture above the photograph and earlier ones, as one step for Undo; gives its
        layer."""
        document = self.document()
        self._check(answered)
        photograph = self.layer("photo")
        layer = pixels.result_layer(document, layers.RESULT_NAME, self._blending_mode, self.size, self.encoding, data)
        active = document.activeNode()
        photograph.parentNode().addChildNode(layer, layers.highest_result(photograph))
        document.refreshProjection()
        if active is not None:
            activation.give_back(self._krita, document, active, layer)
        return layer

    def replace_result(self, identifier, answered, data):
        """Puts the worker's picture into the layer that `add_result` gave; no step for Undo."""
        document = self.document()
        self._check(answered)
        layer = layers.find_layer(document, identifier)
        if layer is None:
            raise Problem("The layer of Live was deleted; switch Live on again for a new one.")
        pixels.replace(document, layer, self.size, self.encoding, data)
        document.refreshProjection()

    def has_layer(self, identifier):
        """Whether the layer is still in the document."""
        return layers.find_layer(self.document(), identifier) is not None

    def notes(self):
        """Sentences about what the user may not expect of this document."""
        said = []
        if self.document().colorModel() == "GRAYA":
            said.append(
                "The document is grayscale, so Krita shows the new layer in gray; "
                "Image > Convert Image Color Space… to RGB brings out its colours."
            )
        hints = self.layer("hints")
        if hints is not None and hints.colorModel() == "GRAYA":
            said.append("The hint layer is grayscale, so its dots are gray and keep their place neutral.")
        return said

    def _check(self, answered):
        """Raises Problem unless the answer's size and format are those that were asked for."""
        if tuple(answered.get("size", ())) != self.size or answered.get("format") != self.encoding.format:
            raise Problem("The worker's picture has the wrong size; install plug-in and program from the same release.")

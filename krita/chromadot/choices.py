"""What a call shall do: which layers, which values. The names come from the worker's hello."""

from . import layers

#: Krita's blending mode for a choice of the parameter `style`; Normal for all others.
_BLENDING_MODES = {"colour": "color"}


class Choices:
    """Layers by identifier for one document, and the parameters' values as text."""

    def __init__(self):
        self.document = None  # identifier of the document for which the layers were chosen
        self.photograph = None  # identifier of a layer
        self.layers = {}  # parameter -> identifier of a layer, or None if the user wants none
        self.values = {}  # parameter -> text; what is left out has the worker's default
        self._photograph_is_chosen = False
        self._of_others = {}  # identifier of another document -> the layers that were chosen there

    def choose_photograph(self, identifier):
        """Takes the user's choice, which holds as long as the layer exists."""
        self.photograph, self._photograph_is_chosen = identifier, True

    def belong_to(self, document):
        """Takes up what was chosen for this document when it was the active one before."""
        wanted = layers.identity(document)
        if wanted != self.document:
            self._of_others[self.document] = (self.photograph, self.layers, self._photograph_is_chosen)
            self.document = wanted
            self.photograph, self.layers, self._photograph_is_chosen = self._of_others.pop(wanted, (None, {}, False))

    def propose(self, krita, document, parameters):
        """Brings the layers up to date: chosen ones stay while they exist, others are guessed."""
        self.belong_to(document)
        offered = layers.all_layers(document)
        known = {layers.identity(layer) for layer in offered}
        layer_parameters = [p for p in parameters if p.get("type") == "layer"]
        words = [word for p in layer_parameters for word in p.get("guess", [])]
        if not self._photograph_is_chosen or self.photograph not in known:
            photograph = layers.proposed_photograph(document, words, self.layers.values(), self.photograph)
            self.photograph = layers.identity(photograph) if photograph is not None else None
            self._photograph_is_chosen = False
        for parameter in layer_parameters:
            name = parameter["name"]
            chosen = self.layers.get(name)
            if name in self.layers and (chosen is None or chosen in known):
                continue
            if chosen and parameter.get("other-images") and layers.find_layer_anywhere(krita, document, chosen)[1]:
                continue
            # A guess that finds nothing is no choice: a hint layer may be added later.
            self.layers.pop(name, None)
            others = [layer for layer in offered if layers.identity(layer) != self.photograph]
            guess = layers.guessed(others, parameter.get("guess", []))
            if guess is not None:
                self.layers[name] = layers.identity(guess)

    def blending_mode(self):
        """Krita's name of the blending mode for the new layer."""
        return _BLENDING_MODES.get(self.values.get("style"), "normal")

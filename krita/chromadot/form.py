"""Rows for the layers and the worker's parameters, made from its hello."""

from .problem import slot
from .qt import QtWidgets, Signal


class LayerBox(QtWidgets.QComboBox):
    """A list of the document's layers, made anew whenever it is opened."""

    about_to_open = Signal()
    #: What is in the list: pairs of identifier and name.
    offered = None

    def showPopup(self):
        """Called by Qt."""
        self.about_to_open.emit()
        super().showPopup()


def label_text(label):
    """A manifest's label (mnemonic after an underscore) as Qt's (after an ampersand)."""
    return label.replace("&", "&&").replace("_", "&", 1) + ":"


def may_be_narrow(box):
    """Lets a list be narrower than its longest entry."""
    box.setSizeAdjustPolicy(QtWidgets.QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(6)


class Form(QtWidgets.QWidget):
    """The rows; what they show is the session's."""

    def __init__(self, session, parent=None):
        super().__init__(parent)
        self._session = session
        self._layout = QtWidgets.QFormLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setFieldGrowthPolicy(QtWidgets.QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._refreshers = []
        self._made_for = None
        session.parameters_known.connect(self.make)
        session.changed.connect(self.refresh)
        self.make()

    @slot
    def make(self):
        """Makes the rows anew if the worker has other parameters than before."""
        made_for = (self._session.parameters(), self._session.worker.looks)
        if made_for == self._made_for:
            return
        self._made_for = made_for
        while self._layout.rowCount():
            self._layout.removeRow(0)
        self._refreshers = []
        self._layer_row("photo", "_Photograph", "The black-and-white layer; it is not changed", False)
        for parameter in self._session.parameters():
            kind = parameter.get("type")
            if kind == "layer":
                self._layer_row(parameter["name"], parameter["label"], parameter.get("help", ""), True, parameter.get("other-images", False))
            elif kind == "choice":
                choices = [(choice["name"], choice["label"]) for choice in parameter["choices"]]
                self._choice_row(parameter, choices)
            elif kind == "look":
                looks = [(look["name"], look["label"]) for look in self._session.worker.looks]
                self._choice_row(parameter, [("", "None"), *looks])
            elif kind == "number":
                self._number_row(parameter)
            elif kind == "file":
                self._file_row(parameter)
            else:
                self._text_row(parameter)
        self.refresh()

    @slot
    def refresh(self):
        """Shows the session's choices."""
        for refresher in self._refreshers:
            refresher()

    def _add(self, name, label, help_text, field):
        field.setObjectName("chromadot-" + name)
        field.setToolTip(help_text)
        row_label = QtWidgets.QLabel(label_text(label))
        row_label.setBuddy(field)
        row_label.setToolTip(help_text)
        self._layout.addRow(row_label, field)

    def _layer_row(self, role, label, help_text, may_be_none, of_others_too=False):
        box = LayerBox()
        may_be_narrow(box)

        @slot
        def fill(by_itself=True):
            if by_itself and box.view().isVisible():
                return  # the user is choosing
            choices = self._session.choices
            chosen = choices.photograph if role == "photo" else choices.layers.get(role)
            offered = [(None, "None")] if may_be_none else []
            for identifier, name in self._session.offered_layers(of_others_too):
                if role == "photo" or identifier != choices.photograph:
                    offered.append((identifier, name))
            if offered != box.offered:
                box.offered = offered
                box.clear()
                for identifier, name in offered:
                    box.addItem(name, identifier)
            identifiers = [identifier for identifier, _ in offered]
            box.setCurrentIndex(identifiers.index(chosen) if chosen in identifiers else -1)

        @slot
        def chosen(index):
            self._session.choose_layer(role, box.itemData(index))

        box.about_to_open.connect(slot(lambda: fill(False)))
        box.activated.connect(chosen)
        self._refreshers.append(fill)
        self._add(role, label, help_text, box)

    def _choice_row(self, parameter, choices):
        name = parameter["name"]
        box = QtWidgets.QComboBox()
        may_be_narrow(box)
        for choice, label in choices:
            box.addItem(label, choice)

        @slot
        def show():
            box.setCurrentIndex(max(box.findData(self._session.value(parameter)), 0))

        box.activated.connect(slot(lambda index: self._session.set_value(name, box.itemData(index))))
        self._refreshers.append(show)
        self._add(name, parameter["label"], parameter.get("help", ""), box)

    def _number_row(self, parameter):
        name = parameter["name"]
        field = QtWidgets.QDoubleSpinBox()
        numbers = [float(parameter[key]) for key in ("minimum", "maximum", "default")]
        field.setDecimals(0 if all(number.is_integer() for number in numbers) else 2)
        field.setRange(numbers[0], numbers[1])

        @slot
        def show():
            try:
                number = float(self._session.value(parameter))
            except ValueError:
                number = numbers[2]  # kept by another version in another form
            if number != field.value():
                field.setValue(number)

        field.valueChanged.connect(slot(lambda number: self._session.set_value(name, f"{number:g}")))
        self._refreshers.append(show)
        self._add(name, parameter["label"], parameter.get("help", ""), field)

    def _text_row(self, parameter):
        self._add(parameter["name"], parameter["label"], parameter.get("help", ""), self._line(parameter))

    def _file_row(self, parameter):
        row = QtWidgets.QWidget()
        line, button = self._line(parameter), QtWidgets.QToolButton()
        button.setText("…")
        layout = QtWidgets.QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(line)
        layout.addWidget(button)
        row.setFocusProxy(line)

        @slot
        def choose():
            title = parameter["label"].replace("_", "")
            path, _ = QtWidgets.QFileDialog.getOpenFileName(self, title, line.text())
            if path:
                line.setText(path)
                self._session.set_value(parameter["name"], path)

        button.clicked.connect(slot(lambda _=False: choose()))
        self._add(parameter["name"], parameter["label"], parameter.get("help", ""), row)

    def _line(self, parameter):
        line = QtWidgets.QLineEdit()

        @slot
        def show():
            if not line.hasFocus():
                line.setText(self._session.value(parameter))

        line.editingFinished.connect(slot(lambda: self._session.set_value(parameter["name"], line.text().strip())))
        self._refreshers.append(show)
        return line

"""Qt for the mock: the same binding that the plug-in will choose."""

import importlib.util

BINDING = "PyQt5" if importlib.util.find_spec("PyQt5") else "PyQt6"
QtCore = importlib.import_module(BINDING + ".QtCore")
QtWidgets = importlib.import_module(BINDING + ".QtWidgets")

"""Qt for the mock: the same binding that the plug-in will choose, as it takes what is loaded.

CHROMADOT_TEST_QT names another binding than PyQt5.
"""

import importlib
import os

_BINDING = os.environ.get("CHROMADOT_TEST_QT", "PyQt5")
QtCore = importlib.import_module(_BINDING + ".QtCore")
QtWidgets = importlib.import_module(_BINDING + ".QtWidgets")

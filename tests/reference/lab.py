"""Reference values of the colour science: sRGB to CIE Lab (D65) as scikit-image defines it.

The network was trained on scikit-image's Lab, so its constants, rounded as they are, count
rather than the standard's. Writes lab.csv beside this file: 8-bit sRGB and its L, a, b in
float64, six decimals. Needs numpy and scikit-image (0.26 gave the stored values):

    python3 tests/reference/lab.py
"""

from pathlib import Path

import numpy as np
from skimage.color import rgb2lab

CORNERS = [(r, g, b) for r in (0, 255) for g in (0, 255) for b in (0, 255)]
GREYS = [(v, v, v) for v in (1, 8, 10, 11, 16, 64, 119, 128, 200, 254)]
# On either side of the knees of the sRGB curve (10 and 11 of 255) and of Lab's cube root.
DARK = [(1, 0, 0), (0, 1, 0), (0, 0, 1), (10, 11, 12), (11, 10, 10), (20, 5, 0), (0, 0, 30), (2, 24, 4)]
OBJECTS = [(231, 188, 163), (228, 88, 28), (58, 88, 40), (150, 190, 230), (84, 52, 30), (200, 16, 46)]
RANDOM = np.random.RandomState(17).randint(0, 256, (28, 3)).tolist()

colours = np.array(CORNERS + GREYS + DARK + OBJECTS + RANDOM)
lab = rgb2lab(colours[None] / 255.0)[0] + 0.0  # + 0.0 turns -0 into 0
with Path(__file__).with_suffix(".csv").open("w") as file:
    file.write("red,green,blue,L,a,b\n")
    for (r, g, b), (lightness, a_star, b_star) in zip(colours.tolist(), lab):
        file.write(f"{r},{g},{b},{lightness:.6f},{a_star:.6f},{b_star:.6f}\n")

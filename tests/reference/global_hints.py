"""Reference values of the global hints: the 313-bin histogram and the mean saturation.

Zhang et al. 2017, section 3, as the authors' released network computes them: the picture at
256x256; ab averaged over squares of 4x4 pixels; every mean counted in the nearest of the 313
in-gamut bins; shares of the total. Saturation: mean over all pixels of (max - min) / max of
R, G, B, 0 where black.

The picture is already 256x256, so that no resampling enters. At column x and row y, integers:

    r = x / 18 * 18        g = y / 23 * 23        b = (x + y) / 37 * 37 mod 256

(integer division): flat pieces whose borders do not fall on the squares. Writes
global_hints.csv beside this file: `bin,a,b,share` for every bin that is not empty, and a last
line `saturation,,,value`. Needs numpy and scikit-image:

    python3 tests/reference/global_hints.py
"""

import hashlib
from pathlib import Path

import numpy as np
from skimage.color import rgb2lab

# The bins: for every a, the least and the greatest b of a run in steps of 10.
RUNS = {
    -90: (50, 90), -80: (20, 90), -70: (0, 90), -60: (-20, 90), -50: (-30, 100),
    -40: (-40, 100), -30: (-50, 100), -20: (-50, 100), -10: (-60, 100), 0: (-70, 100),
    10: (-80, 90), 20: (-80, 90), 30: (-90, 90), 40: (-100, 90), 50: (-100, 80),
    60: (-110, 80), 70: (-110, 80), 80: (-110, 70), 90: (-110, 70), 100: (-90, 0),
}  # fmt: skip
BINS = np.array([(a, b) for a, (low, high) in RUNS.items() for b in range(low, high + 1, 10)])
# Of the authors' table as little-endian 32-bit integers.
DIGEST = "b7da40225fec68ce4773d1a967b94b951c80c69419480643354049d55188e3ec"
assert hashlib.sha256(BINS.astype("<i4").tobytes()).hexdigest() == DIGEST

y, x = np.mgrid[:256, :256]
rgb = np.stack([x // 18 * 18, y // 23 * 23, (x + y) // 37 * 37 % 256], axis=-1)

ab = rgb2lab(rgb / 255.0)[..., 1:].reshape(64, 4, 64, 4, 2).mean(axis=(1, 3))
distance = ((ab[:, :, None] - BINS) ** 2).sum(axis=-1)
share = np.bincount(distance.argmin(axis=-1).ravel(), minlength=len(BINS)) / (64 * 64)

top = rgb.max(axis=-1)
saturation = np.mean((top - rgb.min(axis=-1)) / np.maximum(top, 1))

with Path(__file__).with_suffix(".csv").open("w") as file:
    file.write("bin,a,b,share\n")
    for index in share.nonzero()[0]:
        a, b = BINS[index]
        file.write(f"{index},{a},{b},{share[index]:.9f}\n")
    file.write(f"saturation,,,{saturation:.9f}\n")

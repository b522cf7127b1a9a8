"""Reference values of PSNR, SSIM and colourfulness over 8-bit RGB.

At column x and row y, integers, a picture with a shift s has

    r = 7x + 3y + s        g = x*x / 9 + 5y        b = y*y / 7 + 2x + 3s        all mod 256

(integer division); the truth is the one with s = 0. SSIM is scikit-image's with the settings that
match Wang et al. 2004. Colourfulness, of the shifted picture: rg = |R - G|, yb = |(R + G) / 2 - B|,
sqrt(std(rg)^2 + std(yb)^2) + 0.3 sqrt(mean(rg)^2 + mean(yb)^2). Writes picture_metrics.csv beside
this file: `width,height,shift,psnr,ssim,colourfulness`. Needs numpy and scikit-image:

    python3 tests/reference/picture_metrics.py
"""

from pathlib import Path

import numpy as np
from skimage.metrics import peak_signal_noise_ratio, structural_similarity


def picture(width, height, shift):
    y, x = np.mgrid[:height, :width]
    rgb = [7 * x + 3 * y + shift, x * x // 9 + 5 * y, y * y // 7 + 2 * x + 3 * shift]
    return (np.stack(rgb, axis=-1) % 256).astype(np.uint8)


def colourfulness(rgb):
    r, g, b = rgb.astype(float).transpose(2, 0, 1)
    rg, yb = abs(r - g), abs((r + g) / 2 - b)
    return np.hypot(rg.std(), yb.std()) + 0.3 * np.hypot(rg.mean(), yb.mean())


with Path(__file__).with_suffix(".csv").open("w") as file:
    file.write("width,height,shift,psnr,ssim,colourfulness\n")
    for width, height, shift in (64, 48, 5), (64, 48, 40), (11, 11, 3), (33, 57, 120), (96, 20, 1):
        truth, other = picture(width, height, 0), picture(width, height, shift)
        similarity = structural_similarity(
            truth, other, gaussian_weights=True, sigma=1.5, use_sample_covariance=False,
            data_range=255, channel_axis=-1,
        )  # fmt: skip
        ratio = peak_signal_noise_ratio(truth, other)
        file.write(f"{width},{height},{shift},{ratio:.9f},{similarity:.9f},{colourfulness(other):.9f}\n")

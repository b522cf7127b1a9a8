"""The paper's network in PyTorch, written apart from the Rust one, to compare the two.

Zhang et al. 2017, "Real-Time User-Guided Image Colorization with Learned Deep Priors"
(arXiv 1705.02999), section 3 and figure 2, in the layout and under the tensor names of the
official `siggraph17` checkpoint, so that a network that agrees with these numbers loads it.

Run it again (needs numpy, torch, safetensors; a minute on a CPU) after a change of this file:

    python3 tests/reference/siggraph17.py            # writes siggraph17.safetensors beside it

Two variants, both of base width 64, float32, batch norm by its running statistics:

* `classes529`: the re-implementation whose weights are distributed. Distribution head: one
  1x1 convolution, `model_class.0`, on block 8's output, 529 bins.
* `hypercolumn313`: the paper's own. The same trunk, plus the global hints network `glob.*`
  (316 -> 512 x4, ReLU after each) added to block 4's output after its batch norm, plus the
  head on hypercolumns: `hyper.tap3`..`hyper.tap8` summed, ReLU, `hyper_out`, 313 bins. Tap 4
  is block 4's output with the global hints in it.

Stored: `<variant>.ab`, 1x2x64x72, the tanh times 110; and `<variant>.logits`, rows 1, 4, 7, ...
and columns 2, 5, 8, ... of the 1 x bins x 16 x 18 map, i.e. `logits[:, :, 1::3, 2::3]`. (Step 3
meets both phases of the transposed convolutions.)

Weights and inputs are not stored. Both sides make them from the tensors' names:

    h    = FNV-1a, 64 bits, of the name in UTF-8
           (start 0xcbf29ce484222325; per byte: xor, then times 0x100000001b3)
    z    = h + (i + 1) * 0x9E3779B97F4A7C15      for element i of the tensor in C order
    z    = (z ^ z >> 30) * 0xBF58476D1CE4E5B9    that is, output i of splitmix64 seeded with h;
    z    = (z ^ z >> 27) * 0x94D049BB133111EB    everything modulo 2^64
    z    =  z ^ z >> 31
    u    = (z >> 40) * 2^-24                     exact in float32, 0 <= u < 1
    s    = 2 u - 1                               exact in float32

and from here in float32, every operation rounded by itself (no fused multiply-add):

    convolution .weight     s * sqrt(6 / fan_in)   with fan_in = in * kh * kw, for the transposed
                            ones in * 4 (4 of the 16 taps reach any one output pixel); the
                            division, then the root, both rounded to float32
    convolution .bias       0.05 * s
    batch norm .weight      1 + 0.1 * s
    batch norm .bias        0.1 * s
    batch norm .running_mean  0.1 * s
    batch norm .running_var   1 + 0.5 * u
    "input", 1x4x64x72      0.5 * s    (packed L, a, b, mask planes as the network takes them)
    "global", 1x316         0.25 * u       (for `hypercolumn313` only)

With these, ab lies where the tanh is not flat: 95 of 100 values within 80.
"""

from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import save_file

# Convolutions per block and their dilation. Every block but the tenth ends in a batch norm.
ENCODER = {1: (2, 1), 2: (2, 1), 3: (3, 1), 4: (3, 1), 5: (3, 2), 6: (3, 2), 7: (3, 1)}


# --- the network ---------------------------------------------------------------------------
#
# `w` maps tensor names to tensors; widths follow from the shapes.


def conv(w, name, x, dilation=1):
    kernel = w[name + ".weight"]
    padding = dilation * (kernel.shape[-1] // 2)
    return F.conv2d(x, kernel, w[name + ".bias"], padding=padding, dilation=dilation)


def up(w, name, x):
    return F.conv_transpose2d(x, w[name + ".weight"], w[name + ".bias"], stride=2, padding=1)


def norm(w, name, x):
    statistics = w[name + ".running_mean"], w[name + ".running_var"]
    return F.batch_norm(x, *statistics, w[name + ".weight"], w[name + ".bias"], eps=1e-5)


def trunk(w, x, hints=None):
    """Blocks 1 to 10. Returns what `model_out.0` gives, before any tanh, and the blocks' outputs.

    `hints`, 1x316, is the global hints network's input where there is such a network.
    """
    out = {}
    for block, (convs, dilation) in ENCODER.items():
        if block in (2, 3, 4):  # half the resolution by leaving out every other row and column
            x = x[:, :, ::2, ::2]
        for i in range(convs):
            x = F.relu(conv(w, f"model{block}.{2 * i}", x, dilation))
        x = norm(w, f"model{block}.{2 * convs}", x)
        if block == 4 and hints is not None:
            g = hints[:, :, None, None]
            for i in (0, 2, 4, 6):
                g = F.relu(conv(w, f"glob.{i}", g))
            x = x + g
        out[block] = x

    x = F.relu(up(w, "model8up.0", out[7]) + conv(w, "model3short8.0", out[3]))
    x = F.relu(conv(w, "model8.1", x))
    x = F.relu(conv(w, "model8.3", x))
    out[8] = norm(w, "model8.5", x)
    x = F.relu(up(w, "model9up.0", out[8]) + conv(w, "model2short9.0", out[2]))
    x = F.relu(conv(w, "model9.1", x))
    out[9] = norm(w, "model9.3", x)
    x = F.relu(up(w, "model10up.0", out[9]) + conv(w, "model1short10.0", out[1]))
    x = F.leaky_relu(conv(w, "model10.1", x), 0.2)
    return conv(w, "model_out.0", x), out


def hypercolumn(w, out):
    """The paper's distribution head: logits of 313 bins at a quarter of the resolution."""
    column = conv(w, "hyper.tap3", out[3]) + conv(w, "hyper.tap8", out[8])
    for block in (4, 5, 6, 7):
        column = column + up(w, f"hyper.tap{block}", out[block])
    return conv(w, "hyper_out", F.relu(column))


# --- generated tensors ---------------------------------------------------------------------


def units(name, shape):
    """`u` of the formula above, as float32."""
    h = 0xCBF29CE484222325
    for byte in name.encode():
        h = (h ^ byte) * 0x100000001B3 % 2**64
    z = np.arange(1, np.prod(shape) + 1, dtype=np.uint64)  # numpy's uint64 wraps, as wanted
    z = z * np.uint64(0x9E3779B97F4A7C15) + np.uint64(h)
    z = (z ^ z >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ z >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    z = z ^ z >> np.uint64(31)
    return ((z >> np.uint64(40)).astype(np.float32) * np.float32(2**-24)).reshape(shape)


def signed(name, shape):
    return units(name, shape) * np.float32(2) - np.float32(1)


def generated_conv(name, n_in, n_out, size):
    if size == 4:  # transposed: in x out x 4 x 4
        shape, fan_in = (n_in, n_out, 4, 4), n_in * 4
    else:
        shape, fan_in = (n_out, n_in, size, size), n_in * size * size
    weight = signed(name + ".weight", shape) * np.sqrt(np.float32(6) / np.float32(fan_in))
    return {
        name + ".weight": weight,
        name + ".bias": np.float32(0.05) * signed(name + ".bias", n_out),
    }


def generated_norm(name, n):
    one, tenth, half = np.float32(1), np.float32(0.1), np.float32(0.5)
    return {
        name + ".weight": one + tenth * signed(name + ".weight", n),
        name + ".bias": tenth * signed(name + ".bias", n),
        name + ".running_mean": tenth * signed(name + ".running_mean", n),
        name + ".running_var": one + half * units(name + ".running_var", n),
    }


def generated_trunk(width=64, planes=4):
    w, n = {}, planes
    for block, (convs, _) in ENCODER.items():
        wide = width * min(2 ** (block - 1), 8)
        for i in range(convs):
            w |= generated_conv(f"model{block}.{2 * i}", n, wide, 3)
            n = wide
        w |= generated_norm(f"model{block}.{2 * convs}", wide)
    w |= generated_conv("model8up.0", 8 * width, 4 * width, 4)
    w |= generated_conv("model3short8.0", 4 * width, 4 * width, 3)
    w |= generated_conv("model8.1", 4 * width, 4 * width, 3)
    w |= generated_conv("model8.3", 4 * width, 4 * width, 3)
    w |= generated_norm("model8.5", 4 * width)
    w |= generated_conv("model9up.0", 4 * width, 2 * width, 4)
    w |= generated_conv("model2short9.0", 2 * width, 2 * width, 3)
    w |= generated_conv("model9.1", 2 * width, 2 * width, 3)
    w |= generated_norm("model9.3", 2 * width)
    w |= generated_conv("model10up.0", 2 * width, 2 * width, 4)
    w |= generated_conv("model1short10.0", width, 2 * width, 3)
    w |= generated_conv("model10.1", 2 * width, 2 * width, 3)
    return w | generated_conv("model_out.0", 2 * width, 2, 1)


def generated_global(width=64):
    w = generated_conv("glob.0", 316, 8 * width, 1)
    for i in (2, 4, 6):
        w |= generated_conv(f"glob.{i}", 8 * width, 8 * width, 1)
    return w


def generated_hypercolumn(width=64):
    w = generated_conv("hyper_out", 6 * width, 313, 1)
    for block in (3, 8):
        w |= generated_conv(f"hyper.tap{block}", 4 * width, 6 * width, 3)
    for block in (4, 5, 6, 7):
        w |= generated_conv(f"hyper.tap{block}", 8 * width, 6 * width, 4)
    return w


def tensors(w):
    return {name: torch.from_numpy(value) for name, value in w.items()}


@torch.inference_mode()
def main():
    common = generated_trunk()
    x = torch.from_numpy(signed("input", (1, 4, 64, 72)) * np.float32(0.5))
    hints = torch.from_numpy(units("global", (1, 316)) * np.float32(0.25))
    result = {}

    w = tensors(common | generated_conv("model_class.0", 256, 529, 1))
    raw, out = trunk(w, x)
    result["classes529"] = torch.tanh(raw) * 110, conv(w, "model_class.0", out[8])

    w = tensors(common | generated_global() | generated_hypercolumn())
    raw, out = trunk(w, x, hints)
    result["hypercolumn313"] = torch.tanh(raw) * 110, hypercolumn(w, out)

    stored = {}
    for variant, (ab, logits) in result.items():
        stored[variant + ".ab"] = ab.contiguous()
        stored[variant + ".logits"] = logits[:, :, 1::3, 2::3].contiguous()
    save_file(stored, Path(__file__).with_suffix(".safetensors"))


if __name__ == "__main__":
    main()

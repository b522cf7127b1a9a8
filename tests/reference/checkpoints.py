"""Checkpoints as PyTorch writes them, small ones, for the tests of `chromadot models import`.

Run it again (needs torch; written by 2.11) after a change of this file:

    python3 tests/reference/checkpoints.py           # writes checkpoints/*.pth beside it
    python3 tests/reference/checkpoints.py 64 FILE   # one of the paper's width, 131 MB, to time it

(PyTorch names the storages of the old container by their addresses, so that those files differ in
that from run to run.) All hold the network `siggraph17` under the names and in the shapes of its published state dict, of
base width 1. Element i (in C order) of the tensor `name` is ((7 i + len(name)) mod 64 - 32) / 16,
which float16 and bfloat16 hold exactly, so that a reader can compare every number.

* `zip.pth`, `legacy.pth`: float32 in both containers, with the counters of the batch norms (107
  entries) and the 529 classes.
* `views.pth`: no classes, no counters; weights transposed in memory, in float16, in bfloat16 or in
  float64, and pairs of biases within one storage, in a training state under `state_dict` with
  `module.` before each name.
* `views-legacy.pth`: the same in the old container.
* `converted.pth`: no classes; batch norms that multiply by 1 and add 0.
* `malicious.pth`: a state dict that runs `os.system` when Python opens it, in the old container.
"""

import os
import sys
from collections import OrderedDict
from pathlib import Path

import torch

# Convolutions: name, from, to, side of the kernel; a negative number is times the base width.
CONVOLUTIONS = [("model1.0", 4, -1, 3), ("model1.2", -1, -1, 3), ("model2.0", -1, -2, 3), ("model2.2", -2, -2, 3)]
CONVOLUTIONS += [("model3.0", -2, -4, 3), ("model3.2", -4, -4, 3), ("model3.4", -4, -4, 3), ("model4.0", -4, -8, 3)]
CONVOLUTIONS += [("model4.2", -8, -8, 3), ("model4.4", -8, -8, 3)]
CONVOLUTIONS += [(f"model{block}.{index}", -8, -8, 3) for block in (5, 6, 7) for index in (0, 2, 4)]
CONVOLUTIONS += [("model3short8.0", -4, -4, 3), ("model8.1", -4, -4, 3), ("model8.3", -4, -4, 3)]
CONVOLUTIONS += [("model2short9.0", -2, -2, 3), ("model9.1", -2, -2, 3), ("model1short10.0", -1, -2, 3)]
CONVOLUTIONS += [("model10.1", -2, -2, 3), ("model_class.0", -4, 529, 1), ("model_out.0", -2, 2, 1)]
TRANSPOSED = [("model8up.0", -8, -4, 4), ("model9up.0", -4, -2, 4), ("model10up.0", -2, -2, 4)]
NORMS = {"model1.4": 1, "model2.4": 2, "model3.6": 4, "model4.6": 8, "model5.6": 8, "model6.6": 8}
NORMS |= {"model7.6": 8, "model8.5": 4, "model9.3": 2}


def shapes(width, classes):
    channels = lambda count: count if count > 0 else -count * width
    for name, source, target, side in CONVOLUTIONS + TRANSPOSED:
        if name == "model_class.0" and not classes:
            continue
        sides = [channels(target), channels(source)]
        if (name, source, target, side) in TRANSPOSED:
            sides.reverse()
        yield f"{name}.weight", (*sides, side, side)
        yield f"{name}.bias", (channels(target),)
    for name, count in NORMS.items():
        for part in ("weight", "bias", "running_mean", "running_var"):
            yield f"{name}.{part}", (count * width,)


def numbers(name, shape):
    count = torch.Size(shape).numel()
    return (((7 * torch.arange(count) + len(name)) % 64 - 32) / 16).reshape(shape)


def state_dict(width, classes, counters):
    tensors = OrderedDict((name, numbers(name, shape)) for name, shape in shapes(width, classes))
    if counters:
        tensors.update((f"{name}.num_batches_tracked", torch.tensor(7)) for name in NORMS)
    tensors._metadata = OrderedDict([("", {"version": 1}), ("model1", {"version": 2})])
    return tensors


def views():
    kinds = [torch.float16, torch.bfloat16, torch.float64, torch.float32]
    tensors = OrderedDict()
    for index, (name, tensor) in enumerate(state_dict(1, False, False).items()):
        if tensor.dim() == 4:
            tensor = tensor.to(kinds[index // 2 % 4]).permute(3, 1, 0, 2).contiguous().permute(2, 1, 3, 0)
        else:
            # Every second number, from the third on.
            storage = torch.full((2 * len(tensor) + 3,), 9.0)
            storage[2 : 2 + 2 * len(tensor) : 2] = tensor
            tensor = storage[2 : 2 + 2 * len(tensor) : 2]
        tensors[f"module.{name}"] = tensor
    # The two share one storage.
    pair = torch.cat([numbers(name, (8,)) for name in ("model5.0.bias", "model5.2.bias")])
    tensors["module.model5.0.bias"], tensors["module.model5.2.bias"] = pair[:8], torch.nn.Parameter(pair[8:])
    return {"epoch": 3, "loss": 0.5, "done": True, "state_dict": tensors, "betas": [0.9, 0.99]}


def converted():
    tensors = state_dict(1, False, True)
    for name in NORMS:
        tensors[f"{name}.weight"].fill_(1)
        tensors[f"{name}.bias"].fill_(0)
    return tensors


class Malice:
    def __reduce__(self):
        return os.system, ("touch malice",)


def save(value, path, old=False):
    torch.save(value, path, _use_new_zipfile_serialization=not old)


def main():
    if len(sys.argv) == 3:
        save(state_dict(int(sys.argv[1]), True, True), sys.argv[2])
        return
    folder = Path(__file__).with_name("checkpoints")
    folder.mkdir(exist_ok=True)
    save(state_dict(1, True, True), folder / "zip.pth")
    save(state_dict(1, True, True), folder / "legacy.pth", old=True)
    save(views(), folder / "views.pth")
    save(views(), folder / "views-legacy.pth", old=True)
    save(converted(), folder / "converted.pth")
    save(OrderedDict([("model1.0.weight", Malice())]), folder / "malicious.pth", old=True)


main()

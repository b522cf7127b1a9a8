"""PyTorch's time for the first embedded network, which is the paper's at base width 16, to set beside the engine's in the same run.

    OMP_WAIT_POLICY=passive python3 benches/forward.py --threads 2 --size 256x256

Set OMP_WAIT_POLICY=passive in the environment, as the engine does for itself: spinning threads
are a little faster on an idle machine and many times slower beside any other busy process, so
the two sides compare only when both wait the same way. It has to be set before Python starts.

Protocol, made for running turn by turn with another program: after loading and warming up it
prints one JSON line {"ready": true, ...}; then every line read on standard input runs one
forward and prints {"ms": 71.3}; the end of the input ends the program. With `--repeat K` it
reads nothing, runs K forwards and ends.

What is timed: trunk, global hints network and output stage in float32 under inference_mode,
channels-last, from the packed planes to ab; not the hints' propagation, not the distribution
head. `--planar` begins with planes in plain order, so that their reordering is timed too.

    python3 benches/forward.py --check VECTORS.safetensors

compares with stored results instead (`caseK.input`, `.global` -> `.ab`, `.logits`), so that
one knows it is the same network. Needs numpy, torch and safetensors.
"""

import argparse
import json
import os
import sys
import time
from pathlib import Path

import torch
from safetensors.torch import load_file

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "reference"))
from siggraph17 import hypercolumn, signed, trunk, units  # noqa: E402


def load(path):
    """The model in float32. Four-dimensional tensors are laid out channels-last once, here."""
    w = {name: value.float() for name, value in load_file(path).items()}
    return {
        name: value.contiguous(memory_format=torch.channels_last) if value.dim() == 4 else value
        for name, value in w.items()
    }


def forward(w, x, hints):
    """ab / 110 of a model with propagated hints, and the blocks' outputs.

    The last layer gives the network's own colour and, per pixel, the weights of own colour and
    of the propagated colours. The latter are input planes 4 and 5, 7 and 8, 10 and 11.
    """
    raw, blocks = trunk(w, x, hints)
    weights = torch.softmax(raw[:, 2:], 1)
    ab = weights[:, :1] * torch.tanh(raw[:, :2])
    for scale in range(weights.shape[1] - 1):
        plane = 4 + 3 * scale
        ab = ab + weights[:, scale + 1 : scale + 2] * x[:, plane : plane + 2]
    return ab, blocks


def check(w, path):
    vectors = load_file(path)
    worst = {"ab": 0.0, "logits": 0.0}
    for case in sorted({name.split(".")[0] for name in vectors}):
        x = vectors[case + ".input"].contiguous(memory_format=torch.channels_last)
        ab, blocks = forward(w, x, vectors[case + ".global"])
        for name, value in ("ab", ab), ("logits", hypercolumn(w, blocks)):
            difference = (value - vectors[f"{case}.{name}"]).abs().max().item()
            worst[name] = max(worst[name], difference)
            print(json.dumps({"case": case, "output": name, "max_abs_difference": difference}))
    return worst["ab"] < 1e-4 and worst["logits"] < 1e-3


@torch.inference_mode()
def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", default=ROOT / "tests" / "reference" / "seed-16.safetensors")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--size", default="256x256", metavar="HxW", help="multiples of 8")
    parser.add_argument("--repeat", type=int, metavar="K", help="run K forwards, reading nothing")
    parser.add_argument("--warm-up", type=int, default=5, metavar="K")
    parser.add_argument("--planar", action="store_true", help="time the planes' reordering too")
    parser.add_argument("--check", metavar="VECTORS", help="compare with stored results and end")
    options = parser.parse_args()

    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)  # as the engine does
    w = load(options.model)
    if options.check:
        sys.exit(0 if check(w, options.check) else 1)

    height, width = map(int, options.size.split("x"))
    planes = w["model1.0.weight"].shape[1]
    x = torch.from_numpy(signed("input", (1, planes, height, width))) * 0.5
    hints = torch.from_numpy(units("global", (1, 316))) * 0.25
    if not options.planar:
        x = x.contiguous(memory_format=torch.channels_last)

    def timed():
        start = time.perf_counter()
        forward(w, x.contiguous(memory_format=torch.channels_last), hints)
        return (time.perf_counter() - start) * 1e3

    for _ in range(options.warm_up):
        timed()
    ready = {
        "ready": True,
        "torch": torch.__version__,
        "threads": torch.get_num_threads(),
        "size": [height, width],
        "omp_wait_policy": os.environ.get("OMP_WAIT_POLICY"),
    }
    print(json.dumps(ready), flush=True)
    # `readline` rather than iterating over stdin, which would read ahead.
    requests = range(options.repeat) if options.repeat else iter(sys.stdin.readline, "")
    for _ in requests:
        print(json.dumps({"ms": round(timed(), 3)}), flush=True)


if __name__ == "__main__":
    main()

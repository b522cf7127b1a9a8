"""PyTorch's time for a training step, to set beside `chromadot-train --measure` in the same run.

    OMP_WAIT_POLICY=passive python3 benches/training.py --threads 2 --precision float32 < LINES

The network is the residual one of `crates/engine/src/network/residual_trunk.rs` with the widths of
models/training/dots-32.toml, written as a PyTorch user would; a step is forward, both losses,
backward, clipping, AdamW and the averaged weights, on one fixed batch, channels-last, all in float32,
or with autocast to bfloat16 as PyTorch has it.
Protocol: after loading and warming up one JSON line {"ready": true, "parameters": N}; then every
line read on standard input runs one step and prints {"ms": 812.3}. Needs numpy and torch.
"""

import argparse
import json
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn

WIDTH, DEEP, BLOCKS, SPREADS, BINS = 32, 160, 4, 3, 313
PLANES = 4 + 3 * SPREADS
BATCH, CROP = 16, 112


class Block(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.conv1, self.conv2 = (nn.Conv2d(width, width, 3, padding=1) for _ in range(2))
        self.norm1, self.norm2 = nn.BatchNorm2d(width), nn.BatchNorm2d(width)

    def forward(self, x):
        y = F.relu(self.norm1(self.conv1(x)), inplace=True)
        return F.relu(self.norm2(self.conv2(y)) + x, inplace=True)


class Attention(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.norm = nn.BatchNorm2d(width)
        self.ask, self.tell = nn.Conv2d(width, 3 * width, 1), nn.Conv2d(width, width, 1)

    def forward(self, x):
        n, c, h, w = x.shape
        rows = self.ask(self.norm(x)).permute(0, 2, 3, 1).reshape(n, h * w, 3, 4, c // 4)
        q, k, v = rows.permute(2, 0, 3, 1, 4)
        heard = F.scaled_dot_product_attention(q, k, v)
        return x + self.tell(heard.permute(0, 2, 1, 3).reshape(n, h, w, c).permute(0, 3, 1, 2))


class Rise(nn.Module):
    def __init__(self, below, width):
        super().__init__()
        self.fold, self.norm = nn.Conv2d(below, 4 * width, 1), nn.BatchNorm2d(width)

    def forward(self, below, beside):
        return F.relu(self.norm(F.pixel_shuffle(self.fold(below), 2) + beside), inplace=True)


def descent(below, width, stride):
    conv = nn.Conv2d(below, width, 3, stride=stride, padding=1)
    return nn.Sequential(conv, nn.BatchNorm2d(width), nn.ReLU(inplace=True))


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        w = WIDTH
        widths = [(316, DEEP)] + [(DEEP, DEEP)] * 3
        self.glob = nn.Sequential(*[m for i, o in widths for m in (nn.Conv2d(i, o, 1), nn.ReLU(inplace=True))])
        self.stem, self.at_half = descent(4 * PLANES, w, 1), Block(w)
        self.to_quarter, self.quarter = descent(w, 2 * w, 2), Block(2 * w)
        self.to_eighth = descent(2 * w, DEEP, 2)
        deep = [m for i in range(BLOCKS) for m in [Block(DEEP)] + [Attention(DEEP)] * (i % 2)]
        self.deep = nn.Sequential(*deep)
        self.rise_quarter, self.quarter_back = Rise(DEEP, 2 * w), nn.Sequential(Block(2 * w), Block(2 * w))
        self.rise_half, self.half_back = Rise(2 * w, w), Block(w)
        self.output = nn.Conv2d(w, 4 * (3 + SPREADS), 3, padding=1)
        self.tap8, self.tap4 = nn.Conv2d(DEEP, 6 * w, 1), nn.Conv2d(2 * w, 6 * w, 1)
        self.classifier = nn.Conv2d(6 * w, BINS, 1)

    def forward(self, planes, hints):
        half = self.at_half(self.stem(F.pixel_unshuffle(planes, 2)))
        quarter = self.quarter(self.to_quarter(half))
        eighth = self.deep(self.to_eighth(quarter) + self.glob(hints[:, :, None, None]))
        quarter = self.quarter_back(self.rise_quarter(eighth, quarter))
        maps = F.pixel_shuffle(self.output(self.half_back(self.rise_half(quarter, half))), 2)
        weights = F.pad(torch.softmax(maps[:, 2:], 1), (2, 2, 2, 2), mode="replicate")
        weights = F.avg_pool2d(F.avg_pool2d(weights, 4, 1), 2, 1)
        ab = weights[:, :1] * torch.tanh(maps[:, :2]) * 110
        for spread in range(SPREADS):
            plane = 4 + 3 * spread
            ab = ab + weights[:, spread + 1 : spread + 2] * planes[:, plane : plane + 2] * 110
        taps = F.interpolate(self.tap8(eighth), scale_factor=2) + self.tap4(quarter)
        return ab, self.classifier(F.relu(taps, inplace=True))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--precision", choices=["float32", "bfloat16"], default="float32")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    autocast = torch.autocast("cpu", torch.bfloat16, enabled=arguments.precision == "bfloat16")
    torch.set_flush_denormal(True)
    torch.manual_seed(1)
    network = Network().to(memory_format=torch.channels_last)
    averaged = {name: value.detach().clone() for name, value in network.state_dict().items()}
    optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3, betas=(0.9, 0.99), weight_decay=0.02)
    planes = torch.rand(BATCH, PLANES, CROP, CROP).to(memory_format=torch.channels_last)
    hints = torch.zeros(BATCH, 316)
    truth = torch.rand(BATCH, 2, CROP, CROP) * 20
    bins = torch.randint(0, BINS, (BATCH, 10, CROP // 4, CROP // 4))
    shares = torch.full(bins.shape, 0.1)

    def step():
        with autocast:
            ab, logits = network(planes, hints)
        ab, logits = ab.float(), logits.float()
        likelihood = (F.log_softmax(logits, 1).gather(1, bins) * shares).sum(1).mean()
        loss = 0.02 * 2 * F.huber_loss(ab, truth, delta=5.0) - likelihood
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimizer.step()
        with torch.no_grad():
            for name, value in network.state_dict().items():
                if value.is_floating_point():
                    averaged[name].lerp_(value, 0.002)

    for _ in range(3):
        step()
    parameters = sum(p.numel() for p in network.parameters())
    print(json.dumps({"ready": True, "parameters": parameters}), flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        step()
        print(json.dumps({"ms": (time.perf_counter() - start) * 1e3}), flush=True)


if __name__ == "__main__":
    main()

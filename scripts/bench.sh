#!/bin/sh
# Speed, measured beside PyTorch: benches/speed.rs says what is timed and how.
set -eu
cd "$(dirname "$0")/.."
python3 scripts/setup-pytorch.py
OMP_WAIT_POLICY=passive cargo bench --bench speed -- "$@"

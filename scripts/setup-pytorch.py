#!/usr/bin/env python3
"""Puts PyTorch for the CPU into target/pytorch, as the peer of the benchmarks.

The wheel on PyPI is made for CUDA and would bring 2 GB of NVIDIA's libraries. The loader only wants
to find their names, so empty stand-ins with the right names and versions take their place.
"""

import collections
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
VENV = ROOT / "target" / "pytorch"
PLAIN = ["numpy", "safetensors", "filelock", "typing-extensions", "sympy", "mpmath", "networkx", "jinja2",
         "fsspec", "markupsafe", "setuptools<82"]
TORCH = ["torch==2.11.0", "nvidia-cuda-runtime==13.0.96", "nvidia-cuda-cupti==13.0.85"]
# Prefix of a symbol and the library that has it; the longer prefix comes first.
LIBRARIES = [
    ("cublasLt", "libcublasLt.so.13"), ("cublas", "libcublas.so.13"), ("cudnn", "libcudnn.so.9"),
    ("cusparseLt", "libcusparseLt.so.0"), ("cusparse", "libcusparse.so.12"), ("cufft", "libcufft.so.12"),
    ("curand", "libcurand.so.10"), ("cuFile", "libcufile.so.0"), ("nccl", "libnccl.so.2"),
    ("pncclG", "libnccl.so.2"), ("nvshmem", "libnvshmem_host.so.3"), ("cusolver", "libcusolver.so.12"),
]


def make_stand_ins(lib: pathlib.Path) -> None:
    """Writes an empty library into `lib` for each one whose symbols libtorch's files ask for."""
    symbols = collections.defaultdict(dict)
    for file in lib.glob("lib*.so"):
        table = subprocess.run(["readelf", "-W", "--dyn-syms", file], capture_output=True, text=True).stdout
        for line in table.splitlines():
            parts = line.split()
            if len(parts) >= 8 and parts[6] == "UND":
                name, _, version = parts[7].partition("@")
                soname = next((s for prefix, s in LIBRARIES if name.startswith(prefix)), None)
                if soname:
                    symbols[soname][name] = version.lstrip("@")
    with tempfile.TemporaryDirectory() as folder:
        source, script = pathlib.Path(folder, "s.c"), pathlib.Path(folder, "s.map")
        for soname in {soname for _, soname in LIBRARIES}:
            names = symbols[soname]
            functions = "".join(f"int {name}(void) {{ return 999; }}\n" for name in names)
            source.write_text(functions or "int stand_in;\n")
            command = ["gcc", "-shared", "-fPIC", "-w", "-fno-builtin", "-o", lib / soname,
                       f"-Wl,-soname,{soname}", source]
            versions = collections.defaultdict(list)
            for name, version in names.items():
                if version:
                    versions[version].append(name)
            if versions:
                script.write_text("".join(f"{v} {{ global: {'; '.join(n)}; }};\n" for v, n in versions.items()))
                command.append(f"-Wl,--version-script={script}")
            subprocess.run(command, check=True)


def main() -> None:
    python = VENV / "bin" / "python3"
    works = [python, "-c", "import torch, numpy, safetensors; assert torch.__version__.startswith('2.11.0')"]
    if python.exists() and subprocess.run(works, capture_output=True).returncode == 0:
        return
    print("setting up PyTorch for the comparison (once) ...", flush=True)
    subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)
    for wheels in (PLAIN, TORCH):
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-deps", *wheels], check=True)
    make_stand_ins(next(VENV.glob("lib/python3*/site-packages/torch/lib")))
    subprocess.run(works, check=True)


if __name__ == "__main__":
    main()

"""On which devices a Python's torch can run, read from its files; nothing is started to find out. No Qt."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from paretoscope_gui.i18n import tr

NVIDIA = Path("/proc/driver/nvidia/gpus")
AMD = Path("/sys/class/kfd/kfd/topology/nodes")


def built_for(prefix: Path, version: str) -> str:
    """What torch was built for: "cuda 12.8", "rocm 6.4", "mps" or "cpu"; from its version.py, else its version."""
    for pattern in ("lib/python3*/site-packages/torch/version.py", "Lib/site-packages/torch/version.py"):
        for path in prefix.glob(pattern):
            try:
                return _of(path.read_text(encoding="utf-8"))
            except OSError:
                continue
    local = version.partition("+")[2]
    if local.startswith("cu") and local[2:].isdigit():
        return f"cuda {local[2:-1]}.{local[-1]}"
    return f"rocm {local[4:]}" if local.startswith("rocm") else "cpu"


def in_words(built: str, nvidia: Path = NVIDIA, amd: Path = AMD) -> str:
    """The devices in words: what torch was built for, as far as this machine has it."""
    kind, _, version = built.partition(" ")
    if kind == "cuda":
        if _nvidia(nvidia):
            return tr("processor and NVIDIA GPU (CUDA {version})", version=version)
        return tr("processor only: built for CUDA {version}, but no NVIDIA GPU is here", version=version)
    if kind == "rocm":
        if amd.is_dir():
            return tr("processor and AMD GPU (ROCm {version})", version=version)
        return tr("processor only: built for ROCm {version}, but no AMD GPU is here", version=version)
    return tr("processor and Apple GPU") if kind == "mps" else tr("processor only")


def _of(text: str) -> str:
    found = dict(re.findall(r"^(cuda|hip)\b[^=\n]*= *['\"]([^'\"]+)['\"]", text, re.MULTILINE))
    if "hip" in found:
        return f"rocm {found['hip']}"
    if "cuda" in found:
        return f"cuda {found['cuda']}"
    return "mps" if sys.platform == "darwin" else "cpu"


def _nvidia(listed: Path) -> bool:
    if os.name == "nt":
        return (Path(os.environ.get("SYSTEMROOT", "C:/Windows")) / "System32" / "nvcuda.dll").exists()
    return listed.is_dir() and any(listed.iterdir())

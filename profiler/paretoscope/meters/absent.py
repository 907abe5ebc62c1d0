"""Why a source of energy is not there, and what would help, in words that fit the machine that is asked."""

from __future__ import annotations

import platform
from pathlib import Path

ROOT = Path("/")
_ELSE = "or ask for an estimate with --energy estimate"
_HOST = "run `paretoscope meter` on the host and give its address here with --energy-from,"


def no_rapl(root: Path = ROOT, processor: str = "") -> tuple[str, str]:
    """(why there are no RAPL counters, what to do) on a Linux machine.

    Args:
        processor: its architecture; default: this one's.
    """
    kind = processor or platform.machine()
    if kind and kind.lower() not in ("x86_64", "amd64", "i686"):
        return (
            f"a processor of kind {kind} has no energy counters (RAPL)",
            f"measure on an Intel or AMD processor, {_ELSE}",
        )
    if _virtual(root):
        return "this is a virtual machine, to which its host shows no energy counters (RAPL)", f"{_HOST} {_ELSE}"
    if _contained(root):
        text = "this is a container, which is shown no energy counters (RAPL)"
        return text, f"let it see /sys/devices/virtual/powercap, or {_HOST} {_ELSE}"
    hint = "load the kernel's driver: sudo modprobe intel_rapl_msr (Intel, and AMD from Zen on)"
    return "this machine shows no energy counters (RAPL): the kernel's driver is not loaded or too old", hint


def no_nvidia(error: object, root: Path = ROOT) -> tuple[str, str]:
    """(why no NVIDIA GPU can be read, what to do). `error`: what the driver's library said."""
    cards = root / "sys/bus/pci/devices"
    if not cards.is_dir():
        return f"no NVIDIA GPU can be read: {error}", "install NVIDIA's driver, or use such a GPU"
    if any(_text(c / "vendor") == "0x10de" and _text(c / "class").startswith("0x03") for c in cards.glob("*")):
        return f"there is an NVIDIA GPU, but its driver does not answer: {error}", "install NVIDIA's driver"
    return "this machine has no NVIDIA GPU", "use a machine that has one, with NVIDIA's driver"


def _virtual(root: Path) -> bool:
    """Whether the processor says that a hypervisor runs below."""
    lines = _text(root / "proc/cpuinfo").splitlines()
    return any(line.startswith("flags") and "hypervisor" in line.split() for line in lines)


def _contained(root: Path) -> bool:
    return any((root / name).exists() for name in (".dockerenv", "run/.containerenv"))


def _text(path: Path) -> str:
    try:
        return path.read_text(errors="replace").strip()
    except OSError:
        return ""

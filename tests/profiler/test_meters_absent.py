"""Why a source of energy is not there: the sentence fits the machine, and the hint is what would help there."""

from __future__ import annotations

from pathlib import Path

import pytest

from paretoscope.meters.absent import no_nvidia, no_rapl
from paretoscope.meters.rapl import rapl_meter


def put(root: Path, path: str, text: str = "") -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text)


@pytest.mark.parametrize(
    ("files", "kind", "why", "hint"),
    [
        ({}, "aarch64", "kind aarch64", "estimate"),
        ({"proc/cpuinfo": "flags\t\t: fpu hypervisor sse\n", ".dockerenv": ""}, "x86_64", "virtual machine", "host"),
        ({"proc/cpuinfo": "flags\t\t: fpu sse\n", ".dockerenv": ""}, "x86_64", "container", "powercap"),
        ({"proc/cpuinfo": "flags\t\t: fpu sse\n"}, "x86_64", "driver is not loaded", "modprobe intel_rapl_msr"),
    ],
)
def test_why_there_is_no_rapl(files: dict[str, str], kind: str, why: str, hint: str, tmp_path: Path) -> None:
    for path, text in files.items():
        put(tmp_path, path, text)
    found = no_rapl(tmp_path, kind)
    assert why in found[0]
    assert hint in found[1]


def test_the_meter_says_the_reason_of_its_own_machine(tmp_path: Path) -> None:
    put(tmp_path, "proc/cpuinfo", "flags : hypervisor\n")
    meter = rapl_meter(tmp_path / "sys/class/powercap")
    assert (meter.why, meter.remedy) == no_rapl(tmp_path)


@pytest.mark.parametrize(
    ("vendor", "kind", "why"),
    [("0x10de", "0x030200", "driver does not answer"), ("0x10de", "0x040300", "has no"), ("0x8086", "0x030000", "has")],
)
def test_a_gpu_without_driver_is_told_from_a_machine_without_one(
    vendor: str, kind: str, why: str, tmp_path: Path
) -> None:
    put(tmp_path, "sys/bus/pci/devices/0000:01:00.0/vendor", vendor + "\n")
    put(tmp_path, "sys/bus/pci/devices/0000:01:00.0/class", kind + "\n")
    text, hint = no_nvidia("Library Not Found", tmp_path)
    assert why in text
    assert ("Library Not Found" in text) == ("driver" in text), "what the library said matters where there is a GPU"
    assert hint
    assert "can be read" in no_nvidia("Library Not Found", tmp_path / "windows")[0]

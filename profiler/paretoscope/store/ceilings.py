"""The ceilings of this user's machines, one file for each identity, in the user's data folder."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import platformdirs

from paretoscope.analysis.ceilings import Ceilings
from paretoscope.machine import gpu_number, gpu_uuids, this_machine, usable_cores
from paretoscope.store.folder import not_writable, write_atomic

Identity = dict[str, Any]
_ASK = "from importlib.metadata import version; print(version('torch'))"


def folder() -> Path:
    """Where they are kept."""
    return platformdirs.user_data_path("paretoscope", appauthor=False) / "ceilings"


def identity(device: str = "cpu", threads: int = 0, python: str = "") -> Identity:
    """What ceilings hold for: processor or GPU, threads, device, torch; "" where it is not known."""
    unit = this_machine().processor if not device.startswith("cuda") else gpu_name(device)
    return {
        "processor": unit, "threads": threads or usable_cores(), "device": device, "torch": torch_version(python)
    }  # fmt: skip


def gpu_name(device: str, nvml: Any = None) -> str:
    """The GPU's name as its driver tells it; "" when it does not."""
    if nvml is None:
        import pynvml

        nvml = pynvml
    try:
        nvml.nvmlInit()
        number = gpu_number(device, lambda: gpu_uuids(nvml))
        name = "" if number is None else nvml.nvmlDeviceGetName(nvml.nvmlDeviceGetHandleByIndex(number))
    except nvml.NVMLError:
        return ""
    return name.decode() if isinstance(name, bytes) else str(name)


def torch_version(python: str = "") -> str:
    """Of this Python or of another; nothing is imported. "" where there is none."""
    if not python or python == sys.executable:
        try:
            return version("torch")
        except PackageNotFoundError:
            return ""
    try:
        done = subprocess.run([python, "-c", _ASK], capture_output=True, text=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()


def find(wanted: Identity) -> Ceilings | None:
    """What was measured for exactly this identity; None when nothing was, or it cannot be read."""
    try:
        found = Ceilings.from_dict(json.loads(_file(wanted).read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if found.identity == wanted else None


def keep(found: Ceilings, wanted: Identity) -> Ceilings:
    """Store ceilings for an identity; they are returned with it. Raises StorageFull."""
    named = replace(found, identity=wanted)
    path = _file(wanted)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, json.dumps(named.to_dict(), indent=1))
    except OSError as error:
        raise not_writable(path, error) from error
    return named


def _file(wanted: Identity) -> Path:
    text = json.dumps(wanted, sort_keys=True)
    return folder() / f"{hashlib.sha256(text.encode()).hexdigest()[:16]}.json"

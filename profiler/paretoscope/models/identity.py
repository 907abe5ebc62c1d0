"""Who a model is: the SHA-256 of each of its files. Hashes are remembered by size and time of change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from paretoscope.models.info import ModelInfo
from paretoscope.models.inspect import inspect


def identity(
    info: ModelInfo, memory: Path | None = None, report: Callable[[int, int], None] | None = None
) -> dict[str, str]:
    """File name to SHA-256 (hex), for the files that make the model.

    Args:
        memory: JSON file in which hashes are remembered, so that a large model is read once.
        report: called with (bytes done, bytes in all).
    """
    files = {n: info.path / n for n in info.files}
    if info.base:
        files |= {f"base/{n}": info.base / n for n in inspect(info.base).files}
    known = _recall(memory)
    total, done, found = sum(f.stat().st_size for f in files.values()), 0, {}
    for name, file in files.items():
        key = _key(file)
        found[name] = known[key] = known.get(key) or digest(file)
        done += file.stat().st_size
        if report:
            report(done, total)
    _remember(memory, known)
    return found


def digest(file: Path) -> str:
    """SHA-256 of a file, hex."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _key(file: Path) -> str:
    state = file.stat()
    return f"{file.resolve()}|{state.st_size}|{state.st_mtime_ns}|{state.st_ino}"


def _recall(memory: Path | None) -> dict[str, str]:
    try:
        body = json.loads(memory.read_text()) if memory else {}
    except (OSError, ValueError):
        return {}  # the memory only saves time
    return {k: v for k, v in body.items() if isinstance(v, str)} if isinstance(body, dict) else {}


def _remember(memory: Path | None, known: dict[str, str]) -> None:
    if memory is None:
        return
    try:
        memory.parent.mkdir(parents=True, exist_ok=True)
        memory.write_text(json.dumps(known))
    except OSError:
        return  # likewise: the hashes are right without it

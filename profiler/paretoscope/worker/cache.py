"""Artefacts: the state after an expensive recipe's persistent techniques, kept in the user's cache folder.

A file pair KEY.safetensors and KEY.json holds the tensors, and what each technique needs to rebuild its structure.
Nothing is unpickled. What cannot be read is dropped and made again.
"""

from __future__ import annotations

import hashlib
import inspect
import json
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from paretoscope.models.identity import digest
from paretoscope.techniques.base import Technique
from paretoscope.worker.build import Planned

if TYPE_CHECKING:
    from torch import Tensor

    from paretoscope.models.subject import Subject

FORMAT = 1
QUOTA = 5 << 30  # B
WORTH = 2.0  # s of applying from which an artefact is stored
PATIENCE = 60.0  # s that another worker may hold the lock


def prefix(plan: Sequence[Planned]) -> list[Planned]:
    """The techniques at the front whose whole result lies in the model's weights; nothing once a model is tuned."""
    if any(p.card.stage in ("data", "tune") for p in plan):
        return []
    return list(takewhile(lambda p: p.card.persistent, plan))


def key(steps: Sequence[Planned], facts: dict[str, Any]) -> str:
    """SHA-256 over all that decides the result: the techniques with parameters and source, and `facts`.

    Args:
        facts: model identity, calibration text's hash, seed, device, dtype, versions of libraries.
    """
    body = {
        "format": FORMAT,
        "steps": [s.step.text() for s in steps],
        "source": [_source(type(s.technique)) for s in steps],
        **facts,
    }
    return hashlib.sha256(json.dumps(body, sort_keys=True, default=str).encode()).hexdigest()


def _source(kind: type[Technique]) -> str:
    """Hash of the technique's file and of all files beside it, which it may share code with."""
    folder = Path(inspect.getfile(kind)).parent
    files = sorted(folder.glob("*.py"))
    return hashlib.sha256(b"".join(f.read_bytes() for f in files)).hexdigest()


class Damaged(Exception):
    """An artefact could not be restored and left the subject half changed."""


@dataclass
class Cache:
    """The folder, its quota in B, and `warn(code, text, hint)` for what went wrong without stopping the trial."""

    folder: Path
    warn: Callable[[str, str, str], None]
    quota: int = QUOTA

    def restore(self, name: str, subject: Subject, steps: Sequence[Planned]) -> list[dict[str, Any]] | None:
        """Put an artefact into a freshly loaded subject; what its techniques had changed, or None when there is none.

        The subject is untouched when None is returned: tensors are read and verified before structure is rebuilt.

        Raises:
            Damaged: the artefact does not fit; it is dropped, and the subject must be loaded again.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._lock():
                found = self._read(name)
        except (OSError, Timeout, ValueError, KeyError, TypeError) as error:
            with suppress(OSError):  # a folder that nobody can read is as good as none
                self._drop(name, error)
            return None
        if found is None:
            return None
        meta, state = found
        try:
            for step, own in zip(steps, meta["structure"], strict=True):
                step.technique.restore(subject, own)
            load_state(subject, state, meta["aliases"])
        except Exception as error:  # a technique of a third party may raise anything for a structure it does not know
            self._drop(name, error)
            raise Damaged(str(error)) from error
        return list(meta["changed"])

    def store(
        self, name: str, subject: Subject, steps: Sequence[Planned], changed: list[dict[str, Any]], seconds: float
    ) -> bool:
        """Keep the subject's state; False when it cannot be kept (no plain tensors, no room). Never fails the trial."""
        split = plain_state(subject)
        if split is None:
            return False
        meta = {
            "structure": [s.technique.persist(subject) for s in steps], "aliases": split[1], "changed": changed,
            "seconds": seconds, "steps": [s.step.text() for s in steps],
        }  # fmt: skip
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._lock():
                self._write(name, split[0], meta)
                self.evict()
        except (OSError, Timeout, TypeError) as error:
            self.warn("artefact_not_stored", f"the result could not be kept: {error}", "free some disk space")
            return False
        return True

    def evict(self) -> None:
        """Remove what was used longest ago until the quota holds, and drafts of writers that were killed."""
        for draft in self.folder.glob("*.tmp"):  # whoever evicts holds the lock, so nobody writes
            draft.unlink(missing_ok=True)
        files = sorted(self.folder.glob("*.safetensors"), key=lambda f: f.stat().st_mtime)
        total = sum(f.stat().st_size for f in files)
        for file in files:
            if total <= self.quota:
                return
            total -= file.stat().st_size
            self._unlink(file.stem)

    def _lock(self) -> FileLock:
        return FileLock(self.folder / "lock", timeout=PATIENCE)

    def _read(self, name: str) -> tuple[dict[str, Any], dict[str, Tensor]] | None:
        """Meta and tensors, None when there is no such artefact. Raises ValueError when it is damaged."""
        from safetensors import SafetensorError
        from safetensors.torch import load_file

        body, text = self.folder / f"{name}.safetensors", self.folder / f"{name}.json"
        if not text.is_file() or not body.is_file():
            return None
        meta = json.loads(text.read_text(encoding="utf-8"))
        if digest(body) != meta["sha256"]:
            raise ValueError("its checksum differs")
        try:
            state = load_file(body)
        except SafetensorError as error:
            raise ValueError(str(error)) from error
        os.utime(body)  # used now: last to be evicted
        return meta, state

    def _write(self, name: str, state: dict[str, Tensor], meta: dict[str, Any]) -> None:
        from safetensors.torch import save_file

        draft = self.folder / f"{name}.{os.getpid()}.tmp"
        try:
            save_file(state, draft)
            text = json.dumps({**meta, "sha256": digest(draft)})
            draft.replace(self.folder / f"{name}.safetensors")
            draft.write_text(text, encoding="utf-8")
            draft.replace(self.folder / f"{name}.json")
        finally:
            draft.unlink(missing_ok=True)

    def _drop(self, name: str, error: Exception) -> None:
        if isinstance(error, Timeout):
            return
        if (self.folder / f"{name}.json").is_file():
            self.warn("artefact_damaged", f"a stored result was damaged and is made again: {error}", "")
        self._unlink(name)

    def _unlink(self, name: str) -> None:
        for end in ("json", "safetensors"):
            (self.folder / f"{name}.{end}").unlink(missing_ok=True)


def plain_state(subject: Subject) -> tuple[dict[str, Tensor], dict[str, str]] | None:
    """(tensors each once, further name to first name); None when the state is more than plain tensors."""
    import torch

    state, aliases = dict[str, torch.Tensor](), dict[str, str]()
    first: dict[tuple[Any, ...], str] = {}
    for name, value in subject.model.state_dict().items():
        if not isinstance(value, torch.Tensor) or type(value) is not torch.Tensor or value.is_quantized:
            return None
        place = (value.data_ptr(), tuple(value.shape), tuple(value.stride())) if value.numel() else (name, (), ())
        if place in first:
            aliases[name] = first[place]
        else:
            first[place] = name
            state[name] = value.detach().cpu().contiguous()
    return state, aliases


def load_state(subject: Subject, state: dict[str, Tensor], aliases: dict[str, str]) -> None:
    """Put every tensor in its place, in the dtype it was stored in."""
    full = state | {name: state[other] for name, other in aliases.items()}
    for name, tensor in subject.model.named_parameters():
        if name in full and tensor.dtype != full[name].dtype:
            tensor.data = tensor.data.to(full[name].dtype)
    subject.model.load_state_dict(full, strict=True)

"""What makes a record what it is (METHOD M28): SHA-256 of the study, its data and this program's own source.

The model's files are in the study's greeting already, library versions and the machine in every worker's. All of it
stands in results.json as `identity`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import paretoscope
from paretoscope.models import builtin
from paretoscope.models.identity import digest
from paretoscope.plan import Study

NAME = "identity"
TEXTS = ("text", "data", "file")  # parameters of workloads that name a file
PACKAGED = ("calibration.txt", "eval.txt", "eval.jsonl", "eval.safetensors", "finetune.txt", "finetune_eval.txt")


def identity_of(study: Study, model: Path) -> dict[str, str]:
    """`study`, `code` and each file of data, by name, to SHA-256 (hex); a file that cannot be read is `unreadable`."""
    body = json.dumps(study.to_dict(), sort_keys=True, ensure_ascii=False)
    found = {"study": hashlib.sha256(body.encode()).hexdigest(), "code": code()}
    return found | {f"data/{file.name}": _digest(file) for file in sorted(set(_data(study, model)))}


@cache
def code() -> str:
    """SHA-256 over this program's own Python files: their paths and contents."""
    root, whole = Path(paretoscope.__file__).parent, hashlib.sha256()
    for file in sorted(root.rglob("*.py")):
        whole.update(str(file.relative_to(root)).encode())
        whole.update(file.read_bytes())
    return whole.hexdigest()


def changed(then: dict[str, str], now: dict[str, str]) -> list[str]:
    """Names of what is not as it was, or was added or removed, in alphabetic order."""
    return sorted(n for n in {*then, *now} if then.get(n) != now.get(n))


def _data(study: Study, model: Path) -> Iterator[Path]:
    """Files that the user names, and packaged ones that stand in where none is named."""
    given = [str(w.params.get(n) or "") for w in study.workloads for n in TEXTS]
    yield from (Path(g).expanduser() for g in [study.calibration, *given] if g)
    yield from (f for f in (builtin.data(name, model) for name in PACKAGED) if f is not None)


def _digest(file: Path) -> str:
    try:
        return digest(file)
    except OSError:
        return "unreadable"

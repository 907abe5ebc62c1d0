"""What makes a record what it is (METHOD M28): SHA-256 of the study, its data and this program's own source.

The model's files are in the study's greeting already, library versions and the machine in every worker's. All of it
stands in results.json as `identity`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import paretoscope
from paretoscope.models import builtin
from paretoscope.models.identity import digest
from paretoscope.plan import Study

NAME = "identity"
TEXTS = ("text", "data", "file")  # parameters of workloads that name a file
FOLDERS = ("include",)  # likewise a folder: a task's YAML and its data
PACKAGED = (
    "calibration.txt", "eval.txt", "eval.jsonl", "eval.safetensors", "finetune.txt", "finetune_eval.txt",
    "prompts.jsonl",
)  # fmt: skip


def identity_of(study: Study, model: Path) -> dict[str, str]:
    """`study`, `code`, each file of data and each folder that a task or a recipe names, to SHA-256 (hex).

    No name holds the folders above; where two files are called the same the later one is numbered. What cannot be read
    is `unreadable`.
    """
    body = json.dumps(study.to_dict(), sort_keys=True, ensure_ascii=False)
    found = {"study": hashlib.sha256(body.encode()).hexdigest(), "code": code()}
    found |= {label: _digest(file) for label, file in _labelled("data", _data(study, model))}
    return found | {label: _folder(place) for label, place in _labelled("folder", _folders(study))}


@cache
def code() -> str:
    """SHA-256 over this program's own Python files: their paths and contents."""
    return tree(Path(paretoscope.__file__).parent, "*.py")


def tree(root: Path, pattern: str = "*") -> str:
    """SHA-256 over the files below a folder: their paths in it and their contents. Raises OSError."""
    whole = hashlib.sha256()
    for file in sorted(f for f in root.rglob(pattern) if f.is_file()):
        whole.update(str(file.relative_to(root)).encode())
        whole.update(digest(file).encode())
    return whole.hexdigest()


def changed(then: dict[str, str], now: dict[str, str]) -> list[str]:
    """Names of what is not as it was, or was added or removed, in alphabetic order."""
    return sorted(n for n in {*then, *now} if then.get(n) != now.get(n))


def _labelled(kind: str, places: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """Each place once, with a label of its own; in the study's order, so that labels stay."""
    seen: dict[str, int] = {}
    for place in dict.fromkeys(p.absolute() for p in places):
        count = seen[place.name] = seen.get(place.name, 0) + 1
        yield f"{kind}/{place.name}" + (f" ({count})" if count > 1 else ""), place


def _data(study: Study, model: Path) -> Iterator[Path]:
    """Files that the user names, and packaged ones that stand in where none is named."""
    given = [str(w.params.get(n) or "") for w in study.workloads for n in TEXTS]
    yield from (Path(g).expanduser() for g in [study.calibration, *given] if g)
    yield from (f for f in (builtin.data(name, model) for name in PACKAGED) if f is not None)


def _folders(study: Study) -> Iterator[Path]:
    """Folders of tasks, and of models that a recipe brings (a draft)."""
    given = [str(w.params.get(n) or "") for w in study.workloads for n in FOLDERS]
    yield from (Path(g).expanduser() for g in given if g)
    named = [str(v) for r in study.recipes for s in r.steps for v in s.params.values() if isinstance(v, str)]
    for name in named:
        if name.startswith(builtin.PREFIX) or "/" in name or "\\" in name:
            yield from (p for p in [builtin.resolve(name)] if p.is_dir())


def _digest(file: Path) -> str:
    try:
        return digest(file)
    except OSError:
        return "unreadable"


def _folder(place: Path) -> str:
    try:
        return tree(place) if place.is_dir() else "unreadable"
    except OSError:
        return "unreadable"

"""What must not leave the machine with a report unless it is asked for: paths, the user's name, the machine's name."""

from __future__ import annotations

import getpass
import json
import platform
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any

from paretoscope.analysis.results import Results
from paretoscope.errors import Refused
from paretoscope.plan import Workload

# Folders of the system tell nobody's name, and a hint such as "chmod a+r /sys/..." is of no use without its path.
_SYSTEM = r"(?!/(?:sys|proc|dev|etc|usr|bin|lib|lib64|sbin)/)"
_PART = r"[^\s/\\\"'`:;,()\[\]{}<>|]"
_POSIX = re.compile(rf"(?<![\w./~])~?{_SYSTEM}/(?:{_PART}+/)+({_PART}*)")
_WINDOWS = re.compile(rf"(?<!\w)(?:[A-Za-z]:|\\\\{_PART}+)[\\/](?:{_PART}+[\\/])*({_PART}*)")
_FREE = ("text", "hint", "why", "notes", "detail", "flags", "words", "reason")  # sentences, not names or numbers
_WRITTEN = "outputs"  # what a model wrote is left as it is


@dataclass(frozen=True)
class Where:
    """Who made a report, where: told only on request."""

    user: str
    host: str
    home: str
    folder: str = ""

    @classmethod
    def here(cls, folder: Path | None = None) -> Where:
        """This user on this machine, with the study's folder."""
        return cls(_user(), platform.node(), str(Path.home()), str(folder.resolve()) if folder else "")


def shared(results: Results, where: Where | None = None) -> Results:
    """The results as they may be given away: files by their names alone, no user, no host.

    Args:
        where: whose names are taken out; this user's on this machine by default.
    """
    found = where or Where.here()
    body = without_paths(results).to_dict()
    body["study"] = {k: v for k, v in body["study"].items() if k != "where"}
    return Results.from_dict(_walk(body, "", lambda text, key: _clean(text, key, found)))


def signed(results: Results, where: Where) -> Results:
    """The results with who made the report, on which machine, from which folder; paths stay, and an older signature."""
    made = Results.from_dict(results.to_dict())
    made.study.setdefault("where", {"user": where.user, "host": where.host, "folder": where.folder})
    return made


def _walk(value: Any, key: str, clean: Callable[[str, str], str]) -> Any:
    """Every text of nested data through `clean`, which is told under which key it stands."""
    if isinstance(value, str):
        return clean(value, key)
    if isinstance(value, dict):
        return {clean(k, "") if isinstance(k, str) else k: _walk(v, _under(key, k), clean) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_walk(v, key, clean) for v in value)
    return value


def _under(key: str, name: object) -> str:
    return _WRITTEN if key == _WRITTEN else str(name)


def _clean(text: str, key: str, where: Where) -> str:
    if key == _WRITTEN:
        return text.replace(where.home, "~") if len(where.home) > 1 else text
    if "/" in text or "\\" in text:
        text = _POSIX.sub(lambda m: m[1] or "a folder", _WINDOWS.sub(lambda m: m[1] or "a folder", text))
    if key in _FREE:
        for name, word in ((where.user, "the user"), (where.host, "this machine")):
            if len(name) > 2:
                text = re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", word, text)
    return text


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user in the system's list, as in some containers
        return Path.home().name


def without_paths(results: Results) -> Results:
    """The results with every workload named by its files' names alone; themselves where no workload names a path."""
    names: dict[str, str] = {}
    for text in results.workloads:
        short = shown(text)
        if short != text:
            taken = {*results.workloads, *names.values()}
            names[text] = short if short not in taken else shown(text, f" ({len(names) + 1})")
    if not names:
        return results
    body = json.dumps(results.to_dict(), ensure_ascii=False)
    for text, short in sorted(names.items(), key=lambda pair: -len(pair[0])):
        body = body.replace(_inside(text), _inside(short))
    return Results.from_dict(json.loads(body))


def shown(text: str, mark: str = "") -> str:
    """A workload's text with files for paths: `trace:file=/home/me/a.csv` is `trace:file=a.csv`.

    `mark` follows each file's name, where two workloads would be called the same.
    """
    try:
        work = Workload.parse(text)
    except Refused:
        return text  # a name that a newer program gave
    params = {k: f"{_name(v)}{mark}" if isinstance(v, str) and v else v for k, v in work.params.items()}
    return replace(work, params=params).text()


def _name(value: str) -> str:
    return PurePath(value.replace("\\", "/")).name or value


def _inside(text: str) -> str:
    """As it stands inside a JSON string."""
    return json.dumps(text, ensure_ascii=False)[1:-1]

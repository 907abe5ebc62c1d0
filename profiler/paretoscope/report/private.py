"""What must not leave the machine with a report: the folders above a file that a workload names."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import PurePath

from paretoscope.analysis.results import Results
from paretoscope.errors import Refused
from paretoscope.plan import Workload


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

"""Traces of a model's recipes, made one process after another, or as a study stored them; and their files."""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from paretoscope.analysis import inside, inside_export
from paretoscope.analysis.inside import Tree
from paretoscope.errors import BadStudy, Refused, StorageFull
from paretoscope.plan import BASELINE, Study
from paretoscope.workload import SAMPLED

Found = list[tuple[Tree, list[dict[str, Any]]]]
MODULE = "paretoscope.worker.trace_job"


def is_study(path: Path) -> bool:
    """Whether a path is a study folder that was run."""
    return (path / "study.toml").is_file() and (path / "events").is_dir()


def stored(folder: Path) -> Found:
    """The traces of a study folder, the baseline first. Raises BadStudy when there are none."""
    trials = sorted(inside.traced(folder), key=lambda t: t != BASELINE)
    if not trials:
        raise BadStudy("no trial of this study was traced", "run it with --trace, or trace the model with its recipes")
    return [_read(inside.path_of(folder, t)) for t in trials]


def made(args: argparse.Namespace) -> Found:
    """Trace the baseline and each recipe in a process of its own. Raises ParetoscopeError."""
    from paretoscope.commands._options import study_of
    from paretoscope.study.checks import check

    with tempfile.TemporaryDirectory(prefix="paretoscope-trace-") as place:
        folder = Path(place)
        checked = check(replace(study_of(args), name="trace"), folder / "study")
        study = checked.study
        if not any(w.kind in ("generate", *SAMPLED) for w in study.workloads):
            raise Refused(
                "only generate, classify and embed can be traced", "for example --workload generate:prompt=128,new=16"
            )
        return [_trace(study, trial, checked.info.path, folder) for trial in study.trials]


def _trace(study: Study, trial: str, model: Path, folder: Path) -> tuple[Tree, list[dict[str, Any]]]:
    """One process: build, trace, end. Raises what it says went wrong."""
    from paretoscope.study.child import run_job
    from paretoscope.worker.job import Job

    out = folder / f"{trial}.trace.json"
    if sys.stderr.isatty():
        print(f"tracing {study.trials[trial].text()}", file=sys.stderr)
    job = Job(study=study, trial=trial, recipe=study.trials[trial], attempt=0, folder=folder, model=model)
    run_job(job, MODULE, folder / f"{trial}.job.json", out)
    return _read(out)


def write(out: Path, found: Found) -> None:
    """Three files a trial below `out`. Raises StorageFull."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        for tree, timeline in found:
            files = {
                "trace.json": inside_text(tree), "chrome.json": inside_export.chrome(tree, timeline),
                "folded": inside_export.folded(tree),
            }  # fmt: skip
            for ending, text in files.items():
                (out / f"{tree.trial}.{ending}").write_text(text, encoding="utf-8")
    except OSError as error:
        raise StorageFull(f"cannot write {out}: {error.strerror}", "choose another folder with --out") from error


def inside_text(tree: Tree) -> str:
    """A tree as JSON."""
    import json

    return json.dumps(tree.to_dict(), ensure_ascii=False)


def _read(path: Path) -> tuple[Tree, list[dict[str, Any]]]:
    return inside.read(path), inside.timeline(path)

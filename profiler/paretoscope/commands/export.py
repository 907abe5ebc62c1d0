"""`paretoscope export STUDY TRIAL OUT`: a trial's model as a folder that runs by itself, proven by loading it again."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from paretoscope.commands._studies import at_rest
from paretoscope.errors import ParetoscopeError, Refused, StorageFull, TrialFailed
from paretoscope.events import Failed, Metric, Phase, Progress, Warned, read_lines
from paretoscope.models import builtin
from paretoscope.models.inspect import inspect
from paretoscope.plain import amount
from paretoscope.plan import Recipe, Study
from paretoscope.study.child import PATIENCE, end
from paretoscope.study.executor import command, environment
from paretoscope.worker.job import Job

MODULE = "paretoscope.worker.export_job"


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command's arguments."""
    parser = subparsers.add_parser("export", help="write a trial's model, with its recipe and a script that runs it")
    parser.add_argument("study", type=Path, help="study folder")
    parser.add_argument("trial", help="trial id, or its recipe")
    parser.add_argument("out", type=Path, help="folder to write; must be new or empty")
    parser.add_argument("--python", default="", help="interpreter with torch; default: the study's")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Check, run the export in a process with torch, say what came out. Raises ParetoscopeError."""
    study = Study.read(args.study)
    at_rest(args.study)
    recipe = chosen(study, args.trial)
    check_target(args.out, inspect(builtin.resolve(study.model)).bytes)
    with tempfile.TemporaryDirectory(dir=args.out.parent, prefix=f".{args.out.name}-") as draft:
        values = make(study, recipe, args.study, Path(draft) / "model", args.python)
        if args.out.exists():
            args.out.rmdir()
        (Path(draft) / "model").rename(args.out)
    say(args.out, recipe, values, as_json=args.json)
    return 0


def chosen(study: Study, name: str) -> Recipe:
    """The recipe of a trial, by id or by text. Raises Refused with what there is."""
    for id_, recipe in study.trials.items():
        if name in (id_, recipe.text()):
            return recipe
    raise Refused(f"the study has no trial {name!r}", "it has " + "; ".join(study.trials))


def check_target(out: Path, size: int) -> None:
    """Raise Refused or StorageFull when `out` is taken, cannot be written, or has no room for `size` B."""
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise Refused(f"{out} exists and is not empty", "choose a new folder")
    if not out.parent.is_dir() or not os.access(out.parent, os.W_OK):
        raise StorageFull(f"{out.parent} cannot be written", "choose a folder that exists and is yours")
    free = shutil.disk_usage(out.parent).free
    if free < 2 * size:
        raise StorageFull(
            f"{free / 1e9:.1f} GB are free, up to {2 * size / 1e9:.1f} GB are needed", "free some disk space"
        )


def make(study: Study, recipe: Recipe, folder: Path, out: Path, python: str) -> dict[str, float]:
    """Run the export process; the quality that was measured and the reloaded one. Raises ParetoscopeError."""
    model = builtin.resolve(study.model).resolve()
    job = Job(study=study, trial=recipe.id, recipe=recipe, attempt=0, folder=folder, model=model)
    out.mkdir()
    file = out.parent / "job.json"
    job.write(file)
    child = subprocess.Popen(
        [*command(python or study.python, MODULE), str(file), str(out)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8",
        env=environment(study.threads),
    )  # fmt: skip
    try:
        assert child.stdout is not None
        values = follow(child.stdout)
    except BaseException:  # told to stop, or that it failed: the draft is removed in either case
        end(child, PATIENCE)
        raise
    end(child)
    if child.returncode:
        raise TrialFailed(f"the export ended with code {child.returncode}", "run the study again and look at its log")
    return values


def follow(lines: Iterable[str]) -> dict[str, float]:
    """Show progress on a terminal; collect the metrics. Raises what the process says went wrong."""
    values: dict[str, float] = {}
    for event in read_lines(lines):
        if isinstance(event, Failed):
            raise _error(event)
        if isinstance(event, Warned):
            print(f"warning: {event.text}", file=sys.stderr)
        elif isinstance(event, Metric) and event.value is not None:
            values[event.name.removeprefix("export.")] = event.value
        elif isinstance(event, (Phase, Progress)) and sys.stderr.isatty():
            what = event.text or event.name
            print(f"\r\033[K{what}", end="", file=sys.stderr, flush=True)
    return values


def say(out: Path, recipe: Recipe, values: dict[str, float], *, as_json: bool) -> None:
    """The result, for people or scripts."""
    size = sum(f.stat().st_size for f in out.rglob("*") if f.is_file())
    if as_json:
        print(json.dumps({"folder": str(out), "recipe": recipe.text(), "bytes": size, "quality": values}))
        return
    print(f"wrote {recipe.text()} to {out} ({amount(size)})")
    print(f"proof: measured {values['measured']:.6f}, reloaded {values['reloaded']:.6f} (nat per token or mean output)")
    print(f'run it: python {out / "run.py"} "Your prompt"')


def _error(event: Failed) -> ParetoscopeError:
    kind = Refused if event.code in ("refused", "bad_model") else TrialFailed
    return kind(event.text, event.hint)

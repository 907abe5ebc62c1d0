"""`paretoscope outputs`: what the baseline and recipes answer to prompts of yours, side by side."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paretoscope.commands._options import add_study
from paretoscope.errors import ParetoscopeError, Refused
from paretoscope.plain import plain

if TYPE_CHECKING:
    from paretoscope.plan import Study

MODULE = "paretoscope.worker.outputs_job"
LONGEST = 4096  # tokens of an answer at most


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("outputs", help="what baseline and recipes answer to your prompts, side by side")
    parser.add_argument("target", metavar="MODEL|STUDY", help="model folder, builtin:demo-lm, or a study folder")
    parser.add_argument("--prompt", action="append", default=[], metavar="TEXT", help="may be repeated; - reads stdin")
    parser.add_argument("--recipe", action="append", metavar="TEXT", help="beside the baseline; may be repeated")
    parser.add_argument(
        "--trial", action="append", default=[], metavar="ID", help="of a study; default: all of its recipes"
    )
    parser.add_argument("--new", type=int, default=64, help="tokens of an answer at most; default 64")
    parser.add_argument("--chat", action="store_true", help="put each prompt into the model's own chat template")
    add_study(parser)
    parser.add_argument("--json", action="store_true", help="print the answers as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Let each recipe answer in a process of its own; 3 when one of them could not. Raises ParetoscopeError."""
    asked = {"prompts": _prompts(args.prompt), "new": _length(args.new), "chat": args.chat}
    with tempfile.TemporaryDirectory(prefix="paretoscope-outputs-") as name:
        study, model, trials = _study(args, Path(name))
        answers = [_answers(study, trial, model, asked, Path(name)) for trial in trials]
    if args.json:
        print(json.dumps({**asked, "trials": answers}, ensure_ascii=False))
    else:
        print(plain(_text(asked["prompts"], answers)))
    return 3 if any(a["error"] for a in answers) else 0


def _prompts(given: list[str]) -> list[str]:
    found = [sys.stdin.read() if text == "-" else text for text in given]
    if not any(text.strip() for text in found):
        raise Refused("there is no prompt", 'give one, for example --prompt "Once upon a time"')
    return found


def _length(new: int) -> int:
    if not 1 <= new <= LONGEST:
        raise Refused(f"an answer of {new} tokens cannot be asked for", f"--new is from 1 to {LONGEST}")
    return new


def _study(args: argparse.Namespace, folder: Path) -> tuple[Study, Path, list[str]]:
    """The study, its model's folder and the trials that answer, the baseline first. Raises ParetoscopeError."""
    from paretoscope.commands._options import overridden, study_of
    from paretoscope.commands._studies import at_rest
    from paretoscope.commands._tracing import is_study
    from paretoscope.plan import Study, Workload
    from paretoscope.study.checks import check

    target = Path(args.target)
    if is_study(target):
        at_rest(target)
        study = overridden(Study.read(target), args)
        return _with_model(study, _chosen(study, args.trial)) if not args.recipe else _more(study, args)
    if args.trial:
        raise Refused("a model has no trials", "name recipes with --recipe, or give a study folder")
    args.workload = None
    checked = check(replace(study_of(args), workloads=(Workload("generate"),)), folder / "study")
    return checked.study, checked.info.path, _first(checked.study.trials)


def _more(study: Study, args: argparse.Namespace) -> tuple[Study, Path, list[str]]:
    """A study's model with recipes that the study may not have."""
    from paretoscope.plan import Recipe

    recipes = tuple(Recipe.parse(text) for text in args.recipe)
    wanted = [*args.trial, *(r.text() for r in recipes)]
    study = replace(study, recipes=(*study.recipes, *recipes))
    return _with_model(study, _chosen(study, wanted))


def _with_model(study: Study, trials: list[str]) -> tuple[Study, Path, list[str]]:
    from paretoscope.models import builtin

    return study, builtin.resolve(study.model).resolve(), trials


def _chosen(study: Study, wanted: list[str]) -> list[str]:
    """The baseline and the trials that were named, by id or recipe; all without a name. Raises Refused."""
    names = {text: id_ for id_, recipe in study.trials.items() for text in (id_, recipe.text())}
    unknown = [name for name in wanted if name not in names]
    if unknown:
        raise Refused(f"the study has no trial {unknown[0]!r}", "it has " + "; ".join(study.trials))
    return _first([names[name] for name in wanted] or study.trials)


def _first(trials: Iterable[str]) -> list[str]:
    """Each once, the baseline first."""
    from paretoscope.plan import BASELINE

    return list(dict.fromkeys([BASELINE, *trials]))


def _answers(study: Study, trial: str, model: Path, asked: dict[str, Any], folder: Path) -> dict[str, Any]:
    """One recipe's answers, or why it gave none; the others go on. Raises for the baseline."""
    from paretoscope.plan import BASELINE
    from paretoscope.study.child import run_job
    from paretoscope.worker.job import Job

    recipe = study.trials[trial]
    if sys.stderr.isatty():
        print(f"{recipe.text()} is writing", file=sys.stderr)
    job = Job(study=study, trial=trial, recipe=recipe, attempt=0, folder=folder, model=model)
    question, out = folder / "asked.json", folder / f"{trial}.outputs.json"
    question.write_text(json.dumps(asked, ensure_ascii=False), encoding="utf-8")
    told: dict[str, Any] = {"id": trial, "recipe": recipe.text(), "outputs": [], "error": ""}
    try:
        run_job(job, MODULE, folder / f"{trial}.job.json", question, out)
    except ParetoscopeError as error:
        if trial == BASELINE:
            raise
        return {**told, "error": error.text}
    return {**told, "outputs": json.loads(out.read_text(encoding="utf-8"))}


def _text(prompts: list[str], answers: list[dict[str, Any]]) -> str:
    """Each prompt with every answer under it; the baseline's first, and whether another is the same."""
    blocks = []
    for place, prompt in enumerate(prompts):
        lines = [f"PROMPT  {prompt.strip()}"]
        first = answers[0]["outputs"][place]["text"]
        for told in answers:
            lines += ["", f"-- {told['recipe']}{_mark(told, place, first)}"]
            lines.append(told["error"] or told["outputs"][place]["text"].strip("\n"))
        blocks.append("\n".join(lines))
    return "\n\n\n".join(blocks)


def _mark(told: dict[str, Any], place: int, first: str) -> str:
    if told["error"]:
        return ", failed"
    one = told["outputs"][place]
    same = ", the same as the baseline's" if told["id"] != "baseline" and one["text"] == first else ""
    return f" ({one['tokens']} tokens{'' if one['ended'] else ', cut'}{same})"

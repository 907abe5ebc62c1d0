"""`paretoscope run`: measure recipes on a model."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from os.path import expanduser
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paretoscope.commands._options import add_running, add_study, began, study_of
from paretoscope.plain import amount

if TYPE_CHECKING:
    from paretoscope.study.checks import Checked


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("run", help="measure recipes on a model, beside the baseline")
    parser.add_argument("target", metavar="MODEL|STUDY.toml", help="model folder, builtin:demo-lm, or a study file")
    parser.add_argument(
        "--recipe", action="append", metavar="TEXT",
        help="'prune.wanda:sparsity=0.5 + quantize.int8_dynamic'; may be given several times",
    )  # fmt: skip
    parser.add_argument(
        "--workload",
        action="append",
        metavar="TEXT",
        help="'generate:prompt=64|256,new=64' (| sweeps); may be given several times",
    )
    add_study(parser)
    parser.add_argument("--out", metavar="FOLDER", help="study folder; default ./studies/<date>-<model>-<n>")
    parser.add_argument(
        "--trace", action="store_true", default=None, help="at the end of each trial see where the time goes, by module"
    )
    parser.add_argument(
        "--explain", action="store_true", default=None, help="measure each stack after each of its layers too"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would run and what it needs, then stop")
    add_running(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Check everything, then measure."""
    from paretoscope.commands._running import execute
    from paretoscope.store.folder import new_folder
    from paretoscope.study.checks import check
    from paretoscope.study.launch import Launch

    start = began(args)
    study = study_of(args)
    folder = Path(expanduser(args.out)) if args.out else new_folder(study.model, Path("studies"))
    checked = check(study, folder)
    if args.dry_run:
        print(json.dumps(plan(checked, folder), indent=1) if args.json else plan_text(checked, folder))
        return 0
    how = Launch(commands=args.stream, detached=args.detach, timeout=args.timeout or 0.0, began=start)
    return execute(checked, folder, how, stream=args.stream, as_json=args.json, out=sys.stdout, log=sys.stderr)


def plan(checked: Checked, folder: Path) -> dict[str, Any]:
    """What would run, as data."""
    from paretoscope.study.estimate import blocks

    study, needs = checked.study, checked.estimate
    return {
        "model": study.model, "folder": str(folder), "protocol": study.protocol, "seed": study.seed,
        "workloads": [w.text() for w in study.workloads],
        "trials": [
            {"id": i, "recipe": r.text(), "memory": needs.memory[i], "fit": asdict(needs.fits[i]),
             **({"device": asdict(needs.device[i])} if needs.device else {})}
            for i, r in study.trials.items()
        ],
        "blocks": blocks(study, needs, checked.limit),
        "seconds": round(needs.seconds, 1), "memory": sum(needs.memory.values()), "memory_limit": checked.limit,
        "disk": needs.disk, "notes": checked.notes, "source": "estimated",
    }  # fmt: skip


def plan_text(checked: Checked, folder: Path) -> str:
    """What would run, in words."""
    from paretoscope.commands._progress import clock

    body = plan(checked, folder)
    together = max(sum(checked.estimate.memory[t] for t in b["trials"]) for b in body["blocks"])
    lines = [f"model      {body['model']}", f"folder     {body['folder']}"]
    lines += [f"workload   {w}" for w in body["workloads"]]
    width, blocks = max(len(t["id"]) for t in body["trials"]), len(body["blocks"])
    lines += [f"trial      {t['id']:<{width}}  {_fit(t['fit'])}" for t in body["trials"]]
    name = f"on {checked.study.device}"
    lines += [f"{name:<10} {t['id']:<{width}}  {_fit(t['device'])}" for t in body["trials"] if "device" in t]
    lines += [f"protocol   {body['protocol']}, seed {body['seed']}, {blocks} {'block' if blocks == 1 else 'blocks'}"]
    lines += [f"time       about {clock(body['seconds'])} (estimated)"]
    lines += [f"memory     about {amount(together)} at once (estimated), {amount(body['memory_limit'])} may be used"]
    lines += [f"disk       about {amount(body['disk'])} (estimated)"]
    return "\n".join([*lines, *(f"note       {n}" for n in body["notes"])])


def _fit(fit: dict[str, Any]) -> str:
    """A predicted peak in words, with its error, which is of what lies above the floor."""
    error = fit["error"] * (fit["total"] - fit["parts"].get("floor", 0))
    return f"peak about {amount(fit['total'])} +-{amount(error)} (predicted)"

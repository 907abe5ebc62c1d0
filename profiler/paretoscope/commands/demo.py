"""`paretoscope demo`: the main job on the built-in model, beginning to end, in under six minutes on two cores."""

from __future__ import annotations

import argparse
import sys
from os.path import expanduser
from pathlib import Path

from paretoscope.commands._options import add_running

MODEL = "builtin:demo-lm"
RECIPES = (
    "runtime.dtype:dtype=float32",
    "quantize.int8_dynamic",
    "quantize.weight_only:bits=4",
    "prune.cfsp:sparsity=0.7",
    "depth.layer_skip",
    "kv.snapkv:budget=128",
    "decode.prompt_lookup",
    "decode.assisted",
)
WORKLOADS = ("generate:prompt=384,new=24", "score:context=384,stride=32,items=16")


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("demo", help="measure eight techniques on the built-in model, in a few minutes")
    parser.add_argument("--out", metavar="FOLDER", help="study folder; default ./studies/<date>-demo-lm-<n>")
    parser.add_argument("--protocol", choices=("glance", "quick", "standard"), default="quick", help="default quick")
    parser.add_argument("--seed", type=int, default=0, help="of the order of rounds; default 0")
    parser.add_argument("--threads", type=int, default=0, help="of each worker; default: physical cores")
    add_running(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Check, measure, report."""
    from paretoscope.commands._running import execute
    from paretoscope.plan import Recipe, Study, Workload
    from paretoscope.store.folder import new_folder
    from paretoscope.study.checks import check
    from paretoscope.study.launch import Launch

    study = Study(
        model=MODEL, recipes=tuple(Recipe.parse(r) for r in RECIPES), protocol=args.protocol, seed=args.seed,
        workloads=tuple(Workload.parse(w) for w in WORKLOADS), threads=args.threads, name="Demo",
    )  # fmt: skip
    folder = Path(expanduser(args.out)) if args.out else new_folder(MODEL, Path("studies"))
    how = Launch(commands=args.stream, detached=args.detach, timeout=args.timeout or 0.0)
    checked = check(study, folder)
    return execute(checked, folder, how, stream=args.stream, as_json=args.json, out=sys.stdout, log=sys.stderr)

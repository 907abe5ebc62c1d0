"""What `doctor --aa` does: A/A studies on the built-in model or a given one, told in words, kept for reports."""

from __future__ import annotations

import argparse
import json
import sys

from paretoscope.errors import EXIT_DONE, EXIT_ENVIRONMENT


def options(parser: argparse.ArgumentParser) -> None:
    """The options."""
    parser.add_argument(
        "--aa", nargs="?", const="builtin:demo-lm", metavar="MODEL",
        help="measure the same model twice: is it called different? default: the built-in model",
    )  # fmt: skip
    parser.add_argument("--studies", type=int, default=1, metavar="N", help="of --aa; default 1")


def run(args: argparse.Namespace) -> int:
    """Run, store, print; exit code 4 when too many studies were called different. Raises ParetoscopeError."""
    from paretoscope.store import instrument
    from paretoscope.study import aa

    found = []
    for seed in range(max(1, args.studies)):
        print(f"A against A, study {seed + 1} of {max(1, args.studies)} ...", file=sys.stderr)
        found.append(aa.run_one(aa.plan(args.aa, seed)))
    summary = aa.summary(found)
    if not instrument.save("aa", summary):
        print("warning: the outcome could not be kept for reports", file=sys.stderr)
    print(json.dumps(summary, ensure_ascii=False) if args.json else summary["text"])
    return EXIT_DONE if summary["passed"] else EXIT_ENVIRONMENT

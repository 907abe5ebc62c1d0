"""`paretoscope items`: how many items an evaluation needs for a wanted difference, and how sure it is."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from paretoscope.errors import Refused

if TYPE_CHECKING:
    from paretoscope.analysis.evaluation_size import Size


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command's arguments."""
    parser = subparsers.add_parser("items", help="how many items show a difference in quality, before or after a study")
    parser.add_argument("study", type=Path, nargs="?", help="study folder, or its results.json; without: before one")
    parser.add_argument(
        "--difference",
        action="append",
        default=[],
        metavar="METRIC=AMOUNT",
        help="to be seen, in the metric's own unit: quality.accuracy=0.01; default: what counts as real",
    )
    parser.add_argument(
        "--flips", type=float, metavar="SHARE", help="share of answers expected to flip, before a study; default 0.05"
    )
    parser.add_argument("--json", action="store_true", help="print as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the table. Raises ParetoscopeError."""
    wanted = dict(_amount(text) for text in args.difference)
    if args.study is None:
        return _before(wanted, args)
    from paretoscope.analysis.evaluation_size import sizes
    from paretoscope.commands._studies import results_of

    found = sizes(results_of(args.study), wanted)
    if not found:
        raise Refused("no quality was compared item by item in this study", "run it with a score or classify workload")
    print(json.dumps([asdict(s) for s in found], indent=1) if args.json else _table(found))
    return 0


def _before(wanted: dict[str, float], args: argparse.Namespace) -> int:
    """Right or wrong answers, from an assumed share of flips."""
    from paretoscope.analysis.evaluation_size import FLIPS, POWER, flip_spread, needed, sureness

    flips, difference = FLIPS if args.flips is None else args.flips, wanted.get("quality.accuracy", 0.01)
    if not 0 < flips <= 1 or not 0 < difference <= flips:
        raise Refused(
            f"a difference of {difference:g} cannot come from {flips:g} of the answers flipping",
            "give --flips between the difference and 1, as --flips 0.05",
        )
    spread = flip_spread(flips, difference)
    least = needed(spread, difference)
    sure = {n: sureness(spread, difference, n) for n in (64, 256, 1024, 4096, 16384)}
    if args.json:
        print(json.dumps({"flips": flips, "difference": difference, "needed": least, "sure": sure}))
        return 0
    print(f"{least} items show a difference of {difference:.2%} in accuracy with {POWER:.0%} probability,")
    print(f"if {flips:.1%} of the answers flip (an assumption: a first run tells, `paretoscope items STUDY`).")
    print("\n".join(f"{n:>7} items: {p:.0%} sure" for n, p in sure.items()))
    return 0


def _amount(text: str) -> tuple[str, float]:
    name, _, number = text.partition("=")
    try:
        value = float(number)
    except ValueError:
        value = 0.0
    if value <= 0:
        raise Refused(f"cannot read the difference {text!r}", "write METRIC=AMOUNT, as quality.accuracy=0.01")
    return name.strip(), value


def _table(found: list[Size]) -> str:
    from paretoscope.analysis.metrics import significant
    from paretoscope.commands._table import aligned

    rows = [
        ["trial", "workload", "metric", "items", "least visible", "wanted", "items needed", "sure", "lasts with half"]
    ]
    for s in found:
        name = s.workload.split(":")[0]
        lasts = "-" if s.lasting is None else f"{s.lasting:.0%}"
        least, wanted = significant(s.visible, 2), significant(s.wanted, 2)
        rows.append([s.trial, name, s.metric, str(s.n), least, wanted, str(s.needed), f"{s.sure:.0%}", lasts])
    return aligned(rows, keys=3)

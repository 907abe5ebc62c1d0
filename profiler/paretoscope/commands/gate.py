"""`paretoscope gate STUDY`: pass or fail, for continuous integration."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from paretoscope.errors import EXIT_DONE, EXIT_GATE, Refused

if TYPE_CHECKING:
    from paretoscope.analysis.gate import Verdict


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command's arguments."""
    parser = subparsers.add_parser("gate", help="check a study against limits; exit code 1 when one is not kept")
    parser.add_argument("study", type=Path, help="study folder, or its results.json")
    parser.add_argument(
        "--max",
        action="append",
        default=[],
        metavar="METRIC=RATIO",
        help="upper limit to the baseline: latency.tpot=1.05",
    )
    parser.add_argument(
        "--min", action="append", default=[], metavar="METRIC=RATIO", help="lower limit: throughput.decode=1.2"
    )
    parser.add_argument(
        "--quality", type=float, metavar="PERCENT", help="of the baseline's quality to be kept: 99, 99.9 ..."
    )
    parser.add_argument(
        "--trial", action="append", default=[], help="id or recipe (patterns); default: all but the baseline"
    )
    parser.add_argument(
        "--allow-unsure", action="store_true", help="let pass what keeps its limit though its interval reaches beyond"
    )
    parser.add_argument("--json", action="store_true", help="print the verdicts as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Judge and print every verdict; the worse end of each interval counts. Raises ParetoscopeError."""
    from paretoscope.analysis.gate import judge, parse
    from paretoscope.commands._studies import results_of

    if args.quality is not None and not 0 < args.quality <= 100:
        raise Refused(f"--quality {args.quality:g} is no percentage", "write 99 or 99.9")
    limits = [*(parse(t, True) for t in args.max), *(parse(t, False) for t in args.min)]
    share = None if args.quality is None else args.quality / 100
    verdicts = judge(results_of(args.study), limits, share, args.trial)
    failed = [v for v in verdicts if not (v.passed or (args.allow_unsure and not v.sure))]
    if args.json:
        print(json.dumps({"passed": not failed, "verdicts": [asdict(v) for v in verdicts]}, ensure_ascii=False))
        return EXIT_GATE if failed else EXIT_DONE
    for v in verdicts:
        print(f"{_word(v):<8}  {v.trial}: {v.check}: {v.why}")
    print(f"{len(verdicts) - len(failed)} of {len(verdicts)} checks passed")
    return EXIT_GATE if failed else EXIT_DONE


def _word(verdict: Verdict) -> str:
    return "pass" if verdict.passed else "FAIL" if verdict.sure else "not sure"

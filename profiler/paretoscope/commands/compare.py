"""`paretoscope compare A B`: what differs between two studies, and how their numbers stand to each other."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from paretoscope.errors import Refused

if TYPE_CHECKING:
    from paretoscope.analysis.compare import Comparison, Pair

SHOWN = (
    "latency.ttft",
    "latency.tpot",
    "latency.e2e",
    "memory.peak",
    "memory.weights",
    "quality.",
    "energy.",
    "train.",
)


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command's arguments."""
    parser = subparsers.add_parser("compare", help="two or more studies side by side; the first is the reference")
    parser.add_argument("studies", type=Path, nargs="+", metavar="STUDY", help="study folders, or their results.json")
    parser.add_argument("--all", action="store_true", help="every metric, not only the main ones")
    parser.add_argument("--json", action="store_true", help="print the comparison as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Compare each further study with the first. Raises ParetoscopeError."""
    from paretoscope.analysis.compare import compare
    from paretoscope.commands._studies import results_of

    if len(args.studies) < 2:
        raise Refused("one study is compared with nothing", "name two or more")
    found = [results_of(p) for p in args.studies]
    comparisons = [compare(found[0], other) for other in found[1:]]
    if args.json:
        print(json.dumps([c.to_dict() for c in comparisons], ensure_ascii=False))
        return 0
    for path, comparison in zip(args.studies[1:], comparisons, strict=True):
        print(f"{args.studies[0]} against {path}\n")
        _say(comparison, args.all)
    return 0


def _say(comparison: Comparison, every: bool) -> None:
    from paretoscope.commands._table import aligned

    print("What differs" if comparison.differences else "Nothing differs in model, machine, versions and protocol")
    for d in comparison.differences:
        print(f"  {d.what}: {d.first} -> {d.second}")
    pairs = [p for p in comparison.pairs if every or p.metric.startswith(SHOWN)]
    if pairs:
        head = ["recipe", "metric", "first", "second", "second / first", ""]
        print("\n" + aligned([head, *(_row(p) for p in pairs)], keys=2))
    for words, recipes in (("first", comparison.only_first), ("second", comparison.only_second)):
        if recipes:
            print(f"\nonly in the {words}: {'; '.join(recipes)}")
    print("\nThe studies ran at different times: what the machine did in between is in these ratios.")


def _row(pair: Pair) -> list[str]:
    from paretoscope.analysis.metrics import metric
    from paretoscope.report.view import interval_text, ratio_text

    info = metric(pair.metric)
    ratio = "-"
    if pair.ratio:
        point = "no interval" if pair.ratio.low is None else "exact"  # counted on both sides
        ratio = f"{ratio_text(pair.ratio, info)} [{interval_text(pair.ratio, info) or point}]"
    mark = "real" if pair.ratio and pair.ratio.real else ""
    return [pair.recipe, pair.metric, info.text(pair.first.value), info.text(pair.second.value), ratio, mark]

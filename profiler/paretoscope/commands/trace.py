"""`paretoscope trace`: where the time of a call goes, by module and by operator, before and after a recipe."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from paretoscope.commands._options import add_study

if TYPE_CHECKING:
    from paretoscope.analysis.inside import Tree


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("trace", help="where the time goes, by module and operator; never enters a timing")
    parser.add_argument("target", metavar="MODEL|STUDY", help="model folder, builtin:demo-lm, or a traced study folder")
    parser.add_argument("--recipe", action="append", metavar="TEXT", help="traced beside the baseline; may be repeated")
    parser.add_argument("--workload", action="append", metavar="TEXT", help="generate or classify; the first is traced")
    parser.add_argument(
        "--out", type=Path, metavar="FOLDER",
        help="for each trial: the tree (.trace.json), a Chrome trace for Perfetto (.chrome.json), folded stacks",
    )  # fmt: skip
    parser.add_argument("--depth", type=int, default=3, help="levels of modules that are printed; default 3")
    add_study(parser)
    parser.add_argument("--json", action="store_true", help="print the trees as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Trace, or read what a study traced; print, and write files. Raises ParetoscopeError."""
    from paretoscope.commands import _tracing
    from paretoscope.commands._inside_text import comparison_text, tree_text

    found = _tracing.stored(Path(args.target)) if _tracing.is_study(Path(args.target)) else _tracing.made(args)
    trees = [tree for tree, _ in found]
    if args.out is not None:
        _tracing.write(args.out, found)
    if args.json:
        print(json.dumps([tree.to_dict() for tree in trees], ensure_ascii=False))
        return 0
    print("\n\n".join([tree_text(tree, args.depth) for tree in trees]))
    for tree in others(trees):
        from paretoscope.analysis.inside import compare

        print("\n\n" + comparison_text(compare(trees[0], tree), args.depth))
    if args.out is not None:
        print(f"\nwrote {args.out}: open *.chrome.json in ui.perfetto.dev or chrome://tracing")
    return 0


def others(trees: list[Tree]) -> list[Tree]:
    """All but the baseline, which they are compared with; none where it is missing."""
    return trees[1:] if trees and trees[0].trial == "baseline" else []

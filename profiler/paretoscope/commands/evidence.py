"""`paretoscope evidence`: the papers, what they claim, and which technique realises them."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from paretoscope.plain import filled

if TYPE_CHECKING:
    from paretoscope.evidence import Paper


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command's arguments."""
    parser = subparsers.add_parser(
        "evidence", help="papers behind the techniques, and those nothing was built from yet"
    )
    parser.add_argument("words", nargs="*", help="an id (seed:594, arxiv:2306.11695), or words to search for")
    parser.add_argument("--technique", default="", help="only papers behind this technique")
    parser.add_argument("--family", default="", help="only this family (quantization, kv_cache ...)")
    parser.add_argument("--stage", default="", help="only this stage (weights, cache ...)")
    parser.add_argument("--json", action="store_true", help="print them as a JSON list")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Find and print. Raises Refused for an unknown id."""
    from paretoscope.evidence import paper, search

    words = " ".join(args.words)
    single = len(args.words) == 1 and ":" in words
    found = [paper(words)] if single else search(words, args.technique, args.family, args.stage)
    if args.json:
        print(json.dumps([p.to_dict() for p in found], ensure_ascii=False))
    elif len(found) == 1:
        print(details(found[0]))
    else:
        print("\n".join(_line(p) for p in found) or "no paper holds all of these words")
        print(f"\n{len(found)} papers; name one id for its claims")
    return 0


def _line(p: Paper) -> str:
    mark = f" [{', '.join(p.techniques)}]" if p.techniques else ""
    return filled(f"{p.id:<28} {p.title}{mark}", 29)


def details(p: Paper) -> str:
    """Everything known of one paper, as text."""
    lines = [p.title, f"{p.id}  {p.link}".rstrip(), "", filled(p.summary, most=100), ""]
    for c in p.claims:
        ours = f"  (here: {c.ours})" if c.ours else ""
        lines.append(filled(f"  claims {c.metric}: {c.value}; {c.setting}{ours}", 4, 100))
    lines.append(f"realised by {', '.join(p.techniques)}" if p.techniques else p.why_none)
    return "\n".join(lines)

"""`paretoscope techniques [ID]`: the catalogue as a table, one card in full, or JSON."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from paretoscope.errors import Refused
from paretoscope.plain import filled

if TYPE_CHECKING:
    from paretoscope.catalog import Catalog, Entry


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command's arguments."""
    parser = subparsers.add_parser("techniques", help="what can be applied to a model")
    parser.add_argument(
        "id", nargs="?", default="", help="show this one in full; words search ids, titles and promises"
    )
    parser.add_argument("--stage", default="", help="only this stage (weights, cache ...)")
    parser.add_argument("--task", default="", help="only for this task (causal_lm, image_classification ...)")
    parser.add_argument("--python", default=None, metavar="PYTHON", help="ask this interpreter what it can run")
    parser.add_argument("--json", action="store_true", help="print them as a JSON list")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the table, a card, or JSON. Raises Refused for an unknown id, Unavailable for a Python that cannot tell."""
    from paretoscope.catalog import packaged

    catalog = packaged() if args.python is None else _described(args.python)
    if args.id in catalog.entries:
        entry = catalog.entries[args.id]
        print(json.dumps([entry.to_dict()], ensure_ascii=False) if args.json else card(entry))
        return 0
    found = [e for e in catalog if _matches(e, args)]
    if args.id and not found:
        raise Refused(f"no technique matches {args.id!r}", "`paretoscope techniques` lists them all")
    print(json.dumps([e.to_dict() for e in found], ensure_ascii=False) if args.json else table(found))
    return 0


def _described(python: str) -> Catalog:
    """As a worker's Python describes them. Raises Unavailable."""
    from paretoscope.study.catalogs import described  # only who asks pays for what starts a worker

    return described(python)


def _matches(entry: Entry, args: argparse.Namespace) -> bool:
    card = entry.card
    text = f"{card.id} {card.title} {card.promise} {card.stage}".lower()
    fits = (not args.stage or card.stage == args.stage) and (not args.task or args.task in card.tasks)
    return fits and all(word in text for word in args.id.lower().split())


def table(entries: list[Entry]) -> str:
    """One line a technique, in stacking order."""
    lines = [f"{'technique':<24} {'stage':<10} {'promise'}"]
    for e in entries:
        marks = [f"simulated: {' and '.join(e.card.simulated)}"] if e.card.simulated else []
        marks += ["lossless"] if e.card.lossless else []
        marks += [] if e.available else [e.why_not]
        note = f" [{', '.join(marks)}]" if marks else ""
        lines.append(filled(f"{e.id:<24} {e.card.stage:<10} {e.card.promise}{note}", 36))
    return "\n".join([*lines, "", f"{len(entries)} techniques; name one for its parameters"])


def card(entry: Entry) -> str:
    """A technique's card and parameters as text."""
    c = entry.card
    facts = [
        ("stage", c.stage), ("tasks", ", ".join(c.tasks)), ("helps", c.helps), ("hurts", c.hurts),
        ("needs", ", ".join([*(str(n) for n in c.needs), *(lib.requirement for lib in c.libraries)])),
        ("simulated", " and ".join(c.simulated)), ("lossless", "outputs stay identical" if c.lossless else ""),
        ("papers", ", ".join(c.papers)), ("missing", "" if entry.available else f"{entry.why_not} - {entry.hint}"),
    ]  # fmt: skip
    lines = [f"{c.title} ({c.id})", filled(c.promise, most=100), ""]
    lines += [filled(f"{name}: {text}", 2, 100) for name, text in facts if text]
    for k in c.conflicts:
        lines.append(filled(f"cannot stand with {k.other}: {k.why}{f' ({k.remedy})' if k.remedy else ''}", 2, 100))
    lines += ["", "parameters:" if entry.parameters else "no parameters"]
    for p in entry.parameters:
        unit, allowed = f" {p.unit}" if p.unit else "", f"; {p.range_text}" if p.range_text else ""
        lines.append(filled(f"  {p.name} = {p.default}{unit}: {p.help} ({p.type}{allowed})", 4, 100))
    return "\n".join(lines)

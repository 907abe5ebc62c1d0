"""`paretoscope cache [clear]`: how much the results of expensive recipes take, and how they are removed."""

from __future__ import annotations

import argparse
import json

from paretoscope.plain import amount


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("cache", help="results of expensive recipes that are kept: their size; remove them")
    parser.add_argument("do", nargs="?", choices=("clear",), help="remove all; the next study applies recipes anew")
    parser.add_argument("--json", action="store_true", help="print folder, number and bytes as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Tell, or remove and tell. Raises Refused, StorageFull."""
    from paretoscope.store import artefacts

    count, size = artefacts.clear() if args.do else artefacts.size()
    if args.json:
        body = {"folder": str(artefacts.folder()), "results": count, "bytes": size, "removed": bool(args.do)}
        print(json.dumps(body, ensure_ascii=False))
        return 0
    noun = "result" if count == 1 else "results"
    print(f"{'removed ' if args.do else ''}{count} {noun}, {amount(size)}, in {artefacts.folder()}")
    return 0

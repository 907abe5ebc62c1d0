"""`paretoscope report STUDY`: pages and tables from a stored study."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from paretoscope.errors import Refused

FORMATS = ("html", "md", "csv", "json")


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command's arguments."""
    parser = subparsers.add_parser("report", help="write a report of a study: HTML, Markdown, CSV or JSON")
    parser.add_argument("study", type=Path, help="study folder, or its results.json")
    parser.add_argument(
        "--format", default="html", metavar="LIST", help=f"of {', '.join(FORMATS)}, separated by commas; default html"
    )
    parser.add_argument(
        "--out", type=Path, help="file (one format), folder, or - for stdout; default: the study's reports folder"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Render and write each format; print where it went. Raises ParetoscopeError."""
    from paretoscope.commands._studies import results_of
    from paretoscope.report import render, renderer

    formats = [f.strip() for f in args.format.split(",") if f.strip()]
    for name in formats:
        renderer(name)
    if str(args.out) == "-" and len(formats) != 1:
        raise Refused("only one format fits on stdout", "name one with --format, or a folder with --out")
    results = results_of(args.study)
    for name in formats:
        body = render(results, name)
        if str(args.out) == "-":
            sys.stdout.buffer.write(body)
        else:
            _write(_target(args.study, args.out, name, len(formats)), body)
    return 0


def _target(study: Path, out: Path | None, name: str, count: int) -> Path:
    """The file a format goes to."""
    if out is None:
        folder = study / "reports" if study.is_dir() else study.parent
        return folder / f"report.{name}"
    if count == 1 and out.suffix and not out.is_dir():
        return out
    return out / f"report.{name}"


def _write(path: Path, body: bytes) -> None:
    from paretoscope.store.folder import not_writable

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    except OSError as error:
        raise not_writable(path, error) from error
    print(path)

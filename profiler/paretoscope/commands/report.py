"""`paretoscope report STUDY`: pages and tables from a stored study."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from paretoscope.errors import Refused

if TYPE_CHECKING:
    from paretoscope.analysis.results import Results

FORMATS = ("html", "pdf", "md", "csv", "json")
CHARTS = ("svg", "png")  # one file a chart, in a folder


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command's arguments."""
    parser = subparsers.add_parser(
        "report", help="write a report of a study: HTML, PDF, Markdown, CSV, JSON, or charts"
    )
    parser.add_argument("study", type=Path, help="study folder, or its results.json")
    parser.add_argument(
        "--format", default="html", metavar="LIST",
        help=f"of {', '.join((*FORMATS, *CHARTS))} (svg and png: every chart), separated by commas; default html",
    )  # fmt: skip
    parser.add_argument(
        "--without", default="", metavar="LIST",
        help="sections to leave out, of: trade-offs, changes, layers, outputs, turns, latency, flips, inside, limit, "
        "claims, machine",
    )  # fmt: skip
    parser.add_argument(
        "--identify", action="store_true", help="name user, machine, folders and paths, which a report leaves out"
    )
    parser.add_argument(
        "--out", type=Path, help="file (one format), folder, or - for stdout; default: the study's reports folder"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Render and write each format; print where it went. Raises ParetoscopeError."""
    from paretoscope.commands._studies import results_of
    from paretoscope.report.sections import without

    formats = _names(args.format)
    _check(formats, str(args.out) == "-")
    results = without(results_of(args.study), _names(args.without))
    for name in formats:
        if name in CHARTS:
            _write_charts(args, name, results)
            continue
        body = _body(args, name, results)
        if str(args.out) == "-":
            sys.stdout.buffer.write(body)
        else:
            _write(_target(args.study, args.out, name, len(formats)), body)
    return 0


def _names(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _check(formats: list[str], to_stdout: bool) -> None:
    unknown = [name for name in formats if name not in (*FORMATS, *CHARTS)]
    if unknown:
        raise Refused(f"unknown format {unknown[0]!r}", "formats are " + ", ".join((*FORMATS, *CHARTS)))
    if to_stdout and (len(formats) != 1 or formats[0] in CHARTS):
        raise Refused("only one format fits on stdout", "name one file's with --format, or a folder with --out")


def _body(args: argparse.Namespace, name: str, results: Results) -> bytes:
    """One format as the file's bytes."""
    from paretoscope.report import printed, render
    from paretoscope.report.private import Where, shared, signed

    where = Where.here(args.study) if args.identify else None
    if name == "pdf":
        return printed.pdf(shared(results) if where is None else signed(results, where))
    return render(results, name, where)


def _write_charts(args: argparse.Namespace, name: str, results: Results) -> None:
    """Every chart as a file of its own."""
    from paretoscope.report import printed
    from paretoscope.report.charts import charts
    from paretoscope.report.private import shared

    found = charts(results) if name == "svg" else printed.pngs(shared(results))
    folder = (args.out or _home(args.study)) / "charts"
    for stem, body in found.items():
        _write(folder / f"{stem}.{name}", body)


def _home(study: Path) -> Path:
    return study / "reports" if study.is_dir() else study.parent


def _target(study: Path, out: Path | None, name: str, count: int) -> Path:
    """The file a format goes to."""
    if out is None:
        return _home(study) / f"report.{name}"
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

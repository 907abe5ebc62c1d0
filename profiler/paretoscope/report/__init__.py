"""Reports from a study's results: a value in, bytes out. Adding a format is one file with a class and one line here."""

from __future__ import annotations

from typing import Protocol

from paretoscope.analysis.results import Results
from paretoscope.errors import Refused

FORMATS = ("html", "md", "csv", "json")


class Renderer(Protocol):
    """Makes one kind of report. `ending` is its file ending and its name on the command line."""

    ending: str

    def render(self, results: Results) -> bytes:
        """The whole file."""
        ...


def renderer(name: str) -> Renderer:
    """The renderer of a format. Raises Refused."""
    from paretoscope.report.csv_report import CsvReport
    from paretoscope.report.html_report import HtmlReport
    from paretoscope.report.json_report import JsonReport
    from paretoscope.report.markdown_report import MarkdownReport

    known: dict[str, Renderer] = {r.ending: r for r in (HtmlReport(), MarkdownReport(), CsvReport(), JsonReport())}
    if name not in known:
        raise Refused(f"unknown format {name!r}", "formats are " + ", ".join(FORMATS))
    return known[name]


def render(results: Results, name: str) -> bytes:
    """A report in that format, without paths of the user's. Raises Refused for an unknown one."""
    from paretoscope.report.private import without_paths

    return renderer(name).render(without_paths(results))

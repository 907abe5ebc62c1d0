"""Reports from a study's results: a value in, bytes out. Adding a format is one file with a class and one line here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from paretoscope.analysis.results import Results
from paretoscope.errors import Refused

if TYPE_CHECKING:
    from paretoscope.report.private import Where

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


def render(results: Results, name: str, where: Where | None = None) -> bytes:
    """A report in that format. Raises Refused for an unknown one.

    Args:
        where: who makes the report and from where, when it is to say so; else it names no user, no host and no path.
    """
    from paretoscope.report.private import shared, signed

    return renderer(name).render(shared(results) if where is None else signed(results, where))

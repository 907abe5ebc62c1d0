"""One self-contained HTML page: no script, no link to anything it needs, light, dark and for paper."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from paretoscope.analysis.metrics import metric, order
from paretoscope.analysis.results import Results
from paretoscope.report import curves, facts, inside, latency, layers, limit, pictures, quality, stacks, view
from paretoscope.report.view import Column, Row

_SECTIONS = (
    ("quality", "Quality", "quality", "The same items for every recipe; differences in the metric's unit, by item."),
    ("memory", "Memory", "memory", "Peak of the process inside a turn, and what was counted on tensors."),
)  # fmt: skip


@dataclass(frozen=True)
class Section:
    """A table of one group of metrics."""

    id: str
    title: str
    text: str
    headings: list[str]
    rows: list[Row]


class HtmlReport:
    """Renders a page."""

    ending = "html"

    def render(self, results: Results) -> bytes:
        """The page as UTF-8."""
        columns = view.main_columns(results)
        sections = [s for s in (_section(results, *spec) for spec in _SECTIONS) if s]
        page = _template().render(
            r=results, style=Markup(_style()), title=facts.title(results), subtitle=facts.subtitle(results),
            facts=facts.key_figures(results), trade_offs=pictures.trade_offs(results),
            headings=[view.heading(c, columns) for c in columns], rows=view.rows(results, columns),
            ratios=pictures.ratios(results), rounds=list(pictures.over_rounds(results)), sections=sections,
            layers=layers.tables(results), latency=latency.tables(results), curves=list(curves.pictures(results)),
            quality=quality.tables(results), inside=inside.tables(results), stacks=list(stacks.pictures(results)),
            limit=limit.tables(results), limit_words=limit.sentences(results),
            roofline=limit.picture(results), roofline_parts=limit.parts_picture(results),
            energy_why=facts.energy_why(results), energy=_section(results, "energy", "Energy", "energy", ""),
            claims=facts.claims(results), method=facts.method(results), health=facts.health(results),
            outputs=facts.output_pairs(results), groups=view.grouped, changed=view.changed_text,
            definitions=view.definitions(results), contents=_contents(results, sections),
        )  # fmt: skip
        return page.encode()


def _section(results: Results, id_: str, title: str, group: str, text: str) -> Section | None:
    names = {(w, n) for _, w, n, _, _ in results.rows() if metric(n).group == group}
    columns = [Column(w, n) for w, n in sorted(names, key=lambda c: (order(c[1]), c[0]))]
    if not columns:
        return None
    return Section(id_, title, text, [view.heading(c, columns) for c in columns], view.rows(results, columns))


def _contents(results: Results, sections: list[Section]) -> list[tuple[str, str]]:
    links = [("summary", "Summary")]
    links += [("trade-offs", "Trade-offs")] if results.pareto else []
    links += [("trials", "All trials"), ("details", "Trial by trial")]
    links += [("layers", "Stacks")] if layers.tables(results) else []
    links += [("latency", "Latency")] if latency.tables(results) else []
    links += [(s.id, s.title) for s in sections]
    links += [("quality-detail", "Quality in detail")] if quality.tables(results) else []
    links += [("inside", "Where the time goes")] if inside.tables(results) else []
    links += [("limit", "The limit")] if results.ceilings else []
    links += [("energy", "Energy")] + ([("claims", "Claims")] if results.claims else [])
    return [*links, ("method", "Method"), ("health", "Health"), ("definitions", "Definitions")]


@cache
def _environment() -> Environment:
    loader = PackageLoader("paretoscope.report", "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _template() -> Template:
    return _environment().get_template("report.html")


def _style() -> str:
    loader = _environment().loader
    assert loader is not None
    return loader.get_source(_environment(), "style.css")[0]

"""Markdown for an issue, a pull request or a README: the words and the tables of the page, without its charts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from markupsafe import Markup

from paretoscope.analysis.results import Results, Trial
from paretoscope.report import curves, facts, inside, latency, layers, limit, pictures, quality, stacks, view
from paretoscope.report.pictures import Picture

Show = Callable[[Picture], Iterator[str]]


class MarkdownReport:
    """Renders Markdown with tables as GitHub reads them."""

    ending = "md"

    def render(self, results: Results) -> bytes:
        """UTF-8 text."""
        return _text(_lines(results, lambda _: iter(()))).encode()


def illustrated(results: Results) -> tuple[str, dict[str, Markup]]:
    """The same words with the page's charts: Markdown whose pictures are named `chart:0`, and each name's SVG."""
    charts: dict[str, Markup] = {}

    def show(picture: Picture) -> Iterator[str]:
        name = f"chart:{len(charts)}"
        charts[name] = picture.svg
        yield from (f"![{_plain(picture.title)}]({name})", "")

    return _text(_lines(results, show)), charts


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"


def _lines(results: Results, show: Show) -> Iterator[str]:
    yield from (f"# {_plain(facts.title(results))}", "", _plain(facts.subtitle(results)), "")
    if results.preliminary:
        yield from ("> Preliminary: too short for a gate or a decision.", "")
    yield from (f"- {_plain(s)}" for s in results.summary)
    yield from ("", "## All trials", "")
    columns = view.main_columns(results)
    head = ["Recipe", *(view.heading(c, columns) for c in columns)]
    yield from _table(head, ([_name(row.trial), *map(_cell, row.cells)] for row in view.rows(results, columns)))
    yield from ("", "A ✓ marks a real change: its 95 % interval excludes no change and it exceeds the threshold.", "")
    yield from _more(pictures.ratios(results), show, 3)
    for picture in pictures.trade_offs(results):
        yield from (f"## {picture.title}", "", _plain(picture.text), "")
        yield from show(picture)
        yield from _table(picture.head, picture.rows)
        yield ""
    yield from ("## Trial by trial", "")
    for trial in results.trials:
        yield from _trial(trial)
    yield from _closing(results, show)


def _more(picture: Picture | None, show: Show, level: int) -> Iterator[str]:
    """A chart whose numbers stand elsewhere as text: it comes only where charts are shown."""
    shown = list(show(picture)) if picture is not None else []
    if picture is not None and shown:
        yield from ("", f"{'#' * level} {_plain(picture.title)}", "", _plain(picture.text), "", *shown)


def _trial(trial: Trial) -> Iterator[str]:
    yield from (f"### {_plain(trial.title)}", "", f"`{_code(trial.recipe)}`", "")
    yield from (f"- {_plain(w)}" for w in trial.words)
    for change in trial.changed:
        yield f"- {_plain(change['technique'])}: {_plain(view.changed_text(change['values']))}"
    yield ""


def _closing(results: Results, show: Show) -> Iterator[str]:
    said = limit.sentences(results)
    yield from (["## The limit", "", *(f"- {_plain(s)}" for s in said)] if said else [])
    yield from _more(limit.picture(results), show, 2)
    yield from _more(limit.parts_picture(results), show, 2)
    for picture in (*curves.pictures(results), *stacks.pictures(results)):
        yield from _more(picture, show, 2)
    for table in [
        *layers.tables(results), *latency.tables(results), *quality.tables(results), *inside.tables(results),
        *limit.tables(results),
    ]:  # fmt: skip
        yield from (f"## {_plain(table.title)}", "", _plain(table.text), "")
        yield from _table(table.head, table.rows)
        yield ""
    why = facts.energy_why(results)
    if why:
        yield from ("## Energy", "", f"No energy is shown: {_plain(why)}.", "")
    if results.claims:
        yield from ("## Claims and measurements", "")
        rows = [[c["technique"], c["claim"], c["setting"], c["measured"], f"{c['verdict']}: {c['why']}"]
                for c in facts.claims(results)]  # fmt: skip
        yield from _table(["Technique", "Claim", "Their setting", "Measured here", "Verdict"], rows)
        yield ""
    for title, pairs in (("Method", facts.method(results)), ("Health of the instrument", facts.health(results))):
        yield from (f"## {title}", "")
        yield from (f"- {k}: {_plain(v)}" for k, v in pairs)
        yield ""
    yield from (f"- {_plain(f)}" for f in results.health.get("flags", []))
    for picture in pictures.over_rounds(results):
        yield from _more(picture, show, 3)
    yield from ("", "## Definitions", "")
    yield from (f"- **{title}** (`{name}`): {text}" for name, title, text in view.definitions(results))


def _name(trial: Trial) -> str:
    marks = [m.replace("_", " ") for m in trial.marks if m != "baseline"]
    marks += [f"simulated {' and '.join(trial.simulated)}"] if trial.simulated else []
    marks += [trial.status] if trial.status not in ("valid", "running") else []
    return f"{trial.title} ({', '.join(marks)})" if marks else trial.title


def _cell(cell: view.Cell) -> str:
    if not cell.ratio:
        return cell.text
    return f"{cell.ratio}{' ✓' if cell.real else ''} ({cell.text})"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(map(_inside, head))} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(map(_inside, row))} |"


def _code(text: str) -> str:
    """Text between backticks: one line, which nothing in it can end."""
    return re.sub(r"\s+", " ", text).replace("`", "")


def _inside(text: str) -> str:
    return _plain(text).replace("|", "\\|")


def _plain(text: object) -> str:
    """Text that Markdown shows as it is: no markup, no HTML, one line."""
    flat = re.sub(r"\s+", " ", str(text))
    return re.sub(r"([\\`*_\[\]])", r"\\\1", flat).replace("<", "&lt;").replace(">", "&gt;")

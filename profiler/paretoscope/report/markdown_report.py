"""Markdown for an issue, a pull request or a README: the words and the tables of the page, without its charts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from paretoscope.analysis.results import Results, Trial
from paretoscope.report import facts, inside, latency, limit, pictures, quality, view


class MarkdownReport:
    """Renders Markdown with tables as GitHub reads them."""

    ending = "md"

    def render(self, results: Results) -> bytes:
        """UTF-8 text."""
        return ("\n".join(_lines(results)).rstrip() + "\n").encode()


def _lines(results: Results) -> Iterator[str]:
    yield from (f"# {_plain(facts.title(results))}", "", _plain(facts.subtitle(results)), "")
    if results.preliminary:
        yield from ("> Preliminary: too short for a gate or a decision.", "")
    yield from (f"- {_plain(s)}" for s in results.summary)
    yield from ("", "## All trials", "")
    columns = view.main_columns(results)
    head = ["Recipe", *(view.heading(c, columns) for c in columns)]
    yield from _table(head, ([_name(row.trial), *map(_cell, row.cells)] for row in view.rows(results, columns)))
    yield from ("", "A ✓ marks a real change: its 95 % interval excludes no change and it exceeds the threshold.", "")
    for picture in pictures.trade_offs(results):
        yield from (f"## {picture.title}", "", _plain(picture.text), "")
        yield from _table(picture.head, picture.rows)
        yield ""
    yield from ("## Trial by trial", "")
    for trial in results.trials:
        yield from _trial(trial)
    yield from _closing(results)


def _trial(trial: Trial) -> Iterator[str]:
    yield from (f"### {_plain(trial.title)}", "", f"`{trial.recipe.replace('`', '')}`", "")
    yield from (f"- {_plain(w)}" for w in trial.words)
    for change in trial.changed:
        yield f"- {_plain(change['technique'])}: {_plain(view.changed_text(change['values']))}"
    yield ""


def _closing(results: Results) -> Iterator[str]:
    yield from (f"- {_plain(s)}" for s in limit.sentences(results))
    for table in [
        *latency.tables(results), *quality.tables(results), *inside.tables(results), *limit.tables(results)
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


def _inside(text: str) -> str:
    return _plain(text).replace("|", "\\|")


def _plain(text: object) -> str:
    """Text that Markdown shows as it is: no markup, no HTML, one line."""
    flat = re.sub(r"\s+", " ", str(text))
    return re.sub(r"([\\`*_\[\]])", r"\\\1", flat).replace("<", "&lt;").replace(">", "&gt;")

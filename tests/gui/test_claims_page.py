"""The claims page: verdicts in words and numbers, strips whose places are true, every state."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from paretoscope.analysis.results import ClaimCheck, Results, Trial
from paretoscope_gui.bridge import Bridge
from paretoscope_gui.measured.claims import VERDICTS, Row, chosen, headline, reach, rows
from paretoscope_gui.state.document import Document
from paretoscope_gui.theme import colours
from paretoscope_gui.views.claims import Page
from paretoscope_gui.views.claims_table import marks
from paretoscope_gui.widgets.empty import EmptyState
from paretoscope_gui.widgets.strip import Marks, draw_strip


def check(verdict: str, **values: object) -> ClaimCheck:
    """A claim of the recorded study's int8 trial."""
    body = {
        "trial": "q", "technique": "quantize.int8_dynamic", "paper": "arxiv:2208.07339", "title": "LLM.int8()",
        "claim": f"memory: {verdict}", "setting": "OPT-175B", "why": f"because {verdict}",
    }  # fmt: skip
    return ClaimCheck(**{**body, "verdict": verdict, **values})  # type: ignore[arg-type]


CLAIMS = [
    check("not comparable"),
    check("agrees", metric="memory.weights", claimed=0.5, measured=0.48, low=0.47, high=0.49),
    check("weaker", metric="latency.tpot", claimed=0.5, measured=0.8, low=0.7, high=0.9),
    check("none", metric="latency.tpot", claimed=0.5, measured=1.01, low=0.9, high=1.1),
    check("opposite", metric="quality.perplexity", claimed=0.0, measured=0.5, low=0.4, high=0.6),
]


@pytest.fixture
def results() -> Results:
    """Results with one claim of each verdict."""
    trial = Trial(id="q", recipe="quantize.int8_dynamic", title="Dynamic int8 quantization", status="valid")
    return Results(trials=[trial], claims=list(CLAIMS))


@pytest.fixture
def page(document: Document, bridge: Bridge, show: Callable[[Page], Page]) -> Page:
    """A shown claims page."""
    return show(Page(document, bridge))


def texts(shown: Page) -> str:
    """Everything that visible labels say."""
    return "\n".join(x.text() for x in shown.findChildren(QLabel) if x.isVisible())


def test_every_verdict_of_the_backend_has_words(results: Results) -> None:
    from paretoscope.analysis import claims

    known = {claims.AGREES, claims.WEAKER, claims.NONE, claims.OPPOSITE, claims.NOT_COMPARABLE}
    assert set(VERDICTS) == known
    assert [r.verdict for r in rows(results)][-1] == "not comparable", "what can be compared comes first"


def test_the_headline_counts(results: Results) -> None:
    found = rows(results)
    assert headline(found) == "Of 4 claims that can be compared: 1 agree, 1 weaker, 1 without effect here, 1 opposite."
    assert "None" in headline(chosen(found, "not comparable"))
    assert headline([]).startswith("No paper")


def test_numbers_are_changes_with_their_intervals(results: Results) -> None:
    found = {r.verdict: r for r in rows(results)}
    assert found["agrees"].claimed.startswith("−50")
    assert found["weaker"].interval == f"{found['weaker']._words(0.7)} to {found['weaker']._words(0.9)}"
    assert found["opposite"].claimed == "±0"
    assert found["opposite"].measured.startswith("+0.5")


def test_half_and_double_stand_as_far_from_no_effect() -> None:
    half = Row(check("none", metric="latency.tpot", claimed=0.5, measured=2.0), "x", "0")
    assert half.place(0.5) == -1.0
    assert half.place(2.0) == 1.0
    assert half.place(0.0) is None
    assert reach(half) > 1.0


@pytest.mark.parametrize(("place", "side"), [(-0.5, -1), (0.5, 1)])
def test_a_strip_draws_less_to_the_left(qapp: object, place: float, side: int) -> None:
    image = QImage(200, 30, QImage.Format.Format_ARGB32)
    image.fill(QColor(colours().surface))
    painter = QPainter(image)
    draw_strip(painter, QRectF(0, 0, 200, 30), Marks(None, place, None, None, 1.0, "bad"))
    painter.end()
    ink = QColor(colours().bad)
    found = [x for x in range(200) if image.pixelColor(x, 15) == ink]
    assert found
    assert (sum(found) / len(found) - 100) * side > 30


def test_claims_are_listed_filtered_and_told_in_full(
    page: Page, document: Document, qtbot: QtBot, results: Results
) -> None:
    document.set_results(results)
    qtbot.waitUntil(lambda: page.stack.leaf == "full")
    assert page.table.model.rowCount() == 4, "at first those that can be compared"
    assert "4 claims" in page.sentence.text()
    assert "1 opposite" in page.bar.accessibleDescription()
    page.show_verdict("opposite")
    assert page.table.model.rowCount() == 1
    qtbot.waitUntil(lambda: "Because opposite." in texts(page), timeout=5000)
    page.show_verdict("")
    assert page.table.model.rowCount() == 5
    page.table.select(rows(results)[0].key)
    qtbot.waitUntil(lambda: "8-bit" in texts(page) or "LLM.int8()" in texts(page), timeout=5000)
    assert "memory: agrees" in texts(page)


def test_keys_walk_through_the_claims(page: Page, document: Document, qtbot: QtBot, results: Results) -> None:
    document.set_results(results)
    qtbot.waitUntil(lambda: page.stack.leaf == "full")
    before = page.table.selected
    page.table.view.setFocus()
    qtbot.keyClick(page.table.view, Qt.Key.Key_Down)
    assert page.table.selected != before
    assert marks(page.table.rows[page.table.selected]).measured is not None


def test_without_claims_the_page_says_why(page: Page, document: Document, results: Results, qtbot: QtBot) -> None:
    def heading() -> list[EmptyState]:
        return [e for e in page.findChildren(EmptyState) if e.isVisible()]

    assert "No study is open" in texts(page)
    document.set_results(Results(trials=results.trials))
    qtbot.waitUntil(lambda: "Nothing to hold against a paper yet" in texts(page), timeout=5000)
    assert len(heading()) == 1


def test_an_unknown_verdict_of_a_newer_program_is_not_comparable() -> None:
    assert Row(check("astonishing"), "x", "0").verdict == "not comparable"


def test_marks_of_a_row_lie_on_its_strip(results: Results) -> None:
    for found in rows(results):
        places = [p for p in (marks(found).claimed, marks(found).measured) if p is not None]
        assert all(abs(p) <= marks(found).reach for p in places)

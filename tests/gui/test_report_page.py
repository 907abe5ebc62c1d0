"""The Report page of a recorded study: every format previewed and saved, nothing told that was not asked for."""

from __future__ import annotations

import platform
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from paretoscope.analysis.results import Results
from paretoscope_gui.state.document import Document
from paretoscope_gui.views import report


@pytest.fixture
def shown(page: Callable[[Any], Any], document: Document, qtbot: QtBot, finished: Results) -> report.Page:
    """The page with the recorded study."""
    made: report.Page = page(report)
    document.set_results(finished)
    return made


@pytest.mark.parametrize(
    ("ending", "start"), [("html", b"<!"), ("pdf", b"%PDF"), ("md", b"#"), ("csv", b""), ("json", b"{")]
)
def test_reports_are_previewed_and_saved(
    shown: report.Page, document: Document, qtbot: QtBot, tmp_path: Path, ending: str, start: bytes
) -> None:
    shown.format.set_value(ending)
    shown._draw()
    qtbot.waitUntil(lambda: len(shown.preview.toPlainText()) > 500)
    file = tmp_path / f"out.{ending}"
    with qtbot.waitSignal(shown.out.saved):
        shown.save(file)
    assert file.read_bytes().startswith(start)
    assert str(Path.home()).encode() not in file.read_bytes()
    assert file.name in shown.saved.text()


def test_a_preview_that_would_look_the_same_is_not_made_again(
    shown: report.Page, document: Document, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: len(shown.preview.toPlainText()) > 500)
    asked: list[object] = []
    monkeypatch.setattr(shown._making, "ask", lambda *_: asked.append(shown.wanted()))
    shown.hide()
    shown.show()
    shown.format.set_value("pdf")
    shown._draw()
    assert asked == [], "pages of a PDF look as HTML does here"
    shown.sections["claims"].setChecked(False)
    shown._draw()
    assert len(asked) == 1
    document.set_results(Results.from_dict(document.results.to_dict()))  # type: ignore[union-attr]
    shown._draw()
    assert len(asked) == 2, "results that have just come are shown"


def test_a_report_that_cannot_be_written_is_told(
    shown: report.Page, document: Document, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(document.problem) as told:
        shown.save(tmp_path / "no" / "such" / "folder.html")
    assert "could not be written" in told.args[0]
    assert told.args[1]


@pytest.mark.parametrize("left_out", ["changes", "outputs", "turns", "claims", "machine"])
def test_a_section_that_is_left_out_is_in_no_format(
    shown: report.Page, document: Document, qtbot: QtBot, left_out: str
) -> None:
    from paretoscope.report import FORMATS, render

    shown.sections[left_out].setChecked(False)
    results = shown.results
    assert results is not None
    assert all(render(results, f) for f in FORMATS)
    if left_out == "machine":
        assert b"2.00GHz" not in render(results, "html")
    qtbot.waitUntil(lambda: bool(shown.preview.toPlainText()))
    assert document.results is not None
    assert document.results.machine, "the document keeps what the report leaves out"


def test_a_report_says_who_made_it_only_when_asked(
    shown: report.Page, document: Document, qtbot: QtBot, tmp_path: Path
) -> None:
    qtbot.waitUntil(lambda: "no user" in shown.privacy.text())
    assert not shown.identify.isChecked()
    shown.identify.setChecked(True)
    qtbot.waitUntil(lambda: "names you" in shown.privacy.text())
    with qtbot.waitSignal(shown.out.saved):
        shown.save(tmp_path / "mine.html")
    assert platform.node() in (tmp_path / "mine.html").read_text(encoding="utf-8")


def test_all_charts_are_saved_and_one_by_a_right_click(
    shown: report.Page, document: Document, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *a, **k: str(tmp_path / "charts"))
    with qtbot.waitSignal(shown.out.saved):
        shown.save_charts()
    assert {f.suffix for f in (tmp_path / "charts").iterdir()} == {".svg", ".png"}
    qtbot.waitUntil(lambda: "\ufffc" in shown.preview.toPlainText())
    one = tmp_path / "one.svg"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(one), ""))
    actions = [a for a in shown.preview.chart_menu("chart:0").actions() if "SVG" in a.text()]
    actions[0].trigger()
    assert one.read_bytes().startswith(b"<?xml")
    one.unlink()
    one.mkdir()
    with qtbot.waitSignal(document.problem) as told:
        actions[0].trigger()
    assert "could not be written" in told.args[0]


def test_markdown_is_copied(shown: report.Page, document: Document, qtbot: QtBot) -> None:
    shown.copy_markdown()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text().startswith("# "))
    assert "Copied" in shown.saved.text()


def test_only_a_study_of_parts_of_stacks_offers_to_leave_them_out(
    shown: report.Page, document: Document, finished: Results, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: shown.stack.leaf == "full")
    assert not shown.sections["layers"].isVisible()
    some = Results.from_dict(finished.to_dict())
    some.trials[-1].below = some.trials[1].id
    some.trials[-1].added = next(t.ratios for t in some.trials if t.ratios)
    document.set_results(some)
    shown._draw()
    assert shown.sections["layers"].isVisible()
    shown.sections["layers"].setChecked(False)
    kept = shown.results
    assert kept is not None
    assert not any(t.added for t in kept.trials)

"""Run, Trade-offs and Report without a study, with a failed one and with one of a newer version; all without torch."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QComboBox, QLabel, QTableView, QWidget
from pytestqt.qtbot import QtBot

from paretoscope.analysis.results import Results
from paretoscope.events import Event, State, to_line
from paretoscope.plan import Study
from paretoscope_gui.bridge import Bridge
from paretoscope_gui.state.document import Document
from paretoscope_gui.views import report, run, tradeoffs
from paretoscope_gui.widgets.empty import EmptyState


def texts(widget: QWidget) -> str:
    """Everything that a page's visible labels say."""
    return "\n".join(x.text() for x in widget.findChildren(QLabel) if x.isVisible())


@pytest.mark.parametrize("module", [run, tradeoffs, report])
def test_without_a_study_a_page_says_what_to_do(page: Callable[[Any], Any], module: Any) -> None:
    shown = page(module)
    empty = [e for e in shown.findChildren(EmptyState) if e.isVisible()]
    assert len(empty) == 1
    assert [b for b in empty[0].findChildren(QAbstractButton) if b.isVisible()]


def test_only_failed_trials_say_so(
    page: Callable[[Any], Any], replay: Callable[[Path], None], simulated: tuple[Study, list[Event]],
    record_study: Callable[..., Path],
) -> None:  # fmt: skip
    ids = list(simulated[0].trials)

    def only_failures(event: Event) -> bool:
        return not event.trial

    folder = record_study(keep=only_failures)
    with (folder / "events" / "study.jsonl").open("a", encoding="utf-8") as file:
        for i, id_ in enumerate(ids):
            file.write(to_line(State(t=2000.0, trial=id_, seq=10_000 + i, state="failed", why="no room")) + "\n")
    shown = page(tradeoffs)
    replay(folder)
    shown.refresh()
    assert "No recipe gave a result" in texts(shown)


def test_a_study_of_a_newer_version_is_refused_with_a_sentence(
    bridge: Bridge, qtbot: QtBot, record_study: Callable[..., Path]
) -> None:
    folder = record_study()
    file = folder / "events" / "study.jsonl"
    file.write_text(file.read_text(encoding="utf-8").replace('"protocol":1', '"protocol":7'), encoding="utf-8")
    told: list[tuple[str, str]] = []
    bridge.failed.connect(lambda *a: told.append(a))
    bridge.open(folder)
    qtbot.waitUntil(lambda: bridge.state == "failed")
    assert "protocol 7" in told[0][0]
    assert told[0][1]


@pytest.mark.parametrize("module", [run, tradeoffs, report])
def test_everything_that_takes_focus_has_a_name(
    page: Callable[[Any], Any], document: Document, qtbot: QtBot, finished: Results,
    module: Any,
) -> None:  # fmt: skip
    shown = page(module)
    document.set_results(finished)
    kinds = (QAbstractButton, QAbstractSlider, QComboBox, QTableView)
    for widget in shown.findChildren(QWidget):
        by_tab = Qt.FocusPolicy.TabFocus in widget.focusPolicy()
        if by_tab and (isinstance(widget, kinds) or widget.isVisible()):
            named = widget.accessibleName() or getattr(widget, "text", lambda: "")()
            assert named or widget.objectName().startswith("qt_"), widget

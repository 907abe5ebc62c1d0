"""Every page in use: what takes focus has a name, shows its focus, and is reached by Tab; text of 200 % is not cut."""

from __future__ import annotations

import itertools
import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt, QThreadPool
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from paretoscope.analysis.inside import path_of
from paretoscope.analysis.record import Record
from paretoscope.analysis.results import ClaimCheck, Results
from paretoscope.analysis.summary import summarise
from paretoscope.catalog import Catalog
from paretoscope.events import Event
from paretoscope.evidence import papers
from paretoscope.models.info import ModelInfo
from paretoscope.plan import Study
from paretoscope.store.recent import remember
from paretoscope_gui.contract import PAGES
from paretoscope_gui.i18n import languages
from paretoscope_gui.plots.base import Plot
from paretoscope_gui.theme import theme
from paretoscope_gui.widgets.painted import Painted
from paretoscope_gui.widgets.when_shown import settled
from paretoscope_gui.window import MainWindow

CLAIM = ClaimCheck(
    trial="quantize.int8_dynamic", technique="quantize.int8_dynamic", paper="arxiv:2208.07339", title="LLM.int8()",
    claim="memory: half", setting="OPT", verdict="weaker", why="less", metric="memory.weights", claimed=0.5,
    measured=0.8, low=0.79, high=0.81,
)  # fmt: skip
LEAF = {"path": "model", "kind": "linear", "name": "linear", "seconds": 0.01, "flops": 1e6, "bytes": 1e6}
TRACE = {
    "format": 1, "trial": "baseline", "plain": {"decode": 0.009}, "tokens": {"decode": 8},
    "roots": [{"path": "", "kind": "phase", "name": "decode", "phase": "decode", "seconds": 0.01, "flops": 1e6,
               "bytes": 1e6, "children": [LEAF]}],
}  # fmt: skip

LAST = {"start": "DropZone", "model": "FitBar", "techniques": "Summary", "run": "TimePlot", "tradeoffs": "Figures",
        "inside": "Icicle", "claims": "Strip", "compare": "HistoryPlot", "report": "Preview"}  # fmt: skip


@pytest.fixture(scope="module")
def results(simulated: tuple[Study, list[Event]], catalog: Catalog) -> Results:
    """The recorded study's results, with a claim."""
    study, events = simulated
    made = summarise(Record(study).feed_all(events), study, catalog)
    made.claims = [CLAIM]
    return made


@pytest.fixture
def full(
    window: MainWindow, qtbot: QtBot, info: ModelInfo, results: Results, record_study: Callable[..., Path]
) -> Iterator[MainWindow]:  # fmt: skip
    """A window in which every page has something to show; each test walks through all pages, as windows are dear."""
    folder = record_study()
    for each in (shutil.copytree(folder, folder.with_name("another")), folder):
        remember(each)
    file = path_of(folder, "baseline")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(TRACE), encoding="utf-8")
    window.document.set_model(str(info.path), info)
    window.document.set_folder(folder)
    bridge = window.ready_bridge()
    bridge.open(folder)
    qtbot.waitUntil(lambda: bridge.record.state == "done", timeout=30_000)
    qtbot.waitUntil(lambda: window.document.results is not None, timeout=30_000)
    window.document.set_results(results)
    yield window
    theme().apply(window.application, "light", 1.0)
    QThreadPool.globalInstance().waitForDone(20_000)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def show(window: MainWindow, name: str) -> QWidget:
    """Bring a page to the front and let it fill."""
    window.show_page(name)
    page = window.pages[name]
    QThreadPool.globalInstance().waitForDone(20_000)
    while not settled() or not _filled(page, LAST[name]):
        QApplication.processEvents()
    for _ in range(6):
        QApplication.processEvents()
    return page


def _filled(page: QWidget, last: str) -> bool:
    """Whether the part that comes last is there, and nothing is held back until it is whole."""
    inside = [w for w in page.findChildren(QWidget) if w.isVisible()]
    told = all(w.accessibleDescription() for w in inside if isinstance(w, Plot))
    return told and any(type(w).__name__ == last for w in inside) and all(w.updatesEnabled() for w in inside)


def focusable(page: QWidget) -> list[QWidget]:
    """Every visible widget that takes the focus by Tab."""
    found = (w for w in page.findChildren(QWidget) if w.isVisible() and w.isEnabled())
    return [w for w in found if w.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(w, QScrollBar)]


def called(widget: QWidget) -> str:
    """What a screen reader says of a widget: its name, else its own text."""
    if widget.accessibleName():
        return widget.accessibleName()
    return widget.text() if isinstance(widget, QAbstractButton) else ""


def test_every_focusable_widget_has_a_name_and_is_reached_by_tab_once(full: MainWindow) -> None:
    drawn: set[str] = set()
    for name in PAGES:
        page = show(full, name)
        drawn |= _told(page, name)
        nameless = [w for w in focusable(page) if not called(w) and not w.objectName().startswith("qt_")]
        assert not nameless, [(name, type(w).__name__, w.parent()) for w in nameless]
        assert focusable(page), f"{name} can be used without a mouse"
        _reached(full, page, name)
    assert {"TimePlot", "ScatterPlot", "ShareBar", "FitBar", "Icicle", "HistoryPlot"} <= drawn


def _told(page: QWidget, name: str) -> set[str]:
    """Every plot and bar says in words what it shows, with values; a plot has the numbers too. Which there were."""
    found = [w for w in page.findChildren(QWidget) if isinstance(w, Plot | Painted) and w.isVisible()]
    for picture in found:
        words = f"{picture.accessibleName()} {picture.accessibleDescription()}"
        assert picture.accessibleName(), (name, type(picture).__name__)
        assert re.search(r"\d", words), (name, type(picture).__name__, words)
        if isinstance(picture, Plot):
            heads, rows = picture.table()
            assert heads, (name, type(picture).__name__)
            assert rows, (name, type(picture).__name__)
    return {type(w).__name__ for w in found}


def _reached(window: MainWindow, page: QWidget, name: str) -> None:
    wanted = {w for w in focusable(page) if w.focusProxy() is None and not _inside_combo(w)}
    seen: list[QWidget] = []
    here: QWidget = page
    for _ in range(3 * len(window.findChildren(QWidget))):
        here = here.nextInFocusChain()
        if here is page:
            break
        if here in wanted:
            seen.append(here)
    assert len(seen) == len(set(seen))
    assert not wanted - set(seen), [(name, type(w).__name__, called(w)) for w in wanted - set(seen)]


def test_the_focus_is_seen_on_everything_that_takes_it(full: MainWindow) -> None:
    """A widget that has the focus looks otherwise than one that has not: it, or the frame around it."""
    full.resize(1600, 1100)
    full.activateWindow()
    unseen = []
    for name in PAGES:
        page = show(full, name)
        for widget in filter(isValid, focusable(page)):
            _into_sight(widget)
            if (held := QApplication.focusWidget()) is not None:
                held.clearFocus()
            without = _around(page, widget)
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            if widget.hasFocus() and _around(page, widget) == without:
                unseen.append((name, type(widget).__name__, called(widget)[:60]))
    assert not unseen, unseen


def _into_sight(widget: QWidget) -> None:
    """Scroll whatever holds it, as Tab does."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()
    QApplication.processEvents()


def _around(page: QWidget, widget: QWidget) -> QImage:
    """A widget as it is seen, with what lies around it."""
    box = QRect(widget.mapTo(page, QPoint(0, 0)), widget.size()).adjusted(-4, -4, 4, 4)
    return page.grab(box & page.rect()).toImage()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_words_are_not_cut_at_any_size(full: MainWindow, scale: float) -> None:
    """A label has the height that its text needs, at its width."""
    theme().apply(full.application, "light", scale)
    full.resize(1600, 1100)
    cut = [(name, *found) for name in PAGES for found in _cut(show(full, name))]
    assert not cut, cut


def test_tool_tips_read_well_and_no_icon_is_without(full: MainWindow) -> None:
    """Qt shows a plain tool tip in one line, however long; what is only an icon says there what it does."""
    full.resize(1600, 1100)
    dumb, long_ = [], []
    for name in PAGES:
        page = show(full, name)
        for widget in [w for w in full.findChildren(QWidget) if w.isVisible()]:
            if isinstance(widget, QAbstractButton) and not widget.text() and not widget.toolTip():
                dumb.append((name, type(widget).__name__, called(widget)))
            long_ += [(name, line) for line in widget.toolTip().split("\n") if len(line) > 80 and " " in line]
        for table in page.findChildren(QTableView):
            long_ += [(name, line) for text in _tips(table) for line in text.split("\n") if len(line) > 80]
    assert not dumb
    assert not long_, "\n".join(map(str, long_))


def _tips(table: QTableView) -> Iterator[str]:
    """The tool tips of a table's heads and of its first rows."""
    model, role = table.model(), Qt.ItemDataRole.ToolTipRole
    for column in range(model.columnCount()):
        yield str(model.headerData(column, Qt.Orientation.Horizontal, role) or "")
        yield from (str(model.index(row, column).data(role) or "") for row in range(min(20, model.rowCount())))


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The window is made in the pseudo-locale: accented, a third longer, in brackets."""
    monkeypatch.setenv(languages.VARIABLE, languages.PSEUDO)
    yield
    monkeypatch.setenv(languages.VARIABLE, "en")
    languages.install()


def test_the_pseudo_locale_is_spoken_everywhere_and_not_cut(pseudo: None, full: MainWindow) -> None:
    """What stands outside the pseudo-locale's brackets is a value, or a sentence of the backend."""
    theirs = _texts_of(full.document.results.to_dict() if full.document.results else {})
    theirs += _texts_of([asdict(p) for p in papers().values()])
    full.resize(1600, 1100)
    bare: list[tuple[str, str]] = []
    cut: list[tuple[object, ...]] = []
    for name in PAGES:
        page = show(full, name)
        bare += [(name, left) for text in _shown(page) if (left := _bare(text, theirs))]
        cut += [(name, *found) for found in _cut(page)]
        tight = [b for b in page.findChildren(QPushButton) if b.isVisible() and b.width() < b.minimumSizeHint().width()]
        cut += [(name, b.text(), b.width(), b.minimumSizeHint().width()) for b in tight]
    assert not bare, "\n".join(map(str, bare))
    assert not cut, "\n".join(map(str, cut))


def _bare(text: str, theirs: list[str]) -> str:
    """What of a text is English and not known to come from the backend; empty: nothing."""
    left = re.sub("⟦[^⟦⟧]*⟧", "", re.sub("⟦[^⟦⟧]*⟧", "", text))
    english = re.compile(r"[a-z]{3,} [a-z]{3,}")
    if not english.search(left) or any(left.strip(" .:;,") in t for t in theirs):
        return ""
    for known in theirs:
        left = left.replace(known, "") if " " in known else left
    return left if english.search(left) else ""


def _shown(page: QWidget) -> Iterator[str]:
    """Every text that is seen or heard on a page, but for logs and reports, which are files."""
    for widget in page.findChildren(QWidget):
        if isinstance(widget, QLabel | QAbstractButton) and widget.isVisible():
            yield re.sub("<[^>]*>", " ", widget.text())
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(i) for i in range(widget.count()))
        if isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        if widget.isVisible():
            yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip())


def _texts_of(value: object) -> list[str]:
    if isinstance(value, dict):
        return [t for v in value.values() for t in _texts_of(v)]
    if isinstance(value, list | tuple):
        return [t for v in value for t in _texts_of(v)]
    return [value, value[:1].upper() + value[1:]] if isinstance(value, str) else []


def _cut(page: QWidget) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for label in page.findChildren(QLabel):
        if not label.isVisible() or not label.text() or label.textFormat() == Qt.TextFormat.RichText:
            continue
        room, metrics = label.contentsRect(), label.fontMetrics()
        need = metrics.height()
        if label.wordWrap():
            width = QRect(0, 0, room.width(), 100_000)
            need = metrics.boundingRect(width, Qt.TextFlag.TextWordWrap, label.text()).height()
        if need > room.height() + 3 and not label.text().endswith("…"):
            found.append((label.text()[:60], room.size().toTuple()))
    return found


def test_nothing_runs_out_of_its_page_at_the_least_size(full: MainWindow) -> None:
    full.resize(full.minimumSize())
    outside = []
    for name in PAGES:
        page = show(full, name)
        for widget in focusable(page):
            area = _area(widget)
            box = QRect(widget.mapTo(page, QPoint(0, 0)), widget.size())
            if area is None and (box.left() < -1 or box.right() > page.width() + 1):
                outside.append((name, called(widget)))
    assert not outside, outside


def test_the_rail_holds_every_page_at_any_size(window: MainWindow) -> None:
    for scale, height in ((1.0, 600), (1.0, 900), (2.0, 600), (2.0, 1200)):
        theme().apply(window.application, "light", scale)
        window.resize(1400, height)
        QApplication.processEvents()
        boxes = [QRect(b.mapTo(window.rail, QPoint(0, 0)), b.size()) for b in window.rail.buttons.values()]
        assert all(a.bottom() < b.top() for a, b in itertools.pairwise(boxes)), "none covers another"
        assert boxes[-1].bottom() <= window.rail.height()
        assert window.height() <= height + 1


def _inside_combo(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QComboBox) or parent.objectName().startswith("qt_"):
            return True
        parent = parent.parentWidget()
    return widget.objectName().startswith("qt_")


def _area(widget: QWidget) -> QAbstractScrollArea | None:
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QAbstractScrollArea):
        parent = parent.parentWidget()
    return parent

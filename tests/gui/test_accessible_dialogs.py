"""Every dialog: what takes focus has a name and is reached by Tab, Escape leaves it, no word is cut at any size."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QScrollArea,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from paretoscope.analysis.results import Results
from paretoscope.catalog import Catalog
from paretoscope.models.info import ModelInfo
from paretoscope.plan import Workload
from paretoscope_gui.plots.dots import AxisSpec, Dot
from paretoscope_gui.plots.scatter import ScatterPlot
from paretoscope_gui.state.studies import Known
from paretoscope_gui.theme import theme
from paretoscope_gui.views.help import About, Keys
from paretoscope_gui.views.outputs_dialog import OutputsDialog
from paretoscope_gui.views.studies import StudiesTable
from paretoscope_gui.views.study_settings import StudySettings
from paretoscope_gui.views.sweep_dialog import SweepDialog
from paretoscope_gui.views.twin import show_twin
from paretoscope_gui.views.workload_dialog import WorkloadDialog
from paretoscope_gui.widgets.asking import notice
from paretoscope_gui.widgets.closing import closing_question
from paretoscope_gui.widgets.command_palette import CommandPalette
from paretoscope_gui.window import MainWindow

Open = Callable[[MainWindow, Results], QDialog]


def _twin(window: MainWindow) -> QDialog:
    plot = ScatterPlot("Trade-offs", window)
    plot.show_dots([Dot("a", "Baseline", 0.01, 1.0), Dot("b", "Int8", 0.02, 1.1)], AxisSpec("Time", "ms", 1e3),
                   AxisSpec("Loss"))  # fmt: skip
    made = show_twin(plot, window)
    plot.close()
    return made


def _palette(window: MainWindow) -> QDialog:
    made = window.findChild(CommandPalette)
    assert made is not None
    made.open_over(window)
    return made


def _studies(window: MainWindow) -> StudiesTable:
    made = StudiesTable(window.document)
    made.setParent(window)
    return made


def _study(window: MainWindow) -> Known:
    path = Path(window.settings.folder) / "a-study-with-quite-a-long-name-20261121-101010"
    return Known(path, path.name, "demo-lm", 9, "quick", 0.0, "done", 3_400_000)


DIALOGS: dict[str, Open] = {
    "closing": lambda w, r: closing_question(w),
    "deleting": lambda w, r: _studies(w).deleting(_study(w)),
    "naming": lambda w, r: _studies(w).naming(_study(w)),
    "notice": lambda w, r: notice(w, "Save the picture", "The picture could not be written to a.png: denied.", "Free."),
    "settings": lambda w, r: StudySettings(w.document.draft, w),
    "sweep": lambda w, r: SweepDialog(w.document, w.document.draft.recipe, w),
    **{f"workload {kind}": lambda w, r, kind=kind: WorkloadDialog(Workload(kind), w) for kind in ("generate", "task")},
    "outputs": lambda w, r: OutputsDialog(r.trials[0], r.trials[1], w),
    "twin": lambda w, r: _twin(w),
    "keys": lambda w, r: Keys(w.actions_, w),
    "about": lambda w, r: About(w.settings.folder, w),
    "palette": lambda w, r: _palette(w),
}


@pytest.fixture
def planned(window: MainWindow, info: ModelInfo, catalog: Catalog) -> Iterator[MainWindow]:
    """A window with a model and a recipe on the workbench."""
    window.document.set_model(str(info.path), info)
    window.document.edit("add", lambda d: d.add_step("prune.wanda", {}, catalog).add_step("kv.snapkv", {}, catalog))
    yield window
    theme().apply(window.application, "light", 1.0)


def shown(dialog: QDialog) -> QDialog:
    """The dialog, laid out."""
    dialog.show()
    for _ in range(4):
        QApplication.processEvents()
    return dialog


def test_every_dialog_is_used_without_a_mouse_and_by_ear(planned: MainWindow, finished: Results, qtbot: QtBot) -> None:
    for name, make in DIALOGS.items():
        dialog = shown(make(planned, finished))
        assert dialog.windowTitle() or dialog.accessibleName(), name
        wanted = {w for w in _focusable(dialog) if not _inner(w)}
        assert wanted, name
        assert not [type(w).__name__ for w in wanted if not _called(w)], name
        assert not wanted - set(_chain(dialog)), (name, [_called(w) for w in wanted - set(_chain(dialog))])
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible(), f"{name} is left by Escape"


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_word_of_a_dialog_is_cut(planned: MainWindow, finished: Results, scale: float) -> None:
    theme().apply(planned.application, "light", scale)
    cut = []
    for name, make in DIALOGS.items():
        dialog = shown(make(planned, finished))
        cut += [(name, *found) for found in _cut(dialog)]
        dialog.close()
    assert not cut, "\n".join(map(str, cut))


def _focusable(dialog: QDialog) -> list[QWidget]:
    found = (w for w in dialog.findChildren(QWidget) if w.isVisible() and w.isEnabled())
    tabbed = (w for w in found if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.focusProxy() is None)
    return [w for w in tabbed if not isinstance(w, QScrollBar) and not w.objectName().startswith("qt_")]


def _inner(widget: QWidget) -> bool:
    """A part of a box of choices, whose name is the box's."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QComboBox):
        parent = parent.parentWidget()
    return parent is not None


def _called(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def _chain(dialog: QDialog) -> Iterator[QWidget]:
    here = dialog.nextInFocusChain()
    while here is not dialog:
        yield here
        here = here.nextInFocusChain()


def _cut(dialog: QDialog) -> Iterator[tuple[str, object]]:
    for widget in dialog.findChildren(QLabel):
        if not widget.isVisible() or not widget.text() or widget.textFormat() == Qt.TextFormat.RichText:
            continue
        room, metrics = widget.contentsRect(), widget.fontMetrics()
        need = metrics.size(0, widget.text())
        if widget.wordWrap():
            need = metrics.boundingRect(
                QRect(0, 0, room.width(), 100_000), Qt.TextFlag.TextWordWrap, widget.text()
            ).size()
        if need.height() > room.height() + 3 or need.width() > room.width() + 3:
            yield widget.text()[:60], (room.size().toTuple(), need.toTuple())
    for each in dialog.findChildren(QAbstractButton):
        if each.isVisible() and each.text() and each.width() < each.minimumSizeHint().width():
            yield each.text(), (each.width(), each.minimumSizeHint().width())
    for area in dialog.findChildren(QScrollArea):
        inside = area.widget()
        if inside is not None and area.isVisible() and inside.width() > area.viewport().width() + 1:
            yield "wider than its area", (inside.width(), area.viewport().width())

"""Export the deployable model of a recipe, as `paretoscope export` writes it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QProgressBar

from paretoscope.analysis.results import Results
from paretoscope_gui.bridge import Bridge
from paretoscope_gui.bridge.ask import Ask
from paretoscope_gui.i18n import tr
from paretoscope_gui.measured.words import name
from paretoscope_gui.numbers import number
from paretoscope_gui.state.document import Document
from paretoscope_gui.widgets.basic import Card, button, column, label, row
from paretoscope_gui.widgets.choice_box import choice_box


class ExportModel(Card):
    """Choose a recipe and a folder; the export is checked by loading it again before it is said to be done."""

    def __init__(self, document: Document, bridge: Bridge) -> None:
        super().__init__()
        self._document, self._bridge = document, bridge
        self._ask: Ask | None = None
        self._cancelled = False
        self._target = Path()
        self.recipes = choice_box(tr("Recipe to export"), 16)
        self.go = button(tr("Export model…"), self.choose, icon_name="export")
        self.cancel = button(tr("Cancel"), self._cancel, "ghost")
        self.open = button(tr("Open folder"), self._open, "link")
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setAccessibleName(tr("The model is being exported"))
        self.words = label(
            tr("Writes the changed model with its recipe and a script that runs it, then loads it again and "
                    "checks that the quality is the same."), "caption",
        )  # fmt: skip
        self.setLayout(
            column(label(tr("Deployable model"), "strong"), self.recipes, self.words, self.busy,
                   row(self.go, self.cancel, self.open, None), gap=2, margins=(4, 3))
        )  # fmt: skip
        self._show(busy=False)

    def show_results(self, results: Results) -> None:
        """Offer the recipes that were measured."""
        kept = self.recipes.currentData()
        self.recipes.clear()
        for trial in results.trials:
            if trial.status == "valid":
                self.recipes.addItem(name(trial), trial.id)
        self.recipes.setCurrentIndex(max(0, self.recipes.findData(kept)))
        self.go.setEnabled(self.recipes.count() > 0 and self._ask is None)

    def choose(self) -> None:
        """Ask for a folder, then export into a new one in it. One at a time: its card shows that one is under way."""
        if self._ask is not None:
            return
        if self._bridge.active:
            self._document.problem.emit(
                tr("A study is being measured."), tr("Export when it is over, so that it is not disturbed.")
            )
            return
        parent = QFileDialog.getExistingDirectory(self, tr("Folder in which the model's folder is made"))
        if parent:
            self.export(free_folder(Path(parent), self.recipes.currentData()))

    def export(self, target: Path) -> None:
        """Start the export into `target`, which must not exist."""
        folder = self._bridge.folder or self._document.folder
        if folder is None:
            return
        self._target = target
        self._show(busy=True)
        self.words.setText(tr("Exporting to {folder} …", folder=target))
        arguments = ["export", str(folder), self.recipes.currentData(), str(target), "--json"]
        self._ask = self._bridge.ask(arguments, self._done, self._failed)

    def _done(self, answer: Any) -> None:
        self._show(busy=False)
        self.open.show()
        self.words.setText(tr("Exported to {folder}. {checked}", folder=self._target, checked=_words(answer)))

    def _failed(self, text: str, hint: str) -> None:
        cancelled, self._cancelled = self._cancelled, False
        self._show(busy=False)
        if cancelled:
            self.words.setText(tr("The export was cancelled; nothing was written."))
            return
        self.words.setText(tr("Nothing was exported."))
        self._document.problem.emit(text, hint)

    def _cancel(self) -> None:
        if self._ask is not None:
            self._cancelled = True
            self.cancel.setEnabled(False)  # it takes a moment
            self.words.setText(tr("Cancelling …"))
            self._ask.cancel()

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._target)))

    def _show(self, busy: bool) -> None:
        if not busy:
            self._ask = None
        self.open.hide()  # until there is something new to be opened
        self.recipes.setEnabled(not busy)
        self.busy.setVisible(busy)
        self.cancel.setVisible(busy)
        self.cancel.setEnabled(busy)
        self.go.setEnabled(not busy and self.recipes.count() > 0)


def free_folder(parent: Path, trial: str) -> Path:
    """A name in `parent` that is not taken."""
    n, target = 1, parent / trial
    while target.exists():
        n += 1
        target = parent / f"{trial}-{n}"
    return target


def _words(answer: Any) -> str:
    """What the check after the export found, as the command printed it."""
    quality = answer.get("quality", {}) if isinstance(answer, dict) else {}
    if not {"measured", "reloaded"} <= set(quality):
        return ""
    pair = {k: number(float(quality[k]), 6) for k in ("measured", "reloaded")}
    return tr("Checked: {measured} before, {reloaded} after loading it again.", **pair)

"""What is known of the open model, in one line above the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from paretoscope_gui.i18n import heading, said, several, tr
from paretoscope_gui.numbers import quantity, whole
from paretoscope_gui.state.document import Document
from paretoscope_gui.state.words import count, task
from paretoscope_gui.theme import icon
from paretoscope_gui.tips import tip
from paretoscope_gui.widgets.basic import IconLabel, button, clear, label, row, tag, widgets_in

if TYPE_CHECKING:
    from paretoscope.models.info import ModelInfo


class ModelStrip(QFrame):
    """Name, facts and warnings of the model; hidden while there is none."""

    change = Signal()

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.setObjectName("strip")
        self._document = document
        self._name = label("", "title", wrap=False)
        self._facts = _Facts()
        self._warnings = _Warnings()
        change = button(tr("Change model"), self.change.emit, "ghost")
        box = row(
            IconLabel("model", 22, "accent"), self._name, 10, self._facts, self._warnings, change,
            gap=2, margins=(5, 2),
        )  # fmt: skip
        box.setStretch(3, 1)
        self.setLayout(box)
        document.model_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the document's model."""
        info = self._document.info
        self.setVisible(info is not None)
        if info is None:
            return
        self._name.setText(_title(self._document.model, info))
        self._name.setToolTip(str(info.path))
        self._facts.show_facts(facts(info))
        self._warnings.show_warnings(tuple(map(said, info.warnings)))
        self.setAccessibleName(tr("Model") + " " + ", ".join([self._name.text(), *(t for t, _ in facts(info))]))


class _Facts(QWidget):
    """As many facts as there is room for, whole ones; the Model page has all."""

    def __init__(self) -> None:
        super().__init__()
        self._row: QHBoxLayout = row(gap=1.5)
        self._row.addStretch(1)
        self.setLayout(self._row)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_facts(self, found: list[tuple[str, str]]) -> None:
        """Show these, the most important first."""
        clear(self._row)
        for at, (text, more) in enumerate(found):
            self._row.insertWidget(at, tag(text, more=heading(more)))
        if self.isVisible():  # else there is no width yet: every tag would be hidden, shown and styled again
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more room, or less."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """The strip appears, perhaps as wide as it was before."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        left = self.width()
        for widget in widgets_in(self._row):
            left -= widget.sizeHint().width() + self._row.spacing()
            told = widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
            if not told or widget.isHidden() == (left >= 0):  # what is new would be shown by its layout
                widget.setVisible(left >= 0)


class _Warnings(QToolButton):
    """A button that opens the list of warnings; hidden without any."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(self.toolButtonStyle().ToolButtonTextBesideIcon)
        self._menu = QMenu(self)
        self.setMenu(self._menu)

    def show_warnings(self, warnings: tuple[str, ...]) -> None:
        """List them."""
        self.setVisible(bool(warnings))
        self.setIcon(icon("warning"))
        self.setText(several(len(warnings), "{n} warning", "{n} warnings"))
        self.setAccessibleName(f"{self.text()}: {' '.join(warnings)}")
        self.setToolTip(tip("\n".join(warnings)))
        self._menu.clear()
        for warning in warnings:
            self._menu.addAction(column_text(warning))


def column_text(text: str, width: int = 90) -> str:
    """A long sentence broken into lines for a menu."""
    lines = [""]
    for word in text.split():
        lines = [*lines[:-1], f"{lines[-1]} {word}".strip()] if len(lines[-1]) + len(word) < width else [*lines, word]
    return "\n".join(lines)


def facts(info: ModelInfo) -> list[tuple[str, str]]:
    """Short facts of a model, each with a longer explanation."""
    found = [(task(info.task), info.architecture)]
    if info.tensors:
        found.append(
            (
                tr("{parameters} parameters", parameters=count(info.parameters)),
                tr("{parameters} stored numbers", parameters=whole(info.parameters)),
            )
        )
    if info.weights:
        found.append((info.dtype, tr("the data type the weights are stored in; the baseline runs in it")))
    if info.tensors:
        found.append((quantity(info.bytes, "B"), tr("size of the weights on disk")))
    if info.layers:
        found.append(
            (
                several(info.layers, "{n} layer", "{n} layers"),
                several(info.heads, "width {width}, {n} head", "width {width}, {n} heads", width=whole(info.hidden)),
            )
        )
    if info.context:
        found.append(
            (tr("context {context}", context=whole(info.context)), tr("tokens the model can look at together"))
        )
    if info.quantized:
        found.append(
            (tr("already quantized: {quantized}", quantized=info.quantized), tr("used as the baseline as it is"))
        )
    return found


def _title(model: str, info: ModelInfo) -> str:
    return model.removeprefix("builtin:") if model.startswith("builtin:") else info.path.name

"""Limits as sliders: what fails them is dimmed, and a sentence names the best recipe within them."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSlider, QWidget

from paretoscope_gui.i18n import tr
from paretoscope_gui.measured.limits import STEPS, Limit
from paretoscope_gui.theme import grown, space, theme
from paretoscope_gui.tips import tip
from paretoscope_gui.widgets.basic import Card, button, clear, column, label, row, widgets_in


class LimitsCard(Card):
    """One slider a metric; `changed()` when a limit moves."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._limits: list[Limit] = []
        self._bounds: dict[str, float] = {}  # by the metric's key; of metrics that are not shown now too
        self._sliders: list[tuple[QSlider, QLabel]] = []
        self._box = column(gap=3)
        self.clear = button(tr("No limits"), self.loosen, "link")
        head = row(label(tr("Limits"), "strong", wrap=False), None, self.clear)
        self.setLayout(column(head, self._box, gap=3, margins=(4, 3)))
        theme().follow(self._grow)

    @property
    def limits(self) -> list[Limit]:
        """The limits as they are set."""
        return self._limits

    def show_limits(self, limits: list[Limit]) -> None:
        """Show these; what was set on the same metric stays."""
        if [x.choice for x in limits] != [x.choice for x in self._limits]:
            self._rebuild(limits)
        self._limits = [replace(x, bound=self._bounds.get(x.choice.key)) for x in limits]
        self._place()

    def arrangement(self) -> dict[str, float]:
        """The bounds that are set, in SI, by the metric's key."""
        return dict(self._bounds)

    def arrange(self, value: Any) -> bool:
        """Set these bounds, now or once the metrics are shown; whether there was anything to set."""
        found = value.items() if isinstance(value, dict) else ()
        self._bounds = {k: float(v) for k, v in found if isinstance(v, int | float) and math.isfinite(v)}
        self._limits = [replace(x, bound=self._bounds.get(x.choice.key)) for x in self._limits]
        self._place()
        self.changed.emit()
        return isinstance(value, dict)

    def _place(self) -> None:
        """The sliders where the bounds are, also when the range of a metric has grown meanwhile."""
        for (slider, _), limit in zip(self._sliders, self._limits, strict=True):
            slider.blockSignals(True)  # the bound is what was asked for, not the next of the slider's steps
            slider.setValue(limit.position)
            slider.blockSignals(False)
        self._write()

    def loosen(self) -> None:
        """No limits at all."""
        self._bounds.clear()
        for slider, _ in self._sliders:
            slider.setValue(STEPS)

    def _rebuild(self, limits: list[Limit]) -> None:
        clear(self._box)
        self._sliders = []
        for i, limit in enumerate(limits):
            slider, words = QSlider(Qt.Orientation.Horizontal), label("", "caption", wrap=False)
            slider.setRange(0, STEPS)
            slider.setValue(STEPS)
            slider.setPageStep(STEPS // 10)
            slider.setAccessibleName(tr("Limit on {metric}", metric=limit.choice.info.title))
            slider.setToolTip(tip(limit.choice.info.definition))
            slider.valueChanged.connect(lambda value, i=i: self._moved(i, value))
            each = QWidget()
            head = row(label(limit.choice.info.title, "soft", wrap=False), None, words)
            each.setLayout(column(head, slider, gap=0))
            self._box.addWidget(each)
            self._sliders.append((slider, words))

        self._grow()

    def _grow(self) -> None:
        """Room for a line and its slider, which grow with the text; known before the first layout."""
        for each in widgets_in(self._box):
            each.setMinimumHeight(self.fontMetrics().height() + grown(space(8), 1.0))

    def _moved(self, i: int, value: int) -> None:
        limit = self._limits[i]
        self._limits[i] = limit = replace(limit, bound=limit.at(value))
        self._bounds.pop(limit.choice.key, None)
        if limit.bound is not None:
            self._bounds[limit.choice.key] = limit.bound
        self._write()
        self.changed.emit()

    def _write(self) -> None:
        for (slider, words), limit in zip(self._sliders, self._limits, strict=True):
            words.setText(limit.words())
            slider.setAccessibleDescription(limit.words())
        self.clear.setVisible(any(x.bound is not None for x in self._limits))

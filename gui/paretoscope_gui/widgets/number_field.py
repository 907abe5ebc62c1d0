"""A number to type, step and, where its range is known, slide; what is wrong is said under it."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSlider, QWidget

from paretoscope.errors import Refused
from paretoscope.params import ParamInfo, Scalar
from paretoscope_gui.i18n import said, tr
from paretoscope_gui.numbers import plain
from paretoscope_gui.state.naming import limits
from paretoscope_gui.widgets.basic import column, label, restyle, row

STEPS = 200
LONGEST = 60  # letters of a number: a page that is pasted by mistake is cut


class NumberField(QWidget):
    """`changed` carries a value that is allowed, once it is settled (return, focus left, slider, step)."""

    changed = Signal(object)

    def __init__(self, info: ParamInfo, owner: str) -> None:
        super().__init__()
        self._info, self._owner = info, owner
        self.entry = _Entry(self)
        self.entry.setFixedWidth(96)
        self.entry.setMaxLength(LONGEST)
        self.entry.editingFinished.connect(self._typed)
        self.slider = _slider(info)
        self._problem = label("", "bad")
        self._problem.setVisible(False)
        self._value: Scalar = info.default
        line = row(gap=2.5)
        if self.slider is not None:
            self.slider.valueChanged.connect(self._slid)
            line.addWidget(self.slider, 1)
        line.addWidget(self.entry)
        if self.slider is None:
            line.addStretch(1)
        self.setLayout(column(line, self._problem, gap=0.5))
        self.set_value(info.default)

    @property
    def value(self) -> Scalar:
        """The last value that was allowed."""
        return self._value

    @property
    def problem(self) -> str:
        """What is wrong with what was typed, empty when nothing."""
        return self._problem.text() if not self._problem.isHidden() else ""

    def set_value(self, value: Scalar) -> None:
        """Show a value without telling."""
        self._value = value
        self.entry.setText(_text(value))
        self._tell("")
        if self.slider is not None:
            self.slider.blockSignals(True)
            self.slider.setValue(self._position(float(value)))
            self.slider.blockSignals(False)

    def set_names(self, name: str, description: str) -> None:
        """What a screen reader says."""
        self.entry.setAccessibleName(name)
        self.entry.setAccessibleDescription(description)
        if self.slider is not None:
            self.slider.setAccessibleName(tr("{name}, slider", name=name))
            self.slider.setAccessibleDescription(description)

    def step(self, direction: int) -> None:
        """One step up or down, inside the range."""
        number = float(self._value)
        size = 1.0 if self._info.type == "int" else _nice(self._info, number)
        self._settle(_fit(self._info, number + direction * size))

    def _typed(self) -> None:
        try:
            value = self._info.checked(_number(self.entry.text(), self._info.type), self._owner)
        except Refused as problem:
            self._tell(_sentence(problem, self._info))
            return
        self._tell("")
        if value != self._value:
            self._settle(value)

    def _slid(self, position: int) -> None:
        low, high = float(self._info.low or 0), float(self._info.high or 0)
        raw = low + (high - low) * position / _steps(self._info)
        self._settle(_fit(self._info, raw))

    def _settle(self, value: Scalar) -> None:
        self.set_value(value)
        self.changed.emit(value)

    def _position(self, value: float) -> int:
        low, high = float(self._info.low or 0), float(self._info.high or 0)
        return round((value - low) / (high - low) * _steps(self._info)) if high > low else 0

    def _tell(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        restyle(self.entry, "invalid", bool(problem))


class _Entry(QLineEdit):
    """Up and down step the value."""

    def __init__(self, field: NumberField) -> None:
        super().__init__()
        self._field = field
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys step."""
        direction = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if direction:
            self._field.step(direction)
            return
        super().keyPressEvent(event)


def _slider(info: ParamInfo) -> QSlider | None:
    """A slider where a linear one can be aimed: both ends known, not too many steps, not too many powers of ten."""
    if info.low is None or info.high is None or info.high <= info.low or info.high - info.low > 512:
        return None
    if info.type == "float" and info.low > 0 and info.high / info.low > 1000:
        return None
    made = QSlider(Qt.Orientation.Horizontal)
    made.setRange(0, _steps(info))
    made.setPageStep(max(1, _steps(info) // 10))
    return made


def _steps(info: ParamInfo) -> int:
    span = float(info.high or 0) - float(info.low or 0)
    return int(span) if info.type == "int" else STEPS


def _fit(info: ParamInfo, raw: float) -> Scalar:
    low, high = info.low, info.high
    raw = raw if low is None else max(float(low), raw)
    raw = raw if high is None else min(float(high), raw)
    return round(raw) if info.type == "int" else float(f"{raw:.3g}")


def _nice(info: ParamInfo, number: float) -> float:
    """A step for a decimal number: a tenth of its size's power of ten, or a twentieth of a known range."""
    if info.low is not None and info.high is not None and info.high - info.low <= 10:
        return 10.0 ** math.floor(math.log10((info.high - info.low) / 10))
    return 10.0 ** (math.floor(math.log10(abs(number))) - 1) if number else 0.1


def _number(text: str, kind: str) -> object:
    typed = text.strip().replace("−", "-")
    for make in (int, float):
        try:
            return make(typed)
        except ValueError:
            continue
    try:  # a decimal comma, as many people type
        return float(typed.replace(",", ".")) if kind == "float" else typed
    except ValueError:
        return typed


def _text(value: Scalar) -> str:
    return plain(value) if isinstance(value, int | float) else str(value)


def _sentence(problem: Refused, info: ParamInfo) -> str:
    text = said(problem.text)
    text = text.partition(": ")[2] or text
    return tr("{text}; allowed: {limits}.", text=text, limits=limits(info)) if limits(info) else f"{text}."

"""A form made from the parameters of a technique or workload: name, control, unit, range, help, values worth trying."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLayout, QLineEdit, QPushButton, QWidget

from paretoscope.params import ParamInfo, Scalar
from paretoscope_gui.i18n import tr
from paretoscope_gui.state.naming import limits, value_text
from paretoscope_gui.state.words import parameter, unit
from paretoscope_gui.widgets.basic import IconButton, button, column, label, line, row
from paretoscope_gui.widgets.flow import FlowLayout
from paretoscope_gui.widgets.number_field import NumberField
from paretoscope_gui.widgets.segmented import Segmented


class ParamForm(QWidget):
    """`changed` after each settled change; `values` holds only what differs from the defaults."""

    changed = Signal()
    sweep_wanted = Signal(str)

    def __init__(
        self,
        infos: tuple[ParamInfo, ...],
        owner: str,
        sweepable: bool = True,
        headings: Mapping[str, str] | None = None,
    ) -> None:
        """`headings`: titles of groups, by the name of each group's first parameter."""
        super().__init__()
        self.fields = {i.name: ParamField(i, owner, sweepable) for i in infos}
        box = column(gap=4.5)
        for name, field in self.fields.items():
            field.changed.connect(self.changed)
            field.sweep_wanted.connect(self.sweep_wanted)
            if headings and name in headings:
                box.addLayout(_group(headings[name], first=not box.count()))
            box.addWidget(field)
        self.setLayout(box)

    @property
    def values(self) -> dict[str, Scalar]:
        """The parameters that differ from their defaults."""
        return {n: f.value for n, f in self.fields.items() if f.value != f.info.default}

    def set_values(self, values: dict[str, Scalar]) -> None:
        """Show values without telling; the others go back to their defaults."""
        for name, field in self.fields.items():
            field.set_value(values.get(name, field.info.default))

    @property
    def problems(self) -> list[str]:
        """What is wrong with what was typed."""
        return [p for f in self.fields.values() if (p := f.problem)]


class ParamField(QWidget):
    """One parameter."""

    changed = Signal()
    sweep_wanted = Signal(str)

    def __init__(self, info: ParamInfo, owner: str, sweepable: bool) -> None:
        super().__init__()
        self.info, self._owner = info, owner
        self.value: Scalar = info.default
        self._show: Callable[[Scalar], None] = lambda value: None
        control = self._control()
        name, description = parameter(info.name), _description(info)
        for widget in (control, *control.findChildren(QWidget)):
            if not widget.accessibleName():
                widget.setAccessibleName(name)
            widget.setAccessibleDescription(description)
        if isinstance(control, NumberField):
            control.set_names(name, description)
        self._reset = IconButton(
            "undo",
            tr("Set {name} back to {default}", name=name, default=value_text(info.default, info)),
            self._to_default,
            14,
        )
        self._control_widget = control
        head = row(label(name, "strong", wrap=False), label(_unit(info), "caption", wrap=False), None, gap=1.5)
        head.addWidget(self._reset)
        box = column(column(head, label(_description(info), "caption"), gap=0.5), control, gap=1.5)
        if sweepable and info.sweep:
            box.addWidget(self._suggestions())
        self.setLayout(box)
        self.set_value(info.default)

    @property
    def problem(self) -> str:
        """What is wrong with what was typed."""
        return self._control_widget.problem if isinstance(self._control_widget, NumberField) else ""

    def set_value(self, value: Scalar) -> None:
        """Show a value without telling."""
        self.value = value
        self._show(value)
        hidden = value == self.info.default
        policy = self._reset.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._reset.setSizePolicy(policy)
        self._reset.setVisible(not hidden)

    def _took(self, value: Scalar) -> None:
        if value != self.value:
            self.set_value(value)
            self.changed.emit()

    def _to_default(self) -> None:
        self._took(self.info.default)

    def _control(self) -> QWidget:
        if self.info.type in ("int", "float"):
            return self._number()
        return {"bool": self._switch, "choice": self._choice}.get(self.info.type, self._text)()

    def _number(self) -> NumberField:
        made = NumberField(self.info, self._owner)
        made.changed.connect(self._took)
        self._show = made.set_value
        return made

    def _switch(self) -> QCheckBox:
        made = QCheckBox(tr("On"))
        made.toggled.connect(self._took)
        self._show = lambda value: _quietly(made, lambda: made.setChecked(bool(value)))
        return made

    def _choice(self) -> QWidget:
        choices = self.info.choices
        if len(choices) <= 5 and sum(map(len, choices)) <= 34:
            segments = Segmented(parameter(self.info.name), [(c, tr(c, about="choice")) for c in choices])
            segments.chosen.connect(self._took)
            self._show = lambda value: segments.set_value(str(value))
            return segments
        box = QComboBox()
        for choice in choices:
            box.addItem(tr(choice, about="choice"), choice)
        box.currentIndexChanged.connect(lambda _: self._took(box.currentData()))
        self._show = lambda value: _quietly(box, lambda: box.setCurrentIndex(box.findData(str(value))))
        return box

    def _text(self) -> QLineEdit:
        made = QLineEdit(placeholderText=_placeholder(self.info))
        made.editingFinished.connect(lambda: self._took(made.text()))
        self._show = lambda value: made.setText(str(value))
        return made

    def _suggestions(self) -> QWidget:
        flow = FlowLayout(gap=1)
        for value in self.info.sweep if self.info.type in ("int", "float", "str") else ():
            flow.addWidget(self._chip(value))
        flow.addWidget(button(tr("Try all…"), lambda: self.sweep_wanted.emit(self.info.name), "link"))
        made = QWidget()
        made.setLayout(flow)
        return made

    def _chip(self, value: Scalar) -> QPushButton:
        made = button(value_text(value), lambda: self._took(self._typed(value)), "chip")
        made.setAccessibleName(
            tr("Set {name} to {value}", name=parameter(self.info.name), value=value_text(value, self.info))
        )
        return made

    def _typed(self, value: Scalar) -> Scalar:
        return self.info.checked(value, self._owner)


def _group(title: str, first: bool) -> QLayout:
    """The heading of a group of fields, under a hairline unless it is the first."""
    heading = label(title, "group")
    return column(heading) if first else column(line(), heading, gap=3.5)


def _quietly(widget: QWidget, do: Callable[[], object]) -> None:
    widget.blockSignals(True)
    do()
    widget.blockSignals(False)


def _description(info: ParamInfo) -> str:
    said = tr(info.help)
    text = said[:1].upper() + said[1:]
    allowed = limits(info) if info.type in ("int", "float") else ""
    return f"{text} ({allowed})" if allowed else text


def _unit(info: ParamInfo) -> str:
    return unit(info.unit)


def _placeholder(info: ParamInfo) -> str:
    return str(info.default) or tr("leave empty for the default")

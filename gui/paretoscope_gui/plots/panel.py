"""A plot with its title, unit and the value under the crosshair; or the reason why there is nothing to plot."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from paretoscope_gui.numbers import scale
from paretoscope_gui.plots.time_plot import TimePlot
from paretoscope_gui.theme import grown, space, theme
from paretoscope_gui.widgets.basic import column, label, row
from paretoscope_gui.widgets.elided import Elided

READ = 300  # ms between two readings of the newest value


class _Reading(QLabel):
    """A curve's name and its value; where both do not fit the name is cut short, the value never.

    Painted by hand: a label that takes another text has the whole page laid out anew, ten times a second.
    """

    def __init__(self) -> None:
        super().__init__()
        self._name = self._value = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setProperty("role", "soft")

    def show_value(self, name: str, value: str) -> None:
        """Show these; without a value nothing."""
        if (name, value) != (self._name, self._value):
            self._name, self._value = name, value
            self.setAccessibleName(f"{name} {value}".strip() if value else "")
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """As much of the name as fits beside the value."""
        if not self._value:
            return
        metrics = self.fontMetrics()
        room = self.width() - metrics.horizontalAdvance(f"   {self._value}")
        name = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, max(0, room))
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(self.alignment()), f"{name}   {self._value}".strip())


class Panel(QWidget):
    """One live plot; `explain` puts a sentence in its place."""

    def __init__(self, plot: TimePlot, last: bool = False) -> None:
        super().__init__()
        self.plot, self._last = plot, not last
        self._title, self._unit = Elided("", "strong"), label("", "caption", wrap=False)
        self._reading = _Reading()
        self._words = label("", "soft")
        self._words.setContentsMargins(space(3), 0, space(3), space(2))
        self._words.hide()
        self._settled = self._more = False
        self._key = ""
        self._soon = QTimer(self, singleShot=True, interval=READ)
        self._soon.timeout.connect(self._read_again)
        head = row(self._title, self._unit, self._reading, gap=1.5, margins=(3, 0))
        head.setStretch(2, 1)
        head.addStretch(0)  # else a title alone would stand in the middle
        box = column(head, plot, self._words, gap=0)
        box.setStretch(1, 1)
        self.setLayout(box)
        self.set_last(last)
        plot.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # as high as there is room
        theme().follow(self._grow)
        self._grow()

    def _grow(self) -> None:
        """Larger text asks for a higher plot; the page scrolls where there is no room."""
        self.plot.setMinimumHeight(grown(space(16), 1.0))
        self._give_axis()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A long reason is shown whole, however narrow the panel is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._words.setMinimumHeight(max(0, self._words.heightForWidth(self.width())))

    def set_last(self, last: bool) -> None:
        """Whether this is the lowest plot, which carries the times."""
        if last == self._last:
            return
        self._last = last
        self.plot.bottom.setStyle(showValues=last)
        self._give_axis()

    def _give_axis(self) -> None:
        """The times have the height that they need at this size of the text."""
        self.plot.bottom.setHeight(grown(space(6), 1.0) if self._last else space(1))

    def set_title(self, title: str, unit: str) -> None:
        """What is shown, in which SI unit."""
        if (title, unit) == (self.plot.words, self.plot.unit) and self._title.text():
            return
        self._title.setText(title)
        self.plot.words, self.plot.unit = title, unit
        self.plot.setAccessibleName(title)

    @property
    def explained(self) -> bool:
        """Whether a sentence stands in the plot's place."""
        return bool(self._words.text())

    def explain(self, text: str) -> None:
        """Why there is no curve; empty: there is one."""
        if text == self._words.text() and self._settled:
            return
        self._settled = True
        self._words.setText(text)
        self._words.setVisible(bool(text))
        self._fit()
        self.plot.setVisible(not text)
        self._reading.setVisible(not text)
        self._unit.setVisible(not text)
        tall = QSizePolicy.Policy.Maximum if text else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Expanding, tall)

    def read_newest(self, key: str = "") -> None:
        """Show the newest value, a few times a second at most: nobody reads more, and each costs as much as a curve."""
        self._key = key
        if not self._soon.isActive():
            self.read(-1.0, key)
            self._soon.start()
        else:
            self._more = True

    def _read_again(self) -> None:
        """What came since the last reading."""
        if self._more:
            self.read_newest(self._key)

    def read(self, t: float, key: str = "") -> None:
        """Show the value at a time, of the curve that is looked at or the newest one; below 0: the newest value."""
        self._more = False
        chosen = key or self.plot.newest()
        value = self.plot.reading(t, chosen)
        self._unit.setText(self.unit_shown())
        self._reading.show_value(self.plot.title(chosen), value)

    def unit_shown(self) -> str:
        """The unit of the axis."""
        factor = self.plot.left.factor
        known = (scale(self.plot.unit, v) for v in (1e-9, 1e-4, 0.1, 5.0, 500.0, 5e3, 5e6, 5e9, 5e12))
        return next((s.unit for s in known if s.factor == factor), self.plot.unit)

"""The guided start above the pages: three numbered steps, what is going on, and the button that leads on."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from paretoscope_gui.i18n import tr
from paretoscope_gui.theme import colours, font, theme
from paretoscope_gui.widgets.basic import IconButton, button, column, label, restyle, row


class Number(QWidget):
    """A step's number in a round: to come, present or done, which shape and colour tell."""

    def __init__(self, number: int, state: str = "present") -> None:
        super().__init__()
        self._number, self._state = number, state
        self._fit()
        theme().follow(self._fit)

    def set_state(self, state: str) -> None:
        """later, present or done."""
        self._state = state
        self.update()

    def _fit(self) -> None:
        self.setFixedSize(QSize(28, 28) * theme().scale)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The round with its number, or with a tick."""
        c, painter = colours(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        later = self._state == "later"
        painter.setPen(QPen(QColor(c.edge), 1) if later else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(c.surface if later else c.accent_tint))
        painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.setPen(QColor(c.dim if later else c.accent))
        painter.setFont(font("strong"))
        text = "✓" if self._state == "done" else str(self._number)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, text)


class GuideBar(QFrame):
    """`wanted()`: the button was pressed; `left()`: the guide was closed."""

    wanted = Signal()
    left = Signal()

    def __init__(self, titles: tuple[str, ...]) -> None:
        super().__init__()
        self.setObjectName("guide")
        self._titles = [tr(t) for t in titles]
        self._rounds = [Number(i, "later") for i in range(1, len(titles) + 1)]
        self._names = [label(t, "caption", wrap=False) for t in self._titles]
        steps = row(gap=2)
        for number, name in zip(self._rounds, self._names, strict=True):
            steps.addWidget(number)
            steps.addWidget(name)
            steps.addSpacing(12)
        steps.addStretch(1)
        self._text = label("", "")
        self.button = button("", self.wanted.emit, "primary")
        close = IconButton("close", tr("Leave the first steps"), self.left.emit, 16)
        words = column(steps, self._text, gap=2)
        box = row(words, self.button, close, gap=3, margins=(5, 3, 3, 3))
        box.setStretch(0, 1)
        box.setAlignment(close, Qt.AlignmentFlag.AlignTop)
        box.setAlignment(self.button, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(box)
        self.hide()

    def show_step(self, step: int, text: str, name: str) -> None:
        """Step 0 to the number of steps, which is their end; what to say, and what the button says, "" for none."""
        for at, (number, title) in enumerate(zip(self._rounds, self._names, strict=True)):
            number.set_state("done" if at < step else "present" if at == step else "later")
            restyle(title, "role", "strong" if at == step else "caption")
        self._text.setText(tr(text))
        self.button.setText(tr(name))
        self.button.setAccessibleName(tr(name))
        self.button.setVisible(bool(name))
        where = tr("Step {n} of {all}: {title}", n=step + 1, all=len(self._titles),
                   title=self._titles[step]) if step < len(self._titles) else tr("All steps are done")  # fmt: skip
        self.setAccessibleName(f"{where}. {tr(text)}")
        self.show()

"""The navigation rail: one button a page, icon over name, numbered shortcuts."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QLabel, QSizePolicy

from paretoscope_gui.actions import shown_keys
from paretoscope_gui.i18n import mark, tr
from paretoscope_gui.theme import colours, font, grown, logo, pixmap, theme
from paretoscope_gui.widgets.basic import IconButton, column

WIDTH = 92
_TITLES = {
    "start": mark("Start"), "model": mark("Model"), "techniques": mark("Techniques"), "run": mark("Run", "page"),
    "tradeoffs": mark("Trade-offs"), "inside": mark("Inside"), "claims": mark("Claims"), "compare": mark("Compare"),
    "report": mark("Report"),
}  # fmt: skip


def page_title(name: str) -> str:
    """A page's name for reading."""
    return tr(_TITLES[name], about="page" if name == "run" else "")


class RailButton(QAbstractButton):
    """A page's button; the chosen one is tinted, the focused one has a ring, a mark tells of news."""

    def __init__(self, icon: str, text: str, keys: str) -> None:
        super().__init__()
        self._icon = icon
        self.marked = False
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Page {text}", text=text))
        self.setToolTip(f"{text} ({shown_keys(keys)})")
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setMaximumHeight(self.sizeHint().height())
        theme().follow(self._grow)

    def _grow(self) -> None:
        self.setMaximumHeight(self.sizeHint().height())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Square enough for an icon over a word."""
        return QSize(grown(WIDTH, 0.55) - 16, round(44 + 16 * theme().scale))

    def minimumSizeHint(self) -> QSize:
        """In a short window the word goes and the icon stays; the tool tip and the screen reader have the word."""
        return QSize(self.sizeHint().width(), 34)

    @property
    def short(self) -> bool:
        """Whether there is no room for the words: all buttons have them, or none."""
        group = self.group()
        together = group.buttons() if group is not None else [self]
        return min(b.height() for b in together) < 40 + 13 * theme().scale

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tint, icon, word, mark, ring."""
        c = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = c.accent if self.isChecked() else c.text if self.underMouse() else c.soft
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.accent_tint if self.isChecked() else c.hover))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        size = grown(24) if self.short else 24
        top = (self.height() - size) // 2 if self.short else 9
        painter.drawPixmap((self.width() - size) // 2, top, pixmap(self._icon, ink, size))
        self._word(painter, ink)
        if self.marked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.accent))
            painter.drawEllipse(self.width() // 2 + 12, max(2, top - 1), 8, 8)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(c.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 7, 7)

    def _word(self, painter: QPainter, ink: str) -> None:
        """The page's name under its icon."""
        if self.short:
            return
        face = font("caption")
        face.setWeight(face.Weight.DemiBold if self.isChecked() else face.Weight.Medium)
        painter.setFont(face)
        painter.setPen(QColor(ink))
        fitted = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - 2)
        painter.drawText(self.rect().adjusted(0, 36, 0, -4), Qt.AlignmentFlag.AlignCenter, fitted)


class Rail(QFrame):
    """The logo, the pages, and at the foot the command palette and the theme."""

    chosen = Signal(str)

    def __init__(self, pages: list[tuple[str, str, str]]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._fit()
        self.setAccessibleName(tr("Pages"))
        mark = QLabel()
        mark.setPixmap(logo(36))
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, RailButton] = {}
        box = column(mark, 14, gap=1, margins=(2, 4, 2, 3))
        for i, (name, icon, text) in enumerate(pages, 1):
            box.addWidget(self._button(name, icon, text, f"Ctrl+{i}"))
        box.addStretch(0)
        self.palette_button = IconButton("command", tr("Find any action ({keys})", keys=shown_keys("Ctrl+K")))
        self.theme_button = IconButton("moon", tr("Switch between light and dark"))
        for foot in (self.palette_button, self.theme_button):
            box.addWidget(foot, 0, Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(box)
        theme().follow(self._theme_icon)
        theme().follow(self._fit)
        self._theme_icon()

    def show_page(self, name: str) -> None:
        """Mark a page as the present one."""
        self.buttons[name].setChecked(True)
        self.mark(name, False)

    def mark(self, name: str, news: bool) -> None:
        """A dot that says that the page has news."""
        self.buttons[name].marked = news
        self.buttons[name].setAccessibleDescription(tr("has news") if news else "")
        self.buttons[name].update()

    def _button(self, name: str, icon: str, text: str, keys: str) -> RailButton:
        made = RailButton(icon, text, keys)
        made.clicked.connect(lambda: self.chosen.emit(name))
        self._group.addButton(made)
        self.buttons[name] = made
        return made

    def _fit(self) -> None:
        self.setFixedWidth(grown(WIDTH, 0.55))

    def _theme_icon(self) -> None:
        self.theme_button.icon_name = "sun" if theme().dark else "moon"
        self.theme_button.redraw()

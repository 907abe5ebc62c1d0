"""Which colour set is on, at which size; puts both on the application and tells who draws by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QScrollArea

from paretoscope_gui.theme.style import style_sheet
from paretoscope_gui.theme.system import desktop
from paretoscope_gui.theme.tokens import DARK, DARK_HIGH, FONTS, GRID, LIGHT, LIGHT_HIGH, MONO, SIZES, WEIGHTS, Colours

FLASH = 1060  # ms of a text cursor's blink, as Qt has it


class Theme(QObject):
    """Light or dark, plain or of high contrast, 100 to 200 %, moving or still. `changed` comes after a restyling."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.colours: Colours = LIGHT
        self.scale, self.high, self.still = 1.0, False, False
        self.contrast = "system"  # system, high or plain

    def prepare(self, application: QApplication, mode: str = "system", scale: float = 1.0) -> None:
        """Colours, palette and font without the style sheet, under which building widgets takes twice as long."""
        self.colours = self.wanted(mode)
        self.high = self.colours in (LIGHT_HIGH, DARK_HIGH)
        self.scale = scale
        application.setStyleSheet("")  # palette and font would each style every widget again
        application.setPalette(palette(self.colours))
        _keep_still(application, self.still)
        application.setFont(self.font("body"))

    def wanted(self, mode: str) -> Colours:
        """The colour set for a mode, as contrast and desktop are now."""
        dark = mode == "dark" or (mode == "system" and desktop().dark())
        high = self.contrast == "high" or (self.contrast == "system" and desktop().high())
        return (DARK_HIGH if high else DARK) if dark else (LIGHT_HIGH if high else LIGHT)

    def dress(self, application: QApplication) -> None:
        """Put the style sheet on what was built."""
        application.setStyleSheet(style_sheet(self.colours, self.scale))

    def apply(self, application: QApplication, mode: str = "system", scale: float = 1.0) -> None:
        """Restyle the application; `mode` is system, light or dark."""
        with _areas_at_rest(application):
            self.prepare(application, mode, scale)
            self.dress(application)
            self.changed.emit()

    @property
    def dark(self) -> bool:
        """The dark set is on."""
        return self.colours.name == DARK.name

    def font(self, role: str = "body", mono: bool = False) -> QFont:
        """The font of a step of the type scale, with figures of equal width."""
        made = QFont()
        made.setFamilies(list(MONO if mono else FONTS))
        made.setPixelSize(max(1, round(SIZES[role] * self.scale)))
        made.setWeight(QFont.Weight(_weight(WEIGHTS[role])))
        made.setFeature(QFont.Tag("tnum"), 1)
        return made


class _Rest(QObject):
    """Keeps a change of style from a scroll area: it measures all its contents then, as often as they are polished."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        area.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Eat it. An area that was hidden when the rest was over hears of it when it is shown."""
        if event.type() == QEvent.Type.Show:
            self.over()
        return event.type() == QEvent.Type.StyleChange

    def over(self) -> None:
        """The area hears of the new style, once."""
        self._area.removeEventFilter(self)
        self.setParent(None)
        QCoreApplication.sendEvent(self._area, QEvent(QEvent.Type.StyleChange))
        self.deleteLater()


def _pending(area: QScrollArea) -> _Rest | None:
    """The rest of an area that was hidden ever since."""
    return next((c for c in area.children() if isinstance(c, _Rest)), None)


@contextmanager
def _areas_at_rest(application: QApplication) -> Iterator[None]:
    """Scroll areas hear of a change of style once, at its end: measuring them took nine tenths of a restyling."""
    areas = [w for w in application.allWidgets() if isinstance(w, QScrollArea)]
    rests = [(area, _pending(area) or _Rest(area)) for area in areas]
    try:
        yield
    finally:
        for area, rest in rests:
            if area.isVisible():
                rest.over()


def _weight(value: int) -> int:
    return round(value / 100) * 100


def _keep_still(application: QApplication, still: bool) -> None:
    """With reduced motion nothing blinks, fades or slides by itself."""
    application.setCursorFlashTime(0 if still else FLASH)
    effects = (Qt.UIEffect.UI_AnimateMenu, Qt.UIEffect.UI_FadeMenu, Qt.UIEffect.UI_AnimateCombo,
               Qt.UIEffect.UI_AnimateTooltip, Qt.UIEffect.UI_FadeTooltip, Qt.UIEffect.UI_AnimateToolBox)  # fmt: skip
    for effect in effects:
        application.setEffectEnabled(effect, False)  # fades and slides show nothing: they are off for everybody


def palette(c: Colours) -> QPalette:
    """The palette for what the style sheet does not reach (native dialogs' parts, item views, placeholder text)."""
    made = QPalette()
    roles = QPalette.ColorRole
    pairs = {
        roles.Window: c.window, roles.WindowText: c.text, roles.Base: c.surface, roles.AlternateBase: c.sunken,
        roles.Text: c.text, roles.Button: c.surface, roles.ButtonText: c.text, roles.BrightText: c.on_accent,
        roles.ToolTipBase: c.surface, roles.ToolTipText: c.text, roles.PlaceholderText: c.dim,
        roles.Highlight: c.accent, roles.HighlightedText: c.on_accent, roles.Link: c.accent, roles.Accent: c.accent,
        roles.Light: c.surface, roles.Midlight: c.hover, roles.Mid: c.border, roles.Dark: c.edge,
    }  # fmt: skip
    for role, colour in pairs.items():
        made.setColor(role, QColor(colour))
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(c.dim))
    return made


@cache
def theme() -> Theme:
    """The one theme of the process."""
    return Theme()


def colours() -> Colours:
    """The colour set that is on."""
    return theme().colours


def font(role: str = "body", mono: bool = False) -> QFont:
    """The font of a step of the type scale at the present size."""
    return theme().font(role, mono)


def grown(width: int, share: float = 0.7) -> int:
    """A fixed width that grows with the text, by that share of the growth, px."""
    return round(width * (1 + (theme().scale - 1) * share))


def space(steps: float = 1) -> int:
    """A distance of that many grid steps, px."""
    return round(GRID * steps)

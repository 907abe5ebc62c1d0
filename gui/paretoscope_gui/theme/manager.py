"""Which colour set is on, at which size; puts both on what can be seen and tells who draws by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from paretoscope_gui.theme.roots import Roots
from paretoscope_gui.theme.style import style_sheet
from paretoscope_gui.theme.system import desktop
from paretoscope_gui.theme.tokens import DARK, DARK_HIGH, FONTS, GRID, LIGHT, LIGHT_HIGH, MONO, SIZES, WEIGHTS, Colours

FLASH = 1060  # ms of a text cursor's blink, as Qt has it


class Theme:
    """Light or dark, plain or of high contrast, 100 to 200 %, moving or still."""

    def __init__(self) -> None:
        self.colours: Colours = LIGHT
        self.scale, self.high, self.still = 1.0, False, False
        self.contrast = "system"  # system, high or plain
        self._roots = Roots()

    def prepare(self, application: QApplication, mode: str = "system", scale: float = 1.0) -> None:
        """Colours, palette and font; the style sheet is put on what is dressed from now on."""
        self.colours = self.wanted(mode)
        self.high = self.colours in (LIGHT_HIGH, DARK_HIGH)
        self.scale = scale
        self._roots.sheet = style_sheet(self.colours, self.scale)
        application.setPalette(palette(self.colours))
        _keep_still(application, self.still)
        application.setFont(self.font("body"))

    def wanted(self, mode: str) -> Colours:
        """The colour set for a mode, as contrast and desktop are now."""
        dark = mode == "dark" or (mode == "system" and desktop().dark())
        high = self.contrast == "high" or (self.contrast == "system" and desktop().high())
        return (DARK_HIGH if high else DARK) if dark else (LIGHT_HIGH if high else LIGHT)

    def dress(self, root: QWidget) -> None:
        """Put the style sheet on a bar, a page or a dialog, and on all that is in it, for as long as it lives."""
        self._roots.dress(root)

    def apply(self, application: QApplication, mode: str = "system", scale: float = 1.0) -> None:
        """Restyle the application at once; `mode` is system, light or dark."""
        for _ in self.change(application, mode, scale):
            pass

    def change(self, application: QApplication, mode: str = "system", scale: float = 1.0) -> Iterator[None]:
        """Restyle it piece by piece. Nothing is painted until all that can be seen is done; what is hidden follows."""
        windows = [w for w in application.topLevelWidgets() if w.isVisible()]
        for window in windows:
            window.setUpdatesEnabled(False)
        try:
            self.prepare(application, mode, scale)
            yield
            for root in self._roots.stale():
                if isValid(root) and root.isVisible():
                    yield from self._roots.redress(root)
                    yield
            yield from self._roots.redress_others()
        finally:
            for window in filter(isValid, windows):
                window.setUpdatesEnabled(True)
        for root in self._roots.stale():
            yield
            if isValid(root) and root.window().isVisible():  # else another window takes its place, or it waits
                yield from self._roots.redress(root)

    def follow(self, redraw: Callable[[], object]) -> None:
        """Call this method of a widget (or of its layout, or of what belongs to it) when it is restyled."""
        self._roots.follow(redraw)

    def forget(self, owner: QObject) -> None:
        """What belongs to it follows no more."""
        self._roots.forget(owner)

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

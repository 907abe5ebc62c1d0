"""The one theme: colours, type, spacing, style sheet. Views and plots ask here and nowhere else."""

from paretoscope_gui.theme.icons import icon, logo, pixmap
from paretoscope_gui.theme.manager import Theme, colours, font, grown, space, theme
from paretoscope_gui.theme.system import desktop
from paretoscope_gui.theme.tokens import (
    DARK,
    DARK_HIGH,
    DASHES,
    LIGHT,
    LIGHT_HIGH,
    OKABE_ITO,
    SYMBOLS,
    Colours,
    contrast,
    series,
)

__all__ = [
    "DARK", "DARK_HIGH", "DASHES", "LIGHT", "LIGHT_HIGH", "OKABE_ITO", "SYMBOLS", "Colours", "Theme", "colours",
    "contrast", "desktop", "font", "grown", "icon", "logo", "pixmap", "series", "space", "theme",
]  # fmt: skip

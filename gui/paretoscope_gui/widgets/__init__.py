"""The parts that pages are made of. They draw and forward; the theme styles them."""

from paretoscope_gui.widgets.banner import Banner
from paretoscope_gui.widgets.basic import (
    Card,
    IconButton,
    IconLabel,
    button,
    column,
    label,
    line,
    restyle,
    row,
    scrolled,
    tag,
)
from paretoscope_gui.widgets.empty import EmptyState
from paretoscope_gui.widgets.flow import FlowLayout
from paretoscope_gui.widgets.segmented import Segmented

__all__ = [
    "Banner", "Card", "EmptyState", "FlowLayout", "IconButton", "IconLabel", "Segmented", "button", "column", "label",
    "line", "restyle", "row", "scrolled", "tag",
]  # fmt: skip

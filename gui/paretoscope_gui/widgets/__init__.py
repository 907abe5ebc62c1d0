"""The parts that pages are made of. They draw and forward; the theme styles them."""

from paretoscope_gui.widgets.banner import Banner
from paretoscope_gui.widgets.basic import (
    Card,
    IconButton,
    IconLabel,
    button,
    clear,
    column,
    label,
    line,
    named,
    restyle,
    row,
    scrolled,
    tag,
    widgets_in,
)
from paretoscope_gui.widgets.empty import EmptyState
from paretoscope_gui.widgets.flow import FlowLayout
from paretoscope_gui.widgets.segmented import Segmented

__all__ = [
    "Banner", "Card", "EmptyState", "FlowLayout", "IconButton", "IconLabel", "Segmented", "button", "clear", "column",
    "label", "line", "named", "restyle", "row", "scrolled", "tag", "widgets_in",
]  # fmt: skip

"""What a plot needs away from the page on which it stood: its title and the names of its axes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from paretoscope_gui.theme import font

if TYPE_CHECKING:
    from paretoscope_gui.plots.axis import Axis
    from paretoscope_gui.plots.base import Plot

ASIDE, UNDER = 20, 16  # px for the name of an upright axis, and of one across
LEAST = QSize(560, 320)  # px of a picture; the live plots are lower on their page


@contextmanager
def entitled(plot: Plot) -> Iterator[None]:
    """Title, axis names and the times of a plot that leaves them to its neighbours, until the end of the block."""
    head, across, upwards = plot.titles()
    item, bottom, left = plot.plotItem, plot.bottom, plot.left
    height, width, values = bottom.fixedHeight, left.fixedWidth, bottom.style["showValues"]
    before = plot.size()
    try:
        plot.resize(before.expandedTo(LEAST))
        left.setWidth((width or 0) + (ASIDE if upwards else 0))
        if head:
            _head(plot, head)
        bottom.setStyle(showValues=True)
        bottom.setHeight(QFontMetrics(font("caption")).height() + 14 + (UNDER if across else 0))
        for axis, name in ((bottom, across), (left, upwards)):
            _name(axis, name, plot.worn.soft)
        _settle(plot)
        yield
    finally:
        item.setTitle(None)
        for axis in (bottom, left):
            _name(axis, "", plot.worn.soft)
        bottom.setStyle(showValues=values)
        bottom.setHeight(height)
        left.setWidth(width)
        plot.resize(before)
        _settle(plot)


def _head(plot: Plot, title: str) -> None:
    """The title, and under it which curve is whose where the page says so beside the plot."""
    item, label = plot.plotItem, plot.plotItem.titleLabel
    curves = "&nbsp;&nbsp; ".join(
        f'<span style="color:{colour or plot.worn.neutral}">{"╍" if dashed else "━"}</span>&nbsp;'
        + escape(name).replace(" ", "&nbsp;")
        for name, colour, dashed in plot.legend()
    )
    small = f'<br><span style="font-size:{font("caption").pixelSize()}px">{curves}</span>' if curves else ""
    item.setTitle(f"<b>{escape(title)}</b>{small}", color=plot.worn.text, size=f"{font('body').pixelSize()}px")
    label.item.setTextWidth(max(100.0, plot.width() - (plot.left.fixedWidth or 0) - 16.0))
    label.setMinimumWidth(0)
    high = label.item.boundingRect().height()
    label.setMaximumHeight(high)
    item.layout.setRowFixedHeight(0, high)


def _name(axis: Axis, name: str, ink: str) -> None:
    axis.setLabel(escape(name), color=ink)
    axis.label.setFont(font("caption"))
    axis.showLabel(bool(name))


def _settle(plot: Plot) -> None:
    """Let the scene find its places at once, as the picture is taken before the event loop turns."""
    plot.plotItem.layout.invalidate()
    plot.plotItem.layout.activate()
    QApplication.sendPostedEvents(plot.plotItem.scene())
    plot.wear(plot.worn)  # labels look for their places anew

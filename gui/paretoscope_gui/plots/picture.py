"""The headline trade-off as a picture for a report's preview, always in light colours."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from paretoscope.analysis.results import Results
from paretoscope_gui.measured.choice import headlines
from paretoscope_gui.measured.points import axis, dots
from paretoscope_gui.plots import export
from paretoscope_gui.plots.scatter import ScatterPlot

SIZE = (760, 360)  # px


def trade_off(results: Results) -> tuple[str, QImage] | None:
    """Title and picture of speed against quality (or memory), None when the study has no two of them."""
    lead = headlines(results)
    pair = [lead[g] for g in ("speed", "training", "quality", "memory") if g in lead][:2]
    if len(pair) < 2:
        return None
    x, y = pair
    shown = dots(results, x, y, relative=True)
    if len(shown) < 2:
        return None
    plot = ScatterPlot(f"{x.info.title} against {y.info.title}")
    plot.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    plot.resize(*SIZE)
    plot.show()  # lays the axes out; nothing reaches the screen
    across, upwards = (axis(c, results, True, False, c.info.title) for c in (x, y))
    plot.show_dots(shown, across, upwards)
    with plot.on_paper():
        made = export.image(plot, SIZE)
    plot.close()
    plot.deleteLater()
    return f"{x.info.title} (across) against {y.info.title} (upwards), relative to the baseline", made

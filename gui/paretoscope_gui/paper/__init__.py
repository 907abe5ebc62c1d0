"""Reports as pages of paper: one layout for the preview on screen and for PDF, always in light colours."""

from paretoscope_gui.paper.charts import chart_at, images
from paretoscope_gui.paper.page import Sheet, lay_out, set_out, sheet

__all__ = ["Sheet", "chart_at", "images", "lay_out", "set_out", "sheet"]

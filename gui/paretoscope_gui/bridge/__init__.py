"""The only door from the window to other processes."""

from paretoscope_gui.bridge.bridge import Bridge
from paretoscope_gui.bridge.ending import Ending

__all__ = ["Bridge", "Ending"]

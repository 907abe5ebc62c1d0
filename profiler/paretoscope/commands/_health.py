"""What the instrument's own tests found on this machine; kept by the store, so that studies can read it too."""

from paretoscope.store.instrument import PARTS, health_file, load, save

__all__ = ["PARTS", "health_file", "load", "save"]

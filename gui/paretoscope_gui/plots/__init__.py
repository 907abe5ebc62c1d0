"""The only user of pyqtgraph (and so of numpy). Import it after the first paint."""

import os

os.environ["PYQTGRAPH_QT_LIB"] = "PySide6"  # before pyqtgraph is imported anywhere

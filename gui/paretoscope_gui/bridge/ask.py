"""One-shot questions to the command: `paretoscope doctor --json` and the like, answered with what they print."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from paretoscope_gui.bridge.child import Child
from paretoscope_gui.bridge.ending import Ending
from paretoscope_gui.i18n import tr


class Ask(QObject):
    """A child whose whole stdout is the answer: JSON if it is JSON, else its text. `over()` once it has ended."""

    over = Signal()

    def __init__(
        self,
        command: list[str],
        done: Callable[[Any], None],
        failed: Callable[[str, str], None],
        parent: QObject | None = None,
        start: bool = True,
    ) -> None:
        super().__init__(parent)
        self._done, self._failed = done, failed
        self._answer: list[bytes] = []
        self.child = Child(self)
        self.child.lines.connect(self._answer.extend)
        self.child.ended.connect(self._ended)
        if start:  # a window that is being closed asks nothing any more
            self.child.start(command)

    def cancel(self) -> None:
        """Give up on the answer; `failed` is told that it was stopped."""
        self.child.cancel()

    def _ended(self, how: Ending) -> None:
        text = b"\n".join(self._answer).decode("utf-8", errors="replace")
        if how.state == "done" or (how.state == "failed" and how.code in (1, 3, 4) and _is_json(text)):
            self._done(_read(text))
        elif how.state == "cancelled":  # the words of an ended study are not for a question
            self._failed(tr("It was stopped before it answered."), "")
        else:
            self._failed(how.text, how.hint)
        self.over.emit()


def _is_json(text: str) -> bool:
    """Some commands answer in full and still report a shortcoming by their exit code (doctor, gate)."""
    return text.lstrip().startswith(("{", "["))


def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text.strip()

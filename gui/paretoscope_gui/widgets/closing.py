"""What becomes of a study that runs when its window, or its tab, is closed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from paretoscope_gui.i18n import tr
from paretoscope_gui.widgets.asking import Answer, Question


def closing_question(window: QWidget) -> Question:
    """Answered with keep, stop or stay; Escape stays too."""
    answers = (
        Answer("stay", tr("Stay here")), Answer("stop", tr("Stop it"), "danger"),
        Answer("keep", tr("Let it go on"), "primary", default=True),
    )  # fmt: skip
    hint = tr("It can go on without the window and is found again when the window opens.")
    return Question(window, tr("A study is running"), tr("A study is running."), hint, answers)

"""Questions over the window in its own looks: a sentence, what follows from it, and answers that name what they do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from paretoscope_gui.i18n import tr
from paretoscope_gui.theme import grown
from paretoscope_gui.widgets.basic import IconLabel, button, column, label, row
from paretoscope_gui.widgets.dialog import Dialog

WIDE = 448  # px
_TONES = {"question": ("info", "accent"), "warn": ("warning", "warn"), "bad": ("error", "bad")}


@dataclass(frozen=True)
class Answer:
    """One button. `key`: what is answered with it; `kind`: primary, danger or plain; Return presses the `default`."""

    key: str
    text: str
    kind: str = ""
    default: bool = False


class Question(Dialog):
    """`answer` is the key of the pressed button, "" when it was left by Escape. Answers stand from left to right."""

    def __init__(
        self, parent: QWidget, title: str, text: str, hint: str, answers: tuple[Answer, ...], tone: str = "question"
    ) -> None:
        super().__init__(parent)
        self.answer, self.text = "", text
        self.setWindowTitle(title)
        self.setAccessibleDescription(f"{text} {hint}".strip())
        self.buttons = {a.key: self._button(a) for a in answers}
        icon, colour = _TONES[tone]
        mark = IconLabel(icon, 24, colour)
        words = column(label(text, "title"), gap=1.5)
        if hint:
            words.addWidget(label(hint, "soft"))
        top = row(mark, words, gap=3)
        top.setStretch(1, 1)
        top.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        inside = column(top, row(None, *self.buttons.values(), gap=2), gap=5, margins=(6, 5))
        self.setLayout(inside)
        wide = max(grown(WIDE), inside.minimumSize().width())
        self.setFixedWidth(wide)
        self.setFixedHeight(inside.totalHeightForWidth(wide))

    def ask(self, then: Callable[[str], object]) -> None:
        """Show it over the window, which goes on; `then` gets the answer. It deletes itself."""
        self.finished.connect(lambda _: then(self.answer))
        self.finished.connect(lambda _: self.deleteLater())
        self.open()

    def wait(self) -> str:
        """Show it and wait for the answer, for what cannot go on without one (the end of the window)."""
        self.exec()
        self.deleteLater()
        return self.answer

    def _button(self, answer: Answer) -> QPushButton:
        made = button(answer.text, lambda: self._take(answer.key), answer.kind)
        made.setAutoDefault(answer.default)
        made.setDefault(answer.default)
        if answer.default:
            made.setFocus()
        return made

    def _take(self, key: str) -> None:
        self.answer = key
        self.accept()


def notice(parent: QWidget, title: str, text: str, hint: str) -> Question:
    """Tell what went wrong where no message of the window can: a sentence, what helps, one button."""
    made = Question(parent, title, text, hint, (Answer("close", tr("Close"), "primary", True),), "bad")
    made.ask(lambda _: None)
    return made


class Naming(Dialog):
    """Asks for a name; `problem` says what is wrong with one, "" when nothing, while it is typed."""

    def __init__(
        self, parent: QWidget, title: str, what: str, name: str, go: str, problem: Callable[[str], str]
    ) -> None:
        super().__init__(parent)
        self._problem = problem
        self.setWindowTitle(title)
        self.entry = QLineEdit(name)
        self.entry.setAccessibleName(what)
        self.entry.selectAll()
        self.entry.textChanged.connect(lambda _: self._check())
        self.go = button(go, self.accept, "primary")
        self.go.setDefault(True)
        self.said = label("", "bad")
        self.said.setMinimumHeight(self.said.fontMetrics().height())  # nothing jumps when a problem appears
        box = column(
            label(title, "title"), 4, label(what, "strong"), self.entry, self.said,
            row(None, button(tr("Cancel"), self.reject), self.go, gap=2), gap=2, margins=(6, 5),
        )  # fmt: skip
        self.setLayout(box)
        self.setFixedWidth(max(grown(WIDE), box.minimumSize().width()))
        self._check()

    @property
    def name(self) -> str:
        """What was typed, without blanks around it."""
        return self.entry.text().strip()

    def ask(self, then: Callable[[str], object]) -> None:
        """Show it over the window; `then` gets the name if it was agreed to. It deletes itself."""
        self.accepted.connect(lambda: then(self.name))
        self.finished.connect(lambda _: self.deleteLater())
        self.open()

    def _check(self) -> None:
        wrong = self._problem(self.name)
        self.said.setText(wrong)
        self.entry.setAccessibleDescription(wrong)
        self.go.setEnabled(bool(self.name) and not wrong)

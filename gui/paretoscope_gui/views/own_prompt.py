"""A prompt of the user's own, answered by the baseline and a recipe in processes of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QProgressBar, QSpinBox, QWidget

from paretoscope_gui.bridge import Bridge
from paretoscope_gui.bridge.ask import Ask
from paretoscope_gui.i18n import tr
from paretoscope_gui.widgets.basic import button, column, label, row

LENGTH, LONGEST = 64, 1024  # tokens of an answer: at first, at most


class OwnPrompt(QWidget):
    """`answered(str, dict, dict)`: the prompt, and what the baseline and the recipe wrote (text, tokens, ended).

    `over()`: the processes have ended, with an answer or without.
    """

    answered = Signal(str, object, object)
    over = Signal()

    def __init__(self, bridge: Bridge, folder: Path, trial: str) -> None:
        super().__init__()
        self._bridge, self._folder, self._trial = bridge, folder, trial
        self._ask: Ask | None = None
        self._stopped = False
        self.prompt = QPlainTextEdit()
        self.prompt.setAccessibleName(tr("Your own prompt"))
        self.prompt.setPlaceholderText(tr("Write a prompt: the baseline and the recipe both answer it."))
        self.prompt.setTabChangesFocus(True)
        self.prompt.setFixedHeight(self.prompt.fontMetrics().height() * 3 + 16)
        self.prompt.installEventFilter(self)
        self.length = QSpinBox()
        self.length.setRange(1, LONGEST)
        self.length.setValue(LENGTH)
        self.length.setSuffix(" " + tr("tokens at most"))
        self.length.setAccessibleName(tr("Length of an answer"))
        self.go = button(tr("Let both answer"), self.ask, "primary", "play")
        self.go.setToolTip(tr("Ctrl+Return"))
        self.stop = button(tr("Cancel"), self.cancel, "ghost")
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setAccessibleName(tr("Both models are being loaded and asked"))
        self.said = label("", "caption", selectable=True)
        line = row(self.length, self.said, None, self.stop, self.go, gap=2)
        line.setStretch(1, 1)
        self.setLayout(column(label(tr("Your own prompt"), "eyebrow"), self.prompt, self.busy, line, gap=1.5))
        self.prompt.textChanged.connect(self._show)
        self._show()

    @property
    def asking(self) -> bool:
        """Whether an answer is on its way."""
        return self._ask is not None

    def ask(self) -> None:
        """Let both answer; a study that is being measured is never disturbed."""
        text = self.prompt.toPlainText()
        if not text.strip() or self.asking:
            return
        if self._bridge.active:
            self.said.setText(tr("A study is being measured. Ask when it is over, so that it is not disturbed."))
            return
        self.said.setText(tr("Both models are being loaded and asked, one after the other. Nothing is timed here."))
        arguments = ["outputs", str(self._folder), "--trial", self._trial, "--new", str(self.length.value()), "--json"]
        given = f"--prompt={text if text != '-' else ' -'}"  # a dash alone would be asked for on stdin
        self._ask = self._bridge.ask([*arguments, given], lambda a: self._done(text, a), self._failed)
        self._show()

    def cancel(self) -> None:
        """Give up on the answer."""
        if self._ask is not None:
            self._stopped = True
            self._ask.cancel()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Return in the prompt asks."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.ask()
                return True
        return super().eventFilter(watched, event)

    def _done(self, prompt: str, answer: Any) -> None:
        self._end()
        told = {t["id"]: t for t in answer.get("trials", [])} if isinstance(answer, dict) else {}
        first, second = told.get("baseline"), told.get(self._trial)
        if first is None or second is None or second["error"]:
            self.said.setText(second["error"] if second else tr("The answer could not be read."))
            return
        self.said.setText("")
        self.answered.emit(prompt, first["outputs"][0], second["outputs"][0])

    def _failed(self, text: str, hint: str) -> None:
        self.said.setText(tr("Stopped.") if self._stopped else " ".join(t for t in (text, hint) if t))
        self._end()

    def _end(self) -> None:
        self._ask, self._stopped = None, False
        self._show()
        self.over.emit()

    def _show(self) -> None:
        self.busy.setVisible(self.asking)
        self.stop.setVisible(self.asking)
        self.go.setEnabled(not self.asking and bool(self.prompt.toPlainText().strip()))

"""The card "This machine": what can be measured here and what not, and the Pythons in which a worker could run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from paretoscope_gui.contract import BridgeLike
from paretoscope_gui.i18n import mark, several, tr
from paretoscope_gui.numbers import quantity
from paretoscope_gui.state.background import Newest
from paretoscope_gui.state.document import Document
from paretoscope_gui.widgets.basic import Card, IconLabel, button, clear, column, label, line, row, tag

if TYPE_CHECKING:
    from paretoscope_gui.state.doctor import Finding
    from paretoscope_gui.state.environments import Environment

_MARKS = {"yes": ("ok", "good"), "partly": ("warning", "warn"), "no": ("minus", "dim")}
_SAID = {"yes": mark("can be measured"), "partly": mark("with limits"), "no": mark("cannot be measured")}


class MachineCard(Card):
    """Filled by `ask`, after the first paint."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document, self._machine, self._found = document, Newest(self), Newest(self)
        self._facts = label(tr("Looking at this machine…"), "soft")
        self._findings, self._pythons = column(label(tr("Checking…"), "caption"), gap=2), column(gap=2)
        self.setLayout(
            column(
                row(IconLabel("machine", 20, "accent"), label(tr("This machine"), "title", wrap=False), None, gap=2),
                self._facts, 2, label(tr("What can be measured"), "eyebrow"), self._findings, 2, line(), 2,
                label(tr("Where models run"), "eyebrow"), self._pythons, gap=2, margins=(5, 4),
            )
        )  # fmt: skip

    def attend(self, document: Document) -> None:
        """Work for this tab's document from now on."""
        self._document = document

    def ask(self, bridge: BridgeLike) -> None:
        """Read the machine, the doctor's findings and the Pythons, none of it in the main thread."""
        self._machine.ask(self._read_machine, self._show_machine)
        self.refresh_pythons()
        chosen = self._document.settings.python
        named = ["--python", chosen] if chosen else []
        bridge.ask(["doctor", "--json", *named], self._show_findings, self._no_findings)

    def refresh_pythons(self) -> None:
        """Look for Pythons again."""
        chosen = self._document.settings.python
        self._found.ask(lambda: _find(chosen), self._show_pythons)

    @staticmethod
    def _read_machine() -> str:
        from paretoscope.machine import this_machine  # psutil is not needed for the first paint

        found = this_machine()
        cores = several(found.physical_cores, "{n} core", "{n} cores")
        memory = tr("{size} memory", size=quantity(found.memory, "B"))
        return f"{found.processor}\n{cores} · {memory}"

    def _show_machine(self, text: str) -> None:
        self._facts.setText(text)

    def _show_findings(self, answer: Any) -> None:
        clear(self._findings)
        from paretoscope_gui.state.doctor import read_doctor  # after the first paint

        for finding in read_doctor(answer):
            self._findings.addWidget(_finding(finding))

    def _no_findings(self, text: str, hint: str) -> None:
        clear(self._findings)
        self._findings.addWidget(
            label(tr("The machine could not be checked. {text} {hint}", text=text, hint=hint), "warn")
        )

    def _show_pythons(self, found: list[Environment]) -> None:
        clear(self._pythons)
        shown = [e for e in found if e.here or e.usable]
        for environment in shown[:4]:
            self._pythons.addWidget(self._python(environment))
        others = len(found) - len(shown)
        if others:
            self._pythons.addWidget(
                label(several(others, "{n} other Python without torch.", "{n} other Pythons without torch."), "caption")
            )
        self._pythons.addWidget(button(tr("Choose another Python…"), self._browse, "link"))

    def _python(self, environment: Environment) -> QWidget:
        chosen = self._document.settings.python
        used = environment.here if not chosen else str(environment.python) == chosen
        words = column(label(environment.name, "strong", wrap=False), label(environment.text, "caption"), gap=0)
        box = row(IconLabel("python", 18, "soft" if environment.usable else "dim"), words, gap=2)
        box.setStretch(1, 1)
        if used:
            box.addWidget(tag(tr("in use"), "accent"))
        elif environment.usable:
            choose = button(tr("Use"), lambda: self._use(environment), "link")
            choose.setAccessibleName(tr("Use {name}", name=environment.name))
            box.addWidget(choose)
        made = QWidget()
        made.setToolTip(str(environment.python))
        made.setLayout(box)
        return made

    def _use(self, environment: Environment) -> None:
        self._document.use_python("" if environment.here else str(environment.python))
        self.refresh_pythons()

    def _browse(self) -> None:
        from PySide6.QtWidgets import QFileDialog  # and its enums, which no first paint needs

        path, _ = QFileDialog.getOpenFileName(self, tr("Choose the Python that has torch and transformers"), "/")
        if path:
            self._document.use_python(path)
            self.refresh_pythons()


def _find(chosen: str) -> list[Environment]:
    from paretoscope_gui.state.environments import find  # after the first paint

    return find(chosen)


def _finding(finding: Finding) -> QWidget:
    icon, tone = _MARKS[finding.state]
    words = column(label(finding.title, "strong", wrap=False), label(finding.text, "caption"), gap=0)
    if finding.hint:
        words.addWidget(label(finding.hint, "caption"))
    mark = IconLabel(icon, 18, tone)
    box = row(mark, words, gap=2)
    box.setStretch(1, 1)
    box.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    made = QWidget()
    made.setAccessibleName(f"{finding.title}: {tr(_SAID[finding.state])}. {finding.text} {finding.hint}")
    made.setLayout(box)
    return made

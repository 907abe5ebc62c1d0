"""Settings of a workload."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from paretoscope.errors import Refused
from paretoscope.plan import WORKLOADS, Workload
from paretoscope_gui.i18n import tr
from paretoscope_gui.state.planning import task_problem
from paretoscope_gui.state.words import WORKLOADS as WORDS
from paretoscope_gui.theme import grown
from paretoscope_gui.widgets.basic import button, column, label, row, scrolled
from paretoscope_gui.widgets.dialog import Dialog
from paretoscope_gui.widgets.param_form import ParamForm


class WorkloadDialog(Dialog):
    """`workload` holds the settings once the dialog was accepted."""

    def __init__(self, workload: Workload, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title, why = (tr(text) for text in WORDS[workload.kind])
        self.workload = workload
        self.setWindowTitle(title)
        self.form = ParamForm(WORKLOADS[workload.kind], title, sweepable=False)
        self.form.set_values(workload.params)
        self._problem = label("", "bad")
        self._problem.hide()
        inside = QWidget()
        inside.setLayout(column(self.form, None, margins=(0, 0, 3, 0)))
        accept = button(tr("Use these settings"), self._accept, "primary")
        accept.setDefault(True)
        self.setLayout(
            column(label(title, "title"), label(why, "soft"), 4, scrolled(inside, title), self._problem,
                   row(None, button(tr("Cancel"), self.reject), accept, gap=2), gap=2, margins=(6, 5))
        )  # fmt: skip
        self.resize_within(grown(480), grown(520, 0.5))

    def _accept(self) -> None:
        found = self.form.problems
        try:
            self.workload = Workload(self.workload.kind, self.form.values).checked()
        except Refused as problem:
            found = [problem.text]
        if self.workload.kind == "task" and not found:
            found = [text for text in (task_problem(self.workload),) if text]
        self._problem.setText(" ".join(found))
        self._problem.setVisible(bool(found))
        if not found:
            self.accept()

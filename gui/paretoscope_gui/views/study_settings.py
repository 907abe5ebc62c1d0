"""What is seldom changed: name and limits of the study, where it runs, where energy is read, data and seed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from paretoscope.params import ParamInfo
from paretoscope_gui.i18n import mark, tr
from paretoscope_gui.state.draft import Draft
from paretoscope_gui.theme import grown
from paretoscope_gui.widgets.basic import button, column, label, row, scrolled
from paretoscope_gui.widgets.dialog import Dialog
from paretoscope_gui.widgets.param_form import ParamForm

MINUTE, GIB = 60.0, 2**30
SAME = (
    "keep_awake",
    "energy_from",
    "accept_estimates",
    "core_power",
    "carbon_intensity",
    "electricity_price",
    "currency",
)  # shown as they are stored
GROUPS = {  # by the first field of each
    "name": mark("The study"), "device": mark("Where it runs"), "energy_from": mark("Energy"),
    "calibration": mark("Data and chance"),
}  # fmt: skip
FIELDS = (
    ParamInfo(name="name", type="str", default="", help="shown in lists and reports; empty: the model's name"),
    ParamInfo(name="time_limit", type="float", default=0.0, low=0.0, high=100_000.0, unit="min",
              help="the study stops in time and says what it could not measure; 0: no limit"),
    ParamInfo(name="precision", type="float", default=0.0, low=0.0, high=50.0, unit="%",
              help="rounds are added until the main ratio is known this well to either side; 0: the protocol's rounds"),
    ParamInfo(name="blocks", type="int", default=0, low=0, high=1000,
              help="how often every process is started anew, so that intervals hold what differs between processes; "
                   "0: as the protocol says"),
    ParamInfo(name="layer_by_layer", type="bool", default=False,
              help="each stack is measured after each of its layers too, to see what each of them adds"),
    ParamInfo(name="trace", type="bool", default=False,
              help="a tracing pass at the end of each trial shows where the time goes; it never enters a timing"),
    ParamInfo(name="device", type="str", default="cpu", help="where models run: cpu, cuda or cuda:1"),
    ParamInfo(name="dtype", type="choice", default="as stored", choices=("as stored", "float32", "bfloat16", "float16"),
              help="data type of the baseline and of every recipe"),
    ParamInfo(name="threads", type="int", default=0, low=0, high=4096,
              help="threads of each operation; 0: the physical cores that are available"),
    ParamInfo(name="memory_limit", type="float", default=0.0, low=0.0, high=100_000.0, unit="GiB",
              help="memory for all models that live at the same time; 0: four fifths of what is free"),
    ParamInfo(name="keep_awake", type="bool", default=True, help="the machine does not sleep while the study runs"),
    ParamInfo(name="energy_from", type="str", default="",
              help="in a virtual machine: HOST:PORT of a paretoscope meter that runs on its host; "
                   "empty: this machine's own counters"),
    ParamInfo(name="accept_estimates", type="bool", default=False,
              help="where no counter can be read, energy is estimated from processor time, with an error of about 60 %;"
                   " such figures are marked and enter no front"),
    ParamInfo(name="core_power", type="float", default=0.0, low=0.0, high=1000.0, unit="W",
              help="what a busy core draws, for that estimate; 0: the method's own figure"),
    ParamInfo(name="carbon_intensity", type="float", default=0.0, low=0.0, high=5000.0, unit="g/kWh",
              help="CO2 equivalents of your electricity, to turn energy into carbon; 0: not given"),
    ParamInfo(name="electricity_price", type="float", default=0.0, low=0.0, high=1000.0, unit="per kWh",
              help="price of your electricity, to turn energy into cost; 0: not given"),
    ParamInfo(name="currency", type="str", default="", help="of that price, for example EUR"),
    ParamInfo(name="calibration", type="str", default="",
              help="UTF-8 text for techniques that look at data; empty: the packaged text"),
    ParamInfo(name="seed", type="int", default=0, low=0, high=2**31 - 1, help="of the order of turns and calibration"),
)  # fmt: skip


class StudySettings(Dialog):
    """`draft` holds the changed plan once the dialog was accepted."""

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.draft = draft
        self.setWindowTitle(tr("Study settings"))
        self.form = ParamForm(FIELDS, "the study", False, {n: tr(title) for n, title in GROUPS.items()})
        self.form.set_values({
            "name": draft.name, "time_limit": draft.budget / MINUTE, "threads": draft.threads,
            "memory_limit": round(draft.memory / GIB, 3), "device": draft.device, "dtype": draft.dtype or "as stored",
            **{name: getattr(draft, name) for name in SAME},
            "calibration": draft.calibration, "seed": draft.seed, "trace": draft.trace, "precision": draft.width * 100,
            "blocks": draft.blocks, "layer_by_layer": draft.explain,
        })  # fmt: skip
        self._problem = label("", "bad")
        self._problem.hide()
        inside = QWidget()
        inside.setLayout(column(self.form, None, margins=(0, 0, 3, 0)))
        accept = button(tr("Use these settings"), self._accept, "primary")
        accept.setDefault(True)
        self.setLayout(
            column(label(tr("Study settings"), "title"), 4, scrolled(inside, tr("Study settings")), self._problem,
                   row(None, button(tr("Cancel"), self.reject), accept, gap=2), gap=2, margins=(6, 5))
        )  # fmt: skip
        self.resize_within(grown(500), grown(620, 0.4))

    def _accept(self) -> None:
        problems = self.form.problems
        self._problem.setText(" ".join(problems))
        self._problem.setVisible(bool(problems))
        if problems:
            return
        value: dict[str, Any] = {n: f.value for n, f in self.form.fields.items()}
        self.draft = replace(
            self.draft, name=str(value["name"]), budget=float(value["time_limit"]) * MINUTE,
            threads=int(value["threads"]), memory=round(float(value["memory_limit"]) * GIB),
            device=str(value["device"]).strip() or "cpu",
            dtype="" if value["dtype"] == "as stored" else str(value["dtype"]),
            calibration=str(value["calibration"]), seed=int(value["seed"]), trace=bool(value["trace"]),
            width=float(value["precision"]) / 100, blocks=int(value["blocks"]), explain=bool(value["layer_by_layer"]),
            **{name: value[name] for name in SAME},
        )  # fmt: skip
        self.accept()

"""The scenes of the pictures: each brings the window into a state that is to be seen. `screenshots.py` plays them."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from paretoscope_gui.widgets.guide_bar import GuideBar
from paretoscope_gui.window import MainWindow


@dataclass(frozen=True)
class Stage:
    """What a scene has to play with."""

    window: MainWindow
    model: str
    study: Path | None
    others: tuple[Path, ...] = ()

    def wait(self, until: Callable[[], object], seconds: float = 20.0) -> None:
        """Let the window work until a condition holds. Raises TimeoutError."""
        left = round(seconds * 50)
        while not until():
            if left <= 0:
                raise TimeoutError("a scene did not come about")
            left -= 1
            self.rest(0.02)

    def rest(self, seconds: float) -> None:
        """Let the window work for a while."""
        loop = QEventLoop()
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        loop.exec()


Scene = Callable[[Stage], None]
SCENES: dict[str, tuple[Scene, bool]] = {}


def scene(name: str, study: bool = False) -> Callable[[Scene], Scene]:
    """Register a scene; `study`: it needs a study folder."""

    def keep(function: Scene) -> Scene:
        SCENES[name] = (function, study)
        return function

    return keep


@scene("start")
def _start(stage: Stage) -> None:
    stage.window.show_page("start")
    findings = stage.window.pages["start"].machine._findings  # type: ignore[attr-defined]
    stage.wait(lambda: findings.count() > 1, 60)


@scene("model")
def _model(stage: Stage) -> None:
    _open_model(stage)
    stage.window.show_page("model")


@scene("techniques")
def _techniques(stage: Stage) -> None:
    _open_model(stage)
    page = stage.window.pages["techniques"]
    for technique in ("prune.cfsp", "quantize.weight_only"):
        page.open(technique)  # type: ignore[attr-defined]
        page.card.toggle()  # type: ignore[attr-defined]
    page.add_trial()  # type: ignore[attr-defined]
    page.open("kv.snapkv")  # type: ignore[attr-defined]
    page.card.toggle()  # type: ignore[attr-defined]


@scene("techniques-conflict")
def _conflict(stage: Stage) -> None:
    _techniques(stage)
    page = stage.window.pages["techniques"]
    page.open("kv.lagkv")  # type: ignore[attr-defined]
    page.card.toggle()  # type: ignore[attr-defined]


@scene("first-steps")
def _first_steps(stage: Stage) -> None:
    stage.window.actions_["study.tour"].trigger()
    stage.wait(lambda: stage.window.findChildren(GuideBar))
    stage.window.findChildren(GuideBar)[0].wanted.emit()
    stage.window.pages["techniques"].open("quantize.int8_dynamic")  # type: ignore[attr-defined]


@scene("tabs", study=True)
def _tabs(stage: Stage) -> None:
    _open_study(stage)
    stage.window.show_page("run")
    stage.window.new_tab()
    _open_model(stage)
    stage.window.show_tab(stage.window.tabs[0])


@scene("refused")
def _refused(stage: Stage) -> None:
    _start(stage)
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "my-model"
        empty.mkdir()
        stage.window.open_path(str(empty))
        stage.wait(stage.window.banners)


@scene("run", study=True)
def _run(stage: Stage) -> None:
    _open_study(stage)
    stage.window.show_page("run")


@scene("tradeoffs", study=True)
def _tradeoffs(stage: Stage) -> None:
    _open_study(stage)
    stage.window.show_page("tradeoffs")


@scene("marks", study=True)
def _marks(stage: Stage) -> None:
    _tradeoffs(stage)
    chart = stage.window.pages["tradeoffs"].chart  # type: ignore[attr-defined]
    chart.further.click()
    for box, words in ((chart.size, "Peak memory"), (chart.colour, "Time to first token")):
        box.setCurrentIndex(max(0, box.findText(words)))
        box.activated.emit(box.currentIndex())


@scene("outputs", study=True)
def _outputs(stage: Stage) -> None:
    from paretoscope_gui.views.outputs_dialog import OutputsDialog
    from paretoscope_gui.views.own_prompt import OwnPrompt

    _tradeoffs(stage)
    results, bridge = stage.window.document.results, stage.window.bridge
    trial = next(t for t in results.trials[1:] if t.outputs != results.trials[0].outputs)
    own = OwnPrompt(bridge, stage.study, trial.id)
    own.prompt.setPlainText("def mean(values):")
    OutputsDialog(results.trials[0], trial, stage.window, own).open()


@scene("parallel", study=True)
def _parallel(stage: Stage) -> None:
    _tradeoffs(stage)
    page = stage.window.pages["tradeoffs"]
    page.shape.set_value("all")  # type: ignore[attr-defined]
    page.shape.chosen.emit("all")  # type: ignore[attr-defined]


@scene("inside", study=True)
def _inside(stage: Stage) -> None:
    _open_study(stage)
    stage.window.show_page("inside")
    page = stage.window.pages["inside"]
    stage.wait(lambda: page.time.trees, 60)  # type: ignore[attr-defined]
    page.time.trial.setCurrentIndex(page.time.trial.count() - 1)  # type: ignore[attr-defined]
    page.time.beside.setChecked(True)  # type: ignore[attr-defined]


@scene("roofline", study=True)
def _roofline(stage: Stage) -> None:
    _open_study(stage)
    stage.window.show_page("inside")
    page = stage.window.pages["inside"]
    page.mode.set_value("roof")  # type: ignore[attr-defined]
    page.mode.chosen.emit("roof")  # type: ignore[attr-defined]


@scene("claims", study=True)
def _claims(stage: Stage) -> None:
    _open_study(stage)
    stage.window.show_page("claims")


@scene("compare", study=True)
def _compare(stage: Stage) -> None:
    from paretoscope.store.recent import remember

    for folder in (*stage.others, stage.study):
        if folder is not None:
            remember(folder)
    _open_study(stage)
    stage.window.show_page("compare")
    page = stage.window.pages["compare"]
    stage.wait(lambda: page.table.lines or len(page.studies) < 2, 60)  # type: ignore[attr-defined]
    stage.wait(lambda: page.history.past, 60)  # type: ignore[attr-defined]


@scene("studies", study=True)
def _studies(stage: Stage) -> None:
    _compare(stage)
    page = stage.window.pages["compare"]
    page.mode.set_value("all")  # type: ignore[attr-defined]
    page.mode.chosen.emit("all")  # type: ignore[attr-defined]


@scene("report", study=True)
def _report(stage: Stage) -> None:
    _open_study(stage)
    stage.window.show_page("report")


@scene("palette")
def _palette(stage: Stage) -> None:
    _open_model(stage)
    stage.window.actions_["view.palette"].trigger()


@scene("keys")
def _keys(stage: Stage) -> None:
    stage.window.actions_["help.keys"].trigger()


@scene("about")
def _about(stage: Stage) -> None:
    stage.window.actions_["help.about"].trigger()


@scene("settings")
def _settings(stage: Stage) -> None:
    from paretoscope_gui.views.study_settings import StudySettings

    _techniques(stage)
    StudySettings(stage.window.document.draft, stage.window).open()


@scene("sweep")
def _sweep(stage: Stage) -> None:
    from paretoscope_gui.views.sweep_dialog import SweepDialog

    _techniques(stage)
    SweepDialog(stage.window.document, stage.window.document.draft.recipe, stage.window).open()


@scene("workload")
def _workload(stage: Stage) -> None:
    from paretoscope_gui.views.workload_dialog import WorkloadDialog

    _techniques(stage)
    WorkloadDialog(stage.window.document.draft.workloads[0], stage.window).open()


@scene("twin", study=True)
def _twin(stage: Stage) -> None:
    _tradeoffs(stage)
    stage.window.pages["tradeoffs"].plot.table_wanted.emit()  # type: ignore[attr-defined]


@scene("instrument", study=True)
def _instrument(stage: Stage) -> None:
    _run(stage)
    page = stage.window.pages["run"]
    page._tabs.chosen.emit("fared")  # type: ignore[attr-defined]


@scene("menu")
def _menu(stage: Stage) -> None:
    bar = stage.window.menuBar()
    view = bar.actions()[2]
    bar.setActiveAction(view)


@scene("running")
def _running(stage: Stage) -> None:
    """A scripted study in real time, as nobody should wait for a model here."""
    _scripted(stage, {"*": {"tpot": 0.02, "real_time": True, "quality": {"perplexity": 3.0}}})
    bridge = stage.window.ready_bridge()
    stage.wait(lambda: bridge.state == "running" and bridge.record.round > 1, 90)


@scene("failed")
def _failed(stage: Stage) -> None:
    bad = {"tpot": 0.01, "fail_at": {"phase": "apply", "how": "error"}}
    _scripted(stage, {"*": {"tpot": 0.01}, "quantize.weight_only": bad})
    bridge = stage.window.ready_bridge()
    stage.wait(lambda: bridge.state in ("done", "failed"), 90)


def _scripted(stage: Stage, script: dict[str, object]) -> None:
    os.environ["PARETOSCOPE_NULL"] = json.dumps(script)
    stage.window.document.settings.studies = tempfile.mkdtemp()
    _open_model(stage)
    page = stage.window.pages["techniques"]
    for technique in ("quantize.weight_only", "prune.cfsp"):
        page.open(technique)  # type: ignore[attr-defined]
        page.card.toggle()  # type: ignore[attr-defined]
        page.add_trial()  # type: ignore[attr-defined]
    stage.window.actions_["study.run"].trigger()


def _empty(name: str) -> None:
    """The page as it is before anything was run."""

    @scene(f"empty-{name}")
    def _show(stage: Stage) -> None:
        stage.window.show_page(name)


for _name in ("model", "techniques", "run", "tradeoffs", "inside", "claims", "compare", "report"):
    _empty(_name)


def _open_model(stage: Stage) -> None:
    stage.window.open_path(stage.model)
    stage.wait(lambda: stage.window.document.info is not None and stage.window.page_name == "techniques")


def _open_study(stage: Stage) -> None:
    stage.window.open_path(str(stage.study))
    stage.wait(lambda: stage.window.document.results is not None)

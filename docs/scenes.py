"""The scenes of the pictures: each brings the window into a state that is to be seen. `screenshots.py` plays them."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from stage import Stage, open_model, open_study, scene, wait_for

from paretoscope_gui.views import compare, inside, techniques, tradeoffs
from paretoscope_gui.widgets.guide_bar import GuideBar


@scene("start")
def _start(stage: Stage) -> None:
    stage.window.show_page("start")
    findings = stage.window.start.machine._findings
    stage.wait(lambda: findings.count() > 1, 60)


@scene("model")
def _model(stage: Stage) -> None:
    open_model(stage)
    stage.window.show_page("model")


@scene("techniques")
def planned(stage: Stage) -> None:
    """A plan with a trial of two techniques, and a third one on the workbench."""
    open_model(stage)
    page = stage.window.page(techniques.Page)
    for technique in ("prune.cfsp", "quantize.weight_only"):
        page.open(technique)
        page.card.toggle()
    page.add_trial()
    page.open("kv.snapkv")
    page.card.toggle()


@scene("techniques-conflict")
def _conflict(stage: Stage) -> None:
    planned(stage)
    page = stage.window.page(techniques.Page)
    page.open("kv.lagkv")
    page.card.toggle()


@scene("first-steps")
def _first_steps(stage: Stage) -> None:
    stage.window.actions_["study.tour"].trigger()
    stage.wait(lambda: stage.window.findChildren(GuideBar))
    stage.window.findChildren(GuideBar)[0].wanted.emit()
    wait_for(stage, "techniques")
    stage.window.page(techniques.Page).open("quantize.int8_dynamic")


@scene("tabs", study=True)
def _tabs(stage: Stage) -> None:
    open_study(stage)
    stage.window.show_page("run")
    stage.window.new_tab()
    open_model(stage)
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
    open_study(stage)
    stage.window.show_page("run")


@scene("tradeoffs", study=True)
def _tradeoffs(stage: Stage) -> None:
    open_study(stage)
    stage.window.show_page("tradeoffs")
    stage.wait(lambda: stage.window.document.trial)  # picture, table and the trial that is looked at first


@scene("marks", study=True)
def _marks(stage: Stage) -> None:
    _tradeoffs(stage)
    chart = stage.window.page(tradeoffs.Page).chart
    chart.further.click()
    for box, metric in ((chart.mark_size, "memory.peak"), (chart.mark_colour, "latency.ttft")):
        names = [getattr(box.itemData(i), "name", "") for i in range(box.count())]
        box.setCurrentIndex(names.index(metric))
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
    page = stage.window.page(tradeoffs.Page)
    page.shape.set_value("all")
    page.shape.chosen.emit("all")


@scene("inside", study=True)
def _inside(stage: Stage) -> None:
    open_study(stage)
    stage.wait(lambda: stage.window.document.trial)  # which the trade-offs begin with
    stage.window.show_page("inside")
    page = stage.window.page(inside.Page)
    stage.wait(lambda: page.time.trees, 60)
    stage.window.document.choose_trial(page.time.trees[-1].trial)  # which results that come later leave alone
    page.time.beside.setChecked(True)


@scene("roofline", study=True)
def _roofline(stage: Stage) -> None:
    open_study(stage)
    stage.window.show_page("inside")
    page = stage.window.page(inside.Page)
    page.mode.set_value("roof")
    page.mode.chosen.emit("roof")


@scene("parts", study=True)
def _parts(stage: Stage) -> None:
    _roofline(stage)
    page: Any = stage.window.pages["inside"]
    page.roof.what.set_value("parts")
    page.roof.what.chosen.emit("parts")


@scene("claims", study=True)
def _claims(stage: Stage) -> None:
    open_study(stage)
    stage.window.show_page("claims")


@scene("compare", study=True)
def _compare(stage: Stage) -> None:
    from paretoscope.store.recent import remember

    for folder in (*stage.others, stage.study):
        if folder is not None:
            remember(folder)
    open_study(stage)
    stage.wait(lambda: stage.window.document.trial)  # which the trade-offs begin with
    stage.window.show_page("compare")
    page = stage.window.page(compare.Page)
    stage.wait(lambda: page.table.lines or len(page.studies) < 2, 60)
    stage.wait(lambda: page.history.past, 60)


@scene("studies", study=True)
def studies(stage: Stage) -> None:
    """The list of all studies."""
    _compare(stage)
    page = stage.window.page(compare.Page)
    page.mode.set_value("all")
    page.mode.chosen.emit("all")


@scene("report", study=True)
def _report(stage: Stage) -> None:
    open_study(stage)
    stage.window.show_page("report")


@scene("exporting", study=True)
def exporting(stage: Stage) -> Any:
    """The card of a model that is being exported, as if for a long time; gives it, with how the export ends."""
    stage.window.resize(stage.window.width(), 1000)
    _report(stage)
    page: Any = stage.window.pages["report"]
    stage.wait(lambda: page.stack.leaf == "full" and page.model.recipes.count())
    ends: list[Any] = []
    page.model._bridge = SimpleNamespace(
        folder=stage.study, active=False, ask=lambda arguments, *end: ends.extend(end) or SimpleNamespace()
    )  # fmt: skip
    page.model.export(Path("/models/int8_dynamic"))
    page._side.ensureWidgetVisible(page.model)
    return ends


@scene("exported", study=True)
def _exported(stage: Stage) -> None:
    exporting(stage)[0]({"quality": {"measured": 79.123, "reloaded": 79.123}})


@scene("not-exported", study=True)
def _not_exported(stage: Stage) -> None:
    exporting(stage)[1]("The model could not be exported: the disk is full.", "Free some space.")


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
    open_model(stage)
    page = stage.window.page(techniques.Page)
    for technique in ("quantize.weight_only", "prune.cfsp"):
        page.open(technique)
        page.card.toggle()
        page.add_trial()
    stage.window.actions_["study.run"].trigger()


def _empty(name: str) -> None:
    """The page as it is before anything was run."""

    @scene(f"empty-{name}")
    def _show(stage: Stage) -> None:
        stage.window.show_page(name)


for _name in ("model", "techniques", "run", "tradeoffs", "inside", "claims", "compare", "report"):
    _empty(_name)


def _altered(stage: Stage, old: str, new: str) -> Path:
    """A copy of the study whose plan is another one."""
    assert stage.study is not None
    folder = Path(tempfile.mkdtemp()) / stage.study.name
    shutil.copytree(stage.study, folder)
    for name in ("study.toml", "results.json"):
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(re.sub(old, new, text, count=1), encoding="utf-8")
    return folder


@scene("newer", study=True)
def _newer(stage: Stage) -> None:
    """A study that a later version of the program wrote."""
    stage.window.open_path(str(_altered(stage, r'^schema = 1|"schema": 1', "schema = 99")))
    stage.wait(stage.window.banners)


@scene("no-model", study=True)
def _no_model(stage: Stage) -> None:
    """A study whose model is gone."""
    stage.window.open_path(str(_altered(stage, 'model = "[^"]*"', 'model = "/models/gone"')))
    stage.wait(stage.window.banners)
    stage.wait(lambda: stage.window.document.results is not None)

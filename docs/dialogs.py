"""The scenes of the pictures that show what opens before a page: dialogs, menus, the palette."""

from __future__ import annotations

from scenes import planned, studies
from stage import Stage, open_model, open_study, scene

from paretoscope_gui.i18n import tr
from paretoscope_gui.views import compare, run, tradeoffs
from paretoscope_gui.views.studies import StudiesTable
from paretoscope_gui.views.study_settings import StudySettings
from paretoscope_gui.views.sweep_dialog import SweepDialog
from paretoscope_gui.views.workload_dialog import WorkloadDialog
from paretoscope_gui.widgets.asking import notice
from paretoscope_gui.widgets.closing import closing_question


@scene("palette")
def _palette(stage: Stage) -> None:
    open_model(stage)
    stage.window.actions_["view.palette"].trigger()


@scene("keys")
def _keys(stage: Stage) -> None:
    stage.window.actions_["help.keys"].trigger()


@scene("about")
def _about(stage: Stage) -> None:
    stage.window.actions_["help.about"].trigger()


@scene("settings")
def _settings(stage: Stage) -> None:
    planned(stage)
    StudySettings(stage.window.document.draft, stage.window).open()


@scene("sweep")
def _sweep(stage: Stage) -> None:
    planned(stage)
    SweepDialog(stage.window.document, stage.window.document.draft.recipe, stage.window).open()


@scene("workload")
def _workload(stage: Stage) -> None:
    planned(stage)
    WorkloadDialog(stage.window.document.draft.workloads[0], stage.window).open()


@scene("twin", study=True)
def _twin(stage: Stage) -> None:
    open_study(stage)
    stage.window.show_page("tradeoffs")
    page = stage.window.page(tradeoffs.Page)
    stage.wait(lambda: page.built and page.plot.table()[1])
    page.plot.table_wanted.emit()


@scene("instrument", study=True)
def _instrument(stage: Stage) -> None:
    open_study(stage)
    stage.window.show_page("run")
    page = stage.window.page(run.Page)
    page.tabs.set_value("fared")
    page.tabs.chosen.emit("fared")


@scene("menu")
def _menu(stage: Stage) -> None:
    bar = stage.window.menuBar()
    view = bar.actions()[2]
    bar.setActiveAction(view)


@scene("closing")
def _closing(stage: Stage) -> None:
    planned(stage)
    closing_question(stage.window).open()


@scene("deleting", study=True)
def _deleting(stage: Stage) -> None:
    table = _all_studies(stage)
    table.deleting(table.studies[str(stage.study)]).open()


@scene("naming", study=True)
def _naming(stage: Stage) -> None:
    table = _all_studies(stage)
    asked = table.naming(table.studies[str(stage.study)])
    asked.open()
    asked.entry.setText("a/b")


@scene("notice")
def _notice(stage: Stage) -> None:
    open_model(stage)
    why = tr("The picture could not be written to {name}: {why}.", name="bytes.png", why="Permission denied")
    notice(stage.window, tr("Save the picture"), why, tr("Choose another folder, or free some space."))


def _all_studies(stage: Stage) -> StudiesTable:
    studies(stage)
    return stage.window.page(compare.Page).all

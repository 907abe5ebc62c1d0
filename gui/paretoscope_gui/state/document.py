"""The one document of a window: model, plan, study and results, with signals. Decisions are in the Qt-free parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from paretoscope.analysis.results import Results
from paretoscope.catalog import Catalog, checked, packaged, problems
from paretoscope.errors import ParetoscopeError, Refused, RefusedAll
from paretoscope.models.info import ModelInfo
from paretoscope.plan import Recipe, Study
from paretoscope_gui.state.consent import refusal
from paretoscope_gui.state.draft import POSSIBLE_WORKLOADS, Draft, default_workloads
from paretoscope_gui.state.history import History
from paretoscope_gui.state.settings import Settings
from paretoscope_gui.state.sidecar import Sidecar

AUTOSAVE_MS = 800


class Document(QObject):
    """What the window is about.

    Attributes:
        model: path or `builtin:NAME` as the user gave it; info: what is known of it, None before it was read.
        folder: the study folder that is open or running, None before there is one.
        results: what was measured; None before the first result.
    """

    model_changed = Signal()
    draft_changed = Signal()
    catalog_changed = Signal()
    study_changed = Signal()
    results_changed = Signal()
    python_changed = Signal()
    problem = Signal(str, str)
    page_wanted = Signal(str)
    path_wanted = Signal(str)
    run_wanted = Signal()
    tour_wanted = Signal()

    def __init__(self, settings: Settings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings or Settings.load()
        self.model = ""
        self.info: ModelInfo | None = None
        self.folder: Path | None = None
        self.results: Results | None = None
        self.history = History(Draft(python=self.settings.python))
        self.sidecar = Sidecar(self.settings.folder)
        self._catalog: Catalog | None = None
        self._autosave = QTimer(self, singleShot=True, interval=AUTOSAVE_MS)
        self._autosave.timeout.connect(self.save_sidecar)

    @property
    def catalog(self) -> Catalog:
        """The techniques; the packaged copy until a worker has described its own."""
        return self._catalog or packaged()

    @catalog.setter
    def catalog(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self.catalog_changed.emit()
        self.draft_changed.emit()

    @property
    def draft(self) -> Draft:
        """The plan that is being edited."""
        return self.history.present

    @property
    def task(self) -> str:
        """The model's task, empty before a model is open."""
        return self.info.task if self.info else ""

    def set_model(self, model: str, info: ModelInfo, draft: Draft | None = None) -> None:
        """A model was read: it becomes the document's. Without `draft` the plan keeps what still fits the task."""
        old = draft or self.draft
        kept = tuple(w for w in old.workloads if w.kind in POSSIBLE_WORKLOADS.get(info.task, ()))
        self.model, self.info = model, info
        self.history.reset(replace(old, workloads=kept or default_workloads(info.task)))
        self.settings.opened_model(model, info.path.name, info.architecture)
        self.settings.save()
        self.model_changed.emit()
        self.draft_changed.emit()

    def set_plan(self, model: str, draft: Draft) -> None:
        """Take over a plan whose model cannot be read now; it can be looked at, not run."""
        self.model, self.info = model, None
        self.history.reset(draft)
        self.model_changed.emit()
        self.draft_changed.emit()

    def use_python(self, python: str) -> None:
        """The interpreter of the workers from now on; empty: the window's own."""
        self.settings.python = python
        self.settings.save()
        self.edit("choose a Python", lambda d: replace(d, python=python))
        self.python_changed.emit()

    def edit(self, label: str, change: Callable[[Draft], Draft]) -> None:
        """Do one undoable edit; `label` completes "Undo ..."."""
        if self.history.push(label, change(self.draft)):
            self._edited()

    def undo(self) -> None:
        """Take the last edit back."""
        if self.history.undo():
            self._edited()

    def redo(self) -> None:
        """Do again what was undone."""
        if self.history.redo():
            self._edited()

    def problems(self, recipe: Recipe | None = None) -> list[Refused]:
        """What is wrong with a recipe (the one on the workbench by default) on this model."""
        model_type = self.info.model_type if self.info else ""
        wanted = self.draft.recipe if recipe is None else recipe
        return problems(wanted, self.catalog, self.task, self.draft.device, model_type)

    def study(self) -> Study:
        """The study as it would run now.

        Raises:
            Refused: no model, no workload, or a trial that cannot stand; RefusedAll for several reasons.
        """
        if not self.model or self.info is None:
            raise Refused("No model is open.", "Drop a model folder on the Start page, or choose a built-in model.")
        if not self.draft.workloads:
            raise Refused("Nothing is to be measured.", "Tick at least one workload on the Techniques page.")
        unsettled = refusal(self.info, self.draft)
        if unsettled is not None:
            raise unsettled
        found = [p for r in self.draft.trials for p in self.problems(r)]
        if found:
            raise found[0] if len(found) == 1 else RefusedAll(found)
        fitted = (self._checked(r) for r in self.draft.trials)
        return replace(self.draft, trials=tuple(fitted)).study(self.model)

    def new_folder(self) -> Path:
        """A fresh folder for a study of this model; it is not made yet."""
        name = f"{Path(self.model.removeprefix('builtin:')).name}-{datetime.now():%Y%m%d-%H%M%S}"
        return self.settings.studies_folder() / name

    def set_folder(self, folder: Path | None) -> None:
        """A study folder was opened or made; results of another one are dropped."""
        if folder != self.folder:
            self.folder, self.results = folder, None
            self.study_changed.emit()
            self.results_changed.emit()
        if folder is not None:
            self.settings.opened_study(str(folder), folder.name, Path(self.model).name)
            self.settings.save()

    def set_results(self, results: Results | None) -> None:
        """New results of the study that is open."""
        self.results = results
        self.results_changed.emit()

    def tell(self, error: ParetoscopeError) -> None:
        """Show an error in the window: sentence and hint."""
        self.problem.emit(error.text, error.hint)

    def save_sidecar(self) -> None:
        """Autosave the plan; it is removed when the window closes in order."""
        self.sidecar.write(self.model, self.draft)

    def close(self) -> None:
        """The window closes in order."""
        self._autosave.stop()
        self.sidecar.remove()
        self.settings.save()

    def _checked(self, recipe: Recipe) -> Recipe:
        return checked(recipe, self.catalog, self.task, self.draft.device, self.info.model_type if self.info else "")

    def _edited(self) -> None:
        self._autosave.start()
        self.draft_changed.emit()

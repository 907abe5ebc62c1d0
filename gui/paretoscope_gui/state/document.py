"""The one document of a window: model, plan, study and results, with signals. Decisions are in the Qt-free parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from PySide6.QtCore import QObject, Signal

from paretoscope_gui.i18n import tr
from paretoscope_gui.state.autosaved import Autosaved
from paretoscope_gui.state.files import free
from paretoscope_gui.state.settings import Settings

if TYPE_CHECKING:  # the plan's words cost 60 ms; `planning` brings them when they are first asked for, after the paint
    from paretoscope.analysis.results import Results
    from paretoscope.catalog import Catalog
    from paretoscope.errors import ParetoscopeError, Refused
    from paretoscope.models.info import ModelInfo
    from paretoscope.plan import Recipe, Study
    from paretoscope_gui.state.deed import Deed
    from paretoscope_gui.state.draft import Draft
    from paretoscope_gui.state.history import History
    from paretoscope_gui.state.kept import Kept
    from paretoscope_gui.state.planning import Planned

_OPEN: WeakSet[Document] = WeakSet()


def open_folders() -> set[Path]:
    """The study folders that some tab shows: their files are being read."""
    return {d.folder.resolve() for d in _OPEN if d.folder is not None}


class Document(Autosaved):
    """What the window is about.

    Attributes:
        model: path or `builtin:NAME` as the user gave it; info: what is known of it, None before it was read.
        folder: the study folder that is open or running, None before there is one.
        page: the page in front of it; tab: its number in this process.
        results: what was measured; None before the first result.
        trial: id of the trial that is looked at, the same on every page; "" for none.
    """

    model_changed = Signal()
    draft_changed = Signal()
    catalog_changed = Signal()
    study_changed = Signal()
    results_changed = Signal()
    trial_changed = Signal(str)
    python_changed = Signal()
    page_wanted = Signal(str)
    path_wanted = Signal(str)
    paths_wanted = Signal(list)
    run_wanted = Signal()
    continue_wanted = Signal(bool)
    tour_wanted = Signal()
    taken = Signal()

    def __init__(self, settings: Settings | None = None, parent: QObject | None = None, tab: int = 1) -> None:
        super().__init__(settings or Settings.load(), parent, tab)
        self.model, self.page = "", "start"
        self.info: ModelInfo | None = None
        self.folder: Path | None = None
        self.results: Results | None = None
        self.trial = ""
        self.arranged: dict[str, dict[str, Any]] = {}  # how its pages are left
        self._catalog: Catalog | None = None
        _OPEN.add(self)

    @cached_property
    def history(self) -> History[Planned, Deed]:
        """The plan, the model that it is for, and how they came about."""
        from paretoscope_gui.state import planning

        return planning.new_history(self.settings.python)

    @property
    def planned(self) -> bool:
        """Whether the plan was looked at yet; asking it would read the catalogue before the first paint."""
        return "history" in vars(self)

    @property
    def kept(self) -> Kept:
        """What is to be found again of it."""
        from paretoscope_gui.state import planning

        return planning.kept_of(self)

    @property
    def catalog(self) -> Catalog:
        """The techniques; the packaged copy until a worker has described its own."""
        from paretoscope_gui.state import planning

        return self._catalog or planning.packaged()

    @catalog.setter
    def catalog(self, catalog: Catalog) -> None:
        from paretoscope_gui.state import planning

        self._catalog = planning.spoken(catalog)
        self.catalog_changed.emit()
        self.draft_changed.emit()

    def share_catalog(self, other: Document) -> None:
        """Know the techniques that another tab knows."""
        self._catalog = other.catalog

    @property
    def draft(self) -> Draft:
        """The plan that is being edited."""
        return self.history.present.draft

    @property
    def task(self) -> str:
        """The model's task, empty before a model is open."""
        return self.info.task if self.info else ""

    def set_model(self, model: str, info: ModelInfo, draft: Draft | None = None) -> None:
        """A model was read: it becomes the document's. Without `draft` the plan keeps what still fits, undoably."""
        from paretoscope_gui.state import planning

        deed = planning.opening(model) if draft is None else None
        kept = draft or planning.consented(self.draft, model == self.model)
        self._plan(planning.Planned(planning.fitted(kept, info), model, info), deed)
        self.settings.opened_model(model, info.path.name, info.architecture)
        self.save_settings()

    def set_plan(self, model: str, draft: Draft) -> None:
        """Take over a plan whose model cannot be read now; it can be looked at, not run."""
        from paretoscope_gui.state import planning

        self._plan(planning.Planned(draft, model, None))

    def take(self, kept: Kept) -> None:
        """Be what was kept, as far as it is known without reading the model or the study."""
        self.folder, self.page = Path(kept.folder) if kept.folder else None, kept.page
        self.trial, self.arranged = kept.trial, {page: dict(parts) for page, parts in kept.arranged.items()}
        self.set_plan(kept.model, kept.draft)
        self.taken.emit()

    def use_python(self, python: str) -> None:
        """The interpreter of the workers from now on; empty: the window's own."""
        self.settings.python = python
        self.save_settings()
        self.edit(lambda _: tr("choose a Python"), lambda d: replace(d, python=python))
        self.python_changed.emit()

    def edit(self, deed: Deed, change: Callable[[Draft], Draft]) -> None:
        """Do one undoable edit; `deed` completes "Undo ...", in whatever language is spoken by then."""
        if self.history.push(deed, replace(self.history.present, draft=change(self.draft))):
            self._edited()

    @property
    def undone_by(self) -> tuple[str, str]:
        """What undo would take back and what redo would do again, in words; "" for nothing."""
        from paretoscope_gui.state.deed import worded

        back, again = (worded(deed, self.catalog) for deed in (self.history.undo_label, self.history.redo_label))
        return back, again

    def inherit(self, other: Document) -> None:
        """Go on with what the same plan went through in a window whose place this one's took."""
        if other.planned and other.draft == self.draft:
            self.history, self.trial = other.history, other.trial
            self.draft_changed.emit()

    def undo(self) -> None:
        """Take the last edit back."""
        if self.history.undo():
            self._returned()

    def redo(self) -> None:
        """Do again what was undone."""
        if self.history.redo():
            self._returned()

    def problems(self, recipe: Recipe | None = None) -> list[Refused]:
        """What is wrong with a recipe (the one on the workbench by default) on this model."""
        from paretoscope_gui.state import planning

        wanted = self.draft.recipe if recipe is None else recipe
        return planning.problems_of(wanted, self.draft, self.info, self.catalog)

    def study(self) -> Study:
        """The study as it would run now.

        Raises:
            Refused: no model, no workload, or a trial that cannot stand; RefusedAll for several reasons.
        """
        from paretoscope_gui.state import planning

        return planning.study_of(self.draft, self.model, self.info, self.catalog)

    def new_folder(self) -> Path:
        """A fresh folder for a study of this model; it is not made yet."""
        from PySide6.QtCore import QDateTime

        when = QDateTime.currentDateTime().toString("yyyyMMdd-HHmmss")
        name = f"{Path(self.model.removeprefix('builtin:')).name}-{when}"
        return free(self.settings.studies_folder() / name)

    def set_folder(self, folder: Path | None) -> None:
        """A study folder was opened or made; results of another one are dropped."""
        if folder != self.folder:
            self.folder, self.results, self.trial = folder, None, ""
            self.study_changed.emit()
            self.results_changed.emit()
        if folder is not None:
            self.settings.opened_study(str(folder), folder.name, Path(self.model).name)
            self.save_settings()
            self.save_soon()

    def set_results(self, results: Results | None) -> None:
        """New results of the study that is open."""
        self.results = results
        self.results_changed.emit()

    def choose_trial(self, trial: str) -> None:
        """Look at a trial on every page; "" at none."""
        if trial != self.trial:
            self.trial = trial
            self.save_soon()
            self.trial_changed.emit(trial)

    def arrange(self, page: str, part: str, value: Any) -> None:
        """A part of a page is left so from now on; `value` is plain data for a JSON file."""
        own = self.arranged.setdefault(page, {})
        if own.get(part) != value:
            own[part] = value
            self.save_soon()

    def tell(self, error: ParetoscopeError) -> None:
        """Show an error in the window: sentence and hint."""
        self.problem.emit(error.text, error.hint)

    def turn_to(self, page: str) -> None:
        """Another page is in front; remembered."""
        if self.page != page:
            self.page = page
            self.save_soon()

    def close(self, forget: bool = True) -> None:
        """The tab or the window closes in order; without `forget` its autosave stays, to be offered again."""
        _OPEN.discard(self)
        self.stop_saving(forget)

    def _plan(self, plan: Planned, deed: Deed | None = None) -> None:
        """The plan from now on. The very same one keeps what led to it; another is a deed if some would be lost."""
        same = (plan.model, plan.draft) == (self.model, self.draft)
        if same:
            self.history.present = plan
        elif deed is not None and any(self.undone_by):
            self.history.push(deed, plan)
        else:
            self.history.reset(plan)
        self._take_model(plan)
        self._edited()

    def _returned(self) -> None:
        """To the plan that is present now, and to its model."""
        if self.history.present.model != self.model:
            self._take_model(self.history.present)
        self._edited()

    def _take_model(self, plan: Planned) -> None:
        self.model, self.info = plan.model, plan.info
        self.model_changed.emit()

    def _edited(self) -> None:
        self.save_soon()
        self.draft_changed.emit()

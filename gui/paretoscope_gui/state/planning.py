"""What the document decides about its plan, in the backend's terms. No Qt; read after the first paint."""

from __future__ import annotations

from dataclasses import dataclass, replace
from os.path import expanduser
from pathlib import Path
from typing import TYPE_CHECKING

from paretoscope.catalog import Catalog, checked, problems
from paretoscope.errors import Refused, RefusedAll
from paretoscope.models.info import ModelInfo
from paretoscope.plan import Recipe, Study, Workload
from paretoscope_gui.i18n import tr
from paretoscope_gui.state.consent import refusal
from paretoscope_gui.state.deed import Deed
from paretoscope_gui.state.draft import POSSIBLE_WORKLOADS, Draft, default_workloads
from paretoscope_gui.state.history import History
from paretoscope_gui.state.kept import Kept
from paretoscope_gui.state.sidecar import Sidecar
from paretoscope_gui.state.spoken import packaged, spoken

if TYPE_CHECKING:
    from paretoscope_gui.state.document import Document

__all__ = [
    "Planned", "consented", "fitted", "kept_of", "new_history", "new_sidecar", "opening", "packaged", "problems_of",
    "spoken", "study_of", "task_problem",
]  # fmt: skip


@dataclass(frozen=True)
class Planned:
    """What is undone together: the plan, and the model that it is for; `info` is None where it cannot be read."""

    draft: Draft
    model: str = ""
    info: ModelInfo | None = None


def new_history(python: str) -> History[Planned, Deed]:
    """An empty plan whose workers run in `python`, and nothing to undo."""
    return History(Planned(Draft(python=python)))


def opening(model: str) -> Deed:
    """Another model takes the place of the one that was planned for."""
    name = Path(model.removeprefix("builtin:")).name
    return lambda _: tr("open {name}", name=name)


def consented(draft: Draft, same: bool) -> Draft:
    """The plan for another model, unless it is the same one: what was agreed to for one holds for no other."""
    return draft if same else replace(draft, trust=(), random_weights=False)


def new_sidecar(folder: Path, tab: int) -> Sidecar:
    """The autosave file of a tab of this process."""
    return Sidecar(folder, tab=tab)


def kept_of(document: Document) -> Kept:
    """What is to be kept of a document."""
    folder = str(document.folder) if document.folder is not None else ""
    arranged = {page: dict(parts) for page, parts in document.arranged.items()}
    return Kept(document.model, document.draft, folder, document.page, document.trial, arranged)


def fitted(draft: Draft, info: ModelInfo) -> Draft:
    """The plan with the workloads that a model of that task can do; the usual ones when none is left."""
    kept = tuple(w for w in draft.workloads if w.kind in POSSIBLE_WORKLOADS.get(info.task, ()))
    return replace(draft, workloads=kept or default_workloads(info.task))


def problems_of(recipe: Recipe, draft: Draft, info: ModelInfo | None, catalog: Catalog) -> list[Refused]:
    """What is wrong with a recipe on this model; without a model only what is wrong anywhere."""
    task, model_type = (info.task, info.model_type) if info else ("", "")
    return problems(recipe, catalog, task, draft.device, model_type)


def task_problem(work: Workload) -> str:
    """What a benchmark still lacks before it can be run, "" when nothing."""
    if not str(work.value("name")).strip():
        return tr("The benchmark needs the name of a task of lm-eval.")
    folder = str(work.value("include")).strip()
    if not folder or not Path(expanduser(folder)).is_dir():
        return tr("The benchmark needs the folder that holds the task's YAML and its data.")
    return ""


def study_of(draft: Draft, model: str, info: ModelInfo | None, catalog: Catalog) -> Study:
    """The study as it would run now.

    Raises:
        Refused: no model, no workload, no consent, or a trial that cannot stand; RefusedAll for several reasons.
    """
    if not model or info is None:
        raise Refused(tr("No model is open."), tr("Drop a model folder on the Start page, or choose a built-in model."))
    if not draft.workloads:
        raise Refused(tr("Nothing is to be measured."), tr("Tick at least one workload on the Techniques page."))
    nameless = next((w for w in draft.workloads if w.kind == "task" and task_problem(w)), None)
    if nameless is not None:
        raise Refused(task_problem(nameless), tr("Open its settings on the Techniques page."))
    unsettled = refusal(info, draft)
    if unsettled is not None:
        raise unsettled
    found = [p for r in draft.trials for p in problems_of(r, draft, info, catalog)]
    if found:
        raise found[0] if len(found) == 1 else RefusedAll(found)
    recipes = tuple(checked(r, catalog, info.task, draft.device, info.model_type) for r in draft.trials)
    return replace(draft, trials=recipes).study(model)

"""Will it fit: what a dtype or a recipe is predicted to need in memory, beside what is free. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from paretoscope.models.fit import DEFAULT, Fit, predict
from paretoscope.models.fit_weights import stored
from paretoscope.plan import Recipe
from paretoscope_gui.i18n import mark, tr
from paretoscope_gui.state.naming import recipe_detail, recipe_title
from paretoscope_gui.state.words import WORKLOADS

if TYPE_CHECKING:
    from paretoscope.catalog import Catalog
    from paretoscope.models.info import ModelInfo
    from paretoscope_gui.state.draft import Draft

DTYPES = ("float32", "bfloat16", "float16")
ROOM = 0.9  # share of the free memory that may be needed at most before it is called tight
VERDICTS = {"fits": (mark("fits"), "good"), "tight": (mark("tight"), "warn"), "too large": (mark("too large"), "bad")}


@dataclass(frozen=True)
class Need:
    """What one way of running the model needs, B: the whole process at its highest, `low` to `high` by the error.

    `rest` is whatever is neither weights nor cache, the program itself among it; `work` the title of the workload that
    needs the most, "" where there is only one.
    """

    title: str
    weights: int
    cache: int
    rest: int
    low: int
    high: int
    detail: str = ""
    work: str = ""
    notes: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """Everything together, B."""
        return self.weights + self.cache + self.rest

    def verdict(self, free: int) -> str:
        """fits, tight (it may fit) or too large, by what is free."""
        if self.low > free:
            return "too large"
        return "tight" if self.high > ROOM * free else "fits"


def planned(draft: Draft) -> list[Recipe]:
    """The recipes of the plan, the one on the workbench too; each once, the baseline left out."""
    return [r for r in {r.text(): r for r in (*draft.trials, draft.recipe)}.values() if r.steps]


def needs(info: ModelInfo, draft: Draft, catalog: Catalog, most: int | None = None) -> list[Need]:
    """The baseline in each plain dtype, then each recipe of the plan (of the first `most`) in the baseline's own."""
    stored = draft.dtype or info.dtype
    made = [_need(info, draft, Recipe(), dtype, dtype, tr("as stored") if dtype == stored else "") for dtype in DTYPES]
    for recipe in planned(draft)[:most]:
        detail = recipe_detail(recipe, catalog)
        made.append(_need(info, draft, recipe, draft.dtype, recipe_title(recipe, catalog), detail))
    return made


def _need(info: ModelInfo, draft: Draft, recipe: Recipe, dtype: str, title: str, detail: str) -> Need:
    """Of the workload that needs most."""
    works = draft.workloads or (DEFAULT,)
    found = [(predict(info, recipe, work, dtype, draft.device), work) for work in works]
    fit, work = max(found, key=lambda pair: pair[0].needed)
    told = tr(WORKLOADS.get(work.kind, (work.kind, ""))[0]) if len(works) > 1 else ""
    return _of(fit, title, detail, told)


def _of(fit: Fit, title: str, detail: str, work: str) -> Need:
    """The higher of loading and running; what loading needs beyond is the rest."""
    weights, cache = fit.parts.get("weights", 0), fit.parts.get("kv_cache", 0)
    slack = round((fit.needed - fit.floor) * fit.error)
    rest, low, high = fit.needed - weights - cache, fit.needed - slack, fit.needed + slack
    return Need(title, weights, cache, rest, low, high, detail, work, fit.notes)


def in_short(found: list[Need]) -> tuple[list[Need], str]:
    """The needs with the workload that needs the most in their details; where it is always the same it is told once."""
    works = {n.work for n in found}
    if len(works) == 1:
        (work,) = works
        return [replace(n, work="") for n in found], tr("Most is needed for: {title}.", title=work) if work else ""
    told = [
        replace(n, detail=", ".join(t for t in (n.detail, tr("most for: {title}", title=n.work)) if t)) for n in found
    ]
    return told, ""


def size(info: ModelInfo) -> int:
    """Bytes of a model's weights: as stored, or by its config where its files' headers do not tell."""
    return info.bytes or round(stored(info).bytes)

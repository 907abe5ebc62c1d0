"""The first steps: a small real study on the built-in model that ends with a trade-off picture. No Qt."""

from __future__ import annotations

from paretoscope.catalog import Catalog, problems
from paretoscope.errors import Refused
from paretoscope.plan import Recipe, Workload
from paretoscope_gui.i18n import tr
from paretoscope_gui.state.draft import Draft

MODEL = "builtin:demo-lm"
_WISHES = ("quantize.int8_dynamic", "prune.cfsp:sparsity=0.3", "decode.prompt_lookup", "runtime.dtype")


def tour(catalog: Catalog) -> Draft:
    """Baseline and two recipes that can run here, seen at a glance; marked preliminary by its protocol.

    Raises:
        Refused: the catalogue has none of the recipes.
    """
    fitting = [r for r in map(Recipe.parse, _WISHES) if _possible(r, catalog)]
    if not fitting:
        raise Refused(
            tr("None of the first steps' techniques can run here."), tr("Choose techniques on the Techniques page.")
        )
    workloads = (Workload("generate", {"new": 32}), Workload("score", {"items": 4}))
    return Draft(workloads=workloads, protocol="glance", name=tr("First steps")).add_trials(fitting[:2])


def _possible(recipe: Recipe, catalog: Catalog) -> bool:
    known = all(s.technique in catalog.entries and catalog.entries[s.technique].available for s in recipe.steps)
    return known and not problems(recipe, catalog, "causal_lm")

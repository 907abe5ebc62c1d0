"""From a Record to Results: the one place where a study's numbers are put together, live and stored alike."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import PurePath
from typing import Any

from paretoscope.analysis import (
    energy,
    evaluation_size,
    explain,
    explain_inside,
    instrument,
    judged,
    latency_model,
    limits,
    naming,
    pareto,
    predicted,
    widths,
)
from paretoscope.analysis.claims import check
from paretoscope.analysis.health import health
from paretoscope.analysis.metrics import DIFFERENCE, metric
from paretoscope.analysis.quality import differences
from paretoscope.analysis.record import Record, TrialRecord
from paretoscope.analysis.results import Results, Trial
from paretoscope.analysis.tables import Table, compare, table
from paretoscope.analysis.turns import floor_of, turn_values
from paretoscope.catalog import Catalog
from paretoscope.plan import BASELINE, Recipe, Study

_STATES = {"starting": "running", "ready": "running", "measuring": "running", "": "waiting"}
TIMED = ("generate", "classify", "embed", "trace", "finetune")


def summarise(record: Record, study: Study, catalog: Catalog, model: dict[str, Any] | None = None) -> Results:
    """Everything that can be said of a study so far; pure Python, cheap enough for once a round.

    Args:
        model: facts of the model beside its name, as `paretoscope inspect --json` gives them.
    """
    results = Results(
        machine=dict(record.hello.machine) if record.hello else {},
        model={"name": shown_name(study.model), **(model or {})},
        study=_how(study),
        workloads=[w.text() for w in study.workloads],
        protocol=asdict(study.rules),
        identity=instrument.identity(record),
        versions=_versions(record),
        state=record.state,
        preliminary=study.rules.preliminary or widths.preliminary(record, study),
    )
    results.trials = _trials(record, study, catalog)
    judged.fill(results.trials, record)
    naming.mark_best_dtype(results.trials)
    results.ceilings = results.machine.pop("ceilings", {})  # the study's greeting brings them
    limits.fill(results)
    results.pareto = pareto.fronts(results, study.seed)
    results.claims = check(results, catalog)
    for trial in results.trials:
        trial.words = [*explain.words(trial), *explain_inside.words(trial, results)]
    latency_model.fill(results)
    results.summary = [*explain.summary(results), *limits.headline(results)]
    results.health = {**health(record), "stopping": widths.saved(record, study), **instrument.told(record, study)}
    results.health["predicted"] = predicted.misses(results)
    results.definitions = {n: d for _, _, n, _, _ in results.rows() if (d := metric(n).definition)}
    return results


def shown_name(model: str) -> str:
    """The model's name without the folders above it, which may tell who the user is."""
    return model if model.startswith("builtin:") else PurePath(model).name or model


def _how(study: Study) -> dict[str, Any]:
    kept = (
        "name", "seed", "device", "dtype", "threads", "budget", "width", "blocks", "random_weights", "accept_estimates",
    )  # fmt: skip
    return {k: getattr(study, k) for k in kept}


def _versions(record: Record) -> dict[str, str]:
    hellos = [record.hello] if record.hello else []
    hellos += [h for t in list(record.trials.values())[:1] for h in t.hellos.values()]
    return {k: v for hello in hellos for k, v in hello.versions.items()}


def _trials(record: Record, study: Study, catalog: Catalog) -> list[Trial]:
    tables = {id_: _table(found, study) for id_, found in record.trials.items() if id_ in study.trials}
    base = tables.get(BASELINE, Table())
    trials = []
    for id_, recipe in study.trials.items():
        trial = _plain(id_, recipe, catalog)
        if id_ in tables:
            _fill(trial, record.trials[id_], tables[id_], base)
            _layer(trial, recipe, tables)
        trials.append(trial)
    return trials


def _layer(trial: Trial, recipe: Recipe, tables: dict[str, Table]) -> None:
    """What the last layer adds to the highest of those below it that was measured too, paired as with the baseline."""
    trial.below = next((part.id for part in reversed(recipe.layers) if part.id in tables), "")
    below = tables.get(trial.below, Table())
    for workload, name in tables[trial.id].values:
        ratio = compare((workload, name), tables[trial.id], below)
        if ratio is not None:
            trial.added.setdefault(workload, {})[name] = ratio


def _plain(id_: str, recipe: Recipe, catalog: Catalog) -> Trial:
    marks = ("baseline",) if id_ == BASELINE else ()
    return Trial(
        id=id_, recipe=recipe.text(), title=naming.title(recipe, catalog), marks=marks,
        simulated=naming.simulated(recipe, catalog),
    )  # fmt: skip


def _table(trial: TrialRecord, study: Study) -> Table:
    found = table(trial)
    timed = [w for w in trial.workloads() if w.split(":")[0] in TIMED]
    energy.mark(found, trial, study)
    energy.fill(found, timed, "no energy counter was read in this study", study.accept_estimates)
    energy.derive(found, trial, study)
    return found


def _fill(trial: Trial, found: TrialRecord, own: Table, base: Table) -> None:
    trial.status = _STATES.get(found.state, found.state)
    for (workload, name), value in own.values.items():
        trial.metrics.setdefault(workload, {})[name] = value
        ratio = compare((workload, name), own, base) if trial.id != BASELINE else None
        if ratio is not None:
            trial.ratios.setdefault(workload, {})[name] = ratio
    _lasting(trial, found, own, base)
    trial.changed = [{"technique": t, "values": e.values} for t, e in found.changed.items()]
    trial.outputs = [{"workload": o.workload, "prompt": o.prompt, "text": o.text} for o in found.outputs.values()]
    trial.warnings = _warnings(found)
    trial.error = _error(found)
    trial.inside = next((a.values for a in reversed(found.artefacts) if a.name == "trace"), {})
    trial.turns = _turns(found)


def _lasting(trial: Trial, found: TrialRecord, own: Table, base: Table) -> None:
    """How far the verdicts of finished evaluations would last with half of the items (paper seed:625)."""
    for workload, name in own.by_item.keys() & base.by_item.keys() if trial.id != BASELINE else ():
        if workload not in found.evaluated or metric(name).compare != DIFFERENCE:
            continue
        share = evaluation_size.lasting(differences(own.by_item[workload, name], base.by_item[workload, name]))
        if share is not None:
            trial.lasting.setdefault(workload, {})[name] = share


def _warnings(found: TrialRecord) -> list[dict[str, str]]:
    """Each warning once, though every process of the trial gives it again."""
    unique = {(w.code, w.text): {"code": w.code, "text": w.text, "hint": w.hint} for w in found.warnings}
    return list(unique.values())


def _error(found: TrialRecord) -> dict[str, str] | None:
    if found.error is not None:
        return {"code": found.error.code, "text": found.error.text, "hint": found.error.hint}
    if found.state in ("failed", "invalid", "skipped"):
        return {"code": found.state, "text": found.why, "hint": ""}
    return None


def _turns(found: TrialRecord) -> list[dict[str, Any]]:
    return [
        {
            "workload": t.workload, "block": t.block, "round": t.round, "valid": t.counts, "why": t.why,
            "start": t.start, "values": turn_values(t, floor_of(found, t.attempt)) if t.observations else {},
        }
        for t in found.turns
        if t.finished
    ]  # fmt: skip

"""Everything that can be known to be wrong before work begins, told at once."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from os.path import expanduser
from pathlib import Path
from typing import TypeVar

import psutil

from paretoscope import catalog as cards
from paretoscope.catalog import Catalog, Need
from paretoscope.errors import (
    ParetoscopeError,
    Refused,
    RefusedAll,
    Unavailable,
    UnavailableAll,
)
from paretoscope.machine import this_machine
from paretoscope.meters.host import reachable
from paretoscope.meters.nvml import device_memory
from paretoscope.models import builtin
from paretoscope.models.info import ModelInfo
from paretoscope.models.inspect import inspect
from paretoscope.models.load import DTYPES, refuse
from paretoscope.plain import amount
from paretoscope.plan import Recipe, Study, in_range
from paretoscope.study.catalogs import catalog_of
from paretoscope.study.estimate import Estimate, estimate
from paretoscope.study.executor import is_own
from paretoscope.study.reading import placed, readable
from paretoscope.study.room import on_gpu, too_large
from paretoscope.study.workloads import check_workload, defaults, text_problem
from paretoscope.techniques import all_techniques

T = TypeVar("T")
SHARE, GPU_SHARE = 0.8, 0.95  # of the memory that is free may be taken; of a GPU's, in which nothing else grows


@dataclass
class Checked:
    """A study that may be run: recipes in stacking order, paths absolute, needs estimated."""

    study: Study
    info: ModelInfo
    catalog: Catalog
    estimate: Estimate
    limit: int
    notes: list[str] = field(default_factory=list)


def check(study: Study, folder: Path) -> Checked:
    """Look at everything that a run will need.

    Raises:
        RefusedAll, UnavailableAll, or the one problem itself: all that is wrong.
    """
    problems: list[ParetoscopeError] = []
    study = placed(study)
    info = _collect(problems, lambda: _model(study))
    catalog = _collect(problems, lambda: catalog_of(study.python)) or cards.packaged()
    _collect(problems, lambda: _settings(study))
    _collect(problems, lambda: reachable(study.energy_from) if study.energy_from else None)
    _collect(problems, lambda: writable(folder))
    _collect(problems, lambda: readable(info, study.python) if info else None)
    study = _recipes(study, catalog, info, problems)
    study = _workloads(study, info, problems)
    _trained(study, catalog, problems)
    study = _calibration(study, catalog, info, problems)
    _raise(problems)
    assert info is not None
    limit = study.memory or int(psutil.virtual_memory().available * SHARE)
    gpu = device_memory(study.device)
    free = round(gpu[1] * GPU_SHARE) if gpu else None
    needs = estimate(study, info, limit, free)
    _raise([*_resources(study, needs, limit, folder), *on_gpu(study, needs, free)])
    return Checked(study, info, catalog, needs, limit, list(info.warnings))


def writable(folder: Path) -> None:
    """Raise Unavailable unless a study folder can be made or written there."""
    existing = folder
    while not existing.exists():
        existing = existing.parent
    if not existing.is_dir():
        raise Unavailable(f"{existing} is a file, not a folder", "choose another folder with --out")
    if not os.access(existing, os.W_OK | os.X_OK):
        raise Unavailable(f"{existing} is not writable", "choose another folder with --out")


def _collect(problems: list[ParetoscopeError], look: Callable[[], T]) -> T | None:
    try:
        return look()
    except (RefusedAll, UnavailableAll) as many:
        problems += many.problems
    except ParetoscopeError as one:
        problems.append(one)
    return None


def _raise(problems: list[ParetoscopeError]) -> None:
    if len(problems) == 1:
        raise problems[0]
    if any(isinstance(p, Refused) for p in problems):
        raise RefusedAll(problems)
    if problems:
        raise UnavailableAll(problems)


def _model(study: Study) -> ModelInfo:
    info = inspect(builtin.resolve(study.model))
    refuse(info, study.trust, study.random_weights)
    return info


def _settings(study: Study) -> None:
    kind, _, number = study.device.partition(":")
    if kind not in ("cpu", "cuda", "mps") or (number and not number.isdigit()):
        raise Refused(f"unknown device {study.device!r}", "devices are cpu, cuda, cuda:1, mps")
    if study.dtype and study.dtype not in DTYPES:
        raise Refused(f"unknown dtype {study.dtype!r}", "dtypes are " + ", ".join(DTYPES))
    unknown = set(study.trust) - {"remote_code", "pickle"}
    if unknown:
        raise Refused(f"cannot trust {', '.join(sorted(unknown))}", "--trust takes remote_code or pickle")
    in_range(vars(study))
    if kind == "cuda" and not _has_cuda():
        raise Unavailable("no NVIDIA GPU was found", "use --device cpu")


def _has_cuda() -> bool:
    import pynvml

    try:
        pynvml.nvmlInit()
        return bool(pynvml.nvmlDeviceGetCount())
    except pynvml.NVMLError:
        return False


def _recipes(study: Study, catalog: Catalog, info: ModelInfo | None, problems: list[ParetoscopeError]) -> Study:
    found = []
    for recipe in study.recipes:
        typed = _collect(problems, partial(_recipe, recipe, catalog, info, study.device))
        if typed is not None:
            _applicable(typed, catalog, info, problems)
            found += _layers(typed, catalog, info, study.device) if study.explain else []
            found.append(typed)
    return replace(study, recipes=tuple(found))


def _layers(recipe: Recipe, catalog: Catalog, info: ModelInfo | None, device: str) -> list[Recipe]:
    """The lower layers of a stack that can stand alone; one that cannot is left out, as the user did not name it."""
    task, kind = (info.task, info.model_type) if info else ("", "")
    return [part for part in recipe.layers if not cards.problems(part, catalog, task, device, kind)]


def _recipe(recipe: Recipe, catalog: Catalog, info: ModelInfo | None, device: str) -> Recipe:
    task, kind = (info.task, info.model_type) if info else ("", "")
    return cards.checked(recipe, catalog, task, device, kind)


def _applicable(recipe: Recipe, catalog: Catalog, info: ModelInfo | None, problems: list[ParetoscopeError]) -> None:
    """Missing libraries, and what each technique itself says about this model on this machine."""
    for step in recipe.steps:
        entry = catalog.entries[step.technique]
        if not entry.available:
            problems.append(Unavailable(f"{step.technique} {entry.why_not}", entry.hint))
        kind = all_techniques().get(step.technique)
        if kind is None or info is None:
            continue
        for reason in kind(**step.params).check(info, this_machine()):
            problems.append(Refused(f"{step.technique}: {reason.why}", reason.remedy))


def _workloads(study: Study, info: ModelInfo | None, problems: list[ParetoscopeError]) -> Study:
    chosen = study.workloads or (defaults(info) if info else ())
    checked = []
    for work in {w.text(): w for w in chosen}.values():
        typed = _collect(problems, partial(check_workload, work, info))
        if typed is not None:
            checked.append(typed)
    if any(w.kind == "task" for w in checked) and is_own(study.python) and importlib.util.find_spec("lm_eval") is None:
        problems.append(Unavailable("the workload task needs lm_eval", "pip install 'lm-eval[hf]==0.4.13'"))
    return replace(study, workloads=tuple(checked))


def _trained(study: Study, catalog: Catalog, problems: list[ParetoscopeError]) -> None:
    """What trains does nothing in a study that trains nothing."""
    steps = {s.technique for r in study.recipes for s in r.steps if s.technique in catalog.entries}
    tuning = sorted(t for t in steps if catalog.entries[t].card.stage == "tune")
    if tuning and not any(w.kind == "finetune" for w in study.workloads):
        why = f"{', '.join(tuning)} changes nothing unless the study trains"
        problems.append(Refused(why, "add --workload finetune, and those that shall be measured: generate, score"))


def _calibration(study: Study, catalog: Catalog, info: ModelInfo | None, problems: list[ParetoscopeError]) -> Study:
    if study.calibration:
        file = Path(expanduser(study.calibration)).absolute()
        problem = text_problem(file, 1)
        if problem:
            problems.append(problem)
        return replace(study, calibration=str(file))
    packaged = _collect([], lambda: builtin.data("calibration.txt", info.path if info else None))
    needed = {
        s.technique for r in study.recipes for s in r.steps
        if Need.CALIBRATION_TEXT in catalog.entries[s.technique].card.needs
    }  # fmt: skip
    if packaged is None and needed:
        problems.append(Refused(f"{', '.join(sorted(needed))} needs calibration text", "give --calibration FILE"))
    return study


def _resources(study: Study, needs: Estimate, limit: int, folder: Path) -> list[ParetoscopeError]:
    found: list[ParetoscopeError] = []
    largest = max(needs.memory, key=lambda t: needs.memory[t])
    if needs.memory[largest] > limit:
        found.append(too_large(largest, needs.fits[largest], limit))
    existing = next(p for p in (folder, *folder.parents) if p.exists())
    free = shutil.disk_usage(existing).free
    if needs.disk > free:
        found.append(
            Unavailable(
                f"the study needs about {amount(needs.disk)} of disk, {amount(free)} are free", "free some space"
            )
        )
    if study.budget and needs.seconds > study.budget:
        protocol = study.rules
        found.append(
            Refused(
                f"{study.budget:.0f} s cannot buy the minimum of protocol {protocol.name} for {len(study.trials)} "
                f"trials: about {needs.seconds:.0f} s are needed",
                "raise --budget or take fewer recipes"
                if protocol.name == "glance"
                else "raise --budget, take fewer recipes, or --protocol glance",
            )
        )
    return found

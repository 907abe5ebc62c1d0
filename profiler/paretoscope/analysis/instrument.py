"""Beside the numbers: what the instrument's own tests found on this machine, and the energy of the whole study.

Both come from the study's events: the artefact `instrument` (what `doctor --selftest` and `doctor --aa` stored) and the
samples `study.energy` and `study.seconds`, one of each for every run of the study.
"""

from __future__ import annotations

import json
from typing import Any

from paretoscope.analysis.energy import carbon, cost
from paretoscope.analysis.record import Record
from paretoscope.plan import Study

NAME, ENERGY = "instrument", "energy"


def told(record: Record, study: Study) -> dict[str, Any]:
    """`instrument`: the stored proofs, {} when none were run. `energy`: of the whole study."""
    return {"instrument": proofs(record), "energy": study_energy(record, study)}


def identity(record: Record) -> dict[str, str]:
    """SHA-256 of the model's files, the study, its data and this program's source, by name (METHOD M28)."""
    found = [a.text for a in record.artefacts if a.name == "identity"]
    own = dict(record.hello.identity) if record.hello else {}
    try:
        return own | (json.loads(found[-1]) if found else {})
    except ValueError:
        return own


def proofs(record: Record) -> dict[str, Any]:
    """The newest proofs that a run of the study found stored, each with `same_machine`."""
    found = [a.text for a in record.artefacts if a.name == NAME]
    try:
        body = json.loads(found[-1]) if found else {}
    except ValueError:
        return {}
    return marked(body, dict(record.hello.machine) if record.hello else {})


def marked(kept: dict[str, Any], here: dict[str, Any]) -> dict[str, Any]:
    """Stored proofs, each with `same_machine`: whether it was made on the machine that is described by `here`."""
    return {part: {**b, "same_machine": _same(b.get("machine", {}), here)} for part, b in kept.items()}


def _same(then: dict[str, Any], now: dict[str, Any]) -> bool:
    """Whether two descriptions are of one machine: the same processor, cores, memory and system."""
    names = ("processor", "physical_cores", "memory", "system")
    return all(then.get(n) == now.get(n) for n in names)


def study_energy(record: Record, study: Study) -> dict[str, Any]:
    """Joules and seconds of all runs, with carbon (g CO2e) and cost where the user gave intensity and price.

    `joules` is None where nothing was counted, or not in every run. `domains`: what was summed; `left_out`: what could
    not be read and is not in it.
    """
    return {**_counted(record), **_spent(record, study)}


def _counted(record: Record) -> dict[str, Any]:
    found = [a.values for a in record.artefacts if a.name == ENERGY]
    return {k: found[-1].get(k) for k in ("domains", "left_out", "remedy")} if found else {}


def _spent(record: Record, study: Study) -> dict[str, Any]:
    joules = [v for _, v in record.samples.get("study.energy", [])]
    seconds = [v for _, v in record.samples.get("study.seconds", [])]
    if not joules or len(joules) < len(seconds):
        return {"joules": None, "seconds": sum(seconds), "why": "not counted in every run of the study"}
    total = sum(joules)
    body: dict[str, Any] = {"joules": total, "seconds": sum(seconds), "estimated": study.accept_estimates}
    if study.carbon_intensity:
        body["carbon_g"] = carbon(total, study)
    if study.electricity_price:
        body |= {"cost": cost(total, study), "currency": study.currency}
    return body

"""Instrument health in words: what its own tests found and when, and what the study itself used."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from paretoscope.analysis.metrics import significant

RUN = {"selftest": "run `paretoscope doctor --selftest`", "aa": "run `paretoscope doctor --aa`"}
TITLES = {"selftest": "Self-test", "aa": "A against A", "gpu": "Checks of the GPU"}


def pairs(health: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(title, sentence) of each proof, and of the study's energy."""
    if "instrument" in health:
        for part, title in TITLES.items():
            if part in RUN or part in health["instrument"]:  # most machines have no GPU to check
                yield title, proof(part, health["instrument"].get(part))
    if health.get("predicted"):
        yield "Predicted peak memory", predicted(health["predicted"])
    energy = health.get("energy")
    if energy:
        yield "Energy is counted of", counted(energy)
        yield "Energy of the whole study", _energy(energy)


def predicted(found: list[dict[str, Any]]) -> str:
    """How far predicted peaks lay from measured ones, and how many lay outside of the error that was stated."""
    offs = [float(f["off"]) for f in found]
    outside = sum(abs(f["off"]) > f["bound"] for f in found)
    span = f"{min(offs):+.1%}" if len(offs) == 1 else f"{min(offs):+.1%} to {max(offs):+.1%}"
    text = f"{span} from the measured peaks, above the floor"
    return f"{text}; {outside} of {len(offs)} outside of the stated error" if outside else text


def counted(energy: dict[str, Any]) -> str:
    """What a turn's energy is the sum of, and what is not in it; "" where nothing is counted."""
    if not energy.get("domains"):
        return ""
    left = energy.get("left_out")
    return ", ".join(energy["domains"]) + (f"; not in it: {left}" if left else "")


def proof(part: str, found: dict[str, Any] | None) -> str:
    """What a stored proof found, when and where; or how to make it."""
    if not found:
        return f"not run on this machine; {RUN[part]}"
    day = time.strftime("%Y-%m-%d", time.gmtime(float(found.get("when", 0.0))))
    where = "" if found.get("same_machine") else ", on another machine or system"
    return f"{found.get('text') or _checks(found)} ({day}{where})"


def _checks(found: dict[str, Any]) -> str:
    """The outcome of checks that carry no sentence: how many passed, and which did not."""
    checks = found.get("checks") or []
    failed = [str(c.get("name")) for c in checks if c.get("passed") is False]
    done = [c for c in checks if c.get("passed") is not None]
    device = f" on {found['device']}" if found.get("device") else ""
    if not done:
        return ("passed" if found.get("passed") else "failed") + device
    text = f"{len(done) - len(failed)} of {len(done)} passed{device}"
    return text + (f"; wrong: {', '.join(failed)}" if failed else "")


def _energy(found: dict[str, Any]) -> str:
    if found.get("joules") is None:
        return "not counted: no counter of this machine could be read in every run"
    mark = ", estimated" if found.get("estimated") else ""
    text = f"{significant(found['joules'])} J in {found['seconds']:.0f} s{mark}"
    if "carbon_g" in found:
        text += f", {significant(found['carbon_g'])} g CO2e at your intensity"
    if "cost" in found:
        text += f", {significant(found['cost'])} {found.get('currency') or ''}".rstrip() + " at your price"
    return text

"""What `paretoscope doctor --json` says, as short findings for the Start page. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from paretoscope_gui.i18n import mark, said, tr
from paretoscope_gui.state.words import sentence

_STATES = {"ok": "yes", "limited": "partly", "missing": "no"}
_TITLES = {
    "peak memory": mark("Memory"),
    "clock frequency": mark("Clock frequency"),
    "temperature": mark("Temperature"),
    "sleep": mark("Sleep"),
    "ceilings": mark("Ceilings"),
}
_ENERGY = "energy: "
_HERE = (  # what a hint names, and what the window says instead
    ("--energy-from", mark("Run paretoscope meter on the host and give its address in the study's settings, or allow "
                           "estimates there.")),
    ("--energy estimate", mark("Estimates can be allowed in the study's settings.")),
    ("doctor --ceilings", mark("The page Inside measures them once, under Roofline, while nothing else runs.")),
)  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """One thing that can (yes), can partly, or cannot (no) be measured or used here; `hint`: how to enable it."""

    title: str
    state: str
    text: str
    hint: str = ""


def read_doctor(answer: Any) -> list[Finding]:
    """What can be measured first, then what is missing for it; one finding that says so when nothing can be read."""
    rows = answer.get("checks", []) if isinstance(answer, dict) else []
    checks = [_finding(r) for r in rows if isinstance(r, dict) and _told(r)]
    if not checks:
        return [Finding(tr("Machine check"), "no", tr("The check gave no answer that can be read."))]
    energy = [c for c in checks if c.title.startswith(_ENERGY)]
    memory = [c for c in checks if c.title == "Memory"]
    rest = [c for c in checks if c not in energy and c not in memory and c.state != "yes"]
    latency = Finding(tr("Latency and throughput"), "yes", tr("Every call is timed, in rounds beside the baseline."))
    quality = Finding(tr("Quality"), "yes", tr("On held-out text that ships with the program, or on yours."))
    shown = [replace(c, title=tr(c.title)) for c in (*memory, *rest)]
    return [latency, *shown[: len(memory)], quality, *_energy(energy), *shown[len(memory) :], *_missing(rows)]


def _told(row: dict[str, Any]) -> bool:
    """What a measurement rests on; nothing rests on the processor's event counters."""
    return row.get("topic") == "measuring" and row.get("name") != "performance counters"


def _energy(found: list[Finding]) -> list[Finding]:
    """One line for all counters: the first that works, else every reason."""
    works = next((f for f in found if f.state != "no"), None)
    if works is not None:
        name = works.title.removeprefix(_ENERGY)
        return [
            Finding(
                tr("Energy"), works.state, sentence(tr("with {name}: {text}", name=name, text=works.text)), works.hint
            )
        ]
    if not found:
        return []
    return [Finding(tr("Energy"), "no", " ".join(f.text for f in found), found[0].hint)]


def _missing(rows: list[dict[str, Any]]) -> list[Finding]:
    """What the workers' Python lacks, in one line."""
    lacking = [r for r in rows if r.get("topic") == "worker" and r.get("state") != "ok"]
    if not lacking:
        return []
    names = ", ".join(str(r.get("name", "")) for r in lacking)
    state = "no" if any(r.get("name") in ("torch", "transformers") for r in lacking) else "partly"
    hints = "; ".join(dict.fromkeys(str(r["hint"]) for r in lacking if r.get("hint")))
    return [
        Finding(tr("All techniques"), state, tr("The workers' Python lacks {names}.", names=names), sentence(hints))
    ]


def _finding(row: dict[str, Any]) -> Finding:
    name = str(row.get("name", ""))
    state = _STATES.get(str(row.get("state", "")), "no")
    text = sentence(said(str(row.get("text", ""))))
    hint = _hint(str(row.get("hint", ""))) if state != "yes" else ""
    return Finding(_TITLES.get(name, name), state, text, hint)


def _hint(text: str) -> str:
    """What helps; what the command has options for is told by its place in the window."""
    here = next((tr(words) for option, words in _HERE if option in text), "")
    return here or sentence(said(text))

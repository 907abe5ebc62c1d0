"""How far a study is, and each trial's row in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from paretoscope.analysis.record import ENDED, Record, TrialRecord
from paretoscope.analysis.results import Results
from paretoscope_gui.i18n import mark, said, several, tr
from paretoscope_gui.measured.choice import headlines
from paretoscope_gui.measured.limits import sentence
from paretoscope_gui.numbers import quantity

PHASES = {
    "start": mark("starting"),
    "load": mark("loading the model"),
    "apply": mark("applying"),
    "prepared": mark("prepared"),
    "warmup": mark("warming up"),
    "measure": mark("measuring"),
    "evaluate": mark("checking quality"),
    "finetune": mark("fine-tuning"),
    "persist": mark("storing"),
    "idle": mark("idle"),
}
STATES = {
    "waiting": mark("waiting"),
    "starting": mark("starting"),
    "ready": mark("ready"),
    "measuring": mark("measuring"),
    "valid": mark("done"),
    "invalid": mark("not valid"),
    "failed": mark("failed"),
    "skipped": mark("skipped"),
}
TONES = {"valid": "good", "failed": "bad", "invalid": "warn", "skipped": "plain", "measuring": "accent"}


@dataclass(frozen=True)
class Progress:
    """`share` in 0..1, None while it is not known; times in s."""

    share: float | None
    elapsed: float
    remaining: float | None
    round: int
    rounds: int
    text: str


def progress(record: Record, titles: Mapping[str, str] | None = None) -> Progress:
    """Where the study stands; `titles`: what its trials are called, by id, where their recipes are not wanted."""
    rounds = record.study.rules.rounds if record.study else 0
    done = max(0, record.round + 1)
    share = None
    if record.remaining is not None and record.elapsed + record.remaining > 0:
        share = record.elapsed / (record.elapsed + record.remaining)
    if record.state == "done":
        share = 1.0
    return Progress(share, record.elapsed, record.remaining, done, max(rounds, done), _doing(record, titles or {}))


def _doing(record: Record, titles: Mapping[str, str]) -> str:
    for trial in record.trials.values():
        if trial.state not in ENDED and trial.phase in PHASES and trial.phase not in ("idle", "measure"):
            return f"{titles.get(trial.id) or name(trial)}: {doing(trial)}"
    for trial in record.trials.values():
        if trial.state == "measuring":
            return tr("{trial}: measuring", trial=titles.get(trial.id) or name(trial))
    return ""


def doing(trial: TrialRecord) -> str:
    """What a trial does now."""
    words = tr(PHASES.get(trial.phase, STATES.get(trial.state, trial.state)))
    done, total, text = trial.progress
    if trial.state in ENDED or not total or done >= total:
        return words
    return f"{words}, {text}" if text else f"{words}, {quantity(done / total, 'share', 2)}"


def name(trial: TrialRecord) -> str:
    """A trial's recipe, or its id when the recipe is not known."""
    return trial.recipe or trial.id


@dataclass(frozen=True)
class Row:
    """One trial in the run's table. `state` in words, `tone` of its mark, `notes` one sentence each."""

    id: str
    recipe: str
    state: str
    tone: str
    rounds: int
    notes: tuple[str, ...]
    error: str = ""
    hint: str = ""


def rows(record: Record, stopped: bool = False) -> list[Row]:
    """All trials in the study's order; `stopped`: nobody works on it, whatever its trials did last."""
    return [_row(trial, stopped) for trial in record.trials.values()]


def _row(trial: TrialRecord, stopped: bool) -> Row:
    state, tone = tr(STATES.get(trial.state, trial.state)), TONES.get(trial.state, "plain")
    if trial.state not in ENDED and stopped:
        state, tone = tr("not finished"), "plain"
    elif trial.state not in ENDED and trial.phase:
        state = doing(trial)
    counted = len({(t.workload, t.round) for t in trial.turns if t.counts})
    workloads = max(1, len({t.workload for t in trial.turns}))
    error = trial.error.text if trial.error else trial.why if trial.state in ("failed", "invalid", "skipped") else ""
    error = said(error)
    return Row(
        trial.id, name(trial), state, tone, counted // workloads, notes(trial), error,
        said(trial.error.hint) if trial.error else "",
    )  # fmt: skip


def notes(trial: TrialRecord) -> tuple[str, ...]:
    """What a reader of the numbers should know: turns that were repeated and why, warnings, restarts."""
    refused = [t for t in trial.turns if t.finished and not t.valid]
    found = []
    for why in dict.fromkeys(t.why for t in refused):
        n = sum(t.why == why for t in refused)
        found.append(
            several(
                n, "{n} turn not counted: {why}", "{n} turns not counted: {why}", why=said(why) or tr("no reason given")
            )
        )
    lost = sum(1 for t in trial.turns if not t.finished and t.superseded)
    if lost:
        found.append(several(lost, "{n} turn cut off and run again", "{n} turns cut off and run again"))
    found += list(dict.fromkeys(said(w.text) for w in trial.warnings))
    return tuple(found)


def summary(record: Record, results: Results | None) -> str:
    """One sentence about a study that has ended."""
    counts = {s: sum(t.state == s for t in record.trials.values()) for s in ENDED}
    parts = [tr("{valid} of {n} recipes measured", valid=counts["valid"], n=len(record.trials))]
    parts += [f"{counts[s]} {tr(STATES[s])}" for s in ("invalid", "failed", "skipped") if counts[s]]
    text = ", ".join(parts) + "."
    leads = headlines(results) if results else {}
    goal = leads.get("speed") or leads.get("training")
    return f"{sentence(results, goal, [], [])} {text}" if results and goal else text

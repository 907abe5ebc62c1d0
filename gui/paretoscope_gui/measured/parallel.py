"""Trials over several metrics at once, each on its own axis with the better end on top. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from paretoscope.analysis.results import Results, Trial
from paretoscope_gui.looks import Look
from paretoscope_gui.measured.choice import Choice
from paretoscope_gui.measured.words import name


@dataclass(frozen=True)
class Scale:
    """One axis: `best` and `worst` in SI stand on top and at the foot."""

    choice: Choice
    title: str
    best: float
    worst: float

    def place(self, value: float) -> float:
        """0 at the foot, 1 on top; the middle where all are alike."""
        span = self.best - self.worst
        return 0.5 if span == 0 else (value - self.worst) / span

    def value(self, place: float) -> float:
        """The SI value at a place."""
        return self.worst + place * (self.best - self.worst)

    def text(self, value: float) -> str:
        """A value in the metric's shown unit."""
        return self.choice.info.text(value)


@dataclass(frozen=True)
class Thread:
    """One trial: its places from the first axis to the last, None where it has no value; and its intervals there."""

    key: str
    title: str
    places: tuple[float | None, ...]
    texts: tuple[str, ...]
    look: Look
    spans: tuple[tuple[float, float] | None, ...] = ()


def scales(results: Results, choices: Sequence[Choice]) -> list[Scale]:
    """An axis for each metric of which at least two trials have a value, as long as their intervals reach."""
    base = _baseline(results)
    made = []
    for choice in choices:
        trials = [t for t in results.trials if t.ranked]
        values = [v.value for t in trials if (v := choice.value(t)) and v.value is not None]
        if len(values) > 1:
            ends = [end for t in trials for end in _around(choice, t, base) or ()]
            low, high = min(*values, *ends), max(*values, *ends)
            best, worst = (high, low) if choice.info.better == "up" else (low, high)
            made.append(Scale(choice, choice.info.title, best, worst))
    return made


def threads(results: Results, axes: Sequence[Scale], styles: dict[str, Look]) -> list[Thread]:
    """Every ranked trial with at least two places."""
    made, base = [], _baseline(results)
    for trial in results.trials:
        values = [axis.choice.value(trial) for axis in axes]
        places = tuple(
            a.place(v.value) if v and v.value is not None else None for a, v in zip(axes, values, strict=True)
        )
        texts = tuple(a.text(v.value) if v and v.value is not None else "" for a, v in zip(axes, values, strict=True))
        if trial.ranked and sum(p is not None for p in places) > 1:
            around = [_around(axis.choice, trial, base) for axis in axes]
            spans = tuple((a.place(s[0]), a.place(s[1])) if s else None for a, s in zip(axes, around, strict=True))
            made.append(Thread(trial.id, name(trial), places, texts, styles.get(trial.id, Look()), spans))
    return made


def _baseline(results: Results) -> Trial | None:
    return next((t for t in results.trials if "baseline" in t.marks), None)


def _around(choice: Choice, trial: Trial, base: Trial | None) -> tuple[float, float] | None:
    """The interval of a trial's change, which was paired, as values: around the baseline's own value, SI."""
    own, change = choice.value(base) if base is not None else None, choice.change(trial)
    if own is None or own.value is None or change is None or change.low is None or change.high is None:
        return None
    if choice.info.compare == "difference":
        return own.value + change.low, own.value + change.high
    return own.value * change.low, own.value * change.high

"""Limits that a user sets on metrics: who keeps them, and which recipe is the best of those."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from paretoscope.analysis.results import Results, Trial
from paretoscope_gui.i18n import inside, tr
from paretoscope_gui.measured.choice import Choice
from paretoscope_gui.measured.kept import kept
from paretoscope_gui.measured.words import change_words, name

STEPS = 200  # positions of a slider


@dataclass(frozen=True)
class Limit:
    """A metric's bound in SI; for what is compared by difference, a bound on the difference to the baseline.

    `bound` None: no limit. `low`, `high`: the range over all trials.
    """

    choice: Choice
    low: float
    high: float
    bound: float | None = None

    @property
    def at_most(self) -> bool:
        """Whether less is better."""
        return self.choice.info.better != "up"

    def keeps(self, trial: Trial) -> bool:
        """Whether the trial stays within the bound; one without the metric does not."""
        if self.bound is None:
            return True
        value = measure(self.choice, trial)
        return value is not None and (value <= self.bound if self.at_most else value >= self.bound)

    def at(self, position: int) -> float | None:
        """The bound at a slider's position 0 .. STEPS; the loosest end is no limit."""
        if position >= STEPS:
            return None
        share = position / STEPS
        near, far = (self.low, self.high) if self.at_most else (self.high, self.low)
        return near + share * (far - near)

    @property
    def position(self) -> int:
        """Where the slider stands for the bound."""
        near, far = (self.low, self.high) if self.at_most else (self.high, self.low)
        if self.bound is None or near == far:
            return STEPS
        return round(min(1.0, max(0.0, (self.bound - near) / (far - near))) * (STEPS - 1))

    def words(self) -> str:
        """ "at most 520 MiB", "no limit"."""
        if self.bound is None:
            return tr("no limit")
        info = self.choice.info
        if info.compare == "difference":
            size = info.text(abs(self.bound))
            worse = (self.bound > 0) == self.at_most
            return tr("at most {value} worse", value=size) if worse else tr("at least {value} better", value=size)
        bound = info.text(self.bound)
        return tr("at most {value}", value=bound) if self.at_most else tr("at least {value}", value=bound)


def measure(choice: Choice, trial: Trial) -> float | None:
    """What a limit on the metric looks at: the value, or the difference to the baseline."""
    if choice.info.compare == "difference":
        if "baseline" in trial.marks:
            return 0.0
        change = choice.change(trial)
        return change.value if change else None
    value = choice.value(trial)
    return value.value if value else None


@kept
def limits(results: Results, choices: Sequence[Choice]) -> list[Limit]:
    """A limit for each metric on which trials differ, none of them set."""
    found = []
    for choice in choices:
        values = [v for t in results.trials if t.ranked and (v := measure(choice, t)) is not None]
        if len(values) > 1 and max(values) > min(values):
            found.append(Limit(choice, min(values), max(values)))
    return found


def failing(results: Results, wanted: Sequence[Limit]) -> frozenset[str]:
    """Trials that miss a limit."""
    if all(w.bound is None for w in wanted):
        return frozenset()
    return frozenset(t.id for t in results.trials if t.ranked and not all(w.keeps(t) for w in wanted))


@kept
def best(results: Results, goal: Choice, wanted: Sequence[Limit]) -> Trial | None:
    """The ranked trial with the best goal that keeps every limit; estimates are never the best (METHOD M15).

    Where the baseline keeps the limits too, only a recipe whose change is real can be better than it.
    """
    found: list[tuple[float, Trial]] = []
    for trial in results.trials:
        value = goal.value(trial)
        if value is None or value.value is None or value.source == "estimated" or not trial.ranked:
            continue
        if all(w.keeps(trial) for w in wanted):
            found.append((value.value if goal.info.better != "up" else -value.value, trial))
    if any("baseline" in t.marks for _, t in found):
        found = [(v, t) for v, t in found if "baseline" in t.marks or ((c := goal.change(t)) is not None and c.real)]
    return min(found, key=lambda pair: pair[0])[1] if found else None


def sentence(results: Results, goal: Choice, shown: Sequence[Choice], wanted: Sequence[Limit]) -> str:
    """Names the best recipe under the limits and what it does, or says why there is none."""
    set_ = [w for w in wanted if w.bound is not None]
    found = best(results, goal, set_)
    title = inside(goal.info.title)
    if found is None:
        if not set_:
            return tr("No recipe has a value for {title} yet.", title=title)
        tight = min(set_, key=lambda w: sum(w.keeps(t) for t in results.trials if t.ranked))
        return tr(
            "No recipe keeps all limits. The tightest one is {title}: {tight}.",
            title=inside(tight.choice.info.title),
            tight=tight.words(),
        )
    start = tr("Best {title} within your limits", title=title) if set_ else tr("Best {title}", title=title)
    if "baseline" in found.marks:
        return tr("{start}: the baseline itself; no recipe shows a real gain.", start=start)
    effects = [w for c in dict.fromkeys([goal, *shown]) if (w := change_words(found, c))]
    return tr("{start}: {recipe}. {effects}", start=start, recipe=name(found), effects=_list(effects))


def _list(parts: list[str]) -> str:
    text = ", ".join(parts)
    return f"{text[:1].upper()}{text[1:]}." if text else ""

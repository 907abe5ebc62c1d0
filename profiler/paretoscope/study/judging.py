"""Evaluations of the trials of one block, and larger ones where the wanted difference could not be seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from paretoscope.events import Event, Phase
from paretoscope.plan import BASELINE, Study
from paretoscope.study.budget import Budget
from paretoscope.study.eta import Eta
from paretoscope.study.hub import Hub
from paretoscope.study.schedule import evaluated
from paretoscope.study.sizing import Larger, Sizing
from paretoscope.study.turns import Turns

LOOKS = 2  # larger evaluations at most: the spread of few items is a rough guess


@dataclass
class Judging:
    """Evaluates trials of one study.

    Args:
        reference: where the baseline keeps its log-probabilities of a workload.
        progress: called after each evaluation.
    """

    hub: Hub
    study: Study
    eta: Eta
    budget: Budget
    turns: Turns
    reference: Callable[[str], Path]
    progress: Callable[[], None]

    def __post_init__(self) -> None:
        """Sizes follow what the record holds."""
        self.sizing = Sizing(self.study, self.hub.record)

    def evaluate(self, trial: str) -> None:
        """Every workload that is still to be judged. Raises as Hub.ask."""
        for workload in evaluated(self.study):
            if workload in self.hub.record.trial(trial).evaluated:
                continue
            if not self.budget.affords("evaluate", trial):
                self.budget.cut.append(f"{trial} was not judged on {workload}")
                continue
            with self.eta.timing("evaluate", trial):
                self._ask(trial, workload, 0 if trial == BASELINE else self.sizing.shared(workload))
            self.progress()

    def larger(self, trials: Sequence[str]) -> Iterator[Larger]:
        """Evaluations that are too small for what is to be seen, as far as the budget buys larger ones."""
        for one in self.sizing.larger(trials):
            yield replace(one, items=min(one.needed, self._affordable(trials, one.had)))

    def again(self, trial: str, one: Larger) -> None:
        """Judge a trial anew on more items; not at all where the budget buys no more. Raises as Hub.ask."""
        if one.items <= one.had:
            return
        with self.eta.timing("larger", trial):
            self._ask(trial, one.workload, one.items)
        self.progress()

    def close(self, one: Larger) -> None:
        """After all trials were judged anew: tell where the data or the budget did not reach."""
        warning = self.sizing.short(one)
        if warning is not None:
            self.hub.emit(warning)

    def _affordable(self, trials: Sequence[str], had: int) -> int:
        """Items that the budget buys for all these trials, if each takes as long as those before."""
        if not self.budget.seconds:
            return 1 << 62
        one = sum(self.eta.at_most("evaluate", t) for t in trials) / had
        return int(self.budget.left / one) if one > 0 else 1 << 62

    def _ask(self, trial: str, workload: str, items: int) -> None:
        command: dict[str, object] = {
            "do": "evaluate", "workload": workload, "reference": str(self.reference(workload)),
            "write": trial == BASELINE, "items": items,
        }  # fmt: skip
        ended, named = self.hub.phase_end("evaluate"), partial(_named, workload=workload)
        self.hub.ask(self.turns.worker(trial), command, ended, self.hub.limits.work, named)


def _named(event: Event, workload: str) -> Event:
    """The phase of an evaluation always names its workload; what is stored is found by it."""
    return replace(event, text=workload) if isinstance(event, Phase) and event.name == "evaluate" else event

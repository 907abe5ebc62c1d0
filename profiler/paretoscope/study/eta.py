"""How long it will still take: from the protocol at first, from what was seen later."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from paretoscope.events import Progress
from paretoscope.plan import Study
from paretoscope.study.missing import Work
from paretoscope.study.schedule import evaluated, finetune_turns, timed

STEPS = ("start", "seal", "finetune", "turn", "evaluate")


@dataclass
class Eta:
    """Counts the steps that are left and what each kind takes on average.

    Args:
        expected: seconds of each kind of step before any was seen.
    """

    expected: dict[str, float]
    clock: Callable[[], float] = time.monotonic
    left: dict[str, int] = field(default_factory=dict)
    _began: float | None = None
    _spent: dict[str, list[float]] = field(default_factory=dict)
    _own: dict[tuple[str, str], list[float]] = field(default_factory=dict)

    def plan(self, study: Study, works: Sequence[Work]) -> None:
        """Count the steps of what is to be done; what was seen so far is kept."""
        self.left = count_steps(study, works)
        if self._began is None:
            self._began = self.clock()

    @contextmanager
    def timing(self, kind: str, trial: str = "") -> Iterator[None]:
        """Note how long one step of a trial takes."""
        began = self.clock()
        try:
            yield
        finally:
            took = self.clock() - began
            self._spent.setdefault(kind, []).append(took)
            self._own.setdefault((kind, trial), []).append(took)
            self.left[kind] = max(0, self.left.get(kind, 0) - 1)

    def at_most(self, kind: str, trial: str) -> float:
        """Seconds that one more step of a trial should not exceed, for a decision whether to begin it.

        The longest of its own so far and a tenth more; before any, the longest of the others and half more; before
        those, twice what was expected.
        """
        own = self._own.get((kind, trial))
        if own:
            return 1.1 * max(own)
        seen = self._spent.get(kind)
        return 1.5 * max(seen) if seen else 2.0 * self.expected.get(kind, 0.0)

    def mean(self, kind: str, trial: str) -> float:
        """Seconds that one more step of a trial will take on average, as far as is known."""
        own = self._own.get((kind, trial))
        return sum(own) / len(own) if own else self._mean(kind)

    @property
    def remaining(self) -> float:
        """Seconds that the steps left will take."""
        return sum(count * self._mean(kind) for kind, count in self.left.items())

    @property
    def elapsed(self) -> float:
        """Seconds since the plan was made."""
        return 0.0 if self._began is None else self.clock() - self._began

    def progress(self) -> Progress:
        """The study's progress as an event; done and total in s."""
        return Progress(name="study", done=self.elapsed, total=self.elapsed + self.remaining, text="s")

    def _mean(self, kind: str) -> float:
        seen = self._spent.get(kind)
        return sum(seen) / len(seen) if seen else self.expected.get(kind, 0.0)


def count_steps(study: Study, works: Sequence[Work]) -> dict[str, int]:
    """How many steps of each kind the blocks have."""
    left = dict.fromkeys(STEPS, 0)
    for work in works:
        crew = len(work.trials)
        starts = crew if not work.stretch.alternate else crew + max(0, len(work.rounds) - 1)
        tuning = sum(
            len(finetune_turns(int(w.value("steps")), work.stretch.rounds))
            for w in study.workloads
            if w.kind == "finetune"
        )
        left["start"] += starts
        left["seal"] += starts
        left["finetune"] += starts * tuning
        left["turn"] += crew * len(work.rounds) * len(timed(study))
        left["evaluate"] += len(work.evaluate) * len(evaluated(study))
    return left

"""When a study has enough rounds: a round is added only while an interval that matters is still wide.

The rule looks at the width of an interval, never at whether it excludes no change: stopping when a difference appears
would find differences where there are none. A trial needs no more rounds once its headline interval was narrow enough
at two looks in a row; the others play on, with the baseline. No trial plays more than MOST times the protocol's
rounds. That this biases no interval is held by a simulation (test_m04_optional_stopping...).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from paretoscope.analysis.widths import Widths, target
from paretoscope.plan import BASELINE, Study
from paretoscope.study.budget import Budget

LOOKS = 2  # in a row at which an interval must be narrow
MOST = 8  # times the protocol's rounds at most
RESTART = 4.0  # an added block's rounds take at least so many times what its restarts take


@dataclass
class Stopping:
    """Which trials still need rounds."""

    study: Study
    widths: Widths

    @property
    def target(self) -> float:
        """Half-width that is narrow enough; 0: only the protocol's rounds are played."""
        return target(self.study)

    def wanting(self, live: Sequence[str]) -> list[str]:
        """The trials among `live` that need one more round, the baseline with them; empty when none does."""
        if not self.target or BASELINE not in live:
            return []
        wide = [t for t in live if t != BASELINE and self._wide(t)]
        return [BASELINE, *wide] if wide else []

    def rounds(self, trials: Sequence[str]) -> int:
        """How many more rounds the widest of these trials is expected to need: the width falls with the root of n."""
        need = 0
        for trial in trials:
            half, n = self.widths.half(trial), self._played(trial)
            if trial != BASELINE and math.isfinite(half):
                wanted = math.ceil(n * (half / self.target) ** 2)
                need = max(need, min(wanted, self._most()) - n)
        return need

    def _wide(self, trial: str) -> bool:
        """Whether a trial was too wide at one of the last looks; the first look is at the protocol's rounds."""
        played = self._played(trial)
        if played >= self._most():
            return False
        looks = played - self.study.rules.rounds + 1
        return looks < LOOKS or any(self.widths.half(trial, n) > self.target for n in range(LOOKS))

    def _played(self, trial: str) -> int:
        found = self.widths.record.trial(trial)
        return min((len(found.valid_turns(w)) for w in found.workloads() if not w.startswith("finetune")), default=0)

    def _most(self) -> int:
        return MOST * self.study.rules.rounds


def block_rounds(stopping: Stopping, budget: Budget, crew: Sequence[str], alternate: bool) -> int:
    """Rounds of a block that is added for these trials; 0 when it is not worth its restarts or not affordable."""
    protocol = stopping.study.rules
    restart = 0.0 if alternate else budget.restart_seconds(crew)
    one = budget.round_seconds(crew, alternate)
    affordable = (budget.left - restart) / one if one > 0 else math.inf
    return added_rounds(stopping.rounds(crew), affordable, restart, one, math.ceil(protocol.rounds / protocol.blocks))


def added_rounds(needed: int, affordable: float, restart: float, one: float, per_block: int) -> int:
    """Rounds of an added block: what is needed, but enough that restarts are at most a fifth of its time.

    Args:
        needed: rounds that the widest trial is expected to need. affordable: rounds that the budget buys.
        restart: s that starting and warming up takes. one: s of a round. per_block: rounds of the protocol's blocks.

    Returns:
        0 when the block is not worth its restarts: fewer than four rounds could be bought.
    """
    least = math.ceil(RESTART * restart / one) if one > 0 else per_block
    count = min(max(per_block, least), max(4, needed))
    count = count if affordable >= count else math.floor(affordable)
    return count if count >= 4 else 0

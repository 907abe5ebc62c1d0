"""How many items an evaluation must have, so that a wanted difference is seen (papers seed:427, seed:625).

A workload with `see` is judged on its `items` first. Their differences to the baseline show how much items vary, and so
how many are needed to see that difference with 80 % probability; then all trials are judged on so many, as far as the
data reach. Only the spread is looked at, never whether there is a difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import fmean

from paretoscope.analysis.evaluation_size import flip_spread, needed, sureness
from paretoscope.analysis.quality import SHARES, Influence, differences, measures
from paretoscope.analysis.record import Record
from paretoscope.events import Warned
from paretoscope.plan import BASELINE, Study, Workload
from paretoscope.stats import variance

AIMS = (  # the first that items have is what is seen; of vectors classes that agree, else neighbours
    "quality.accuracy",
    "quality.ranking",
    "quality.bits_per_byte",
    "quality.agreement",
    "quality.nearest",
)
MOST = 20_000  # items
GROWTH = 1.1  # fewer more than this are not worth another evaluation
UNSEEN = 3.0  # of n items none flipped: with 95 % probability at most 3 / n of all flip


@dataclass(frozen=True)
class Larger:
    """An evaluation of `had` items that needs `needed` so that `see` shows; `spread` of its items.

    `items`: how many it gets, fewer where the budget does not buy them.
    """

    workload: str
    items: int
    needed: int
    had: int
    see: float
    spread: float


@dataclass
class Sizing:
    """Sizes of a study's evaluations.

    Attributes:
        asked: workload -> items that were asked for last.
    """

    study: Study
    record: Record
    asked: dict[str, int] = field(default_factory=dict)

    def shared(self, workload: str) -> int:
        """Items of a trial that is judged after a larger evaluation of the baseline; 0: as the workload says."""
        work = next((w for w in self.study.workloads if w.text() == workload), None)
        if work is None or not _see(work):
            return 0
        had = len(self.record.trial(BASELINE).items(workload))
        return had if had > int(work.value("items")) else 0

    def larger(self, trials: Sequence[str]) -> Iterator[Larger]:
        """Every evaluation of these trials that is too small, and was not as large as its data already."""
        for work in (w for w in self.study.workloads if _see(w)):
            text, had = work.text(), len(self.record.trial(BASELINE).items(work.text()))
            spread = max((self._spread(text, t) for t in trials if t != BASELINE), default=0.0)
            if not had or not spread or had < self.asked.get(text, int(work.value("items"))):
                continue
            count = min(MOST, needed(spread, _see(work)))
            if count > GROWTH * had:
                yield Larger(text, count, count, had, _see(work), spread)

    def short(self, one: Larger) -> Warned | None:
        """What is to be told after a larger evaluation, where the data or the budget did not reach."""
        self.asked[one.workload] = one.needed
        had = len(self.record.trial(BASELINE).items(one.workload))
        if had >= one.needed:
            return None
        sure = sureness(one.spread, one.see, had)
        who, hint = ("the data hold", "give more data") if had < one.items else ("the budget buys", "raise --budget")
        text = f"{one.workload}: {who} {had} items of the {one.needed} that show a difference of {one.see:g}"
        return Warned(code="items", text=f"{text}; it is seen with {sure:.0%} probability", hint=hint)

    def _spread(self, workload: str, trial: str) -> float:
        """Standard deviation of the items' differences to the baseline; 0 where nothing can be compared yet."""
        if workload not in self.record.trial(trial).evaluated:
            return 0.0
        ours, theirs = (measures(self.record.trial(t).items(workload), workload) for t in (trial, BASELINE))
        name = next((n for n in AIMS if n in ours and n in theirs), "")
        return spread_of(name, ours[name], theirs[name]) if name else 0.0


def spread_of(name: str, recipe: Influence, baseline: Influence) -> float:
    """Standard deviation of the items' differences; of answers that never flipped what they may still hide."""
    found = differences(recipe, baseline)
    if len(found) < 2:
        return 0.0
    seen = variance(found)
    if name in SHARES:
        flips = fmean(1.0 if d else 0.0 for d in found)
        seen = max(seen, flip_spread(min(1.0, flips + UNSEEN / len(found))) ** 2)
    return float(seen**0.5)


def _see(work: Workload) -> float:
    return float(work.value("see")) if work.kind in ("score", "classify", "embed", "task") else 0.0

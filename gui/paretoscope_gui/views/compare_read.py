"""What the compare page reads: which two studies at first, their results beside the event loop, a number's past."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from paretoscope.analysis.results import Results
from paretoscope.errors import ParetoscopeError
from paretoscope_gui.measured.comparison import Line
from paretoscope_gui.numbers import moment
from paretoscope_gui.plots.history import Past
from paretoscope_gui.state.background import Newest
from paretoscope_gui.state.studies import Known, results_of


class StoredResults:
    """Results of studies, each read once; `failed` is told what nobody foresaw."""

    def __init__(self, failed: Callable[[ParetoscopeError], object]) -> None:
        self._read: dict[tuple[str, float], Results | None] = {}
        self._failed = failed

    def ask(self, asked: Newest, studies: list[Known], then: Callable[[list[Results | None]], None]) -> None:
        """Hand the results of studies to `then`, None for what cannot be read; at once where all were read before."""
        kept = self._read  # filled by the pool, so that what is read is kept when a later question overtakes it
        missing = [s for s in studies if (s.key, s.changed) not in kept]

        def read() -> None:
            kept.update({(s.key, s.changed): _results(s.path) for s in missing})

        def done(_: object = None) -> None:
            then([kept.get((s.key, s.changed)) for s in studies])

        if missing:
            asked.ask(read, done, self._failed)
        else:
            asked.forget()
            done()


def _results(path: Path) -> Results | None:
    try:
        return results_of(path)
    except (ParetoscopeError, OSError):  # damaged or just deleted: it must not hide the others, and the page says it
        return None


def usual(found: list[Known], folder: Path | None) -> tuple[str, str]:
    """Which two studies to show at first: the open one, or the newest, after the one before it of the same model."""
    if len(found) < 2:
        return "", ""
    second = next((s for s in found if folder is not None and s.path.resolve() == folder.resolve()), found[0])
    older = [s for s in found if s.changed < second.changed] or [s for s in found if s is not second]
    first = next((s for s in older if s.model == second.model), older[0])
    first, second = sorted((first, second), key=lambda s: s.changed)
    return first.key, second.key


def past(line: Line, studies: list[Known], found: list[Results | None], marked: Collection[str]) -> list[Past]:
    """A number in each study that has it; `marked`: the keys of those that stand side by side."""
    made = []
    for study, results in zip(studies, found, strict=True):
        trial = next((t for t in results.trials if t.recipe == line.pair.recipe), None) if results else None
        value = trial.metrics.get(line.pair.workload, {}).get(line.pair.metric) if trial else None
        if value is not None and value.value is not None:
            when = f"{study.shown}, {moment(study.changed)}"
            made.append(Past(study.changed, when, value.value, value.low, value.high, study.key in marked))
    return made

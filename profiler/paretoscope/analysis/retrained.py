"""Which turns a turn that is taken again replaces: of training all of the process that is trained anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paretoscope.analysis.record import Turn


def replaced(turns: Iterable[Turn], before: Turn, attempt: int) -> Iterator[Turn]:
    """`before`, and where another process trains from the start, what its old one did after that round too.

    A process trains once, and turns of training may be longer the next time, so that fewer rounds hold one.

    Args:
        turns: all of the trial. before: the newest turn of the round that is taken again. attempt: who takes it.
    """
    yield before
    if not before.workload.startswith("finetune") or attempt == before.attempt:
        return
    same = (t for t in turns if (t.workload, t.attempt) == (before.workload, before.attempt))
    yield from (t for t in same if t.round > before.round)

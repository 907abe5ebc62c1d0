"""Work that is cut into turns of the event loop, so that none of them is long."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer

TURN = 5  # ms; a shot of 0 ms would be posted, and so run in the same turn: nothing is laid out or painted in between


def next_turn(owner: QObject, do: Callable[[], object]) -> None:
    """Do it in another turn, if its owner is there by then."""
    QTimer.singleShot(TURN, owner, do)


def in_turns(
    owner: QObject,
    steps: Iterator[None],
    wanted: Callable[[], bool] = lambda: True,
    then: Callable[[], object] = lambda: None,
) -> None:
    """Go through a generator, each time to its next `yield` in a turn of its own, the first one now, while wanted.

    `then` is done after its end.
    """
    if not wanted():
        return
    for _ in steps:
        next_turn(owner, lambda: in_turns(owner, steps, wanted, then))
        return
    then()

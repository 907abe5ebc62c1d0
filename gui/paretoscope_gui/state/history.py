"""Undo and redo over immutable values."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")
L = TypeVar("L")
DEPTH = 200


class History(Generic[T, L]):
    """A present value with what led to it and what was undone. Values must be immutable; labels are anything."""

    def __init__(self, value: T) -> None:
        self.present = value
        self._past: list[tuple[L, T]] = []
        self._future: list[tuple[L, T]] = []

    def push(self, label: L, value: T) -> bool:
        """Make `value` the present; `label` says what was done. False when nothing changed."""
        if value == self.present:
            return False
        self._past = [*self._past, (label, self.present)][-DEPTH:]
        self._future.clear()
        self.present = value
        return True

    def undo(self) -> bool:
        """Go one step back. False when there is none."""
        return self._step(self._past, self._future)

    def redo(self) -> bool:
        """Do again what was undone. False when there is nothing."""
        return self._step(self._future, self._past)

    def reset(self, value: T) -> None:
        """Start anew from `value`."""
        self.present = value
        self._past.clear()
        self._future.clear()

    @property
    def undo_label(self) -> L | None:
        """What `undo` would take back, None when nothing."""
        return self._past[-1][0] if self._past else None

    @property
    def redo_label(self) -> L | None:
        """What `redo` would do again, None when nothing."""
        return self._future[-1][0] if self._future else None

    def _step(self, source: list[tuple[L, T]], target: list[tuple[L, T]]) -> bool:
        if not source:
            return False
        label, value = source.pop()
        target.append((label, self.present))
        self.present = value
        return True

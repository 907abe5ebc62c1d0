"""A cumulative counter that only ever grows: differences of it, with every doubtful step dropped."""

from __future__ import annotations

from collections.abc import Callable

from paretoscope.meters.energy import Reading

UPDATE = 0.1  # s


class Counter:
    """A cumulative counter read by `joules`, which may raise OSError or ValueError."""

    state, why, remedy, update, longest = "measured", "", "", UPDATE, float("inf")

    def __init__(self, name: str, joules: Callable[[], float], domain: str, covers: str = "gpu") -> None:
        """Read it once. Raises OSError or ValueError."""
        self.name, self._joules = name, joules
        self.covers = covers
        self.domains: tuple[str, ...] = (domain,)
        self._last, self._total, self._breaks = joules(), 0.0, 0

    def read(self) -> Reading | None:
        """Joules since it was opened; None while it cannot be read."""
        try:
            now = self._joules()
        except (OSError, ValueError):
            self._breaks += 1
            return None
        if now < self._last:  # reset, or wrapped at a place that nobody told
            self._breaks += 1
        else:
            self._total += now - self._last
        self._last = now
        return Reading(self._total, self._breaks)

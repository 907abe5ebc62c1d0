"""What happened to the GPU of a study during a turn: did another process use it, did heat hold it down.

| condition | how it is seen | rule |
|---|---|---|
| shared | another process took 5 % of its cores at some moment, or began to hold memory on it | as for a noisy turn |
| heat | the driver's count of time in which heat held the clock down grew by over 1 % of the turn | likewise |

Asked before and after a turn, never in it. In a container the driver may list processes by numbers of its host, among
which ours cannot be found: then it is only told when there are more than before. On a processor nothing is asked.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from paretoscope.meters import gpu, state
from paretoscope.meters.nvml import processes

SLOWED = 0.01  # of a turn


@dataclass
class Device:
    """Watches one device, turn after turn.

    Args:
        name: as torch has it. nvml: the driver's library; replaced in tests. clock: s.
    """

    name: str = "cpu"
    nvml: Any = None
    clock: Callable[[], float] = time.monotonic
    _stamp: int = 0
    _began: float = 0.0
    _slowed: float | None = None
    _known: set[int] = field(default_factory=set)

    @property
    def watched(self) -> bool:
        """Whether there is a GPU to look at."""
        return self.name.startswith("cuda")

    def begin(self) -> None:
        """A turn begins: who holds memory, and which samples of use are old."""
        if not self.watched:
            return
        self._known = set(processes(self.name, self.nvml) or ())
        _, self._stamp = gpu.at_work(self.name, self._stamp, self.nvml)
        self._slowed, self._began = gpu.slowed(self.name, self.nvml), self.clock()

    def end(self, own: Collection[int]) -> tuple[list[str], dict[str, float]]:
        """(faults in words, values for TurnEnd) of the time since `begin`. `own`: ids of our workers."""
        if not self.watched:
            return [], {}
        used, self._stamp = gpu.at_work(self.name, self._stamp, self.nvml)
        listed = set(processes(self.name, self.nvml) or ())
        faults = [*self._shared(set(own), listed, used), *self._heat()]
        warm = gpu.temperature(self.name, self.nvml)
        return faults, {} if warm is None else {"temperature.gpu": warm}

    def _shared(self, own: set[int], listed: set[int], used: dict[int, int]) -> list[str]:
        """Others at work, as far as our own processes can be told from them."""
        new = listed - self._known
        known = not listed or bool(own & listed) or bool(own & set(used))
        others = {pid for pid, share in used.items() if share >= gpu.BUSY and pid not in own} if known else set()
        count = len(others | (new - own)) if known else len(new)
        if not count:
            return []
        return [f"{count} other {'process' if count == 1 else 'processes'} used {self.name}"]

    def _heat(self) -> list[str]:
        after = gpu.slowed(self.name, self.nvml)
        if after is None or self._slowed is None:
            return []
        share = (after - self._slowed) / max(1e-9, self.clock() - self._began)
        return [f"heat held the GPU's clock down for {share:.0%} of the time"] if share > SLOWED else []


def temperature(name: str, nvml: Any = None) -> float | None:
    """K of what computes: the GPU of `cuda:N`, else the processor; None without a sensor."""
    return gpu.temperature(name, nvml) if name.startswith("cuda") else state.temperature()

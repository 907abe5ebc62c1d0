"""Who takes turns with whom, when, and in which order: pure functions of the study, fixed before work begins."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from paretoscope.errors import BadStudy
from paretoscope.plan import BASELINE, Protocol, Study
from paretoscope.store.folder import write_atomic

TIMED = ("generate", "classify", "embed", "trace")
EVALUATED = ("score", "task", "classify", "embed", "generate", "finetune")


@dataclass(frozen=True)
class Stretch:
    """Rounds that one crew plays in one block: trials that live at once, or one at a time (`alternate`).

    `rounds` counts from `first`; round numbers are never used twice in a study. `extra`: added because intervals were
    still wide, not part of the protocol's minimum.
    """

    trials: tuple[str, ...]
    first: int
    rounds: int
    alternate: bool = False
    extra: bool = False

    @property
    def numbers(self) -> range:
        """The rounds' numbers."""
        return range(self.first, self.first + self.rounds)


@dataclass(frozen=True)
class Schedule:
    """Every stretch of a study, in order."""

    stretches: tuple[Stretch, ...]

    def write(self, path: Path) -> None:
        """Store it: memory that is free today may not be free when the study is resumed. Raises OSError."""
        write_atomic(path, json.dumps({"stretches": [asdict(s) for s in self.stretches]}, indent=1))

    @classmethod
    def read(cls, path: Path) -> Schedule:
        """Read what `write` stored. Raises BadStudy."""
        try:
            body = json.loads(path.read_text(encoding="utf-8"))
            return cls(tuple(Stretch(**{**s, "trials": tuple(s["trials"])}) for s in body["stretches"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BadStudy(f"cannot read {path}: {error}", "start the study again in another folder") from error

    def again(
        self, trials: Sequence[str], memory: Mapping[str, int], limit: int, protocol: Protocol, first: int = 0
    ) -> Schedule:
        """Trials that are tried once more leave their old stretches and get new ones, with rounds of their own.

        Args:
            first: no new round's number is less than this.
        """
        kept = [replace(s, trials=tuple(t for t in s.trials if t not in trials)) for s in self.stretches]
        sizes = {t: memory.get(t, 0) for t in (BASELINE, *trials)}
        return Schedule(
            (*(s for s in kept if len(s.trials) > 1), *stretches(sizes, limit, protocol, max(first, self.next)))
        )

    @property
    def next(self) -> int:
        """The first round number that no stretch has."""
        return max((s.first + s.rounds for s in self.stretches), default=0)


def stretches(memory: Mapping[str, int], limit: int, protocol: Protocol, first: int = 0) -> list[Stretch]:
    """Blocks of rounds for each crew; the baseline plays in every crew.

    Args:
        memory: trial id to the expected size of its process, B; the baseline first.
        limit: what all live processes together may take, B.
        first: number of the first round.
    """
    made = []
    groups = crews(memory, limit)
    for count in split_rounds(protocol):
        for crew, alternate in groups:
            made.append(Stretch(crew, first, count, alternate))
            first += count
    return made


def crews(memory: Mapping[str, int], limit: int) -> list[tuple[tuple[str, ...], bool]]:
    """(trials, whether they must alternate): filled in the order given until the limit is reached.

    Where not even the baseline and one recipe fit together, that pair takes turns alone.
    """
    base = memory[BASELINE]
    found: list[tuple[tuple[str, ...], bool]] = []
    crew, used = [BASELINE], base
    for trial, size in memory.items():
        if trial == BASELINE:
            continue
        if base + size > limit:
            found.append(((BASELINE, trial), True))
            continue
        if used + size > limit:
            found.append((tuple(crew), False))
            crew, used = [BASELINE], base
        crew.append(trial)
        used += size
    if len(crew) > 1 or not found:
        found.append((tuple(crew), False))
    return found


def split_rounds(protocol: Protocol) -> list[int]:
    """Rounds of each block, as even as can be."""
    base, more = divmod(protocol.rounds, protocol.blocks)
    return [base + (1 if b < more else 0) for b in range(protocol.blocks)]


def round_order(seed: int, round_: int, trials: Sequence[str]) -> tuple[str, ...]:
    """Random order of a round, a function of (seed, round) alone: a trial that drops out leaves the others' order."""

    def key(trial: str) -> bytes:
        return hashlib.sha256(f"{seed}/{round_}/{trial}".encode()).digest()

    return tuple(sorted(trials, key=key))


def alternating_order(index: int, trials: Sequence[str]) -> tuple[str, ...]:
    """AB, BA, AB ...: each process is loaded once for two turns, and drift cancels over two rounds."""
    return tuple(trials) if index % 2 == 0 else tuple(reversed(trials))


@dataclass(frozen=True)
class TurnLength:
    """A turn lasts until both hold: this much time inside calls (s) and this many calls."""

    seconds: float
    count: int


def turn_length(protocol: Protocol) -> TurnLength:
    """The share of one turn, so that all rounds together reach the protocol's minimum time and count."""
    return TurnLength(protocol.seconds / protocol.rounds, math.ceil(protocol.count / protocol.rounds))


def finetune_turns(steps: int, rounds: int) -> list[int]:
    """Optimizer steps of each finetune turn: all steps, over at most `rounds` turns."""
    turns = max(1, min(rounds, steps))
    base, more = divmod(steps, turns)
    return [base + (1 if t < more else 0) for t in range(turns)]


def timed(study: Study) -> list[str]:
    """Workloads that take turns, as text."""
    return [w.text() for w in study.workloads if w.kind in TIMED]


def evaluated(study: Study) -> list[str]:
    """Workloads that are evaluated once a trial, as text, in the order of the evaluation."""
    return [w.text() for k in EVALUATED for w in study.workloads if w.kind == k]

"""METHOD M18 and M13 in a study: rounds before the steady state are discarded and played again, by a logged rule."""

from __future__ import annotations

from typing import Any

from paretoscope.analysis.record import Record
from paretoscope.events import Observation, RoundStart, TurnEnd, TurnStart
from paretoscope.study.steady import unsettled_rounds

G = "generate:new=8"


def record_of(**trials: list[float]) -> Record:
    """A record of turns that took so long, s, in block 0."""
    record, seq = Record(), 0
    for trial, times in trials.items():
        for number, seconds in enumerate(times):
            key: dict[str, Any] = {"trial": trial, "workload": G, "block": 0, "round": number}
            values = {"ttft": 0.0, "e2e": seconds * 7, "new": 8.0}
            for event in (
                TurnStart(**key), Observation(**key, start=0.0, end=seconds, values=values), TurnEnd(**key, valid=True),
            ):  # fmt: skip
                record.feed(event)
                seq += 1
    return record


NOISE = [1.0, 1.01, 0.99, 1.0, 1.02, 0.98, 1.0, 1.01, 0.99, 1.0]


def test_m18_steady_the_longest_beginning_decides_and_noise_alone_does_not() -> None:
    slow = [1.3 * v for v in NOISE[:2]] + NOISE[2:]
    slower = [1.2 * v for v in NOISE[:3]] + NOISE[3:]
    record = record_of(baseline=NOISE, a=slow, b=slower)
    found = unsettled_rounds(record, ["baseline", "a", "b"], [G], 0)
    assert found is not None
    assert (found.trial, found.rounds) == ("b", (0, 1, 2))
    assert 0.15 < found.away < 0.25
    assert unsettled_rounds(record, ["baseline"], [G], 0) is None
    warming = [v * (1.3 if i < 3 else 1.0) for i, v in enumerate(NOISE)]
    together = record_of(baseline=warming, a=[0.8 * v * (1.3 if i < 3 else 1.0) for i, v in enumerate(reversed(NOISE))])
    assert unsettled_rounds(together, ["baseline", "a"], [G], 0) is None  # what moves all alike cancels in the ratios
    assert unsettled_rounds(together, ["baseline"], [G], 0) is not None  # alone it is held against itself
    noisy = [1.12, 0.93, 1.05, 0.9, 1.08, 0.95, 1.1, 0.94]
    assert unsettled_rounds(record_of(baseline=NOISE[:8], a=noisy), ["baseline", "a"], [G], 0) is None
    assert unsettled_rounds(record, ["baseline", "a"], [G], 1) is None  # another block
    few = record_of(baseline=NOISE[:6], a=slow[:6])
    assert unsettled_rounds(few, ["baseline", "a"], [G], 0) is None  # too few turns to tell


def test_m18_steady_the_first_rounds_are_played_again_by_all_and_it_is_logged(
    play: Any, study_of: Any, script: Any
) -> None:
    """Two turns of one recipe are 40 % slower than the others: its first two rounds do not count."""
    script(**{"a.b": {"slow_turns": 2, "noise": 0.001}, "*": {"noise": 0.001}})
    done = play(study_of("a.b", protocol="quick"))
    numbers = [e.round for e in done.events if isinstance(e, RoundStart)]
    assert numbers == [*range(8), 0, 1]
    warning = next(w for w in done.record.warnings if w.code == "unsettled")
    assert warning.text == (
        "a.b had not reached a steady state in the first 2 rounds (+40% from the later ones); "
        "they were played again by all"
    )
    for trial in done.record.trials.values():
        assert len(trial.valid_turns(G)) == 8
        assert [t.superseded for t in trial.turns].count(True) == 2
    kept = [t.end - t.start for t in done.record.trials["a.b"].valid_turns(G).values()]
    assert max(kept) < 1.1 * min(kept)

"""The schedule's properties, over many drawn studies."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paretoscope.errors import BadStudy
from paretoscope.plan import BASELINE, PROTOCOLS
from paretoscope.study.schedule import (
    Schedule,
    alternating_order,
    crews,
    finetune_turns,
    round_order,
    split_rounds,
    stretches,
    turn_length,
)

NAMES = st.lists(st.text("abcdef.:=1", min_size=1, max_size=6), min_size=1, max_size=12, unique=True)
SIZES = st.dictionaries(st.text("abcdef", min_size=1, max_size=4), st.integers(1, 100), max_size=12)


@given(st.integers(), st.integers(0, 500), NAMES)
def test_round_order_is_a_function_of_seed_and_round_and_holds_all(seed: int, number: int, names: list[str]) -> None:
    order = round_order(seed, number, names)
    assert sorted(order) == sorted(names)
    assert round_order(seed, number, list(reversed(names))) == order
    without = [n for n in names if n != order[0]]
    assert round_order(seed, number, without) == order[1:]  # who drops out does not shuffle the others


def test_round_order_is_fair() -> None:
    """Over many rounds each trial is first about equally often (chi-squared, 3 degrees of freedom, p > 0.001)."""
    names = ["baseline", "a", "b", "c"]
    firsts = Counter(round_order(7, r, names)[0] for r in range(4000))
    assert sum((firsts[n] - 1000) ** 2 / 1000 for n in names) < 16.3


@given(SIZES, st.integers(1, 100), st.integers(1, 400))
def test_crews_hold_every_trial_once_the_baseline_always_and_keep_the_limit(
    sizes: dict[str, int], base: int, limit: int
) -> None:
    memory = {BASELINE: base, **sizes}
    found = crews(memory, limit)
    assert all(crew[0] == BASELINE for crew, _ in found)
    assert sorted(t for crew, _ in found for t in crew[1:]) == sorted(sizes)
    for crew, alternate in found:
        total = sum(memory[t] for t in crew)
        assert alternate == (total > limit and len(crew) > 1)
        assert not alternate or len(crew) == 2


@pytest.mark.parametrize("name", PROTOCOLS)
def test_turns_add_up_to_the_protocols_minimum(name: str) -> None:
    protocol = PROTOCOLS[name]
    length = turn_length(protocol)
    rounds = split_rounds(protocol)
    assert sum(rounds) == protocol.rounds
    assert len(rounds) == protocol.blocks
    assert max(rounds) - min(rounds) <= 1
    assert length.seconds * protocol.rounds >= protocol.seconds * 0.999999
    assert length.count * protocol.rounds >= protocol.count


@given(st.integers(1, 5000), st.integers(1, 50))
def test_finetune_turns_do_every_step_once(steps: int, rounds: int) -> None:
    turns = finetune_turns(steps, rounds)
    assert sum(turns) == steps
    assert len(turns) <= rounds
    assert min(turns) >= 1


@given(SIZES, st.integers(1, 300))
def test_round_numbers_are_never_used_twice(sizes: dict[str, int], limit: int) -> None:
    memory = {BASELINE: 10, **sizes}
    plan = Schedule(tuple(stretches(memory, limit, PROTOCOLS["standard"])))
    numbers = [n for s in plan.stretches for n in s.numbers]
    assert numbers == list(range(len(numbers)))
    again = plan.again(sorted(sizes)[:2], memory, limit, PROTOCOLS["standard"])
    later = [n for s in again.stretches for n in s.numbers]
    assert len(later) == len(set(later))
    for trial in sorted(sizes):
        rounds = sum(s.rounds for s in again.stretches if trial in s.trials)
        assert rounds == PROTOCOLS["standard"].rounds


def test_alternating_order_is_ab_ba() -> None:
    assert [alternating_order(i, ("A", "B")) for i in range(3)] == [("A", "B"), ("B", "A"), ("A", "B")]


def test_a_schedule_survives_its_file_and_a_damaged_one_is_refused(tmp_path: Path) -> None:
    plan = Schedule(tuple(stretches({BASELINE: 1, "a": 1}, 1, PROTOCOLS["quick"])))
    plan.write(tmp_path / "schedule.json")
    assert Schedule.read(tmp_path / "schedule.json") == plan
    (tmp_path / "schedule.json").write_text('{"stretches": [{"trials"')
    with pytest.raises(BadStudy):
        Schedule.read(tmp_path / "schedule.json")

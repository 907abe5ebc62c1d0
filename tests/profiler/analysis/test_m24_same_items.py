"""METHOD M24: recipe and baseline answer the same items: McNemar exact, a paired bootstrap, and what flipped."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from contextlib import closing
from itertools import product
from pathlib import Path
from types import ModuleType

import pytest

from paretoscope.analysis import summarise
from paretoscope.analysis.damage import ClassDamage, damage, holm
from paretoscope.analysis.quality import difference, items_interval, measures
from paretoscope.analysis.record import Record
from paretoscope.analysis.results import Results
from paretoscope.catalog import Catalog
from paretoscope.events import Observation
from paretoscope.stats import mcnemar, paired_share_interval, share_interval
from paretoscope.store import stored
from paretoscope.store.schema import connect
from paretoscope.store.sqlite import Writer

INT8 = "quantize.int8_dynamic"


def items(trial: str, workload: str, rows: list[dict[str, float]]) -> Iterator[Observation]:
    for i, values in enumerate(rows):
        yield Observation(trial=trial, workload=workload, purpose="quality", index=i, values=values)


def answers(right: list[int], label: list[int] | None = None, said: list[int] | None = None) -> list[Observation]:
    rows = [{"correct": float(r)} for r in right]
    for key, given in (("label", label), ("said", said)):
        for row, value in zip(rows, given or (), strict=False):
            row[key] = float(value)
    return list(items("t", "classify", rows))


@pytest.mark.parametrize(("only_first", "only_second"), product(range(6), range(6)))
def test_m24_mcnemar_is_every_way_that_coins_can_fall(only_first: int, only_second: int) -> None:
    """Brute force: of all 2^n ways in which n flips may go, the share at least as lopsided as this one."""
    n, seen = only_first + only_second, abs(only_first - only_second)
    ways = [abs(2 * sum(w) - n) for w in product((0, 1), repeat=n)]
    assert mcnemar(only_first, only_second) == pytest.approx(sum(w >= seen for w in ways) / len(ways))


def test_m24_mcnemar_cries_wolf_no_more_often_than_it_says() -> None:
    """Pairs that flip both ways alike: p < 0.05 in at most 5 % of 2000 studies, and p is known for given counts."""
    rng, wolves = random.Random(3), 0
    for _ in range(2000):
        flips = [rng.random() for _ in range(200)]
        wolves += mcnemar(sum(f < 0.05 for f in flips), sum(f > 0.95 for f in flips)) < 0.05
    assert wolves / 2000 <= 0.05
    assert mcnemar(5, 0) == pytest.approx(0.0625)
    assert mcnemar(2, 10) == pytest.approx(0.03857421875)


def test_m24_the_score_interval_of_paired_answers_covers_and_is_wide_where_nothing_flipped() -> None:
    """Tango: closed form without flips; of 100 items 3 % break and 1 % mend: the truth is held in 93 % or more."""
    none = paired_share_interval(0, 0, 100)
    z2 = 1.959964**2
    assert (none.low, none.high) == pytest.approx((-z2 / (100 + z2), z2 / (100 + z2)), abs=1e-9)
    one, other = paired_share_interval(2, 12, 50), paired_share_interval(12, 2, 50)
    assert one.value == pytest.approx(0.2)
    assert (one.low, one.high) == pytest.approx((-(other.high or 0), -(other.low or 0)), abs=1e-9)
    rng, held = random.Random(7), 0
    for _ in range(1000):
        draws = [rng.random() for _ in range(100)]
        found = paired_share_interval(sum(d < 0.03 for d in draws), sum(d > 0.99 for d in draws), 100)
        assert found.low is not None
        assert found.high is not None
        held += found.low <= -0.02 <= found.high
    assert 930 <= held <= 990


def test_m24_the_paired_bootstrap_covers_and_is_narrower_than_two_separate_ones() -> None:
    """40 items of very different difficulty, a true difference of 0.02: its interval holds it in 91 to 98 % of 300."""
    rng, hits, narrower = random.Random(5), 0, 0
    for _ in range(300):
        hard = [rng.gauss(3.0, 0.6) for _ in range(40)]
        base = [{"nll": h * 50, "tokens": 50.0, "bytes": 200.0} for h in hard]
        ours = [{"nll": (h + 0.02 + rng.gauss(0, 0.03)) * 50, "tokens": 50.0, "bytes": 200.0} for h in hard]
        one, two = (
            measures(list(items("t", "score", rows)), "score")["quality.bits_per_byte"] for rows in (ours, base)
        )
        found = difference("quality.bits_per_byte", one, two)
        assert found is not None
        assert found.low is not None
        assert found.high is not None
        hits += found.low <= 0.02 * 50 / 200 / 0.6931471805599453 <= found.high
        alone = items_interval(tuple(one.items.values()))
        assert alone.low is not None
        assert alone.high is not None
        narrower += (found.high - found.low) < (alone.high - alone.low) / 5
    assert 0.91 < hits / 300 < 0.98
    assert narrower == 300


def test_m24_flips_are_counted_both_ways_and_by_class() -> None:
    """The same accuracy before and after, though three answers broke and three were mended; class 1 lost them all."""
    base = answers([1, 1, 1, 0, 0, 0, 1, 1], [1, 1, 1, 2, 2, 2, 3, 3], [1, 1, 1, 3, 3, 3, 3, 3])
    ours = answers([0, 0, 0, 1, 1, 1, 1, 1], [1, 1, 1, 2, 2, 2, 3, 3], [2, 2, 2, 2, 2, 2, 3, 3])
    found = damage(ours, base)
    assert found is not None
    assert (found.broken, found.mended, found.flips, found.changed, found.p) == ((0, 1, 2), (3, 4, 5), 6, 6, 1.0)
    assert [(c.label, c.n, c.before, c.after, c.change) for c in found.classes] == [
        (1, 3, 3, 0, -1.0), (3, 2, 2, 2, 0.0), (2, 3, 0, 3, 1.0),
    ]  # fmt: skip
    assert damage(ours[:1], base) is None


def test_m24_many_classes_are_corrected_for() -> None:
    """Holm by hand: p = 0.01, 0.02, 0.03, 0.5 become 0.04, 0.06, 0.06, 0.5."""
    given = [ClassDamage(label=i, n=9, before=9, after=5, p=p) for i, p in enumerate((0.5, 0.01, 0.03, 0.02))]
    assert {c.label: round(c.adjusted, 9) for c in holm(given)} == {1: 0.04, 3: 0.06, 2: 0.06, 0: 0.5}


def test_m24_results_carry_what_flipped_and_come_back_from_json_and_store(
    simulated: ModuleType, catalog: Catalog, tmp_path: Path
) -> None:
    plan, events = simulated.simulate(recipes=(INT8,))
    record = Record(plan).feed_all(events)
    for trial, right in (("baseline", [1] * 10), (INT8, [0, 0, *[1] * 8])):
        for event in items(trial, "classify", [{"correct": float(r), "label": i % 2} for i, r in enumerate(right)]):
            record.feed(event)
    results = summarise(record, plan, catalog)
    again = Results.from_dict(json.loads(json.dumps(results.to_dict())))
    with closing(connect(tmp_path / "study.sqlite")) as base:
        Writer(tmp_path / "study.sqlite").write(record, results, 0)
        kept = stored._trials(base)
    for found in (results.trials, again.trials, kept):
        trial = next(t for t in found if t.id == INT8)
        assert trial.damage["classify"].broken == (0, 1)
        assert [c.label for c in trial.damage["classify"].classes] == [0, 1]
        value = trial.metrics["classify"]["quality.flips"]
        assert value.value == 0.2
        assert value.low is not None
        assert value.low > 0.05


def test_m24_kl_and_agreement_need_no_labels(results: Results) -> None:
    table = results.trial(INT8).metrics
    score = next(w for w in table if w.startswith("score"))
    assert {"quality.kl", "quality.agreement"} <= table[score].keys()


@pytest.mark.parametrize("n", [1, 3, 16, 97, 1000])
def test_a_share_of_none_or_of_all_has_an_exact_end(n: int) -> None:
    none, every = share_interval(0, n), share_interval(n, n)
    assert (none.low, every.high) == (0.0, 1.0)
    assert none.high == pytest.approx(1.0 - (every.low or 0.0))

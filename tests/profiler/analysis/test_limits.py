"""The limit: floors, use of walls and sentences against numbers worked out by hand. No torch, no clock."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from limited_study import MB, WORK, ceilings, limit, measured, study, trial

from paretoscope.analysis import attention, limits
from paretoscope.analysis.limits_of_trial import kv_bytes, peak_of, pope
from paretoscope.analysis.limits_words import rate, size
from paretoscope.analysis.results import Results, Trial


def test_a_decode_step_by_hand() -> None:
    """20 MFLOP / 1 GFLOP/s = 20 ms; 1 MB / 100 MB/s = 10 ms: 20 ms of 50 ms, bound by multiplication."""
    found = limit(study(trial()))
    assert found.flops == 2e7
    assert found.bytes == 1 * MB
    assert found.floor == pytest.approx(0.02)
    assert found.reached == pytest.approx(0.4)
    assert found.bound == "compute"


def test_mfu_and_mbu_carry_the_interval_of_the_time() -> None:
    results = study(trial())
    table = results.trials[0].metrics[WORK]
    mfu, mbu = table["limit.flops_use"], table["limit.bandwidth_use"]
    assert mfu.value == pytest.approx(0.4)
    assert (mfu.low, mfu.high) == (pytest.approx(0.02 / 0.0625), pytest.approx(0.02 / 0.04))
    assert mbu.value == pytest.approx(0.2)
    assert mfu.source == mbu.source == "computed"
    assert table["limit.floor"].value == pytest.approx(0.02)


def test_a_prefill_reads_weights_and_the_prompts_cache() -> None:
    """Of 110 tokens of cache the last 10 come later: 1 MB - 0.11 MB x 10 / 110; 2 x 100 tokens x 10 MFLOP = 2 s."""
    found = limit(study(trial()), "prefill")
    assert found.bytes == pytest.approx(1 * MB - 0.01 * MB)
    assert found.flops == 2e9
    assert found.reached == pytest.approx(0.5)
    assert found.bound == "compute"


def test_a_small_model_is_held_against_its_own_working_set() -> None:
    """10 MB lie between 1 MB (100 MB/s) and 100 MB (10 MB/s): 31.6 MB/s, not memory's 10."""
    found = limit(study(trial(**{"compute.bytes_per_token": 5 * MB, "latency.tpot": 0.5})))
    assert found.bandwidth == pytest.approx(math.sqrt(100 * 10) * MB)
    assert found.bound == "memory"


def test_drafting_makes_several_tokens_a_step_and_reads_the_weights_once() -> None:
    found = limit(study(trial(**{"decode.tokens_per_step": 2.5})))
    assert found.seconds == pytest.approx(0.125)
    assert found.bytes == 1 * MB


def test_what_is_far_from_both_walls_is_bound_by_neither() -> None:
    found = limit(study(trial(**{"latency.tpot": 0.5})))
    assert found.bound == "overhead"
    assert "neither" in found.words
    assert "25×" in found.words


def test_each_sentence_names_the_wall_and_what_is_left() -> None:
    compute = limit(study(trial()))
    assert "bound by multiplication, at 40%" in compute.words
    assert "2.5×" in compute.words
    memory = limit(study(trial(**{"compute.bytes_per_token": 5 * MB, "latency.tpot": 0.5})))
    assert "bound by memory" in memory.words


def test_the_end_of_a_run_tells_the_baseline_and_the_fastest() -> None:
    fast, slow = trial("fast", **{"latency.tpot": 0.03}), trial("slow", **{"latency.tpot": 0.2})
    found = limits.headline(study(trial(), slow, fast))
    assert ["Baseline" in found[0], "Fast" in found[1]] == [True, True]
    assert len(found) == 2
    assert len(limits.headline(study(trial()))) == 1
    assert limits.headline(Results()) == []
    assert "doctor --ceilings" in limits.headline(Results(trials=[trial()]))[0]


def test_a_time_below_the_floor_says_that_the_ceilings_are_too_low() -> None:
    found = limit(study(trial(**{"latency.tpot": 0.01})))
    assert found.reached == pytest.approx(2.0)
    assert "measures them again" in found.words
    assert "another format" in found.words


def test_products_in_two_formats_take_one_after_the_other() -> None:
    """Half at 1, half at 4 GFLOP/s: 2 / (1 + 1/4) = 1.6 GFLOP/s."""
    assert peak_of({"float32": 1.0, "int8": 1.0}, ceilings()) == pytest.approx(1.6e9)
    assert peak_of({"float32": 1.0, "bfloat16": 1.0}, ceilings()) is None


def test_a_format_without_a_rate_gives_no_limit() -> None:
    one = trial()
    table = one.metrics[WORK]
    table["compute.flops_per_token.bfloat16"] = table.pop("compute.flops_per_token.float32")
    assert [x.phase for x in study(one).limits] == ["prefill"]


def test_without_ceilings_the_cells_say_how_to_get_them() -> None:
    results = Results(trials=[trial()], workloads=[WORK])
    limits.fill(results)
    value = results.trials[0].metrics[WORK]["limit.bandwidth_use"]
    assert value.value is None
    assert value.source == "unavailable"
    assert "doctor --ceilings" in value.why
    assert limits.roofline(results).why


def test_workloads_that_this_program_does_not_know_are_passed_over() -> None:
    one = trial()
    one.metrics["dream:depth=3"] = {"latency.tpot": measured(1.0)}
    results = study(one)
    assert {x.workload for x in results.limits} == {WORK}


def test_failed_trials_have_no_limit() -> None:
    lost = trial("lost")
    lost.status = "failed"
    assert {x.trial for x in study(trial(), lost).limits} == {"baseline"}


def test_a_classifier_has_one_phase() -> None:
    work = "classify:batch=4"
    table = {
        "latency.e2e": measured(1.0), "compute.flops_per_sample": measured(1e8),
        "compute.flops_per_sample.float32": measured(1e8), "compute.bytes_per_sample": measured(0.25 * MB),
    }  # fmt: skip
    one = Trial(id="baseline", recipe="baseline", status="valid", marks=("baseline",), metrics={work: table})
    results = Results(trials=[one], workloads=[work])
    results.ceilings = ceilings().to_dict()
    limits.fill(results)
    assert [x.phase for x in results.limits] == ["forward"]
    assert results.limits[0].reached == pytest.approx(0.4)


def test_popes_model_by_hand() -> None:
    """540 B parameters in 8 bits, one token, 64 chips of 275 TFLOP/s and 1.2 TB/s: 7.0 ms, all of it memory's."""
    chips = 64
    seconds = pope(540e9, 1, 540e9, 275e12 * chips, 1.2e12 * chips)
    assert seconds == pytest.approx(540e9 / (1.2e12 * chips))
    assert pope(540e9, 512 * 2048, 540e9, 275e12 * chips, 1.2e12 * chips) == pytest.approx(
        2 * 540e9 * 512 * 2048 / (275e12 * chips)
    )


def test_multi_query_attention_divides_the_cache_by_its_heads() -> None:
    """Pope et al.: one key head instead of 32 makes 32 times the context fit."""
    facts = {"layers": 10, "heads": 32, "kv_heads": 32, "hidden": 2048}
    assert kv_bytes(facts, 100, 2) == 2 * 10 * 2048 * 100 * 2
    assert kv_bytes({**facts, "kv_heads": 1}, 100, 2) * 32 == kv_bytes(facts, 100, 2)
    assert kv_bytes({**facts, "head_dim": 128}, 100, 2) == 2 * kv_bytes(facts, 100, 2)


def test_the_model_stands_beside_the_measured_time() -> None:
    """N = 106 400 - 100 x 64 = 100 000; 2 N x 2 / 1 GFLOP/s = 0.4 ms; memory: 0.8 MB and the cache at 100 MB/s."""
    found = limit(study(trial()))
    cache = 2 * 2 * 2 * 16 * (100 + 11 / 2) * 2 * 4
    assert found.model == pytest.approx((0.8 * MB + cache) / (100 * MB))


@given(st.integers(1, 100_000), st.sampled_from([16, 32, 64, 128]), st.integers(1, 1 << 22))
def test_no_attention_moves_less_than_the_bound(tokens: int, head: int, cache: int) -> None:
    stored = attention.stored_words(tokens, head)
    tiled = attention.tiled_words(tokens, head, cache)
    least = attention.least_words(tokens, head, cache)
    assert least <= tiled * (1 + 1e-9)
    assert least >= 4 * tokens * head
    assert stored == 4 * tokens * (tokens + head)
    if cache >= head**2:
        assert tiled == pytest.approx(least)  # Saha and Ye: FlashAttention is optimal from M = d^2 up
        assert tiled <= stored
    elif tokens * tokens * head / math.sqrt(cache) > 4 * tokens * head:
        assert tiled > least


def test_attentions_traffic_by_hand() -> None:
    """N = 100, d = 16, fp32, 2 layers x 4 heads x 2 sequences: 4 (N d + N^2) words stored, 4 N d in tiles of 1 MiB."""
    found = study(trial()).attention[0]
    many = 2 * 4 * 2 * 4
    assert found["stored"] == many * 4 * (100 * 16 + 100 * 100)
    assert found["tiled"] == many * 4 * 100 * 16
    assert found["optimal"]
    assert found["seconds_stored"] == pytest.approx(found["stored"] / (10 * MB))
    assert "7.2 times" in found["words"]


def test_words_of_rates_and_sizes() -> None:
    assert rate(31.2e9, "B/s") == "31.2 GB/s"
    assert rate(2.3e12, "FLOP/s") == "2.30 TFLOP/s"
    assert size(512) == "512 B"
    assert size(3 * 2**20) == "3.00 MiB"


def test_ceilings_of_another_format_are_as_none() -> None:
    results = Results(ceilings={"format": 99})
    assert limits.ceilings_of(results) is None

"""The limit: floors, use of walls and sentences against numbers worked out by hand. No torch, no clock."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paretoscope.analysis import attention, explain_inside, limits
from paretoscope.analysis.ceilings import Bandwidth, Ceilings, Rate
from paretoscope.analysis.efficiency import efficiencies
from paretoscope.analysis.inside import MODULE, Node, Tree
from paretoscope.analysis.inside_digest import digest, phase
from paretoscope.analysis.limits_of_trial import kv_bytes, peak_of, pope
from paretoscope.analysis.limits_words import rate, size
from paretoscope.analysis.results import Ratio, Results, Trial, Value
from paretoscope.report import limit as report_limit
from paretoscope.report import render

WORK = "generate:batch=2,new=11,prompt=100"
MB = 1e6


def ceilings(**changes: Any) -> Ceilings:
    """1 GFLOP/s in fp32, 4 in int8; 100 MB/s from a cache of 1 MB, 10 MB/s from memory."""
    points = tuple(Bandwidth(size=s, value=v, low=v, high=v) for s, v in ((1 * MB, 100 * MB), (100 * MB, 10 * MB)))
    made = {"float32": 1e9, "int8": 4e9}
    rates = tuple(Rate(dtype=d, value=v, low=v, high=v) for d, v in made.items())
    return Ceilings(**{"bandwidth": points, "rates": rates, "caches": {"L2": 1 << 20}, **changes})


def measured(value: float, low: float | None = None, high: float | None = None) -> Value:
    return Value(value=value, low=low, high=high, n=8)


def trial(id_: str = "baseline", **changes: float) -> Trial:
    """A decode step of two sequences: 2 x 10 MFLOP and 1 MB to move in 0.05 s."""
    numbers = {
        "latency.tpot": 0.05, "latency.ttft": 4.0, "memory.kv_cache": 0.11 * MB, "compute.bytes_per_token": 0.5 * MB,
        "compute.flops_per_token": 1e7, "compute.flops_per_token.float32": 1e7, "compute.flops_prefill": 1e7,
        "compute.flops_prefill.float32": 1e7, **changes,
    }  # fmt: skip
    table = {k: measured(v) for k, v in numbers.items()}
    table["latency.tpot"] = measured(numbers["latency.tpot"], 0.04, 0.0625)
    marks = ("baseline",) if id_ == "baseline" else ()
    weights = {"memory.weights": measured(0.8 * MB)}
    return Trial(id=id_, recipe=id_, title=id_.title(), status="valid", marks=marks, metrics={WORK: table, "": weights})


def study(*trials: Trial, known: Ceilings | None = None) -> Results:
    model = {"layers": 2, "hidden": 64, "heads": 4, "kv_heads": 2, "vocabulary": 100, "parameters": 106_400}
    results = Results(trials=list(trials), workloads=[WORK], model=model, protocol={"name": "quick"})
    results.ceilings = (known or ceilings()).to_dict()
    limits.fill(results)
    return results


def limit(results: Results, name: str = "decode") -> Any:
    return next(x for x in results.limits if x.phase == name)


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
    assert "measured again" in found.words


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


def node(path: str, kind: str = MODULE, *children: Node, **numbers: float) -> Node:
    sums = {k: sum(getattr(c, k) for c in children) for k in ("seconds", "flops", "bytes")} if children else {}
    name = path.rpartition(".")[2] or kind
    return Node(path=path, kind=kind, name=name, phase="decode", children=children, **{**sums, **numbers})  # type: ignore[arg-type]


def traced(trial_: str, linear: float, python: float, quantization: float = 0.0, moved: float = 1 * MB) -> Tree:
    """Two layers of equal parts, and sampling outside."""
    layers = []
    for path in ("model.layers.0", "model.layers.1"):
        leaves = (
            node(path, "linear", seconds=linear / 2, flops=1e7, bytes=moved / 2),
            node(path, "python", seconds=python / 2),
            node(path, "quantization", seconds=quantization / 2),
        )
        layers.append(node(path, MODULE, *leaves, calls=1.0))
    whole = node("", MODULE, *layers)
    outside = node("", "outside", node("", "reduction", seconds=0.01))
    root = node("", "phase", whole, outside)
    return Tree(trial=trial_, workload=WORK, roots=(root,), plain={"decode": 0.04}, rates={"decode": {"float32": 2e7}})


def test_modules_stand_on_the_roofline_with_what_they_do_themselves() -> None:
    """Each layer: 10 MFLOP and 0.5 MB in 15 ms; floor max(10 ms, 5 ms)."""
    results = study(trial())
    found = limits.roofline(results, {"baseline": traced("baseline", 0.02, 0.01)})
    modules = [p for p in found.points if p.path]
    assert [p.path for p in modules] == ["model.layers.0", "model.layers.1"]
    assert all(p.traced for p in modules)
    assert modules[0].use == pytest.approx(0.01 / 0.015)
    assert modules[0].bound == "compute"
    assert modules[0].intensity == pytest.approx(20.0)
    assert modules[0].attainable == pytest.approx(1e9)
    whole = next(p for p in found.points if p.phase == "decode" and not p.path)
    assert whole.achieved == pytest.approx(2e7 / 0.05)


def test_a_digest_sums_layers_up_and_keeps_the_whole() -> None:
    found = digest(traced("baseline", 0.02, 0.01))
    decode = phase(found, "decode")
    assert decode is not None
    assert decode["parts"]["model.layers.*"]["seconds"] == pytest.approx(0.03)
    assert sum(n.get("seconds", 0.0) for n in decode["parts"].values()) == pytest.approx(decode["seconds"])
    assert sum(n.get("seconds", 0.0) for n in decode["operators"].values()) == pytest.approx(decode["seconds"])
    assert found["overhead"] == pytest.approx(1.0)


def test_the_baselines_parts_stand_on_a_roofline_of_their_own_in_reports() -> None:
    """Two layers summed up: 20 MFLOP and 1 MB in 30 ms; floor max(20 ms, 10 ms)."""
    results = study(trial())
    assert report_limit.parts_picture(results) is None  # not traced
    results.trials[0].inside = digest(traced("baseline", 0.02, 0.01))
    (point,) = limits.part_points(results.trials[0], ceilings())
    assert (point.path, point.phase, point.bound) == ("model.layers.*", "decode", "compute")
    assert point.use == pytest.approx(2 / 3)
    assert point.achieved == pytest.approx(2e7 / 0.03)
    assert point.attainable == pytest.approx(1e9)
    picture = report_limit.parts_picture(results)
    assert picture is not None
    assert picture.rows == [
        ["1", "model.layers.*", "decode", "20.0 FLOP/B", "667 MFLOP/s", "67%", "multiplication", "30.0 ms"]
    ]
    assert "Roofline of the baseline&#39;s parts" in render(results, "html").decode()
    results.trials[0].inside["phases"][0]["parts"]["model.layers.*"]["unknown"] = 1.0
    assert report_limit.parts_picture(results) is None  # a lower bound of FLOPs is no point


def test_efficiency_is_ideal_over_traced_time_and_its_waterline_the_roof() -> None:
    """Two layers: 20 MFLOP at 1 GFLOP/s ideal 20 ms, 1 MB at 100 MB/s 10 ms, traced 30 ms."""
    one = trial()
    one.inside = digest(traced("baseline", 0.02, 0.01))
    found = {e.path: e for e in efficiencies(one, ceilings())}
    layers = found["model.layers.*"]
    assert layers.efficiency == pytest.approx(2 / 3)
    assert layers.waterline == pytest.approx(1.0)
    assert layers.gap == pytest.approx(0.01)
    one.inside = digest(traced("baseline", 0.02, 0.01, moved=8 * MB))
    bound = next(iter(efficiencies(one, ceilings())))
    bandwidth = ceilings().bandwidth_at(8 * MB) or 0.0
    assert bound.waterline == pytest.approx(0.02 / (8 * MB / bandwidth))
    assert bound.gap == 0.0


def slower(**changes: float) -> Trial:
    made = trial("recipe", **changes)
    made.ratios = {WORK: {"throughput.decode": Ratio(value=0.8, low=0.7, high=0.9, real=True, n=8)}}
    return made


def test_a_kernel_that_does_not_use_what_is_saved_is_named() -> None:
    base, recipe = trial(), slower()
    base.inside = digest(traced("baseline", 0.02, 0.01))
    recipe.inside = digest(traced("recipe", 0.021, 0.01, moved=0.5 * MB))
    assert any("kernel is not faster" in w for w in explain_inside.words(recipe, study(base, recipe)))


def test_dequantization_and_hooks_are_named_with_their_share() -> None:
    base, recipe = trial(), slower()
    base.inside = digest(traced("baseline", 0.02, 0.01))
    recipe.inside = digest(traced("recipe", 0.02, 0.03, quantization=0.02))
    found = " ".join(explain_inside.words(recipe, study(base, recipe)))
    assert "de-quantizing" in found
    assert "Python" in found
    assert "25%" in found  # 20 of 80 ms


def test_a_memory_wall_explains_why_fewer_products_gain_nothing() -> None:
    bytes_ = {"compute.bytes_per_token": 5 * MB, "latency.tpot": 0.5}
    base, recipe = trial(**bytes_), slower(**bytes_)
    recipe.ratios[WORK] |= {
        "compute.flops_per_token": Ratio(value=0.5, low=0.5, high=0.5, real=True),
        "compute.bytes_per_token": Ratio(value=1.0, low=1.0, high=1.0, real=False),
    }
    assert any("bound by memory" in w for w in explain_inside.words(recipe, study(base, recipe)))


def test_nothing_is_explained_where_it_gained_or_was_not_traced() -> None:
    base, recipe = trial(), slower()
    assert explain_inside.words(base, study(base)) == []
    recipe.ratios[WORK]["throughput.decode"] = Ratio(value=1.3, low=1.2, high=1.4, real=True)
    base.inside = digest(traced("baseline", 0.02, 0.01))
    recipe.inside = digest(traced("recipe", 0.02, 0.03, quantization=0.02))
    assert explain_inside.words(recipe, study(base, recipe)) == []


@pytest.mark.parametrize("format_", ["html", "md"])
def test_reports_show_limits_and_traces_and_escape_them(format_: str) -> None:
    base, recipe = trial(), slower()
    base.inside = digest(traced("baseline", 0.02, 0.01))
    recipe.inside = digest(traced("recipe", 0.02, 0.03))
    recipe.title = "<script>x</script>"
    results = study(base, recipe)
    text = render(results, format_).decode()
    assert "bound by multiplication" in text
    assert "Ceilings of this machine" in text
    assert "Decode by operator" in text
    assert "Efficiency gaps of Baseline" in text
    assert "<script>" not in text
    assert Results.from_dict(results.to_dict()).limits == results.limits


def test_m30_no_latency_comes_from_a_trace() -> None:
    """The same study with and without traces has the same metrics and ratios, to the last bit."""
    plain, with_trace = study(trial(), slower()), study(trial(), slower())
    for one in with_trace.trials:
        one.inside = digest(traced(one.id, 9.0, 9.0))
    assert [t.metrics for t in plain.trials] == [t.metrics for t in with_trace.trials]
    assert [t.ratios for t in plain.trials] == [t.ratios for t in with_trace.trials]
    assert plain.limits == with_trace.limits


def test_words_of_rates_and_sizes() -> None:
    assert rate(31.2e9, "B/s") == "31.2 GB/s"
    assert rate(2.3e12, "FLOP/s") == "2.30 TFLOP/s"
    assert size(512) == "512 B"
    assert size(3 * 2**20) == "3.00 MiB"


def test_ceilings_of_another_format_are_as_none() -> None:
    results = Results(ceilings={"format": 99})
    assert limits.ceilings_of(results) is None

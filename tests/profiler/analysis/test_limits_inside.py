"""The limit inside a trial: modules on the roofline, digests of traces, and why what saves gained nothing."""

from __future__ import annotations

import pytest
from limited_study import MB, WORK, ceilings, study, trial

from paretoscope.analysis import explain_inside, limits
from paretoscope.analysis.efficiency import efficiencies
from paretoscope.analysis.inside import MODULE, Node, Tree
from paretoscope.analysis.inside_digest import digest, phase
from paretoscope.analysis.results import Ratio, Results, Trial
from paretoscope.report import limit as report_limit
from paretoscope.report import render


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

"""From simulated events to results: values, ratios, marks, states and words are what the simulation put in."""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Callable
from types import ModuleType

import pytest

from paretoscope.analysis import explain, summarise
from paretoscope.analysis.latency import tpot
from paretoscope.analysis.record import Record
from paretoscope.analysis.results import Results, Trial
from paretoscope.catalog import Catalog
from paretoscope.events import Metric, Observation, State, TurnEnd


def by_recipe(results: Results, text: str) -> Trial:
    return next(t for t in results.trials if t.recipe == text)


def test_ratios_are_the_simulated_ones(results: Results, simulated: ModuleType) -> None:
    base = simulated.TRUTH["baseline"]
    for trial in results.trials[1:]:
        truth = simulated.TRUTH[trial.recipe]
        if truth.fails:
            continue
        ratio = trial.change("latency.tpot")
        assert ratio is not None
        assert ratio.value == pytest.approx(truth.tpot / base.tpot, rel=0.02)
        assert ratio.n == 8
        memory = trial.change("memory.weights")
        assert memory is not None
        assert memory.value == pytest.approx(truth.weights / base.weights)
        assert memory.real == (truth.weights != base.weights)


def test_throughput_is_the_inverse_of_its_latency(results: Results, simulated: ModuleType) -> None:
    trial = by_recipe(results, "quantize.int8_dynamic")
    latency, rate = trial.change("latency.tpot"), trial.change("throughput.decode")
    assert latency is not None
    assert rate is not None
    assert latency.value * rate.value == pytest.approx(1)
    assert (latency.low, latency.high) == pytest.approx((1 / rate.high, 1 / rate.low))  # type: ignore[operator]


def test_perplexity_is_the_corpus_one_and_its_difference_is_paired(simulated: ModuleType, catalog: Catalog) -> None:
    plan, events = simulated.simulate()
    record = Record(plan).feed_all(events)
    found = summarise(record, plan, catalog)
    trial = by_recipe(found, "prune.magnitude:sparsity=0.5")
    name = "quality.perplexity.window512"
    perplexities = []
    for id_ in ("baseline", trial.id):
        items = record.trials[id_].items(simulated.SCORE)
        total = sum(i.values["nll"] for i in items) / sum(i.values["tokens"] for i in items)
        perplexities.append(math.exp(total))
    value, change = trial.find(name), trial.change(name)
    assert value is not None
    assert change is not None
    assert value.value == pytest.approx(perplexities[1])
    assert change.value == pytest.approx(perplexities[1] - perplexities[0])
    assert change.kind == "difference"
    assert change.real
    assert value.low is not None
    assert value.high is not None
    assert change.low is not None
    assert change.high is not None
    assert change.high - change.low < value.high - value.low  # what the items share cancels


def test_a_failed_trial_is_never_ranked(results: Results) -> None:
    failed = by_recipe(results, "depth.layer_skip:keep=6")
    assert failed.status == "failed"
    assert not failed.ranked
    assert failed.words[0].startswith("failed: the worker was killed")
    assert failed.id not in {i for f in results.pareto for i, _ in f.trials}
    assert failed.id not in {c.trial for c in results.claims}


def test_an_invalid_turn_counts_nowhere(simulated: ModuleType, catalog: Catalog) -> None:
    plan, events = simulated.simulate()
    clean = summarise(Record(plan).feed_all(events), plan, catalog)
    assert clean.health["turns_invalid"] == 1
    assert list(clean.health["invalid_reasons"]) == ["another process used 0.9 cores during the turn"]
    spoilt = [
        dataclasses.replace(e, valid=False, why="x") if isinstance(e, TurnEnd) and e.round == 3 else e for e in events
    ]
    found = summarise(Record(plan).feed_all(spoilt), plan, catalog)
    ratio = found.trials[1].change("latency.tpot")
    assert ratio is not None
    assert ratio.n == 7


def test_energy_cells_say_why_they_are_empty(results: Results) -> None:
    for trial in results.trials[:-1]:
        value = trial.find("energy.per_token")
        assert value is not None
        assert (value.value, value.source) == (None, "unavailable")
        assert "powercap" in value.why


@pytest.mark.parametrize(("accept", "shown"), [(False, None), (True, 0.5)])
def test_an_estimate_is_shown_only_to_who_asked(
    simulated: ModuleType, catalog: Catalog, accept: bool, shown: float | None
) -> None:
    plan, events = simulated.simulate(recipes=("quantize.int8_dynamic",))
    plan = dataclasses.replace(plan, accept_estimates=accept)
    record = Record(plan).feed_all(events)
    for trial in plan.trials:
        record.feed(Metric(trial=trial, workload=simulated.GENERATE, name="energy.per_token", value=0.5, unit="J",
                           source="estimated", why="8 W assumed"))  # fmt: skip
    found = summarise(record, plan, catalog)
    value = found.trials[1].find("energy.per_token")
    assert value is not None
    assert value.value == shown
    assert "8 W assumed" in value.why
    assert not any("energy" in f.x for f in found.pareto)
    change = found.trials[1].change("energy.per_token")
    assert change is None or not change.real


def test_energy_comes_from_the_counter_of_each_turn(simulated: ModuleType, catalog: Catalog) -> None:
    plan, events = simulated.simulate(recipes=("quantize.int8_dynamic",))
    power = {"baseline": 20.0, "quantize.int8_dynamic": 10.0}
    counted = [
        dataclasses.replace(e, values={**e.values, "energy.gross": power[e.trial] * 64 * 4, "energy.idle": 64.0})
        if isinstance(e, TurnEnd) else e
        for e in events
        if not (isinstance(e, Metric) and e.name.startswith(("energy", "power")))
    ]  # fmt: skip
    found = summarise(Record(plan).feed_all(counted), plan, catalog)
    trial = found.trials[1]
    value, ratio = trial.find("energy.per_token"), trial.change("energy.per_token")
    assert value is not None
    assert ratio is not None
    assert value.value == pytest.approx(10.0)
    assert ratio.value == pytest.approx(0.5)
    net, idle = trial.find("energy.per_token.net"), trial.find("energy.per_token.idle")
    assert net is not None
    assert idle is not None
    assert (net.value, idle.value) == pytest.approx((10 - 0.25, 0.25))


def test_the_best_plain_dtype_is_marked(measure: Callable[..., Results], simulated: ModuleType) -> None:
    text = "runtime.dtype:dtype=float32"
    quicker = measure(recipes=(text, "quantize.int8_dynamic"))
    assert "best_dtype" in by_recipe(quicker, text).marks
    slower = measure(recipes=(text,), truth={text: dataclasses.replace(simulated.TRUTH[text], tpot=0.02)})
    assert slower.baseline is not None
    assert "best_dtype" in slower.baseline.marks


def test_percentiles_from_too_few_calls_say_so(results: Results) -> None:
    value = results.trials[0].find("latency.ttft.p99")
    assert value is not None
    assert value.value is None
    assert value.why == "n too small: 32 calls, 662 needed"


def test_a_speculative_call_is_divided_by_its_tokens() -> None:
    """TPOT = (last - first delivery) / (n - 1), whatever number of tokens a delivery brings (METHOD M20)."""
    call = Observation(values={"new": 9.0}, series={"deliveries": [0.5, 0.9, 1.3], "delivered": [1.0, 4.0, 4.0]})
    assert tpot(call) == pytest.approx(0.1)
    assert tpot(Observation(values={"new": 1.0})) is None


def test_words_name_direction_size_and_cause(results: Results) -> None:
    faster = by_recipe(results, "quantize.int8_dynamic").words[0]
    assert faster.startswith("decode 1.3")
    assert "faster (1.3" in faster
    assert "less peak memory" in faster
    slower = by_recipe(results, "quantize.weight_only:bits=4").words
    assert "slower" in slower[0]
    assert slower[1] == "slower here because int4 weights are de-quantized at every step on this CPU"
    simulated = by_recipe(results, "prune.magnitude:sparsity=0.5").words
    assert any("only simulated" in w for w in simulated)
    assert simulated[0].startswith("perplexity +")


def test_a_study_that_only_began_has_results_too(simulated: ModuleType, catalog: Catalog) -> None:
    plan, events = simulated.simulate()
    for count in (0, 1, 30, 120, 200):
        found = summarise(Record(plan).feed_all(events[:count]), plan, catalog)
        assert len(found.trials) == len(plan.trials)
        json.dumps(found.to_dict(), allow_nan=False)


def test_a_skipped_trial_keeps_its_numbers_but_no_rank(simulated: ModuleType, catalog: Catalog) -> None:
    plan, events = simulated.simulate(recipes=("quantize.int8_dynamic",))
    record = Record(plan).feed_all(events)
    record.feed(State(trial="quantize.int8_dynamic", state="skipped", why="by the user"))
    trial = summarise(record, plan, catalog).trials[1]
    assert (trial.status, trial.ranked) == ("skipped", False)
    assert trial.words == ["skipped: by the user"]


def test_results_survive_json(results: Results) -> None:
    body = json.loads(json.dumps(results.to_dict(), allow_nan=False))
    assert Results.from_dict(body) == results


def test_no_path_of_the_user_is_in_the_results(simulated: ModuleType, catalog: Catalog) -> None:
    plan, events = simulated.simulate()
    plan = dataclasses.replace(plan, model="/home/someone/models/secret-lm")
    text = json.dumps(summarise(Record(plan).feed_all(events), plan, catalog).to_dict())
    assert "secret-lm" in text
    assert "someone" not in text


def test_no_change_is_only_said_of_what_was_measured(simulated: ModuleType, catalog: Catalog) -> None:
    plan, events = simulated.simulate(recipes=("quantize.int8_dynamic",))
    started = [e for e in events if not isinstance(e, Observation | TurnEnd)]
    found = summarise(Record(plan).feed_all(started), plan, catalog)
    assert found.trials[1].words[0] == "not measured yet"
    assert not found.claims
    assert not any("best_dtype" in t.marks for t in found.trials)
    assert not any(s.startswith("No real change") for s in found.summary)


def test_a_study_of_quality_alone_says_what_fell(results: Results) -> None:
    """Without any time the report must not say that nothing changed."""
    judged = [
        dataclasses.replace(t, ratios={w: {n: r for n, r in table.items() if n.startswith("quality")}
                                       for w, table in t.ratios.items()})
        for t in results.trials
    ]  # fmt: skip
    said = explain.summary(dataclasses.replace(results, trials=judged))
    fell = next(s for s in said if s.startswith("Quality fell: "))
    assert "Magnitude pruning" in fell
    assert ", perplexity +" in fell
    assert not any("No real change was measured" in s for s in said)


def answers(workload: str, right: list[float], trial: str) -> list[Observation]:
    return [
        Observation(trial=trial, workload=workload, purpose="quality", index=i, values={"correct": r})
        for i, r in enumerate(right)
    ]


def test_accuracy_is_judged_by_mcnemar_and_never_certain(simulated: ModuleType, catalog: Catalog) -> None:
    """16 of 16 right is not certainty (Wilson); 5 items lost and none gained is p = 0.0625, 6 are p = 0.031."""
    recipe = "quantize.int8_dynamic"
    for lost, real in ((5, False), (6, True)):
        plan, events = simulated.simulate(recipes=(recipe,))
        record = Record(plan).feed_all(events)
        for trial, right in (("baseline", [1.0] * 16), (recipe, [0.0] * lost + [1.0] * (16 - lost))):
            for event in answers("classify", right, trial):
                record.feed(event)
        found = summarise(record, plan, catalog).trials
        value, change = found[0].find("quality.accuracy"), found[1].change("quality.accuracy")
        assert value is not None
        assert change is not None
        assert value.low == pytest.approx(0.8064, abs=1e-3)
        assert change.value == pytest.approx(-lost / 16)
        assert change.real == real


def test_a_protocol_that_the_worker_named_names_the_items_too(simulated: ModuleType, catalog: Catalog) -> None:
    plan, events = simulated.simulate(recipes=())
    record = Record(plan).feed_all(events)
    work = "finetune:steps=4"
    for name in ("quality.perplexity.window64.before", "quality.perplexity.window64"):
        record.feed(Metric(trial="baseline", workload=work, name=name, value=9.0))
    for index in range(4):
        record.feed(
            Observation(
                trial="baseline", workload=work, purpose="quality", index=index, values={"nll": 20.0, "tokens": 10.0}
            )
        )
    table = summarise(record, plan, catalog).trials[0].metrics[work]
    assert table["quality.perplexity.window64"].value == pytest.approx(math.exp(2))
    assert table["quality.perplexity.window64.before"].value == 9.0
    assert "quality.perplexity" not in table

"""The peak that was predicted stands beside the measured one, marked as an estimate, and the miss is told."""

from __future__ import annotations

from typing import Any

import pytest

from paretoscope import catalog
from paretoscope.analysis.summary import summarise
from paretoscope.events import Metric
from paretoscope.models import builtin
from paretoscope.models.fit import FLOOR
from paretoscope.models.inspect import inspect
from paretoscope.plan import Recipe, Study, Workload
from paretoscope.report import instrument
from paretoscope.study import predicted

G = "generate:new=8"


def said(above: float) -> Metric:
    total = FLOOR + above
    return Metric(workload=G, name=predicted.NAME, value=total, unit="B", low=total - above / 10,
                  high=total + above / 10, source="estimated", why="predicted")  # fmt: skip


@pytest.mark.parametrize(("above", "off", "outside"), [(105e6, 0.05, False), (130e6, 0.3, True)])
def test_a_prediction_is_told_and_held_against_the_measured_peak(
    above: float, off: float, outside: bool, play: Any, study_of: Any, script: Any
) -> None:
    script(baseline={"memory": 500e6, "floor": 400e6})
    study = study_of()
    played = play(study, told={"baseline": [said(above)]})
    results = summarise(played.record, study, catalog.packaged())
    value = results.trials[0].metrics[G][predicted.NAME]
    assert (value.source, value.value) == ("estimated", FLOOR + above)
    (miss,) = results.health["predicted"]
    assert miss["off"] == pytest.approx(off)
    assert miss["bound"] == pytest.approx(0.1)
    words = dict(instrument.pairs(results.health))["Predicted peak memory"]
    assert words.startswith(f"{off:+.1%}")
    assert ("outside" in words) is outside


def test_every_trial_and_timed_workload_has_a_prediction_of_its_own() -> None:
    works = tuple(Workload.parse(w) for w in ("generate:prompt=64,new=8", "generate:prompt=256,new=8", "score"))
    study = Study(model="builtin:demo-lm", recipes=(Recipe(), Recipe.parse("prune.cfsp:sparsity=0.5")), workloads=works)
    made = predicted.metrics(study, inspect(builtin.path("demo-lm")))
    short, long = made["baseline"]
    assert [m.workload for m in (short, long)] == [w.text() for w in works[:2]]
    assert short.value is not None
    assert long.value is not None
    assert short.value < long.value
    pruned = next(found for id_, found in made.items() if id_ != "baseline")
    assert pruned[0].value is not None
    assert pruned[0].value < short.value
    assert all(m.source == "estimated" and "error at most" in m.why and m.low and m.high for m in (short, long))

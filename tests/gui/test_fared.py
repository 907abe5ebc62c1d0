"""What the Run page says of the instrument: the cost of watching, noise and drift, by the recipes' names."""

from __future__ import annotations

from dataclasses import replace

from paretoscope.analysis.record import Record
from paretoscope.analysis.results import Results
from paretoscope.analysis.summary import summarise
from paretoscope.catalog import Catalog
from paretoscope.events import Event
from paretoscope.plan import Study
from paretoscope_gui.measured.fared import flags, watching


def test_watching_and_disturbance_are_told_in_words(simulated: tuple[Study, list[Event]], catalog: Catalog) -> None:
    assert watching(None) == ""
    assert flags(None) == []
    results: Results = summarise(Record(simulated[0]).feed_all(simulated[1]), simulated[0], catalog)
    trial = results.trials[1]
    told = [f"{trial.id}: turns vary by 8%, which is noisy; its intervals are wide", "2 turns were discarded"]
    shown = replace(results, health={"watching": 0.0057, "neighbours": 0.25, "flags": told})
    assert "0.57" in watching(shown)
    assert "25" in watching(shown)
    first, second = flags(shown)
    assert trial.id not in first
    assert "turns vary by 8" in first
    assert first.endswith(".")
    assert second == "2 turns were discarded."

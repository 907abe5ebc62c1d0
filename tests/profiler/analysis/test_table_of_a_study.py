"""The table that ends a run: one perplexity, the one after training."""

from __future__ import annotations

from paretoscope.analysis.results import Results, Trial, Value
from paretoscope.commands._table import table
from paretoscope.workload import PROTOCOLS


def test_the_perplexity_is_the_one_after_training() -> None:
    found = {
        "quality.perplexity.window128.before": Value(value=90.5),
        "quality.perplexity.window128": Value(value=61.25),
    }
    trial = Trial(id="baseline", recipe="baseline", status="valid", metrics={"finetune": found})
    text = table(Results(trials=[trial], protocol={"name": PROTOCOLS["quick"].name}))
    assert "61.2" in text
    assert "90.5" not in text

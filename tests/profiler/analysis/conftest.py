"""Simulated studies with a small catalogue of their own, so that no test depends on which techniques are built."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import pytest
import simulated_study

from paretoscope.analysis import summarise
from paretoscope.analysis.record import Record
from paretoscope.analysis.results import Results
from paretoscope.catalog import Card, Catalog, Entry

CARDS = (
    ("quantize.int8_dynamic", "Dynamic int8", "weights", (), ("arxiv:2208.07339",)),
    ("runtime.dtype", "Number format", "runtime", (), ("arxiv:1905.12322",)),
    ("prune.magnitude", "Magnitude pruning", "weights", ("speed", "memory"), ("arxiv:1506.02626",)),
    ("quantize.weight_only", "Weight-only quantization", "weights", (), ("arxiv:2210.17323",)),
    ("kv.snapkv", "SnapKV", "cache", (), ("seed:594",)),
    ("decode.prompt_lookup", "Prompt lookup", "decode", (), ("arxiv:2304.04487",)),
    ("prune.cfsp", "CFSP", "structure", (), ("seed:171",)),
    ("depth.layer_skip", "Layer skipping", "structure", (), ("seed:372",)),
)


@pytest.fixture(scope="session")
def simulated() -> ModuleType:
    """The module tests/data/simulated_study.py."""
    return simulated_study


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """Cards of the techniques that the simulated study names."""
    return Catalog({
        id_: Entry(card=Card(id=id_, title=title, stage=stage, promise="", tasks=("causal_lm",), simulated=simulated,
                             papers=papers))
        for id_, title, stage, simulated, papers in CARDS
    })  # fmt: skip


@pytest.fixture(scope="session")
def measure(simulated: ModuleType, catalog: Catalog) -> Callable[..., Results]:
    """Simulate a study and summarise it: `measure(protocol, seed=1, noise=0.01)`."""

    def run(protocol: str = "quick", **options: object) -> Results:
        plan, events = simulated.simulate(protocol, **options)
        return summarise(Record(plan).feed_all(events), plan, catalog)

    return run


@pytest.fixture(scope="session")
def results(measure: Callable[..., Results]) -> Results:
    """The simulated study with the quick protocol; never changed by a test."""
    return measure()

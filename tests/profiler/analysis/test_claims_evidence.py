"""Claims beside measurements, and the catalogue of papers."""

from __future__ import annotations

import json

import pytest

from paretoscope.analysis.claims import judge
from paretoscope.analysis.results import Ratio, Results
from paretoscope.catalog import packaged
from paretoscope.cli import main
from paretoscope.errors import Refused
from paretoscope.evidence import Claim, paper, papers, search

FASTER = Claim(metric="speed", value="2x", ours="throughput.decode", ratio=2.0)
LOSSLESS = Claim(metric="quality", value="no loss", ours="quality.perplexity", difference=0.0)


@pytest.mark.parametrize(
    ("value", "low", "high", "real", "verdict"),
    [
        (2.1, 2.0, 2.2, True, "agrees"),
        (1.9, 1.7, 2.1, True, "agrees"),  # the claim is inside the interval
        (1.3, 1.2, 1.4, True, "weaker"),
        (1.01, 0.99, 1.03, False, "none"),
        (0.8, 0.7, 0.9, True, "opposite"),
    ],
)
def test_a_ratio_is_held_against_a_claim(value: float, low: float, high: float, real: bool, verdict: str) -> None:
    assert judge(FASTER, Ratio(value=value, low=low, high=high, real=real), "throughput.decode")[0] == verdict


@pytest.mark.parametrize(
    ("value", "real", "verdict"), [(0.001, False, "agrees"), (0.4, True, "opposite"), (-0.4, True, "agrees")]
)
def test_a_claim_of_no_loss(value: float, real: bool, verdict: str) -> None:
    change = Ratio(value=value, low=value - 0.01, high=value + 0.01, real=real, kind="difference")
    assert judge(LOSSLESS, change, "quality.perplexity.window512")[0] == verdict


def test_the_claims_of_a_study(results: Results) -> None:
    found = {(c.technique, c.claim): c for c in results.claims}
    assert found["kv.snapkv", "generation speed: 3.6x"].verdict == "none"
    assert found["kv.snapkv", "memory efficiency: 8.2x"].verdict == "weaker"
    assert found["decode.prompt_lookup", "speed of generation: over 2x"].verdict == "weaker"
    assert found["decode.prompt_lookup", "output: identical"].verdict == "agrees"
    assert found["quantize.weight_only", "speed of generation: 3.25x"].verdict == "opposite"
    assert all(c.why for c in results.claims)
    stacked = {t.id for t in results.trials if " + " in t.recipe}
    assert not stacked & {c.trial for c in results.claims}


def test_every_card_has_its_papers_and_every_paper_its_card() -> None:
    known, cards = papers(), packaged()
    for entry in cards:
        for id_ in entry.card.papers:
            assert id_ in known, f"{entry.id} names {id_}, which the evidence does not hold"
            assert entry.id in known[id_].techniques
    for p in known.values():
        for technique in p.techniques:
            if technique in cards.entries:
                assert p.id in cards.entries[technique].card.papers, f"{p.id} names {technique}, its card not the paper"


def test_every_paper_says_what_it_does_or_why_nothing_was_built() -> None:
    found = papers()
    assert sum(i.startswith("seed:") for i in found) == 634
    for p in found.values():
        assert p.title
        assert p.summary
        assert p.techniques or p.why_none
        for c in p.claims:
            assert c.metric
            assert c.value
            assert not (c.ratio is not None and c.difference is not None)


def test_search_finds_all_words_and_the_built_ones_first() -> None:
    found = search("kv cache")
    assert found
    assert found[0].techniques
    assert all("kv" in f"{p.id} {p.title} {p.summary} {p.family} {p.techniques}".lower() for p in found)
    assert [p.id for p in search(technique="prune.wanda")] == ["arxiv:2306.11695"]
    assert {p.stage for p in search(stage="cache")} == {"cache"}


def test_an_unknown_paper_is_refused() -> None:
    with pytest.raises(Refused, match="no paper is called"):
        paper("seed:9999")


def test_the_command_prints_what_scripts_rely_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evidence", "--json"]) == 0
    body = json.loads(capsys.readouterr().out)
    assert len(body) >= 634
    wanted = {"id", "title", "summary", "stage", "family", "claims", "techniques", "why_none"}
    assert all(wanted <= set(p) for p in body)
    assert main(["evidence", "seed:594"]) == 0
    assert "3.6x" in capsys.readouterr().out
    assert main(["evidence", "seed:9999"]) == 2

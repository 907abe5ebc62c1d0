"""What the techniques of a trial changed, in sentences: what differs, no names of fields, the user's language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from paretoscope.analysis.results import Trial
from paretoscope_gui.i18n import languages, said
from paretoscope_gui.measured.altered import altered

PRUNED = {
    "bytes_before": 31467520, "bytes_after": 21514240, "parameters_before": 15733696, "parameters_after": 10757056,
    "zeros_before": 384, "zeros_after": 384, "modules": 18, "notes": [],
    "extra": {"channels": {"layers.0.down_proj": 512, "layers.1.down_proj": 224}, "draft_parameters": 7},
}  # fmt: skip
SAME = {"bytes_before": 8, "bytes_after": 8, "parameters_before": 2, "parameters_after": 2, "modules": 0}
NOTED = {**SAME, "notes": ["of each prompt at most 160 positions stay in the cache"]}


def trial(title: str, *values: dict[str, object]) -> Trial:
    """A trial whose techniques changed these."""
    return Trial(id="t", recipe="r", status="valid", title=title,
                 changed=[{"technique": f"a.{n}", "values": v} for n, v in enumerate(values)])  # fmt: skip


@pytest.fixture
def german(qapp: object) -> Iterator[None]:
    """The application speaks German for one test."""
    languages.install("de")
    yield
    languages.install("en")


def test_what_differs_is_one_sentence_without_names_of_fields(qapp: object) -> None:
    assert altered(trial("CFSP channel pruning", PRUNED)) == [
        "18 parts of the model changed; 20.5\u00a0MiB of weights instead of 30.0\u00a0MiB; "
        "10.8\u00a0M stored numbers instead of 15.7\u00a0M; 224 to 512 channels stay in each block."
    ]


def test_what_changes_no_weight_says_so_and_then_its_notes(qapp: object) -> None:
    assert altered(trial("SnapKV eviction", NOTED)) == [
        "The weights stay as they are.", "Of each prompt at most 160 positions stay in the cache."
    ]  # fmt: skip


def test_zeros_are_told_as_a_share_of_the_weights(qapp: object) -> None:
    zeros = {**SAME, "parameters_before": 100, "parameters_after": 100, "zeros_before": 0, "zeros_after": 50}
    assert altered(trial("Wanda pruning", zeros)) == ["50\u00a0% of the weights are zero now."]


def test_of_a_stack_each_technique_is_named_in_the_cards_words(german: None) -> None:
    assert altered(trial("CFSP channel pruning (sparsity 0.3) + SnapKV eviction", PRUNED, NOTED))[1:] == [
        "SnapKV-Verdrängung: die Gewichte bleiben, wie sie sind.",
        "Von jedem Prompt bleiben höchstens 160 Stellen im Cache.",
    ]


@pytest.mark.parametrize(
    ("english", "spoken"),
    [
        ("A grew 14% slower than the baseline over the study (unstable)",
         "A wurde im Lauf der Studie um 14\u00a0% langsamer als das Ausgangsmodell (instabil)"),
        ("other programs used 2.0 cores; repeated", "andere Programme belegten 2,0 Kerne; wiederholt"),
        ("Baseline: turns vary by 37%, which is noisy; its intervals are wide",
         "Ausgangsmodell: Durchgänge schwanken um 37\u00a0%, was unruhig ist; seine Intervalle sind breit"),
    ],
)  # fmt: skip
def test_clauses_are_told_one_by_one_and_their_numbers_in_the_users_locale(
    german: None, english: str, spoken: str
) -> None:
    assert said(english) == spoken

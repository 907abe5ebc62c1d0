"""M29: the self-test finds what is right, fails what is wrong, is kept for reports and done in seconds."""

from __future__ import annotations

import sys
from dataclasses import replace
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from paretoscope.commands import _self_test
from paretoscope.commands._self_test import Proof
from paretoscope.store import instrument


def test_m29_a_scripted_counter_and_loadgens_counts_come_out_right() -> None:
    proofs = [_self_test.counter(), *_self_test.early_stopping()]
    assert [p.known for p in proofs] == [200.0, 202, 51]
    assert all(p.passed for p in proofs)


@pytest.mark.parametrize(("measured", "right"), [(0.5, True), (0.5049, True), (0.5051, False), (0.4949, False)])
def test_m29_one_percent_is_right_and_more_is_not(measured: float, right: bool) -> None:
    assert _self_test.near(measured, 0.5) is right


def test_m29_the_outcome_is_kept_with_what_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    right = Proof("sleep clock", 0.5, 0.501, "s", True)
    assert _self_test.keep([right, replace(right, name="memory", passed=False)])
    found = instrument.load()["selftest"]
    assert found["passed"] is False
    assert found["text"] == "1 of 2 known quantities came out right; wrong: memory"
    assert found["when"] > 0


def windows(tokens: list[int], prefix: int, length: int, context: int) -> Any:
    """lm-eval's rolling windows as its documentation defines them."""
    yield [prefix, *tokens[: min(length, len(tokens)) - 1]], tokens[:length]
    done = min(length, len(tokens))
    while done < len(tokens):
        count = min(len(tokens) - done, length)
        end = done + count
        yield tokens[end - length - 1 : end - 1], tokens[end - count : end]
        done = end


@pytest.mark.parametrize(("shift", "passed"), [(0, True), (1, False)])
def test_m29_windows_are_compared_with_lm_evals_where_it_is_installed(
    shift: int, passed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    package, utils = ModuleType("lm_eval"), ModuleType("lm_eval.utils")

    def disjoint(pair: tuple[list[int], list[int]]) -> tuple[list[int], list[int]]:
        context, target = pair
        return context[: len(context) - (len(target) - 1)], [t + shift for t in target]

    utils.get_rolling_token_windows, utils.make_disjoint_window = windows, disjoint  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "lm_eval", package)
    monkeypatch.setitem(sys.modules, "lm_eval.utils", utils)
    utils.__spec__ = package.__spec__ = ModuleSpec("lm_eval", None)
    (proof,) = _self_test.lm_eval()
    assert proof.passed is passed
    assert proof.known == 8.0

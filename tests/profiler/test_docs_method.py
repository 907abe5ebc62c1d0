"""docs/method.md says what the code does: every metric with its definition, every rule with tests that exist."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from paretoscope.analysis.metrics import METRICS

DOCS = Path(__file__).parents[2] / "docs"
RULES = range(1, 31)


@pytest.fixture(scope="module")
def made() -> ModuleType:
    spec = importlib.util.spec_from_file_location("method_tables", DOCS / "method_tables.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules["method_tables"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def page() -> str:
    return (DOCS / "method.md").read_text(encoding="utf-8")


def test_the_page_is_what_the_code_says(made: ModuleType, page: str) -> None:
    assert made.render(page) == page, "run `python docs/method_tables.py`"


def test_every_metric_is_defined_on_the_page(page: str) -> None:
    missing = [m.name for m in METRICS if f"| `{m.name}` |" not in page or m.definition not in page]
    assert not missing
    assert all(m.definition for m in METRICS)


def test_every_metric_says_when_it_is_taken(page: str) -> None:
    assert [m.name for m in METRICS if not m.taken] == []
    assert [m.name for m in METRICS if f"| `{m.name}` | {m.unit or '1'} | {m.taken} |" not in page] == []


def test_every_rule_has_words_and_tests_that_exist(made: ModuleType, page: str) -> None:
    rules = [int(n) for n in re.findall(r"^### M(\d+) ", page, re.MULTILINE)]
    assert rules == list(RULES)
    found = made.named_tests(Path(__file__).parents[1])
    assert [n for n in RULES if not found.get(n)] == []
    named = set(re.findall(r"`(test_m\d{2}_\w+)`", page))
    assert named == {name for tests in found.values() for name, _ in tests}


def test_a_metric_or_test_that_is_new_makes_the_page_stale(
    made: ModuleType, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(made, "METRICS", METRICS[1:])
    assert made.render(page) != page

"""Where the time goes, before and after: what the report's bars and tables say is what the traces hold."""

from __future__ import annotations

import re
from typing import Any

import pytest

from paretoscope.analysis.inside import Node, Tree, compare
from paretoscope.analysis.results import Results, Trial
from paretoscope.commands._inside_text import comparison_text
from paretoscope.report import inside, render, stacks

KINDS = {"linear": 6e-3, "attention": 2e-3, "norm": 1e-3, "layout": 0.5e-3, "python": 0.3e-3, "reduction": 0.1e-3,
         "pointwise": 0.06e-3, "embedding": 0.04e-3}  # fmt: skip


def phase(scale: float = 1.0, **parts: dict[str, float]) -> dict[str, Any]:
    operators = {k: {"seconds": s * (scale if k == "linear" else 1.0)} for k, s in KINDS.items()}
    return {
        "phase": "decode", "seconds": sum(n["seconds"] for n in operators.values()), "operators": operators,
        "parts": parts or {"layers.*.mlp": {"seconds": 6e-3 * scale, "flops": 8e6 * scale, "bytes": 4e6 * scale},
                           "layers.*.attn": {"seconds": 2e-3, "flops": 1e6, "bytes": 1e6}},
    }  # fmt: skip


@pytest.fixture
def results() -> Results:
    base = Trial(id="baseline", recipe="", title="baseline", status="valid", marks=("baseline",),
                 inside={"overhead": 1.2, "phases": [phase()]})  # fmt: skip
    half = Trial(id="half", recipe="prune.cfsp", title="Half of all layers, and a name too long for a chart's margin",
                 status="valid", inside={"overhead": 1.3, "phases": [phase(0.5)]})  # fmt: skip
    return Results(trials=[base, half])


def test_bars_are_as_long_as_the_traced_calls_and_cut_by_kind(results: Results) -> None:
    (picture,) = stacks.pictures(results)
    bars = re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="22"', str(picture.svg))
    by_row: dict[str, float] = {}
    for _, y, width in bars:
        by_row[y] = by_row.get(y, 0.0) + float(width)
    whole, half = by_row.values()
    assert whole == pytest.approx(stacks.RIGHT - stacks.LEFT, abs=1.0)
    assert half / whole == pytest.approx(7.0 / 10.0, abs=0.01)
    assert picture.rows[1][-1] == "0.70×"
    assert picture.rows[0][-1] == ""
    assert picture.head[1:8] == ["linear", "attention", "norm", "layout", "python", "reduction", "other"]
    assert picture.rows[0][7] == "0.100 ms"  # what has no colour of its own
    assert "…" in str(picture.svg)
    assert "too long for a chart" in str(picture.svg)  # the whole name is in the title


def test_a_recipes_name_is_escaped_in_the_chart(results: Results) -> None:
    results.trials[1].title = "<script>alert(1)</script>"
    (picture,) = stacks.pictures(results)
    assert "<script>" not in str(picture.svg)


def test_before_and_after_names_what_changed_and_leaves_out_what_did_not(results: Results) -> None:
    (table,) = [t for t in inside.tables(results) if t.title.startswith("Before and after")]
    assert table.rows == [["decode: layers.*.mlp", "6.00 ms", "3.00 ms", "0.50×", "0.50×", "0.50×"]]
    wide = inside.tables(results)[0]
    assert wide.rows[0] == ["linear", "60.0% · 6.00 ms", "42.9% · 3.00 ms · 0.50×"]


def test_new_and_gone_parts_are_named(results: Results) -> None:
    results.trials[1].inside["phases"] = [phase(1.0, lora={"seconds": 1e-3, "flops": 1e6})]
    (table,) = [t for t in inside.tables(results) if t.title.startswith("Before and after")]
    rows = {r[0]: r[1:] for r in table.rows}
    assert rows["decode: lora"] == ["—", "1.00 ms", "new", "new", ""]
    assert rows["decode: layers.*.mlp"] == ["6.00 ms", "—", "gone", "gone", "gone"]


def test_the_html_report_draws_it_and_an_untraced_study_has_none(results: Results) -> None:
    assert "Decode: where the time goes" in render(results, "html").decode()
    for trial in results.trials:
        trial.inside = {}
    assert list(stacks.pictures(results)) == []
    assert "where the time goes" not in render(results, "html").decode()


def tree(trial: str, seconds: float, flops: float) -> Tree:
    leaf = Node(path="mlp", kind="linear", name="linear", phase="decode", seconds=seconds, flops=flops, bytes=10.0)
    module = Node(path="mlp", kind="module", name="mlp", phase="decode", seconds=seconds, flops=flops, bytes=10.0,
                  children=(leaf,))  # fmt: skip
    root = Node(path="", kind="phase", name="decode", phase="decode", seconds=seconds, flops=flops, bytes=10.0,
                children=(module,))  # fmt: skip
    return Tree(trial=trial, recipe=trial, roots=(root,))


def test_the_command_puts_time_flops_and_bytes_side_by_side() -> None:
    text = comparison_text(compare(tree("baseline", 4e-3, 100.0), tree("half", 3e-3, 50.0)), 2)
    row = next(line for line in text.splitlines() if line.startswith("mlp"))
    assert row.split() == ["mlp", "4.00", "ms", "3.00", "ms", "0.75x", "0.50x", "1.00x"]

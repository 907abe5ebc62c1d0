"""The inside page: icicles whose widths are true, before and after, the roofline, every state; traces are recorded."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from paretoscope.analysis.ceilings import Bandwidth, Ceilings, Rate
from paretoscope.analysis.inside import Node, Tree, path_of
from paretoscope.analysis.results import Limit, Results, Trial
from paretoscope_gui.bridge import Bridge
from paretoscope_gui.measured.inside import beside, boxes, headline, key_of, kinds, modules, words
from paretoscope_gui.state.document import Document
from paretoscope_gui.views.inside import Page, traces
from paretoscope_gui.widgets.icicle import Icicle


def leaf(path: str, kind: str, seconds: float, flops: float = 0.0) -> Node:
    """An operator's part."""
    return Node(path=path, kind=kind, name=kind, phase="decode", seconds=seconds, flops=flops, bytes=8 * flops)


def module(path: str, *children: Node) -> Node:
    """A module that is the sum of its children."""
    sums = {k: sum(getattr(c, k) for c in children) for k in ("seconds", "flops", "bytes")}
    return Node(path=path, kind="module", name=path, phase="decode", children=children, calls=3, **sums)


def phase(name: str, slower: float = 1.0) -> Node:
    """A phase of a model of two layers."""
    layers = [
        module(f"layers.{i}", leaf(f"layers.{i}", "linear", 0.006 * slower, 3e6), leaf(f"layers.{i}", "python", 0.002))
        for i in range(2)
    ]
    top = module("model", *layers)
    return Node(path="", kind="phase", name=name, phase=name, seconds=top.seconds, flops=top.flops, bytes=top.bytes,
                children=(top,))  # fmt: skip


def tree(trial: str, slower: float = 1.0) -> Tree:
    """A trace of both phases."""
    roots = (phase("prefill", slower), phase("decode", slower))
    return Tree(trial=trial, recipe=trial, workload="generate", roots=roots,
                plain={"prefill": 0.004, "decode": 0.008}, tokens={"prefill": 64.0, "decode": 8.0})  # fmt: skip


@pytest.fixture
def results() -> Results:
    """Two measured trials."""
    base = Trial(id="baseline", recipe="baseline", title="Baseline", status="valid", marks=("baseline",))
    int8 = Trial(id="q", recipe="quantize.int8_dynamic", title="Dynamic int8 quantization", status="valid")
    return Results(trials=[base, int8])


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A study folder with two traces and a damaged one."""
    for made in (tree("baseline"), tree("q", 0.5)):
        file = path_of(tmp_path / "study", made.trial)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(made.to_dict()), encoding="utf-8")
    path_of(tmp_path / "study", "bad").write_text("{", encoding="utf-8")
    return tmp_path / "study"


@pytest.fixture
def page(document: Document, bridge: Bridge, show: Callable[[Page], Page]) -> Page:
    """A shown inside page."""
    return show(Page(document, bridge))


def open_study(page: Page, document: Document, folder: Path, results: Results) -> None:
    """As the window opens a study: first the folder, then its results."""
    document.set_folder(folder)
    document.set_results(results)


def texts(shown: Page) -> str:
    """Everything that visible labels say."""
    return "\n".join(x.text() for x in shown.findChildren(QLabel) if x.isVisible())


@given(st.lists(st.floats(0.001, 10.0), min_size=1, max_size=8))
def test_boxes_lie_inside_their_parent_and_beside_each_other(sizes: list[float]) -> None:
    root = module("m", *(leaf(f"m.{i}", "linear", s) for i, s in enumerate(sizes)))
    found = boxes(root, "seconds")
    assert (found[0].left, found[0].width) == (0.0, 1.0)
    children = [b for b in found if b.depth == 1]
    for one, after in itertools.pairwise(children):
        assert after.left == pytest.approx(one.left + one.width, abs=1e-3)
    assert sum(b.width for b in children) <= 1 + 1e-9
    for box in children:
        assert box.width == pytest.approx(box.node.seconds / root.seconds)


def test_half_the_time_is_half_the_width_on_a_shared_scale() -> None:
    before, after = phase("decode"), phase("decode", 0.5)
    assert boxes(after, "seconds", before.seconds)[0].width == pytest.approx(after.seconds / before.seconds)
    assert boxes(Node(path="", kind="phase", name="x", phase="x"), "seconds") == []


def test_rows_name_parts_and_stand_beside_the_baselines() -> None:
    before, after = phase("decode"), phase("decode", 0.5)
    found = {r.key: r for r in beside(modules(after), before)}
    assert [r.depth for r in modules(after)] == [0, 1, 2, 2]
    assert found["layers.0|module"].before is not None
    assert found["layers.0|module"].before.seconds == pytest.approx(0.008)
    by_kind = {r.node.kind: r for r in beside(kinds(after), before)}
    assert by_kind["linear"].before is not None
    assert by_kind["linear"].before.seconds == pytest.approx(0.012)
    assert by_kind["linear"].node.seconds == pytest.approx(0.006)


def test_words_say_time_share_flops_and_bytes() -> None:
    root = phase("decode")
    said = words(root.children[0].children[0], root.seconds).replace("\u00a0", " ")
    assert said == "layers.0, layers.0: 8.00 ms, 50 % of the time, 3.00 MFLOP, 22.9 MiB"
    assert "linear layers 75" in headline(tree("x"), root)


def test_an_icicle_is_walked_by_keys_and_zoomed(qtbot: QtBot) -> None:
    icicle = Icicle("x")
    qtbot.addWidget(icicle)
    icicle.resize(800, 200)
    icicle.show()
    icicle.show_tree(phase("decode"), "seconds")
    told: list[str] = []
    icicle.chosen.connect(told.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right):
        qtbot.keyClick(icicle, key)
    assert told == ["model|module", "layers.0|module", "layers.1|module"]
    assert "layers.1" in icicle.accessibleDescription()
    qtbot.keyClick(icicle, Qt.Key.Key_Return)
    assert icicle.shown[0].node.path == "layers.1"
    assert icicle.shown[0].width == 1.0
    qtbot.keyClick(icicle, Qt.Key.Key_Escape)
    assert icicle.shown[0].node.kind == "phase"
    qtbot.mouseClick(icicle, Qt.MouseButton.LeftButton, pos=QPoint(600, icicle._tall() * 2 + 5))
    assert icicle.selected == "layers.1|module"


def test_a_traced_study_shows_its_tree_and_the_selection_is_one(
    page: Page, document: Document, qtbot: QtBot, study: Path, results: Results
) -> None:
    open_study(page, document, study, results)
    qtbot.waitUntil(page.time.isVisible, timeout=10_000)
    assert page.time.trial.itemText(1) == "Dynamic int8 quantization"
    assert "Decode" in page.time.sentence.text()
    assert page.time.table.model.rowCount() == 4
    page.time.table.view.selectRow(2)
    assert page.time.icicle.selected == "layers.0|module"
    page.time.choose("layers.1|module")
    assert page.time.table.view.selectionModel().selectedRows()[0].row() == 3


def test_before_and_after_share_one_scale(
    page: Page, document: Document, qtbot: QtBot, study: Path, results: Results
) -> None:
    open_study(page, document, study, results)
    qtbot.waitUntil(page.time.isVisible, timeout=10_000)
    assert not page.time.beside.isVisible(), "the baseline has nobody to stand beside"
    page.time.trial.setCurrentIndex(1)
    page.time.draw()
    page.time.beside.setChecked(True)
    assert page.time.before.isVisible()
    assert page.time.before.shown[0].width == 1.0
    assert page.time.icicle.shown[0].width == pytest.approx(0.010 / 0.016)
    model = page.time.table.model
    heads = [model.headerData(i, Qt.Orientation.Horizontal) for i in range(model.columnCount())]
    assert "Change" in heads
    assert str(model.data(model.index(0, heads.index("Change")))).startswith("−38")


def test_each_measure_and_phase_can_be_shown(
    page: Page, document: Document, qtbot: QtBot, study: Path, results: Results
) -> None:
    open_study(page, document, study, results)
    qtbot.waitUntil(page.time.isVisible, timeout=10_000)
    for name in ("prefill", "decode"):
        for measure in ("seconds", "flops", "bytes"):
            page.time.phase.set_value(name)
            page.time.measure.set_value(measure)
            page.time.draw()
            assert page.time.icicle.shown[0].node.phase == name
            assert "Linear layers" in page.time.bar.accessibleDescription()
    page.time.rows.set_value("kinds")
    page.time.draw()
    assert page.time.table.model.rowCount() == 2


def test_an_untraced_study_offers_to_trace_the_next(
    page: Page, document: Document, qtbot: QtBot, tmp_path: Path, results: Results
) -> None:
    assert "No study is open" in texts(page)
    open_study(page, document, tmp_path, results)
    qtbot.waitUntil(lambda: "was traced" in texts(page), timeout=10_000)
    go = next(b for b in page.findChildren(QPushButton) if b.text() == "Trace the next study" and b.isVisible())
    with qtbot.waitSignal(document.page_wanted) as asked:
        qtbot.mouseClick(go, Qt.MouseButton.LeftButton)
    assert asked.args == ["techniques"]
    assert document.draft.trace
    assert "trace = true" in document.draft.study("m").to_toml()


def test_a_damaged_trace_does_not_hide_the_others(study: Path) -> None:
    assert [t.trial for t in traces(study)] == ["baseline", "q"]


def test_trials_stand_under_the_roofline(page: Page, document: Document, qtbot: QtBot, study: Path,
                                         results: Results) -> None:  # fmt: skip
    page.mode.set_value("roof")
    open_study(page, document, study, results)
    qtbot.waitUntil(lambda: "knows no ceilings" in texts(page), timeout=5000)
    ceilings = Ceilings(bandwidth=(Bandwidth(size=1e9, value=2e10, low=1.9e10, high=2.1e10),),
                        rates=(Rate(dtype="float32", value=3e11, low=2e11, high=4e11),))  # fmt: skip
    results.ceilings = ceilings.to_dict()
    results.limits = [
        Limit(trial=t, workload="generate", phase=p, dtype="float32", seconds=s, flops=f, bytes=3e7, bandwidth=2e10,
              peak=3e11, floor=1.5e-3, reached=0.4, bound="memory", words=f"{t} {p} is bound by memory.")
        for t in ("baseline", "q") for p, s, f in (("prefill", 0.02, 2e9), ("decode", 0.004, 3e7))
    ]  # fmt: skip
    document.set_results(results)
    view = page.roof
    qtbot.waitUntil(lambda: "baseline prefill" in texts(page), timeout=5000)
    assert len(view.plot.dots) == 4
    assert {d.hollow for d in view.plot.dots if "prefill" in d.title} == {True}
    assert view.plot.dots[1].y == pytest.approx(3e7 / 0.004)
    assert "baseline prefill is bound by memory." in texts(page)
    view.table.selectRow(3)
    assert view.plot.selected.startswith("q|")
    assert "q decode is bound by memory." in view.sentence.text()
    low, high = view.plot.viewRange()[1]
    assert low < 9.4, "so is the slowest trial, at 7.5 GFLOP/s"
    assert high > 11.4, "the roof is in the picture"
    assert "float32" in view.plot._roofs[0].name


def test_parts_of_the_trial_in_view_stand_under_the_roofline(page: Page, document: Document, qtbot: QtBot,
                                                              study: Path, results: Results) -> None:  # fmt: skip
    ceilings = Ceilings(bandwidth=(Bandwidth(size=1e9, value=2e10, low=1.9e10, high=2.1e10),),
                        rates=(Rate(dtype="float32", value=3e11, low=2e11, high=4e11),))  # fmt: skip
    results.ceilings = ceilings.to_dict()
    results.limits = [
        Limit(trial=t, workload="generate", phase="decode", dtype="float32", seconds=0.004, flops=3e7, bytes=3e7,
              bandwidth=2e10, peak=3e11, floor=1.5e-3, reached=0.4, bound="memory", words="Bound by memory.")
        for t in ("baseline", "q")
    ]  # fmt: skip
    for trial, slow in (("baseline", 1.0), ("q", 2.0)):
        parts = {"model.layers.*.self_attn.q_proj": {"seconds": 0.002 * slow, "flops": 1e7, "bytes": 1e7},
                 "lm_head": {"seconds": 0.001, "flops": 2e7, "bytes": 1e6},
                 "model.norm": {"seconds": 0.001, "bytes": 1e5}}  # fmt: skip
        found = {"phase": "decode", "steps": 4, "rates": {"float32": 3e7}, "parts": parts}
        results.trial(trial).inside = {"workload": "generate", "phases": [found]}
    page.mode.set_value("roof")
    open_study(page, document, study, results)
    view = page.roof
    qtbot.waitUntil(lambda: len(view.plot.dots) == 2)
    document.choose_trial("q")
    choice = next(b for b in view.what.findChildren(QPushButton) if b.text() == "Parts of one trial")
    qtbot.mouseClick(choice, Qt.MouseButton.LeftButton)
    assert [d.title for d in view.plot.dots] == ["self_attn.q_proj, decode", "lm_head, decode"], "the norm has no FLOPs"
    assert view.plot.dots[0].y == pytest.approx(1e7 / 0.004), "the trial that is looked at"
    document.choose_trial("baseline")
    assert view.plot.dots[0].y == pytest.approx(1e7 / 0.002)
    assert "self_attn.q_proj, decode reaches" in view.sentence.text()
    assert view.model.headerData(0, Qt.Orientation.Horizontal) == "Part"


def test_keys_of_parts_are_the_same_in_every_trial() -> None:
    assert key_of(phase("decode").children[0]) == key_of(phase("decode", 0.5).children[0]) == "model|module"

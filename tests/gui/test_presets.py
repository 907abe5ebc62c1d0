"""Presets, filters and the order of the stack: decided without Qt, used on the Techniques page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from paretoscope.catalog import Catalog, packaged, problems
from paretoscope.models.fit import predict
from paretoscope.models.info import ModelInfo
from paretoscope.plan import Workload
from paretoscope_gui.state.catalogue import MODALITIES, Place, Wanted, needs, needs_of, rows
from paretoscope_gui.state.document import Document
from paretoscope_gui.state.draft import Draft
from paretoscope_gui.state.presets import PRESETS, recipes
from paretoscope_gui.views.recipe_panel import STEP, _StepCard
from paretoscope_gui.views.techniques import Page
from paretoscope_gui.widgets.basic import widgets_in

TEXT = Place("causal_lm", "cpu", "llama")


@pytest.fixture
def page(document: Document, show: Callable[[Page], Page]) -> Page:
    """A shown techniques page."""
    return show(Page(document, None))


@pytest.mark.parametrize("key", [p.key for p in PRESETS])
def test_every_recipe_of_a_preset_stands_on_the_model(info: ModelInfo, key: str) -> None:
    catalog = packaged()
    found = recipes(key, catalog, TEXT, info)
    assert found, key
    assert len({r.text() for r in found}) == len(found)
    assert not any(problems(r, catalog, TEXT.task, TEXT.device, TEXT.model_type) for r in found)


def test_lossless_holds_only_lossless_techniques(info: ModelInfo) -> None:
    catalog = packaged()
    steps = {s.technique for r in recipes("lossless", catalog, TEXT, info) for s in r.steps}
    assert steps
    assert all(catalog.entries[s].card.lossless for s in steps)


def test_half_the_memory_is_half_by_the_prediction(info: ModelInfo) -> None:
    work = Workload("generate", {"prompt": info.context - 64, "new": 64})

    def size(recipe: object) -> int:
        parts = predict(info, recipe, work).parts  # type: ignore[arg-type]
        return parts.get("weights", 0) + parts.get("kv_cache", 0)

    found = recipes("memory", packaged(), TEXT, info)
    assert all(size(r) <= 0.5 * size(None) for r in found)
    assert recipes("memory", packaged(), TEXT, None) == []


def test_the_fastest_never_holds_what_only_pretends_to_be_fast(info: ModelInfo) -> None:
    catalog = packaged()
    found = recipes("fastest", catalog, TEXT, info)
    assert not any("speed" in catalog.entries[s.technique].card.simulated for r in found for s in r.steps)
    stacked = max(found, key=lambda r: len(r.steps))
    stages = [catalog.entries[s.technique].card.stage for s in stacked.steps]
    assert len(stages) == len(set(stages)) > 1, "one a stage"


def test_a_preset_is_one_undoable_edit(page: Page, document: Document) -> None:
    before = document.draft.trials
    page.use_preset("everything")
    assert len(document.draft.trials) > len(before) + 3
    document.undo()
    assert document.draft.trials == before


def test_filters_by_modality_and_need_agree_with_the_cards(catalog: Catalog) -> None:
    every = {r.entry.id for r in rows(catalog, Wanted(), TEXT) if r.entry}
    for key, (_, tasks) in MODALITIES.items():
        kept = {r.entry.id for r in rows(catalog, Wanted(modality=key), TEXT) if r.entry}
        assert kept == {i for i in every if set(catalog.entries[i].card.tasks) & set(tasks)}
    for key, words in needs(catalog):
        kept = {r.entry.id for r in rows(catalog, Wanted(need=key), TEXT) if r.entry}
        assert kept == {i for i in every if key in (needs_of(catalog.entries[i]) or ["nothing"])}, words


def test_the_page_filters_at_once(page: Page) -> None:
    everything = sum(r.entry is not None for r in page.catalogue.model.rows)
    page.catalogue.need.setCurrentIndex(page.catalogue.need.findData("calibration_text"))
    kept = [r.entry for r in page.catalogue.model.rows if r.entry]
    assert 0 < len(kept) < everything
    assert all("calibration_text" in needs_of(e) for e in kept)


def test_a_step_moves_to_any_place_that_the_rules_allow(catalog: Catalog) -> None:
    draft = Draft()
    for name in ("prune.wanda", "quantize.weight_only", "decode.prompt_lookup"):
        draft = draft.add_step(name, {}, catalog)
    order = [s.technique for s in draft.recipe.steps]
    assert draft.move_to("decode.prompt_lookup", 0, catalog) == draft, "the stage fixes it"
    assert draft.move_to("prune.wanda", 99, catalog) == draft
    assert draft.move_to("nobody", 0, catalog) == draft
    assert [s.technique for s in draft.move_to(order[1], 1, catalog).recipe.steps] == order


def test_a_dragged_step_that_must_stay_is_told_why(page: Page, document: Document, qtbot: QtBot) -> None:
    for name in ("quantize.weight_only", "decode.prompt_lookup"):
        document.edit("add", lambda d, name=name: d.add_step(name, {}, document.catalog))
    panel = page.recipe
    cards = [w for w in widgets_in(panel._steps) if isinstance(w, _StepCard)]
    assert [c.technique for c in cards] == ["quantize.weight_only", "decode.prompt_lookup"]
    data = QMimeData()
    data.setData(STEP, b"decode.prompt_lookup")
    left, none, move = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.MoveAction
    enter = QDragEnterEvent(QPointF(20, 5).toPoint(), move, data, left, none)
    QApplication.sendEvent(panel, enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(document.problem) as told:
        QApplication.sendEvent(panel, QDropEvent(QPointF(20, 5), move, data, left, none))
    assert "fixed" in told.args[0]
    assert [s.technique for s in document.draft.recipe.steps][-1] == "decode.prompt_lookup"

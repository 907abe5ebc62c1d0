"""The model page: where the bytes are, what fits, and what must be agreed to, all without loading anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from paretoscope.models.fit import predict
from paretoscope.models.info import ModelInfo, TensorInfo
from paretoscope.models.layers import kv_bytes
from paretoscope.plan import Recipe
from paretoscope_gui.state.anatomy import facts, parts, shares_head
from paretoscope_gui.state.document import Document
from paretoscope_gui.state.fitting import Need, in_short, needs, size
from paretoscope_gui.views.model import Page
from paretoscope_gui.views.model_fit import FitCard
from paretoscope_gui.widgets.empty import EmptyState
from paretoscope_gui.widgets.fit_bar import FitBar

LLAMA = {
    "model.embed_tokens.weight": "embedding", "model.layers.0.self_attn.q_proj.weight": "attention",
    "model.layers.0.post_attention_layernorm.weight": "norm", "model.layers.0.mlp.up_proj.weight": "feed_forward",
    "lm_head.weight": "head", "model.norm.weight": "norm", "rotary.inv_freq": "other",
}  # fmt: skip
BERT = {
    "bert.embeddings.word_embeddings.weight": "embedding", "encoder.layer.0.attention.output.dense.weight": "attention",
    "encoder.layer.0.attention.output.LayerNorm.weight": "norm", "encoder.layer.0.output.dense.weight": "feed_forward",
    "encoder.layer.0.intermediate.dense.weight": "feed_forward", "classifier.weight": "head",
}  # fmt: skip


@pytest.fixture
def page(document: Document, show: Callable[[Page], Page]) -> Callable[[], Page]:
    """Makes a shown model page."""

    def make() -> Page:
        return show(Page(document, None))

    return make


def texts(shown: Page) -> str:
    """Everything that visible labels say."""
    return "\n".join(x.text() for x in shown.findChildren(QLabel) if x.isVisible())


@pytest.mark.parametrize("names", [LLAMA, BERT], ids=["llama", "bert"])
def test_each_tensor_is_counted_in_its_part(info: ModelInfo, names: dict[str, str]) -> None:
    for name, part in names.items():
        found = parts(replace(info, tensors=(TensorInfo(name, (4, 4), "BF16"),)))
        assert [(p.key, p.bytes, p.parameters) for p in found] == [(part, 32, 16)], name


@given(st.lists(st.tuples(st.sampled_from(sorted(LLAMA)), st.integers(1, 99)), max_size=20))
def test_no_byte_is_lost_or_counted_twice(tensors: list[tuple[str, int]]) -> None:
    made = ModelInfo(
        path=None, architecture="A", model_type="a", task="causal_lm",  # type: ignore[arg-type]
        tensors=tuple(TensorInfo(name, (size,), "F32") for name, size in tensors),
    )  # fmt: skip
    assert sum(p.bytes for p in parts(made)) == made.bytes
    assert sum(p.parameters for p in parts(made)) == made.parameters


def test_the_cache_of_a_token_is_counted_from_the_shapes(info: ModelInfo) -> None:
    assert kv_bytes(info) == 2 * 6 * 2 * (64 // 4) * 2  # keys and values, layers, KV heads, head size, 16 bits
    assert kv_bytes(replace(info, config={"head_dim": 128})) == 2 * 6 * 2 * 128 * 2
    assert kv_bytes(replace(info, task="image_classification")) == 0


def test_a_shared_head_is_said(info: ModelInfo) -> None:
    assert shares_head(replace(info, config={"tie_word_embeddings": True}))
    assert not shares_head(info)


def test_needs_are_those_of_the_prediction(info: ModelInfo, document: Document) -> None:
    document.edit("x", lambda d: d.add_trials([Recipe.parse("quantize.weight_only:bits=4")]))
    found = {n.title: n for n in needs(info, document.draft, document.catalog)}
    fit = max((predict(info, Recipe(), w, "float32") for w in document.draft.workloads), key=lambda f: f.needed)
    assert found["float32"].total == fit.needed
    assert found["float32"].low < fit.needed < found["float32"].high
    assert found["bfloat16"].weights < found["float32"].weights
    assert "as stored" in found["bfloat16"].detail
    assert len(found) == 4, "three dtypes and one recipe; the baseline is the dtypes"


def test_the_workload_that_needs_the_most_is_told_once_where_it_is_always_the_same() -> None:
    first, other = (Need(t, 1, 1, 1, low=1, high=2, detail="as stored", work=t) for t in ("Generate", "Score"))
    shown, words = in_short([first, replace(other, work="Generate")])
    assert "Generate" in words
    assert [n.detail for n in shown] == ["as stored", "as stored"]
    shown, words = in_short([first, other])
    assert not words
    assert [n.detail.split(": ")[-1] for n in shown] == ["Generate", "Score"]
    assert in_short([replace(first, work="")]) == ([replace(first, work="")], "")


def test_what_pickle_files_hold_is_not_told_as_nothing(info: ModelInfo) -> None:
    pickled = replace(info, tensors=(), pickle=True)
    assert not {"Parameters", "On disk"} & {f.title for f in facts(pickled)}
    assert "Stored as" in {f.title for f in facts(pickled)}
    assert size(pickled) > 0, "by its config"
    assert size(info) == info.bytes


def test_a_need_fits_is_tight_or_too_large() -> None:
    need = Need("x", 600, 300, 100, low=900, high=1100)
    assert [need.verdict(free) for free in (1300, 1200, 900, 899)] == ["fits", "tight", "tight", "too large"]


def test_a_model_is_told_in_words_numbers_and_a_bar(page: Callable[[], Page], qtbot: QtBot) -> None:
    shown = page()
    qtbot.waitUntil(lambda: "float32" in texts(shown), timeout=5000)
    said = texts(shown)
    for words in ("LlamaForCausalLM", "bfloat16", "1,000", "2,048", "float32", "fits"):
        assert words in said, words
    assert "Embedding" in shown.bytes.bar.accessibleDescription()
    assert shown.bytes.model.data(shown.bytes.model.index(0, 1)) == "125\u00a0KiB"
    assert len(facts(shown._document.info)) >= 10  # type: ignore[arg-type]


def test_what_must_be_agreed_to_has_a_button_that_agrees(
    page: Callable[[], Page], document: Document, info: ModelInfo, qtbot: QtBot
) -> None:
    warnings = ("the weights are pickle files, which can run code - refused unless you trust them",
                "there is no tokenizer - text cannot be scored; put tokenizer.json into the folder")  # fmt: skip
    document.set_model("m", replace(info, pickle=True, tokenizer=False, warnings=warnings))
    shown = page()
    assert len(shown.messages) == 2
    assert any("pickle" in m for m in shown.messages)
    assert "put tokenizer.json into the folder" in texts(shown).lower()
    agree = next(b for b in shown.findChildren(QPushButton) if b.text() == "Allow it")
    qtbot.mouseClick(agree, Qt.MouseButton.LeftButton)
    assert document.draft.trust == ("pickle",)
    assert not any("pickle" in m for m in shown.messages)
    document.undo()
    assert any("pickle" in m for m in shown.messages), "agreeing is undoable"


def test_a_folder_without_weights_has_no_bar(page: Callable[[], Page], document: Document, info: ModelInfo) -> None:
    document.set_model("m", replace(info, tensors=(), weights=False))
    shown = page()
    assert not shown.bytes.isVisible()
    assert "random weights" in " ".join(b.text() for b in shown.findChildren(QPushButton)).lower()


def test_without_a_model_the_page_says_what_to_do(qtbot: QtBot, qapp: object, tmp_path: object) -> None:
    shown = Page(Document(), None)
    qtbot.addWidget(shown)
    shown.show()
    assert [e for e in shown.findChildren(EmptyState) if e.isVisible()]


def test_a_page_that_shows_another_model_comes_whole(
    document: Document, info: ModelInfo, show: Callable[[Page], Page]
) -> None:
    shown = show(Page(document, None))
    assert not shown.unready
    shown.hide()
    document.set_model("m", replace(info, architecture="OPTForCausalLM"))
    assert shown.unready
    for _ in shown.prepare():
        pass
    assert not shown.unready
    shown.show()
    assert "OPTForCausalLM" in texts(shown)


def test_where_there_is_little_room_a_bar_stands_under_its_name(
    document: Document, show: Callable[[FitCard], FitCard], qtbot: QtBot
) -> None:
    card = show(FitCard(document))
    card.refresh()

    def places() -> list[tuple[FitBar, QLabel]]:
        names = [x for x in card.findChildren(QLabel) if x.text() in ("float32", "bfloat16", "float16")]
        return list(zip(card.findChildren(FitBar), names, strict=True))

    def beside() -> list[bool]:
        return [bar.x() > name.parentWidget().geometry().right() for bar, name in places()]

    qtbot.waitUntil(lambda: beside() == [True] * 3)
    card.resize(500, 900)
    qtbot.waitUntil(lambda: beside() == [False] * 3)
    assert all(bar.y() > name.parentWidget().y() for bar, name in places())
    assert all(bar.width() > 400 for bar, _ in places())
    card.resize(1200, 900)
    qtbot.waitUntil(lambda: beside() == [True] * 3)


def test_a_model_whose_folder_is_gone_is_named(
    page: Callable[[], Page], document: Document, info: ModelInfo, tmp_path: Path
) -> None:
    lost = tmp_path / "lost model"
    lost.mkdir()
    document.set_model(str(lost), info)
    shown = page()
    lost.rmdir()
    document.info = None
    shown.refresh()
    assert str(lost) in texts(shown)
    document.model = ""
    shown.refresh()
    assert "No model is open" in texts(shown)
    assert str(lost) not in texts(shown)

"""What a model is made of: its facts in words, and where its bytes are. From the files' headers; no Qt, no torch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paretoscope_gui.i18n import mark, several, tr
from paretoscope_gui.numbers import quantity, whole
from paretoscope_gui.state.words import count, task

if TYPE_CHECKING:
    from paretoscope.models.info import ModelInfo

# Tensors by words in their names, asked in this order: "post_attention_layernorm" is a norm, not attention.
PARTS = (
    ("head", mark("Output head"), ("lm_head", "classifier", "score.")),
    ("embedding", mark("Embedding"), ("embed", "wte", "wpe", "shared.", "cls_token")),
    ("norm", mark("Norms"), ("norm", "ln_", ".ln", "layer_norm")),
    ("attention", mark("Attention"), ("attn", "attention", "self_attn")),
    ("feed_forward", mark("Feed-forward"), ("mlp", "ffn", "feed_forward", "intermediate", "output.dense", "fc1", "fc2",
                                      "densereludense", "experts")),
)  # fmt: skip
OTHER = ("other", mark("Other"))
SHOWN = ("embedding", "attention", "feed_forward", "head", "norm", "other")  # from input to output


@dataclass(frozen=True)
class Part:
    """A part of the model: stored bytes and parameters."""

    key: str
    title: str
    bytes: int
    parameters: int


@dataclass(frozen=True)
class Fact:
    """One fact in words; `help` says what it means."""

    title: str
    text: str
    help: str = ""


def parts(info: ModelInfo) -> list[Part]:
    """Where the bytes are, from input to output; parts that the model lacks are left out."""
    sizes: dict[str, list[int]] = {}
    for kind in info.alike:
        found = sizes.setdefault(_part(kind.one.name), [0, 0])
        found[0] += kind.bytes
        found[1] += kind.count
    titles = {key: title for key, title, _ in PARTS} | {OTHER[0]: OTHER[1]}
    return [Part(key, tr(titles[key]), *sizes[key]) for key in SHOWN if key in sizes]


def shares_head(info: ModelInfo) -> bool:
    """Whether the output head has no weights of its own because it uses the embedding's."""
    tied = bool(info.config.get("tie_word_embeddings", False))
    return tied and info.task == "causal_lm" and not any(p.key == "head" for p in parts(info))


def facts(info: ModelInfo) -> list[Fact]:
    """The architecture in words; what the files do not tell is left out."""
    from paretoscope.models.layers import kv_bytes

    found = [Fact(tr("Architecture"), info.architecture, task(info.task))]
    if info.tensors:  # what pickle files hold is not known before they are loaded
        told = tr("{parameters} stored numbers", parameters=whole(info.parameters))
        found.append(Fact(tr("Parameters"), count(info.parameters), told))
    if info.weights:
        found.append(Fact(tr("Stored as"), info.quantized or info.dtype, tr("The baseline runs in it")))
    if info.tensors:
        told = tr("{bytes} bytes of weights", bytes=whole(info.bytes))
        found.append(Fact(tr("On disk"), quantity(info.bytes, "B"), told))
    sizes = (
        (tr("Layers"), info.layers, tr("Blocks, one after the other")),
        (tr("Width"), info.hidden, tr("Numbers that stand for one token between layers")),
        (tr("Feed-forward width"), info.ffn, tr("Width inside a block's feed-forward part")),
        (tr("Vocabulary"), info.vocabulary, tr("Different tokens")),
        (tr("Context"), info.context, tr("Tokens the model can look at together")),
    )
    found += [Fact(title, whole(size), help_) for title, size, help_ in sizes if size]
    if info.heads:
        own = "" if info.kv_heads in (0, info.heads) else tr(", {kv_heads} for keys and values", kv_heads=info.kv_heads)
        found.insert(min(5, len(found)), Fact(tr("Attention heads"), str(info.heads), tr("Side by side{own}", own=own)))
    cache = kv_bytes(info)
    if cache:
        found.append(Fact(tr("KV cache"), quantity(cache, "B"), tr("What each token adds to memory, in 16 bits")))
    images = info.task == "image_classification"
    there = info.processor if images else info.tokenizer
    found.append(
        Fact(
            tr("Processor", about="of a model's input") if images else tr("Tokenizer"),
            tr("present") if there else tr("missing"),
            tr("Turns its input into numbers"),
        )
    )
    return found


def spoken(found: list[Part]) -> str:
    """Where the bytes are, as a sentence."""
    total = sum(p.bytes for p in found) or 1
    words = (f"{p.title} {quantity(p.bytes, 'B')}, {quantity(p.bytes / total, 'share', 2)}" for p in found)
    return several(len(found), "{n} part: {parts}.", "{n} parts: {parts}.", parts="; ".join(words))


def _part(name: str) -> str:
    low = name.lower()
    return next((key for key, _, words in PARTS if any(w in low for w in words)), OTHER[0])

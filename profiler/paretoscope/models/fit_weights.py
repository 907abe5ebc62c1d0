"""Bytes of a model's weights under a recipe, from its files' headers or, where there are none, from its config.

No torch. Only what the techniques of this program do to weights is known; others are named as unknown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from math import exp

from paretoscope.models import layers
from paretoscope.models.config import number, text_part
from paretoscope.models.info import Alike, ModelInfo
from paretoscope.recipe import Recipe, Step

WIDTH = {"float64": 8, "float32": 4, "bfloat16": 2, "float16": 2}
GATED = (
    "llama", "qwen", "mistral", "mixtral", "gemma", "gpt_oss", "deepseek", "phi3", "olmo", "smollm", "granite",
    "stablelm", "cohere",
)  # fmt: skip
PLAIN = {  # families of which the config alone gave the elements to 7 %
    "bert", "bloom", "cohere", "cohere2", "deit", "distilbert", "gemma", "gemma2", "gemma3_text", "gpt2", "gpt_bigcode",
    "gpt_neo", "gpt_neox", "gpt_oss", "granite", "llama", "mistral", "mixtral", "nemotron", "olmo", "olmo2", "olmo3",
    "opt", "persimmon", "phi", "phi3", "qwen2", "qwen3", "qwen3_moe", "roberta", "smollm3", "stablelm", "starcoder2",
    "vit",
}  # fmt: skip
ROWS, AROUND = 700, 64 << 10  # words that differ in a few pages of text; B that are read around one
_HEADS = ("lm_head", "embed_out", "classifier", "score")
_FFN = ("mlp", "ffn", "feed_forward", "fc1", "fc2", "intermediate", "DenseReluDense", "c_fc")


@dataclass(frozen=True)
class Weights:
    """Elements and bytes of one model. `attention` and `ffn` are the linear layers inside the blocks, `other` the rest.

    `linear` and `rest` are bytes of an element of the blocks' linear layers and of all others; `largest` is the number
    of elements of the largest single matrix.
    """

    attention: float
    ffn: float
    other: float
    largest: float
    linear: float = 4.0
    rest: float = 4.0

    @property
    def elements(self) -> float:
        """All of them."""
        return self.attention + self.ffn + self.other

    @property
    def bytes(self) -> float:
        """What the model holds."""
        return (self.attention + self.ffn) * self.linear + self.other * self.rest


def stored(info: ModelInfo, dtype: str = "") -> Weights:
    """The baseline's weights in `dtype`, by default the stored one."""
    width = float(WIDTH.get(dtype or info.dtype, 4))
    made = _from_tensors(info.alike) if info.tensors else _from_config(info)
    return replace(made, linear=width, rest=width)


def under(info: ModelInfo, recipe: Recipe, dtype: str = "") -> tuple[Weights, list[str]]:
    """The weights after a recipe, and sentences on what is not known."""
    made, notes = stored(info, dtype), list[str]()
    if guessed(info):
        notes.append(f"there are no weights, and how large a {info.model_type} is can only be guessed from its config")
    for step in sorted(recipe.steps, key=lambda s: s.technique.startswith("runtime.")):
        made = _changed(made, step, info)
        if step.params.get("include") or step.params.get("exclude"):
            notes.append(f"{step.technique} is taken to change every linear layer of the blocks")
        if step.technique.split(".")[0] not in _KNOWN:
            notes.append(f"what {step.technique} does to memory is not known")
    return made, notes


_KNOWN = ("prune", "quantize", "depth", "low_rank", "runtime", "kv", "decode", "tokens", "tune")


def _changed(made: Weights, step: Step, info: ModelInfo) -> Weights:
    """The weights after one technique; see the technique's own file for what it does."""
    name, params = step.technique, step.params
    if name == "prune.cfsp":
        return replace(made, ffn=made.ffn * (1 - float(params.get("sparsity", 0.2))))
    if name == "depth.layer_skip":
        share = _kept_layers(info.layers, float(params.get("sparsity", 0.17)))
        return replace(made, attention=made.attention * share, ffn=made.ffn * share)
    if name == "low_rank.svd":
        share = _kept_rank(info, float(params.get("rank", 0.6)))
        return replace(made, attention=made.attention * share, ffn=made.ffn * share)
    if name in ("quantize.weight_only", "quantize.gptq"):
        return replace(made, linear=packed(int(params.get("bits", 4)), int(params.get("group", 64))))
    if name == "quantize.int8_dynamic":
        return replace(made, linear=1.0, rest=4.0)
    if name == "runtime.dtype":
        width = float(WIDTH.get(str(params.get("dtype", "float32")), 4))
        return replace(made, rest=width, linear=width if made.linear == made.rest else made.linear)
    return made


def packed(bits: int, group: int) -> float:
    """Bytes of a packed weight: its code, and its share of the group's scale and zero in bfloat16."""
    return 1.0 if bits == 8 else bits / 8 + 4 / group


def _kept_layers(layers: int, share: float) -> float:
    return max(min(2, layers), layers - round(layers * share)) / layers if layers else 1.0


def _kept_rank(info: ModelInfo, rank: float) -> float:
    """Share of the linear layers' elements that two factors have; layers that would not shrink stay."""
    linear = [a for a in info.alike if a.one.linear]
    if rank < 1 or not linear:
        return min(1.0, rank)
    return sum(a.times * min(a.one.count, rank * sum(a.one.shape)) for a in linear) / sum(a.count for a in linear)


@lru_cache(maxsize=16)  # a plan of a hundred recipes is predicted for one model
def _from_tensors(kinds: tuple[Alike, ...]) -> Weights:
    sizes = {"attention": 0, "ffn": 0, "other": 0}
    for kind in kinds:
        name = kind.one.name
        inside = kind.one.linear and not any(h in name for h in _HEADS)
        part = ("ffn" if any(f in name for f in _FFN) else "attention") if inside else "other"
        sizes[part] += kind.count
    return Weights(**sizes, largest=max(k.one.count for k in kinds))


def _from_config(info: ModelInfo) -> Weights:
    """Elements from the sizes in the config; biases and norms, a few per mille, are left out."""
    body = info.config
    attention = 2 * info.hidden * info.head_size * (info.heads + (info.kv_heads or info.heads))
    ffn = (3 if gated(info) else 2) * info.hidden * _all_channels(info)
    tied = bool(body.get("tie_word_embeddings", True))
    tables = (1 if tied or info.task != "causal_lm" else 2) * info.vocabulary * info.hidden
    learned = "rope_theta" not in body and "rope_parameters" not in body
    places = info.context * info.hidden if learned else 0
    both = 2 if info.task == "seq2seq" else 1
    return Weights(
        attention=info.layers * attention * both, ffn=info.layers * ffn * both, other=tables + places,
        largest=max(info.vocabulary * info.hidden, info.hidden * ffn_width(info)),
    )  # fmt: skip


def _all_channels(info: ModelInfo) -> float:
    """Channels of a layer's feed-forward networks: of all experts where it has some, on average over the layers."""
    body, experts = text_part(info.config), _experts(info)
    if not experts or not info.layers:
        return ffn_width(info)
    each = number(body, "moe_intermediate_size") or ffn_width(info)
    shared = number(body, "shared_expert_intermediate_size") or number(body, "n_shared_experts") * each
    dense = min(number(body, "first_k_dense_replace"), info.layers)
    return (dense * ffn_width(info) + (info.layers - dense) * (experts * each + shared)) / info.layers


def _experts(info: ModelInfo) -> int:
    return number(text_part(info.config), "num_local_experts", "num_experts", "n_routed_experts")


def unlike(info: ModelInfo) -> bool:
    """Whether it runs unlike a plain transformer: with experts, compressed latents or states."""
    latent = number(text_part(info.config), "kv_lora_rank")
    decoder = info.task in ("causal_lm", "seq2seq")
    return bool(_experts(info) or latent or (decoder and {layers.STATE, layers.BOTH} & set(layers.kinds(info))))


def guessed(info: ModelInfo) -> bool:
    """Whether the elements come from a config alone whose family is not among those that were compared."""
    return not info.tensors and info.model_type not in PLAIN


def unread(info: ModelInfo, weights: Weights) -> float:
    """Bytes of an embedding table in a mapped file that no token of the workload's text reads; 0 where all is read.

    The system reads 64 KiB around a row that is touched. A table that is the output head too is read as a whole.
    """
    mapped = bool(info.tensors) and weights.rest == stored(info).rest
    tied = bool(info.config.get("tie_word_embeddings", True)) and info.task in ("causal_lm", "seq2seq")
    table = info.vocabulary * info.hidden * weights.rest
    if not mapped or tied or table <= 0:
        return 0.0
    share = exp(-ROWS * AROUND / table)
    return table * share if share > 0.05 else 0.0


def gated(info: ModelInfo) -> bool:
    """Whether the feed-forward network has a gate, so three matrices instead of two."""
    return info.model_type.startswith(GATED) or "gated" in str(info.config.get("feed_forward_proj", ""))


def ffn_width(info: ModelInfo) -> int:
    """Channels of the feed-forward network; four times the hidden size where the config leaves it open (GPT-2)."""
    return info.ffn or 4 * info.hidden

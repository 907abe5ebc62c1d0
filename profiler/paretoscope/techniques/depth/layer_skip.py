"""depth.layer_skip: leave out layers evenly over the depth, the same ones for every token.

Liu et al. 2024, "Accelerating Inference in Large Language Models with a Unified Layer Skipping Strategy"
(arXiv 2404.06954): the target alone says how many layers stay; they are spread in a balanced way, first and last among
them, so that the KV cache and batches stay valid.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paretoscope.models.tasks import RECURRENT
from paretoscope.techniques import blocks
from paretoscope.techniques.base import (
    Annotated,
    Card,
    Change,
    Context,
    Effect,
    Machine,
    ModelInfo,
    Param,
    Reason,
    Technique,
)

if TYPE_CHECKING:
    from torch import nn

    from paretoscope.techniques.subject import Subject

SHARED = "num_kv_shared_layers"


class LayerSkip(Technique):
    """Keep evenly spaced transformer blocks."""

    card = Card(
        id="depth.layer_skip",
        title="Unified layer skipping",
        stage="structure",
        promise="A share of the layers is left out for every token, which saves the same share of their time, memory"
        " and cache in every phase.",
        helps="deep models, where neighbouring layers do nearly the same",
        hurts="quality, badly in small models or without a fine-tune afterwards",
        tasks=("causal_lm", "seq2seq", "classification", "encoder", "image_classification"),
        before=("prune.*", "low_rank.*"),
        effects=(
            Effect("latency.tpot", "down"),
            Effect("latency.ttft", "down"),
            Effect("memory.weights", "down"),
            Effect("quality.bits_per_byte", "up", workload="score"),
        ),
        persistent=True,
        papers=("seed:372", "arxiv:2404.06954"),
    )
    sparsity: Annotated[float, Param("share of layers left out", "", 0.0, 0.9, sweep=(0.17, 0.25, 0.34, 0.5))] = 0.17

    def check(self, model: ModelInfo, machine: Machine) -> list[Reason]:
        """Refuses a share that removes no layer, and models whose layers share caches."""
        found = []
        if 0 < model.layers < 3:
            found.append(
                Reason(f"two layers stay at least, and the model has {model.layers}", "take another technique")
            )
        elif model.layers and len(kept(model.layers, self.sparsity)) == model.layers:
            least = 1 / model.layers
            found.append(
                Reason(f"{self.sparsity:g} of {model.layers} layers is none", f"sparsity={least:.2g} leaves out one")
            )
        if model.model_type.startswith(RECURRENT) and model.heads:
            found.append(Reason("recurrent layers and attention take turns in this model", "use prune.magnitude"))
        if model.config.get(SHARED):
            found.append(Reason("layers of this model read the caches of other layers", "use prune.cfsp"))
        return found

    def apply(self, subject: Subject, context: Context) -> Change:
        """Drop blocks of every stack (encoder and decoder) and number the others anew."""
        with Change.counted(subject) as change:
            for name, members in blocks.stacks(subject.model):
                stay = kept(len(members), self.sparsity)
                context.progress("skipping layers", 0, 1, name)
                change.modules += len(members) - len(stay)
                change.notes.append(f"of {len(members)} layers in {name} these stay: {', '.join(map(str, stay))}")
                keep_only(subject, name, stay)
        return change

    def persist(self, subject: Subject) -> dict[str, Any]:
        """Number of blocks of each stack."""
        return {"blocks": {name: len(members) for name, members in blocks.stacks(subject.model)}}

    def restore(self, subject: Subject, meta: dict[str, Any]) -> None:
        """Leave that many blocks; a model made from the exported config has them already."""
        for name, count in meta["blocks"].items():
            keep_only(subject, name, evenly(len(subject.model.get_submodule(name)), count))  # type: ignore[arg-type]


def kept(layers: int, share: float) -> list[int]:
    """Indices that stay when `share` of the layers is left out: evenly spaced, first and last always."""
    return evenly(layers, layers - round(layers * share))


def evenly(layers: int, count: int) -> list[int]:
    """`count` (at least two where there are two) indices of 0 to layers - 1, first and last among them."""
    count = min(layers, max(count, 2))
    if count == layers:
        return list(range(layers))
    return [(2 * i * (layers - 1) + count - 1) // (2 * (count - 1)) for i in range(count)]


def keep_only(subject: Subject, name: str, stay: list[int]) -> None:
    """Keep these blocks of the stack `name`, number their caches from 0, and say so in the config."""
    from torch import nn

    members: Any = subject.model.get_submodule(name)
    old, chosen = len(members), [members[i] for i in stay]
    for number, block in enumerate(chosen):
        _renumber(block, number)
    subject.replace(name, nn.ModuleList(chosen))
    for config in _configs(subject.model, name):
        _shorten(config, name, old, stay)


def _renumber(block: nn.Module, number: int) -> None:
    for module in block.modules():
        if isinstance(getattr(module, "layer_idx", None), int):
            module.layer_idx = number  # type: ignore[assignment]


def _configs(model: nn.Module, name: str) -> list[Any]:
    """The configs of the model and of the part that holds the stack, each once."""
    holders = [model.get_submodule(name.rpartition(".")[0]), model]
    found = {id(m.config): m.config for m in holders if hasattr(m, "config")}
    return list(found.values())


def _shorten(config: Any, name: str, old: int, stay: list[int]) -> None:
    own = "num_decoder_layers" if name.startswith("decoder") else "num_hidden_layers"
    for key in {own, "num_hidden_layers"} if not hasattr(config, "num_decoder_layers") else {own}:
        if getattr(config, key, None) == old:
            setattr(config, key, len(stay))
    kinds = getattr(config, "layer_types", None)
    if kinds is not None and len(kinds) == old:
        config.layer_types = [kinds[i] for i in stay]

"""prune.cfsp: remove whole feed-forward channels, more of them in blocks that change little.

Wang et al. 2024, "CFSP: An Efficient Structured Pruning Framework for LLMs with Coarse-to-Fine Activation Information"
(arXiv 2409.13199). One forward pass over the calibration data gives both:
coarse, a block's importance is the angle between its input and output, and its share of channels kept follows a sigmoid
of it; fine, a channel's score is its relative weight in up, gate and down times the norm of its activation.

The released code takes |W| relative to its own column's sum, whose mean is the same for every channel; we take it
relative to the sum over the channels, as the text means it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from paretoscope.techniques import blocks, calibration, ffn, linears
from paretoscope.techniques.base import (
    Annotated,
    Card,
    Change,
    Context,
    Effect,
    Machine,
    ModelInfo,
    Need,
    Param,
    Reason,
    Technique,
)
from paretoscope.techniques.ffn import Ffn
from paretoscope.techniques.statistics import add_squares

if TYPE_CHECKING:
    from torch import Tensor, nn

    from paretoscope.techniques.subject import Subject


class Cfsp(Technique):
    """Drop the least active channels of each feed-forward network, with a budget for each block."""

    card = Card(
        id="prune.cfsp",
        title="CFSP channel pruning",
        stage="structure",
        promise="Feed-forward networks become truly narrower, so every phase runs faster and the model shrinks on any"
        " hardware.",
        helps="prefill, decoding and training alike; stacks with quantization and low rank",
        hurts="quality: channels are gone for every input; a short fine-tune recovers a part",
        tasks=("causal_lm", "seq2seq", "classification", "encoder", "image_classification"),
        needs=(Need.CALIBRATION_TEXT,),
        after=("depth.*",),
        before=("low_rank.*",),
        effects=(
            Effect("memory.weights", "down"),
            Effect("latency.tpot", "down"),
            Effect("latency.ttft", "down"),
            Effect("quality.bits_per_byte", "up with sparsity", workload="score"),
        ),
        persistent=True,
        papers=("seed:171", "arxiv:2409.13199"),
    )
    sparsity: Annotated[float, Param("share of feed-forward channels removed", "", 0.0, 0.9, sweep=(0.1, 0.2, 0.4))] = (
        0.2
    )
    sharpness: Annotated[float, Param("how strongly budgets follow importance; 0: all blocks alike", "", 0.0, 10.0)] = (
        1.0
    )
    align: Annotated[int, Param("kept channels are a multiple of this, which fast kernels like", "", 1, 256)] = 32
    samples: Annotated[int, Param(calibration.SAMPLES, "", 1, 4096)] = 16
    length: Annotated[int, Param(calibration.LENGTH, "token", 8, 32768)] = 512
    include: Annotated[str, Param(linears.INCLUDE)] = ""
    exclude: Annotated[str, Param(linears.EXCLUDE)] = ""

    def check(self, model: ModelInfo, machine: Machine) -> list[Reason]:
        """Refuses models whose feed-forward layers are not known (fused, mixtures of experts), and missing data."""
        names = [t.name.removesuffix(".weight") for t in model.tensors if ".experts." not in t.name]  # fused in memory
        known = not model.tensors or ffn.find(names)
        why = f"no feed-forward layers of a known layout were found in this {model.model_type or 'model'}"
        unknown = [] if known else [Reason(f"{why} (fused or expert layers are not cut)", "use low_rank.svd")]
        return unknown + linears.no_target(model, self.include, self.exclude) + calibration.missing(model)

    def apply(self, subject: Subject, context: Context) -> Change:
        """Observe once, set budgets, cut."""
        nets = list(self._nets(subject))
        with Change.counted(subject) as change:
            squares, importance = _observe(subject, context, nets, self.samples, self.length)
            layers = dict(subject.model.named_modules())
            widths = [linears.matrix(layers[n.down]).shape[1] for n in nets]
            kept = budgets([importance[n.down] for n in nets], widths, 1 - self.sparsity, self.sharpness, self.align)
            for net, count in zip(nets, kept, strict=True):
                ups = [linears.matrix(layers[u]) for u in net.ups]
                scores = channel_scores(ups, linears.matrix(layers[net.down]), squares[net.down].sqrt())
                narrow(subject, net, scores.topk(count).indices.sort().values)
            change.modules = sum(len(n.ups) + 1 for n in nets)
        change.extra["channels"] = {n.down: c for n, c in zip(nets, kept, strict=True)}
        return change

    def _nets(self, subject: Subject) -> Iterator[Ffn]:
        chosen = linears.targets(subject, self.include, self.exclude)
        return (n for n in ffn.find(chosen) if all(u in chosen for u in n.ups))

    def persist(self, subject: Subject) -> dict[str, Any]:
        """Width of each feed-forward network."""
        widths = {n: w for n, m in subject.model.named_modules() if (w := linears.width(m))}
        return {"channels": {n.down: widths[n.down] for n in ffn.find(widths)}}

    def restore(self, subject: Subject, meta: dict[str, Any]) -> None:
        """Cut each network to its stored width; which channels does not matter, as the weights are loaded after it."""
        import torch

        linear = [n for n, m in subject.model.named_modules() if linears.is_linear(m)]
        for net in ffn.find(linear):
            narrow(subject, net, torch.arange(meta["channels"][net.down]))


def channel_scores(ups: list[Tensor], down: Tensor, norm: Tensor) -> Tensor:
    """Importance of each intermediate channel.

    Args:
        ups: gate and up (channels, hidden) each, or up alone.
        down: (hidden, channels).
        norm: (channels,), L2 norm of each channel's activation over the calibration tokens.

    Returns:
        (channels,): sum over the matrices of mean |w| relative to the channels' sum, times the norm.
    """
    relative = sum(_relative(w.T) for w in ups) + _relative(down)
    scores: Tensor = relative * norm
    return scores


def _relative(weight: Tensor) -> Tensor:
    """(hidden, channels) -> (channels,): mean over hidden of |w| / sum over channels of |w|."""
    size = weight.float().abs()
    return (size / size.sum(1, keepdim=True).clamp_min(1e-12)).mean(0)


def angle(before: Tensor, after: Tensor) -> Tensor:
    """Mean angle between tokens before and after a block, in units of pi. (tokens, hidden) each -> ()."""
    import torch

    cosine = torch.cosine_similarity(before.float(), after.float(), dim=-1).clamp(-1, 1)
    return cosine.arccos().mean() / torch.pi


def budgets(importance: list[float], widths: list[int], keep: float, sharpness: float, align: int) -> list[int]:
    """Channels kept in each network.

    Shares follow sigmoid(sharpness x relative importance), scaled so that `keep` of all channels stay; nobody keeps
    more than all, what is over goes to the others. Counts are multiples of `align` where the width is.
    """
    from math import exp

    middle = sum(importance) / len(importance)
    wish = [1 / (1 + exp(-sharpness * (i - middle) / max(middle, 1e-12))) for i in importance]
    shares = _filled(wish, widths, keep * sum(widths))
    return [_aligned(s * w, w, align) for s, w in zip(shares, widths, strict=True)]


def _filled(wish: list[float], widths: list[int], total: float) -> list[float]:
    """Shares proportional to `wish`, at most 1, that add up to `total` channels; full ones are taken out in turn."""
    full: set[int] = set()
    while True:
        rest = total - sum(widths[i] for i in full)
        weight = sum(w * n for i, (w, n) in enumerate(zip(wish, widths, strict=True)) if i not in full)
        scale = rest / weight if weight else 0.0
        over = {i for i, w in enumerate(wish) if i not in full and w * scale > 1}
        if not over:
            return [1.0 if i in full else w * scale for i, w in enumerate(wish)]
        full |= over


def _aligned(count: float, width: int, align: int) -> int:
    step = align if width % align == 0 else 1
    return min(width, max(step, round(count / step) * step))


def narrow(subject: Subject, net: Ffn, keep: Tensor) -> None:
    """Cut a network to the channels `keep` (sorted indices). Biases of the projections up go with their channels."""
    for name in net.ups:
        layer: Any = subject.model.get_submodule(name)
        bias = None if layer.bias is None else layer.bias[keep]
        subject.replace(name, linears.linear(linears.matrix(layer)[keep], bias))
    down: Any = subject.model.get_submodule(net.down)
    subject.replace(net.down, linears.linear(linears.matrix(down)[:, keep], down.bias))


def _observe(
    subject: Subject, context: Context, nets: list[Ffn], samples: int, length: int
) -> tuple[dict[str, Tensor], dict[str, float]]:
    """One pass: squares of each network's channels, and the importance of the block it stands in, by `down`."""
    import torch

    model = subject.model
    squares: dict[str, Tensor] = {}
    angles: dict[str, list[float]] = {}
    layers = {n.down: model.get_submodule(n.down) for n in nets}
    home = {n.down: _home(model, n.down) for n in nets}
    data = calibration.batches(subject, context, samples, length)
    with torch.no_grad(), blocks.watching(layers, lambda n, x: add_squares(squares, n, x)), _angles(model, angles):
        for step in context.steps("observing", len(data)):
            model(**data[step])
    return squares, {down: sum(angles[block]) / len(angles[block]) for down, block in home.items()}


def _home(model: nn.Module, name: str) -> str:
    """The block that a layer stands in."""
    for stack, _ in blocks.stacks(model):
        if name.startswith(stack + "."):
            return f"{stack}.{name.removeprefix(stack + '.').split('.')[0]}"
    return blocks.stacks(model)[0][0] + ".0"


def _angles(model: nn.Module, seen: dict[str, list[float]]) -> Any:
    """While it is open, the angle of every block at every call is kept in `seen`, by block name."""
    from contextlib import ExitStack

    stack = ExitStack()

    def hook(name: str) -> Any:
        def keep(module: nn.Module, args: tuple[Any, ...], kwargs: dict[str, Any], output: Any) -> None:
            before = args[0] if args else kwargs["hidden_states"]
            seen.setdefault(name, []).append(float(angle(before.flatten(0, -2), blocks.first(output).flatten(0, -2))))

        return keep

    for stack_name, members in blocks.stacks(model):
        for number, block in enumerate(members):
            handle = block.register_forward_hook(hook(f"{stack_name}.{number}"), with_kwargs=True)
            stack.callback(handle.remove)
    return stack

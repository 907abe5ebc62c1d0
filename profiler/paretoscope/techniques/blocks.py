"""Calibration block by block: what a block sees comes from the blocks already changed.

A stack is a list of transformer blocks (an encoder-decoder has two). The model runs once over the calibration data
up to its last block while the arguments of every block are kept; then each block is run on its own, on what the
changed block before it gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from paretoscope.errors import TrialFailed
from paretoscope.techniques import calibration

if TYPE_CHECKING:
    from torch import Tensor, nn

    from paretoscope.techniques.context import Context
    from paretoscope.techniques.subject import Subject

See = Callable[[str, "Tensor"], None]


@dataclass
class Call:
    """One call of a block: its hidden states (1, tokens, hidden) and its other arguments."""

    hidden: Tensor
    args: tuple[Any, ...]
    kwargs: dict[str, Any]


@dataclass
class Block:
    """A block with its calibration inputs. `name` is its module name in the model."""

    name: str
    module: nn.Module
    calls: list[Call]

    def inside(self, layers: dict[str, nn.Module]) -> dict[str, nn.Module]:
        """Those of `layers` that belong to this block."""
        return {n: m for n, m in layers.items() if n.startswith(self.name + ".")}

    def run(self) -> list[Tensor]:
        """Outputs of the block as it is now, one a call."""
        import torch

        with torch.no_grad():
            return [first(self.module(c.hidden, *c.args, **c.kwargs)) for c in self.calls]

    def observe(self, layers: dict[str, nn.Module], see: See) -> None:
        """Run once while `see(layer name, inputs (tokens, in))` is called for each of `layers`."""
        with watching(layers, see):
            self.run()


def sequential(subject: Subject, context: Context, samples: int, length: int, what: str) -> Iterator[Block]:
    """Each block of each stack in order; what the caller changes in one is seen by the next. Raises Cancelled."""
    data = calibration.batches(subject, context, samples, length)
    lists = stacks(subject.model)
    total, done = sum(len(blocks) for _, blocks in lists), 0
    for name, blocks in lists:
        calls = _arguments(subject.model, blocks, data)
        hidden = [c.hidden for c in calls[0]]
        for number, module in enumerate(blocks):
            context.progress(what, done, total, f"{name}.{number}")
            own = [Call(h, c.args, c.kwargs) for h, c in zip(hidden, calls[number], strict=True)]
            block = Block(f"{name}.{number}", module, own)
            yield block
            hidden, done = block.run(), done + 1
    context.progress(what, total, total)


def stacks(model: nn.Module) -> list[tuple[str, nn.ModuleList]]:
    """The lists of transformer blocks by module name, in model order; a list inside a block is not one.

    Raises:
        TrialFailed: there is none.
    """
    from torch import nn

    found: list[tuple[str, nn.ModuleList]] = []
    for name, module in model.named_modules():
        inner = any(name.startswith(outer + ".") for outer, _ in found)
        if isinstance(module, nn.ModuleList) and len(module) and not inner and _is_stack(module, model):
            found.append((name, module))
    if not found:
        raise TrialFailed("no list of transformer blocks was found in this model", "choose another technique")
    return found


def watching(layers: dict[str, nn.Module], see: See) -> ExitStack:
    """While it is open, `see(name, inputs (tokens, in))` is called at each call of each layer."""
    stack = ExitStack()

    def hook(name: str) -> Callable[..., None]:
        return lambda module, args: see(name, args[0].detach().reshape(-1, args[0].shape[-1]))

    for name, layer in layers.items():
        stack.callback(layer.register_forward_pre_hook(hook(name)).remove)
    return stack


def first(output: Any) -> Tensor:
    """The hidden states of a block's output."""
    hidden: Tensor = output[0] if isinstance(output, tuple) else output
    return hidden


def _is_stack(blocks: nn.ModuleList, model: nn.Module) -> bool:
    """Blocks hold attention, or at least a tenth of the parameters; small lists (adapters, heads) do neither.

    Parameters alone would not do: packed weights are buffers.
    """
    attends = any("attention" in type(m).__name__.lower() for m in blocks[0].modules())
    total = sum(p.numel() for p in model.parameters())
    return attends or sum(p.numel() for p in blocks.parameters()) * 10 >= total


class _Enough(Exception):
    """Thrown at the last block of a stack: what follows need not run."""


def _arguments(model: nn.Module, blocks: nn.ModuleList, data: list[dict[str, Any]]) -> list[list[Call]]:
    """The arguments of every block, [block][batch]. Only the first block's hidden states are kept."""
    import torch

    calls: list[list[Call]] = [[] for _ in blocks]

    def keep(number: int) -> Callable[..., None]:
        def hook(module: nn.Module, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
            calls[number].append(_call(args, kwargs, number == 0))
            if number == len(blocks) - 1:
                raise _Enough

        return hook

    with ExitStack() as hooks, torch.no_grad():
        for number, block in enumerate(blocks):
            hooks.callback(block.register_forward_pre_hook(keep(number), with_kwargs=True).remove)
        for batch in data:
            try:
                model(**batch)
            except _Enough:
                continue
    return calls


def _call(args: tuple[Any, ...], kwargs: dict[str, Any], whole: bool) -> Call:
    import torch

    kwargs = dict(kwargs)
    hidden = args[0] if args else kwargs.pop("hidden_states")
    return Call(hidden if whole else torch.empty(0), tuple(args[1:]), kwargs)

"""What is kept of the inputs that a layer saw during calibration, in float32 and not per token."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import Tensor, nn

    from paretoscope.techniques.blocks import Block


def second_moments(block: Block, layers: dict[str, nn.Module]) -> dict[str, Tensor]:
    """E[x x^T], (in, in) float32 on the CPU, of each layer that the calibration data reached."""
    sums: dict[str, Tensor] = {}
    tokens: dict[str, int] = {}

    def see(name: str, x: Tensor) -> None:
        x = x.float()
        product = (x.T @ x).cpu()
        sums[name] = sums[name] + product if name in sums else product
        tokens[name] = tokens.get(name, 0) + x.shape[0]

    block.observe(layers, see)
    return {name: total / tokens[name] for name, total in sums.items()}


def input_norms(block: Block, layers: dict[str, nn.Module]) -> dict[str, Tensor]:
    """L2 norm of each input feature over all calibration tokens, (in,) float32, of each layer that was reached."""
    squares: dict[str, Tensor] = {}
    block.observe(layers, lambda name, x: add_squares(squares, name, x))
    return {name: total.sqrt() for name, total in squares.items()}


def add_squares(squares: dict[str, Tensor], name: str, x: Tensor) -> None:
    """Add the squares of x (tokens, in), by feature, to what is kept under `name`."""
    own = x.float().pow(2).sum(0)
    squares[name] = squares[name] + own if name in squares else own

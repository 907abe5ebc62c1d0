"""A linear layer whose weight stays packed in memory, and how a model gets such layers and gets them back.

In the state dict the codes stand in one portable order (planes.py); in memory the 4-bit codes may stand in the order
that this processor's kernel reads. Loading and saving convert between the two.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from paretoscope.meters.formats import wide_dtype
from paretoscope.techniques.linears import matrix
from paretoscope.techniques.quantize import kernels, planes
from paretoscope.techniques.quantize.grid import EIGHT, Grid

if TYPE_CHECKING:
    from torch import Tensor, nn

    from paretoscope.techniques.subject import Subject


class Packed:
    """The behaviour of the layer; `layer_class()` puts it on nn.Module, so that no torch is needed to read this file.

    Buffers: codes as planes.py has them, uint8, or (rows, columns) int8 at 8 bits; scales (groups, rows, 2) bfloat16 of
    scale and zero, or (rows,) at 8 bits.
    """

    codes: Any
    scales: Any
    bias: Any
    weight = None  # transformers' T5 asks for wo.weight.dtype unless there is no tensor

    def __init__(self, rows: int, columns: int, bits: int, group: int, bias: bool) -> None:
        super().__init__()
        self.out_features, self.in_features, self.bits, self.group = rows, columns, bits, group
        self.kernel = False  # codes are in the order of the 4-bit kernel
        self._allocate(bias)

    def _allocate(self: Any, bias: bool) -> None:
        import torch

        rows, columns, eight = self.out_features, self.in_features, self.bits == EIGHT
        height = rows if eight else planes.packed_rows(rows, self.bits)
        shape = (rows,) if eight else (columns // self.group, rows, 2)
        self.register_buffer("codes", torch.zeros(height, columns, dtype=torch.int8 if eight else torch.uint8))
        self.register_buffer("scales", torch.ones(shape, dtype=torch.bfloat16))
        self.bias = torch.nn.Parameter(torch.zeros(rows), requires_grad=False) if bias else None

    def fill(self, codes: Tensor, grid: Grid, bias: Tensor | None) -> None:
        """Take codes (rows, columns) on their grid, and the bias."""
        import torch

        if self.bits == EIGHT:
            self.codes, self.scales = codes.contiguous(), grid.scale[:, 0].to(torch.bfloat16)
        else:
            self.codes = planes.pack(codes, self.bits)
            pair = torch.stack([grid.scale.T, grid.zero.T], dim=-1)
            self.scales = pair.contiguous().to(torch.bfloat16)
        if bias is not None:
            self.bias = torch.nn.Parameter(bias.detach().clone(), requires_grad=False)
        self.to_kernel()

    def to_kernel(self) -> None:
        """Put 4-bit codes into the kernel's order where there is a kernel for them."""
        fits = self.bits == 4 and kernels.int4_fits(self.out_features, self.in_features, self.group)
        if fits and not self.kernel and self.codes.device.type == "cpu":
            self.codes, self.kernel = kernels.int4_layout(self.plain_codes()), True

    def to_portable(self) -> None:
        """Put the codes back into the order in which they are stored."""
        if self.kernel:
            self.codes = planes.pack(kernels.int4_codes(self.codes, self.in_features), 4)
            self.kernel = False

    def plain_codes(self, make: planes.Make = planes.fresh) -> Tensor:
        """Codes (rows, columns), uint8 or at 8 bits int8, in memory that `make` gives."""
        if self.bits == EIGHT:
            codes: Tensor = self.codes
            return codes
        if self.kernel:
            return kernels.int4_codes(self.codes, self.in_features)
        return planes.unpack(self.codes, self.bits, make)

    def dense(self, dtype: Any) -> Tensor:
        """The weight (rows, columns) de-quantized."""
        weight = self.scaled(dtype)
        if self.bits != EIGHT:
            weight.view(self.out_features, -1, self.group).add_(self.offset(dtype).T.unsqueeze(-1))
        return weight

    def scaled(self, dtype: Any, make: planes.Make = planes.fresh) -> Tensor:
        """code x scale, (rows, columns)."""
        like = self.scales.new_empty(0, dtype=dtype)
        weight: Tensor = make("weight", (self.out_features, self.in_features), like).copy_(self.plain_codes(make))
        if self.bits == EIGHT:
            return weight.mul_(self.scales.to(dtype).unsqueeze(1))
        scale = self.scales[..., 0].T.to(dtype).contiguous()  # strides would slow the product down threefold
        weight.view(self.out_features, -1, self.group).mul_(scale.unsqueeze(-1))
        return weight

    def offset(self, dtype: Any) -> Tensor:
        """What every weight of a group has on top of code x scale, (groups, rows)."""
        scale, zero = self.scales.to(dtype).unbind(-1)
        offset: Tensor = zero - 2 ** (self.bits - 1) * scale
        return offset

    def product(self, x: Tensor) -> Tensor:
        """x (tokens, columns) times the de-quantized weight, (tokens, rows); the offset works on sums over groups."""
        y = x @ self.scaled(x.dtype, kernels.scratch).T
        if self.bits == EIGHT:
            return y
        return y.addmm_(x.view(x.shape[0], -1, self.group).sum(-1), self.offset(x.dtype))

    def forward(self, x: Tensor) -> Tensor:
        """(..., columns) -> (..., rows), in x's dtype."""
        import torch

        flat = x.reshape(-1, self.in_features)
        if self.kernel:
            y = kernels.int4_product(flat.to(torch.bfloat16), self.codes, self.group, self.scales)
        elif self.bits == EIGHT and x.device.type == "cpu" and flat.shape[0] <= kernels.FEW:
            y = kernels.int8_product(flat.to(torch.bfloat16), self.codes, self.scales)
        else:
            wide = x.dtype if x.device.type != "cpu" else getattr(torch, wide_dtype())
            y = self.product(flat.to(wide))
        y = y.to(x.dtype) if self.bias is None else y.to(x.dtype) + self.bias
        return y.view(*x.shape[:-1], self.out_features)

    def extra_repr(self) -> str:
        """For print(model)."""
        return f"in_features={self.in_features}, out_features={self.out_features}, bits={self.bits}, group={self.group}"

    def _save_to_state_dict(self: Any, destination: Any, prefix: str, keep_vars: bool) -> None:
        super()._save_to_state_dict(destination, prefix, keep_vars)  # type: ignore[misc]
        if self.kernel:
            destination[prefix + "codes"] = planes.pack(self.plain_codes(), 4)

    def _load_from_state_dict(self: Any, *args: Any, **options: Any) -> None:
        self.to_portable()
        super()._load_from_state_dict(*args, **options)  # type: ignore[misc]
        if self.codes.device.type != "meta":
            self.to_kernel()

    def _apply(self: Any, fn: Any, recurse: bool = True) -> Any:
        """Moves and casts: codes change their order with the device, scales stay bfloat16 as the kernels want them."""
        import torch

        self.to_portable()
        super()._apply(fn, recurse)  # type: ignore[misc]
        self.scales = self.scales.to(torch.bfloat16)
        if self.codes.device.type != "meta":
            self.to_kernel()
        return self


@cache
def layer_class() -> Any:
    """The layer as an nn.Module."""
    from torch import nn

    return type("PackedLinear", (Packed, nn.Module), {"__doc__": Packed.__doc__, "__module__": __name__})


def packed(codes: Tensor, grid: Grid, bias: Tensor | None) -> nn.Module:
    """A layer of these codes."""
    layer: nn.Module = layer_class()(*codes.shape, grid.bits, grid.group, bias is not None)
    layer.fill(codes, grid, bias)  # type: ignore[operator]
    return layer


def weight_of(module: nn.Module) -> Tensor:
    """A layer's weight as (rows, columns) float32, whatever it is stored as."""
    return matrix(module).float()


def describe(subject: Subject) -> dict[str, Any]:
    """The packed layers of a model, for restore."""
    found = {n: m for n, m in subject.model.named_modules() if isinstance(m, Packed)}
    return {
        "layers": {n: [m.out_features, m.in_features, m.bits, m.group, m.bias is not None] for n, m in found.items()}
    }


def install(subject: Subject, meta: dict[str, Any]) -> None:
    """Put empty packed layers where `describe` found them; their tensors are loaded afterwards."""
    first = next(subject.model.parameters())
    for name, shape in meta["layers"].items():
        layer = layer_class()(*shape)
        if layer.bias is not None:
            layer.bias.data = layer.bias.data.to(first.dtype)
        subject.replace(name, layer.to(first.device))

"""What an operator does, by its name and by the module it runs in: the kinds that a trace's leaves have. No torch."""

from __future__ import annotations

from functools import cache

# kind -> words of operator names; the first kind whose word is in the name wins
_OPERATORS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("compiled", ("torch-compiled", "cpp_fused", "triton_", "graph_0_")),
    ("attention", ("attention", "attn")),
    ("quantization", ("quantize", "choose_qparams", "fake_quant", "pack_weight", "convert_weight")),
    ("linear", ("linear", "addmm", "matmul", "bmm", "_mm", "int4pack", "int8pack", "mkldnn", "addmv")),
    ("convolution", ("conv", "im2col", "unfold")),
    ("norm", ("norm",)),
    ("embedding", ("embedding",)),
    ("layout", (
        "copy", "clone", "contiguous", "cat", "stack", "index", "gather", "scatter", "slice", "select", "narrow",
        "split", "chunk", "view", "reshape", "transpose", "permute", "expand", "unsqueeze", "squeeze", "as_strided",
        "pad", "flatten", "unflatten", "repeat", "roll", "empty", "zeros", "ones", "full", "fill", "resize", "detach",
        "lift", "alias", "arange", "_to_", "take_along", "masked_select", "tril", "triu", "memcpy", "memset", "new_",
        "resolve_")),
    ("reduction", (
        "sum", "mean", "argmax", "argmin", "amax", "amin", "max", "min", "topk", "sort", "cumsum", "prod", "var",
        "std", "any", "all", "softmax", "logsumexp", "item", "local_scalar", "nonzero", "unique", "isin")),
    ("pointwise", (
        "mul", "add", "sub", "div", "neg", "pow", "sqrt", "exp", "log", "sin", "cos", "tanh", "sigmoid", "silu",
        "gelu", "relu", "erf", "where", "clamp", "masked_fill", "abs", "round", "floor", "ceil", "dropout", "eq", "ne",
        "ge", "gt", "le", "lt", "logical", "bitwise", "reciprocal", "square", "lerp", "sign", "isnan", "rsub",
        "minimum", "maximum", "shift", "__and", "__or")),
)  # fmt: skip
_EXACT = {
    "mm": "linear", "mv": "linear", "dot": "linear", "to": "layout", "t": "layout", "set": "layout",
    "minimum": "pointwise", "maximum": "pointwise", "masked_fill": "pointwise",
}  # fmt: skip
_PRODUCTS = ("linear", "reduction", "pointwise")


@cache
def kind_of(operator: str, module_type: str = "", path: str = "") -> str:
    """The kind of an operator as profilers name it ("aten::addmm", "aten.addmm.default").

    Products, softmax and scaling that run in an attention module itself, not in a layer below it, are attention; what
    runs in a normalisation is norm, in a rotary or positional embedding embedding.
    """
    parts = [p for p in operator.replace("::", ".").lower().split(".") if p != "default"]
    base = parts[-1].rstrip("_") if parts else ""
    kind = _EXACT.get(base) or next((k for k, words in _OPERATORS if any(w in base for w in words)), "other")
    return _in_module(kind, module_type.lower(), path.rpartition(".")[2].lower())


def _in_module(kind: str, type_: str, last: str) -> str:
    if kind in _PRODUCTS and ("attention" in type_ or last in ("self_attn", "attn", "attention", "self", "cross_attn")):
        return "attention" if kind != "linear" or "linear" not in type_ else kind
    if kind in ("pointwise", "reduction") and "norm" in type_:
        return "norm"
    if kind != "layout" and ("rotary" in type_ or "positionembedding" in type_):
        return "embedding"
    return kind

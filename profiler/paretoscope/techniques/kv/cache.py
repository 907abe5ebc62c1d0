"""What cache techniques share: layers that forget, the caches made of them, and which models they fit.

A layer's `length` counts the tokens it has seen; what it holds may be less. Positions (RoPE) follow the former, the
attention mask the latter, as transformers' own sliding layers do it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from paretoscope.catalog import Conflict, Reason
from paretoscope.errors import TrialFailed
from paretoscope.models.info import ModelInfo

if TYPE_CHECKING:
    from torch import Tensor, nn

    from paretoscope.techniques.subject import Subject

MODELS = ("llama", "mistral", "qwen2", "qwen3")
ONE_CACHE = Conflict("kv.*", "both decide what the KV cache holds, and a call has only one cache", "keep one of them")
NO_DRAFTS = tuple(
    Conflict(other, "rejected drafts must be taken back out of the cache, and what was evicted cannot come back",
             "use kv.quantized, which can take tokens back")
    for other in ("decode.assisted", "decode.prompt_lookup")
)  # fmt: skip


def refuse_padding(subject: Subject, technique: str) -> None:
    """Let a padded batch fail: what evicts by place would keep padding, and the mask would not know where it went."""

    def look(module: object, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        mask, ids = kwargs.get("attention_mask"), kwargs.get("input_ids", args[0] if args else None)
        prompt = ids is not None and ids.shape[1] > 1
        if prompt and mask is not None and mask.dim() == 2 and not bool(mask.all()):
            raise TrialFailed(f"{technique} met a batch with padding", "use prompts of one length, or batch=1")

    handle = subject.model.register_forward_pre_hook(look, with_kwargs=True)
    subject.closers.append(handle.remove)


class Layer:
    """One layer's keys and values, (batch, KV heads, tokens held, head dim) each.

    `made` puts transformers' DynamicLayer behind it, so that no torch is needed to read this file.
    """

    is_croppable = False
    keys: Any
    values: Any

    def __init__(self) -> None:
        super().__init__()
        self.length = 0  # tokens seen

    def append(self, keys: Tensor, values: Tensor) -> tuple[Tensor, Tensor]:
        """Everything held followed by the new tokens; `length` grows by them."""
        import torch

        self.length += keys.shape[-2]
        self.is_initialized = True
        if self.keys is None:
            return keys.contiguous(), values.contiguous()  # not transposed views, which every later step would read
        return torch.cat([self.keys, keys], dim=-2), torch.cat([self.values, values], dim=-2)

    def held(self) -> int:
        """Tokens that attention sees."""
        return 0 if self.keys is None else int(self.keys.shape[-2])

    def get_seq_length(self) -> int:
        """Tokens seen: the next token's position."""
        return self.length

    def get_mask_sizes(self, query_length: int) -> tuple[int, int]:
        """(length, offset) of the mask's key axis: what is held counts as the latest tokens, so none is masked."""
        return self.held() + query_length, self.length - self.held()

    def crop(self, tokens_to_remove: int) -> None:
        """Take back the last `-tokens_to_remove` tokens. Raises ValueError: evicted tokens cannot come back."""
        if tokens_to_remove:
            raise ValueError("tokens cannot be taken back out of a cache that evicts")

    def reset(self) -> None:
        """Forget everything."""
        for name in self.states():
            setattr(self, name, None)
        self.length, self.is_initialized = 0, False

    def states(self) -> dict[str, Tensor]:
        """Every tensor held, by attribute; the batch is their first dimension."""
        import torch

        return {k: v for k, v in vars(self).items() if isinstance(v, torch.Tensor)}

    def nbytes(self) -> int:
        """Size of what is held, B."""
        return sum(t.numel() * t.element_size() for t in self.states().values())

    def reorder_cache(self, beam_idx: Tensor) -> None:
        """Put the sequences in another order."""
        self._each(lambda t: t.index_select(0, beam_idx.to(t.device)))

    def batch_repeat_interleave(self, repeats: int) -> None:
        """Repeat each sequence."""
        self._each(lambda t: t.repeat_interleave(repeats, dim=0))

    def batch_select_indices(self, indices: Tensor) -> None:
        """Keep some of the sequences."""
        self._each(lambda t: t[indices])

    def _each(self, change: Callable[[Tensor], Tensor]) -> None:
        for name, tensor in self.states().items():
            setattr(self, name, change(tensor))


_JOINED: dict[str, type] = {}


def _on_transformers(kind: type[Layer]) -> type:
    """`kind` on transformers' DynamicLayer, made once."""
    from transformers.cache_utils import DynamicLayer

    return _JOINED.setdefault(kind.__name__, type(kind.__name__, (kind, DynamicLayer), {}))


def made(kind: type[Layer], model: nn.Module, *args: Any) -> Any:
    """A fresh transformers Cache for one call: a `kind(*args)` for each attention layer of the model."""
    from transformers.cache_utils import Cache

    count = 1 + max(int(m.layer_idx) for m in attentions(model))
    return Cache(layers=[_on_transformers(kind)(*args) for _ in range(count)])


def attentions(model: nn.Module) -> Iterator[Any]:
    """The decoder's attention modules."""
    return (m for m in model.modules() if hasattr(m, "layer_idx") and hasattr(m, "q_proj"))


def misfits(model: ModelInfo) -> list[Reason]:
    """Why a model's cache cannot be replaced: its layers look back over a window only, or the folder says no layers."""
    config = model.config
    default = 4096 if model.model_type == "mistral" else None  # transformers' default for a config that is silent
    window = config.get("sliding_window", default) if config.get("use_sliding_window", True) else None
    kinds = set(config.get("layer_types") or ()) - {"full_attention"}
    if kinds or (window and model.model_type == "mistral"):
        what = f"a window of {window} tokens" if window else ", ".join(sorted(kinds))
        return [Reason(f"this model's layers attend to {what}, and their cache is bounded already", "leave it out")]
    return []

"""What each layer of a language model keeps between tokens, read from config.json: keys and values of all tokens or of
a window, a state of fixed size, both or nothing. No torch.

Newer configs name it (`layer_types`); of older ones each family has its own rule, as transformers has it.
"""

from __future__ import annotations

from typing import Any

from paretoscope.errors import BadModel
from paretoscope.models.config import AGAIN, number, text_part
from paretoscope.models.info import ModelInfo

FULL, WINDOW, STATE, BOTH, NOTHING = "full", "window", "state", "both", "nothing"
MANY = 100_000  # layers that no model has
_KINDS = {"hybrid": BOTH, "moe": NOTHING, "mlp": NOTHING, "attention": FULL, "*": FULL, "M": STATE, "-": NOTHING}
_STATES = ("mamba", "linear", "conv", "recurrent", "kda", "state")
EVERY = {  # one layer of so many sees all tokens, the others a window
    "gemma2": 2, "gemma3": 6, "gemma3_text": 6, "gemma3n": 5, "gemma3n_text": 5, "gemma4": 6, "gemma4_text": 6,
    "cohere2": 4, "gpt_oss": 2, "exaone4": 4, "olmo3": 4, "llama4": 4, "llama4_text": 4,
}  # fmt: skip
_NO_ATTENTION = ("mamba", "mamba2", "falcon_mamba", "rwkv", "xlstm")


def kinds(info: ModelInfo) -> list[str]:
    """FULL, WINDOW, STATE, BOTH or NOTHING of each layer that writes a cache."""
    body = text_part(info.config)
    layers = number(body, "decoder_layers", "num_decoder_layers") if info.task == "seq2seq" else 0
    layers = layers or info.layers
    if layers > MANY:
        raise BadModel("config.json gives a number of layers that no model has", AGAIN)
    named = body.get("layer_types") or body.get("layers_block_type") or body.get("hybrid_override_pattern")
    found = [_kind(str(n)) for n in named] if isinstance(named, (list, str)) else _by_family(body, info, layers)
    return found[: max(0, len(found) - number(body, "num_kv_shared_layers"))]


def window(info: ModelInfo) -> float:
    """Tokens that a layer with a window keeps; endless where the config names none."""
    body = text_part(info.config)
    return number(body, "sliding_window", "attention_chunk_size", "attention_window_size") or float("inf")


def token(info: ModelInfo, kind: str) -> int:
    """Elements that one token adds to a layer's cache: keys and values, or where they are compressed their latents."""
    body = text_part(info.config)
    latent = number(body, "kv_lora_rank")
    if latent:  # DeepSeek's multi-head latent attention; with an indexer its keys too
        return latent + number(body, "qk_rope_head_dim") + number(body, "index_head_dim")
    heads, size = info.kv_heads or info.heads, number(body, "attention_head_dim") or info.head_size
    if info.model_type == "zamba2":  # its attention sees the embeddings beside the hidden states
        size = number(body, "attention_head_dim") or 2 * info.head_size
    if kind == FULL and number(body, "global_head_dim"):  # Gemma 4
        heads, size = number(body, "num_global_key_value_heads") or heads, number(body, "global_head_dim")
    return 2 * heads * size


def kv_bytes(info: ModelInfo) -> int:
    """Bytes that one token adds to the cache in 16 bits while no window is full; 0 without one, or when unknown."""
    if info.task not in ("causal_lm", "seq2seq") or not (info.heads and info.layers and info.hidden):
        return 0
    return 2 * sum(token(info, FULL if k == BOTH else k) for k in kinds(info) if k not in (STATE, NOTHING))


def state(info: ModelInfo) -> tuple[int, int]:
    """Elements of a layer's state of one sequence, (in the model's dtype, in single precision): the last inputs of its
    convolution, and what it sums up in.
    """
    body = text_part(info.config)
    if info.model_type == "recurrent_gemma":
        return 0, 0  # its modules keep it, not the cache
    if info.model_type == "rwkv":
        return 2 * info.hidden, 3 * info.hidden
    if "linear_num_value_heads" in body:  # gated delta net
        keys = number(body, "linear_num_key_heads") * number(body, "linear_key_head_dim")
        values = number(body, "linear_num_value_heads") * number(body, "linear_value_head_dim")
        kernel = number(body, "linear_conv_kernel_dim") or 4
        return (2 * keys + values) * kernel, values * number(body, "linear_key_head_dim")
    if info.model_type.startswith("lfm2"):
        return info.hidden * (number(body, "conv_L_cache") or 3), 0
    if number(body, "mamba_d_state", "ssm_state_size", "state_size"):
        return _mamba(body, info)
    return info.heads * info.head_size**2, 0  # lightning attention: keys times values of each head


def _mamba(body: dict[str, Any], info: ModelInfo) -> tuple[int, int]:
    size, inner = number(body, "mamba_d_state", "ssm_state_size", "state_size"), _inner(body, info)
    kernel = number(body, "mamba_d_conv", "conv_kernel", "conv_kernel_size") or 4
    own = ("num_heads",) if info.model_type == "mamba2" else ()  # it calls them as attention does
    heads = number(body, "mamba_n_heads", "n_mamba_heads", "mamba_num_heads", *own)
    if not heads:
        return inner * kernel, inner * size
    inner = heads * number(body, "mamba_d_head", "mamba_headdim", "mamba_head_dim", "head_dim") or inner
    groups = number(body, "mamba_n_groups", "mamba_ngroups", "n_groups") or 1
    return (inner + 2 * groups * size) * kernel, inner * size


def _inner(body: dict[str, Any], info: ModelInfo) -> int:
    own = number(body, "intermediate_size") if info.model_type in ("mamba", "falcon_mamba") else 0
    return own or (number(body, "mamba_expand", "expand") or 2) * info.hidden


def _kind(name: str) -> str:
    if name in _KINDS:
        return _KINDS[name]
    if any(s in name for s in _STATES):
        return STATE
    return WINDOW if any(w in name for w in ("sliding", "chunked", "local")) else FULL


def _by_family(body: dict[str, Any], info: ModelInfo, layers: int) -> list[str]:
    """Of a config that does not name its layers."""
    places = range(layers)
    if info.model_type in _NO_ATTENTION:
        return [STATE] * layers
    if info.model_type == "falcon_h1":
        return [BOTH] * layers
    if "attn_layer_period" in body:  # Jamba
        period, offset = number(body, "attn_layer_period") or 8, number(body, "attn_layer_offset")
        return [FULL if i % period == offset else STATE for i in places]
    for name, other in (("attn_layer_indices", STATE), ("full_attn_idxs", STATE)):  # Bamba, LFM2
        if isinstance(body.get(name), list):
            return [FULL if i in body[name] else other for i in places]
    if isinstance(body.get("block_types"), list) and body["block_types"]:  # RecurrentGemma
        blocks = [STATE if b == "recurrent" else WINDOW for b in body["block_types"]]
        return [blocks[i % len(blocks)] for i in places]
    if "linear_num_value_heads" in body:  # Qwen3-Next
        every = number(body, "full_attention_interval") or 4
        return [FULL if (i + 1) % every == 0 else STATE for i in places]
    return _windowed(body, info, layers)


def _windowed(body: dict[str, Any], info: ModelInfo, layers: int) -> list[str]:
    every = number(body, "sliding_window_pattern", "_sliding_window_pattern") or EVERY.get(info.model_type, 0)
    if not number(body, "sliding_window", "attention_chunk_size") or body.get("use_sliding_window") is False:
        return [FULL] * layers
    if every:
        return [FULL if (i + 1) % every == 0 else WINDOW for i in range(layers)]
    if info.model_type.startswith("qwen"):  # only where it is switched on, and above so many layers
        first = number(body, "max_window_layers") if body.get("use_sliding_window") else layers
        return [WINDOW if i >= first else FULL for i in range(layers)]
    return [WINDOW] * layers

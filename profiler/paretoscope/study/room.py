"""What a study needs of memory and the machine has not: refused before anything is loaded, by its largest part."""

from __future__ import annotations

from paretoscope.errors import ParetoscopeError, Unavailable
from paretoscope.models.fit import Fit
from paretoscope.plain import amount
from paretoscope.plan import Study
from paretoscope.study.estimate import Estimate


def on_gpu(study: Study, needs: Estimate, free: int | None) -> list[ParetoscopeError]:
    """What cannot fit into the memory that is free on the study's GPU; nothing where the driver does not tell it."""
    if not needs.device or free is None:
        return []
    largest = max(needs.device, key=lambda t: needs.device[t].needed)
    fit = needs.device[largest]
    return [too_large(largest, fit, free, study.device)] if fit.needed > free else []


def too_large(trial: str, fit: Fit, limit: int, device: str = "") -> Unavailable:
    """Why a trial does not fit, by what its memory would be for; the hint names the largest part.

    Args:
        device: whose memory is meant; default: the machine's.
    """
    parts = sorted(((n, b) for n, b in fit.parts.items() if n not in ("floor", "runtime")), key=lambda p: -p[1])
    words = ", ".join(f"{name.replace('_', ' ')} {amount(size)}" for name, size in parts[:3])
    while_ = "while it is loaded" if fit.load > fit.total else "at its peak"
    remedy = _REMEDIES.get(parts[0][0], "take a smaller model or workload") if parts else "take a smaller model"
    return Unavailable(
        f"{trial} needs about {amount(fit.needed)} of {device + chr(39) + 's ' if device else ''}memory {while_} "
        f"({words}; predicted, +-{fit.error:.0%}), {amount(limit)} may be used",
        f"{remedy}; or end what else uses the GPU, or take --device cpu"
        if device else f"{remedy}; or close other programs, or raise --memory",
    )  # fmt: skip


_REMEDIES = {
    "weights": "take a smaller model, or --dtype bfloat16",
    "kv_cache": "make prompt, new or batch smaller, or take a technique of the family kv",
    "activations": "make prompt, context, length or batch smaller",
    "workspace": "make batch smaller, or --dtype float32",
    "optimizer": "take tune.lora, which trains few weights, or a smaller model",
    "gradients": "take tune.lora, which trains few weights, or a smaller model",
}

"""Names of the backend in the user's words. No Qt."""

from __future__ import annotations

TASKS = {
    "causal_lm": "Language model",
    "seq2seq": "Text-to-text model",
    "classification": "Text classifier",
    "encoder": "Encoder",
    "image_classification": "Image classifier",
}
STAGES = {
    "data": ("Data", "Which examples the model learns from"),
    "tune": ("Tuning", "How the model is fine-tuned"),
    "structure": ("Structure", "Layers, channels and ranks are really removed"),
    "weights": ("Weights", "Fewer bits or fewer weights"),
    "runtime": ("Runtime", "Data type, compiler, threads"),
    "cache": ("Cache", "What the model remembers of the text so far"),
    "tokens": ("Tokens", "Fewer tokens to work on"),
    "decode": ("Decoding", "How the next tokens are found"),
}
FAMILIES = {
    "quantize": "Quantization", "prune": "Pruning", "runtime": "Runtime", "decode": "Decoding", "kv": "KV cache",
    "tune": "Fine-tuning", "low_rank": "Low rank", "depth": "Depth", "tokens": "Tokens",
}  # fmt: skip
WORKLOADS = {
    "generate": ("Generate text", "Speed of reading a prompt and writing new tokens"),
    "trace": ("Replay requests", "Latency with a queue: requests arrive as recorded, or at random, and wait"),
    "score": ("Score held-out text", "Quality: how well the model predicts text it has not seen"),
    "classify": ("Classify examples", "Speed and accuracy on labelled examples"),
    "finetune": ("Fine-tune", "Time and memory of training steps, and the loss they reach"),
}
PROTOCOLS = {
    "glance": "A first look: seconds per trial. Results are marked preliminary.",
    "quick": "Eight rounds, at least 10 s per trial. Good for choosing.",
    "standard": "40 rounds in four blocks, each with fresh processes, at least a minute per trial. Good for reporting.",
    "strict": "400 rounds, ten minutes per trial. For publication.",
}
NEEDS = {
    "calibration_text": "calibration text",
    "training_data": "training data",
    "draft_model": "a draft model",
    "compiler": "a C++ compiler",
    "cuda": "an NVIDIA GPU",
}
_COMMANDS = ("pip", "sudo", "paretoscope")
UNITS = {"token": "tokens", "sequence": "sequences", "window": "windows", "sample": "examples", "step": "steps"}


def family(name: str) -> str:
    """A technique family's name for reading."""
    return FAMILIES.get(name, name.replace("_", " ").capitalize())


def parameter(name: str) -> str:
    """A parameter's name for reading."""
    return name.replace("_", " ").capitalize()


def count(n: float) -> str:
    """A large number of parameters: 12.4 M, 1.24 B."""
    for size, letter in ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k")):
        if n >= size:
            return f"{n / size:.3g} {letter}"
    return f"{n:.0f}"


def sentence(text: str) -> str:
    """A message of the backend as a sentence: a capital first (unless an id or path begins it), a full stop last."""
    first = text.split(" ")[0]
    as_it_is = first in _COMMANDS or any(c in first for c in "._:/\\='`")
    capital = text if as_it_is else text[:1].upper() + text[1:]
    return capital if not capital or capital[-1] in ".!?…" else capital + "."


def plural(n: int, one: str, many: str = "") -> str:
    """ "1 trial", "3 trials"."""
    return f"{n} {one if n == 1 else many or one + 's'}"


def about(seconds: float) -> str:
    """A rough stretch of time: about 40 s, about 6 min, about 2 h."""
    if seconds < 90:
        return f"about {max(5, round(seconds / 5) * 5)} s"
    if seconds < 5400:
        return f"about {round(seconds / 60)} min"
    return f"about {seconds / 3600:.1f} h"

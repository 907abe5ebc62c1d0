"""Names of the backend in the user's words. No Qt."""

from __future__ import annotations

from paretoscope_gui.i18n import mark, tr
from paretoscope_gui.numbers import THIN, number, whole

TASKS = {
    "causal_lm": mark("Language model"),
    "seq2seq": mark("Text-to-text model"),
    "classification": mark("Text classifier"),
    "encoder": mark("Encoder"),
    "image_classification": mark("Image classifier"),
}
STAGES = {
    "data": (mark("Data"), mark("Which examples the model learns from")),
    "tune": (mark("Tuning"), mark("How the model is fine-tuned")),
    "structure": (mark("Structure"), mark("Layers, channels and ranks are really removed")),
    "weights": (mark("Weights"), mark("Fewer bits or fewer weights")),
    "runtime": (mark("Runtime"), mark("Data type, compiler, threads")),
    "cache": (mark("Cache"), mark("What the model remembers of the text so far")),
    "tokens": (mark("Tokens"), mark("Fewer tokens to work on")),
    "decode": (mark("Decoding"), mark("How the next tokens are found")),
}
FAMILIES = {
    "quantize": mark("Quantization"),
    "prune": mark("Pruning"),
    "runtime": mark("Runtime"),
    "decode": mark("Decoding"),
    "kv": mark("KV cache"),
    "tune": mark("Fine-tuning"),
    "low_rank": mark("Low rank"),
    "depth": mark("Depth"),
    "tokens": mark("Tokens"),
}
WORKLOADS = {
    "generate": (mark("Generate text"), mark("Speed of reading a prompt and writing new tokens")),
    "trace": (
        mark("Replay requests"),
        mark("Latency with a queue: requests arrive as recorded, or at random, and wait"),
    ),
    "score": (mark("Score held-out text"), mark("Quality: how well the model predicts text it has not seen")),
    "task": (
        mark("Answer a benchmark"),
        mark("Quality on a task of lm-eval whose data lie on this machine; needs the library lm-eval"),
    ),
    "classify": (mark("Classify examples"), mark("Speed and accuracy on labelled examples")),
    "embed": (mark("Embed passages"), mark("Speed, and how far the vectors move from the baseline's")),
    "finetune": (mark("Fine-tune"), mark("Time and memory of training steps, and the loss they reach")),
}
PROTOCOLS = {
    "glance": mark("A first look: seconds per trial. Results are marked preliminary."),
    "quick": mark("Eight rounds, at least 10 s per trial. Good for choosing."),
    "standard": mark(
        "40 rounds in four blocks, each with fresh processes, at least a minute per trial. Good for reporting."
    ),
    "strict": mark("400 rounds, ten minutes per trial. For publication."),
}
PROTOCOL_NAMES = {
    "glance": mark("glance"),
    "quick": mark("quick"),
    "standard": mark("standard"),
    "strict": mark("strict"),
}
NEEDS = {
    "calibration_text": mark("calibration text"),
    "training_data": mark("training data"),
    "draft_model": mark("a draft model"),
    "compiler": mark("a C++ compiler"),
    "cuda": mark("an NVIDIA GPU"),
}
_COMMANDS = ("pip", "sudo", "paretoscope")
UNITS = {
    "token": mark("tokens"),
    "sequence": mark("sequences"),
    "window": mark("windows"),
    "sample": mark("examples"),
    "step": mark("steps"),
}


def family(name: str) -> str:
    """A technique family's name for reading."""
    return tr(FAMILIES.get(name, name.replace("_", " ").capitalize()))


def parameter(name: str) -> str:
    """A parameter's name for reading."""
    return tr(name.replace("_", " ").capitalize(), about="parameter")


def stage(name: str) -> str:
    """A stage's name for reading."""
    return tr(STAGES[name][0])


def task(name: str) -> str:
    """What a model of that task is called."""
    return tr(TASKS.get(name, name))


def protocol(name: str) -> str:
    """A protocol's name for reading."""
    return tr(PROTOCOL_NAMES.get(name, name))


def unit(name: str) -> str:
    """A parameter's unit for reading."""
    return tr(UNITS.get(name, name))


def count(n: float) -> str:
    """A large number of parameters: 12.4 M, 1.24 B."""
    for size, letter in (
        (1e12, mark("T", "count")),
        (1e9, mark("B", "count")),
        (1e6, mark("M", "count")),
        (1e3, mark("k", "count")),
    ):
        if n >= size:
            return f"{number(n / size)}{THIN}{tr(letter, about='count')}"
    return whole(n)


def sentence(text: str) -> str:
    """A message of the backend as a sentence: a capital first (unless an id or path begins it), a full stop last."""
    first = text.split(" ")[0]
    as_it_is = first in _COMMANDS or any(c in first for c in "._:/\\='`")
    capital = text if as_it_is else text[:1].upper() + text[1:]
    return capital if not capital or capital[-1] in ".!?…" else capital + "."


def about(seconds: float) -> str:
    """A rough stretch of time: about 40 s, about 6 min, about 2.5 h."""
    return tr("about {time}", time=span(seconds))


def span(seconds: float) -> str:
    """The same without "about"."""
    if seconds < 90:
        return f"{max(5, round(seconds / 5) * 5)}{THIN}s"
    if seconds < 5400:
        return f"{round(seconds / 60)}{THIN}min"
    return f"{number(seconds / 3600, 2)}{THIN}h"

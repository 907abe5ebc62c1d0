"""Every metric by name: title, unit, which way is better, threshold of a real change, definition, and how it is written.

The definition is printed beside the number in every report, with its formula (docs: METHOD M20, M23).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cache

RATIO, DIFFERENCE = "ratio", "difference"
UP, DOWN, NEUTRAL = "up", "down", ""


@dataclass(frozen=True)
class MetricInfo:
    """What a reader must know about a metric.

    Attributes:
        unit: SI, as stored; `scale` and `shown` say how it is written (s as ms, B as MiB).
        better: "up", "down" or "" (neither).
        group: speed, memory, energy, quality, compute, training or time; the table it stands in.
        compare: "ratio" to the baseline, or "difference" in the metric's own unit.
        threshold: least change that can be real: |ratio - 1| for ratios, own unit for differences.
        definition: one sentence with the formula.
    """

    name: str
    title: str
    unit: str
    better: str
    group: str
    definition: str
    compare: str = RATIO
    threshold: float = 0.02
    scale: float = 1.0
    shown: str = ""

    def text(self, value: float | None, digits: int = 3) -> str:
        """The value in the shown unit with `digits` significant digits; an em dash when there is none."""
        if value is None:
            return "—"
        unit = self.shown or self.unit
        return f"{significant(value * self.scale, digits)}{' ' + unit if unit else ''}"


MIB = 1 / 2**20
_MS = {"scale": 1e3, "shown": "ms"}
_MB = {"scale": MIB, "shown": "MiB"}
_RATE = "token/s"


def _speed(name: str, title: str, unit: str, better: str, text: str, **more: object) -> MetricInfo:
    return replace(MetricInfo(name, title, unit, better, "speed", text), **more)  # type: ignore[arg-type]


def _memory(name: str, title: str, text: str, threshold: float = 0.02) -> MetricInfo:
    return MetricInfo(name, title, "B", DOWN, "memory", text, threshold=threshold, **_MB)  # type: ignore[arg-type]


def _energy(name: str, title: str, unit: str, text: str) -> MetricInfo:
    return MetricInfo(name, title, unit, DOWN, "energy", text)


def _quality(name: str, title: str, unit: str, better: str, threshold: float, text: str, **more: object) -> MetricInfo:
    info = MetricInfo(name, title, unit, better, "quality", text, DIFFERENCE, threshold)
    return replace(info, **more)  # type: ignore[arg-type]


def _counted(name: str, title: str, unit: str, better: str, group: str, text: str, **more: object) -> MetricInfo:
    return replace(MetricInfo(name, title, unit, better, group, text, threshold=0.0), **more)  # type: ignore[arg-type]


_PERCENT = {"scale": 100.0, "shown": "%"}
METRICS: tuple[MetricInfo, ...] = (
    _speed("latency.ttft", "Time to first token", "s", DOWN,
           "From the call to the delivery of the first new token; mean of a turn's calls.", **_MS),
    _speed("latency.tpot", "Time per output token", "s", DOWN,
           "(last delivery - first delivery) / (tokens - 1) of a call, per sequence; mean of a turn's calls.", **_MS),
    _speed("latency.e2e", "End-to-end latency", "s", DOWN, "From the call to its return; mean of a turn's calls.", **_MS),
    _speed("throughput.prefill", "Prefill throughput", _RATE, UP,
           "Prompt tokens x batch / mean time to first token of the turn."),
    _speed("throughput.decode", "Decode throughput", _RATE, UP, "Batch / mean time per output token of the turn."),
    _speed("throughput.samples", "Sample throughput", "1/s", UP, "Samples classified / time of their calls in the turn."),
    _counted("decode.acceptance", "Draft acceptance", "", UP, "speed",
             "Share of proposed draft tokens that the model accepted.", **_PERCENT),
    _counted("decode.tokens_per_step", "Tokens per step", "token", UP, "speed",
             "New tokens / forward passes of the model after the prefill."),
    _memory("memory.peak", "Peak memory", "Highest resident memory (RSS) of the process inside a turn, reset before it; mean of the turns."),
    _memory("memory.peak_above_floor", "Peak memory above floor",
            "memory.peak minus the resident memory of the same process after its imports and before the model."),
    _memory("memory.floor", "Memory floor", "Resident memory (RSS) after the imports, before the model is loaded."),
    _memory("memory.weights", "Weights", "Bytes of all parameters and buffers of the model, each stored tensor once.", 0.0),
    _memory("memory.kv_cache", "KV cache", "Bytes that the KV cache held at the end of a call.", 0.0),
    _memory("memory.device_peak", "Peak device memory", "Peak of the allocator of the accelerator inside a turn."),
    _memory("memory.load_peak", "Peak memory of loading", "Highest resident memory of the process while the model was loaded."),
    _memory("memory.apply_peak", "Peak memory of applying", "Highest resident memory while the recipe was applied."),
    _memory("storage.bytes", "Stored size", "Bytes of the exported model's tensors on disk.", 0.0),
    _energy("energy.per_token", "Energy per token", "J", "Energy of the turn read from a counter / new tokens of the turn (gross)."),
    _energy("energy.per_sample", "Energy per sample", "J", "Energy of the turn read from a counter / samples of the turn (gross)."),
    _energy("power.mean", "Mean power", "W", "Energy of the turn read from a counter / its duration."),
    _quality("quality.perplexity", "Perplexity", "", DOWN, 0.05,
             "exp(sum of negative log-likelihoods / tokens) over all items; each window is prefilled through the recipe's "
             "cache, tokens and decode techniques and its tail scored step by step."),
    _quality("quality.bits_per_byte", "Bits per byte", "bit/B", DOWN, 0.003,
             "Sum of negative log-likelihoods / ln 2 / bytes of the scored text, over all items."),
    _quality("quality.kl", "KL to baseline", "nat", DOWN, 0.002,
             "Mean over tokens of the Kullback-Leibler divergence of the recipe's next-token distribution from the baseline's."),
    _quality("quality.agreement", "Agreement with baseline", "", UP, 0.002,
             "Share of scored tokens (or items) whose most likely answer is the baseline's.", **_PERCENT),
    _quality("quality.accuracy", "Accuracy", "", UP, 0.005, "Share of items answered correctly.", **_PERCENT),
    _quality("quality.output_length", "Output length", "token", NEUTRAL, 0.0,
             "Mean length of answers that may end by themselves (end-of-text honoured)."),
    _counted("compute.flops_per_token", "FLOPs per token", "", DOWN, "compute",
             "Multiplications and additions of one decode step / tokens.", scale=1e-6, shown="MFLOP"),
    _counted("compute.bytes_per_token", "Bytes per token", "B", DOWN, "compute",
             "Bytes of weights and KV cache that one decode step reads / tokens.", **_MB),
    _counted("compute.parameters", "Parameters", "", DOWN, "compute", "Number of elements of all parameters.", scale=1e-6, shown="M"),
    _speed("limit.bandwidth_use", "Use of memory bandwidth", "", UP,
           "compute.bytes_per_token / latency.tpot / measured copy bandwidth.", **_PERCENT, group="compute"),
    _speed("limit.flops_use", "Use of peak FLOP rate", "", UP,
           "compute.flops_per_token / latency.tpot / measured peak rate.", **_PERCENT, group="compute"),
    _speed("train.step_time", "Training step", "s", DOWN, "Time of one optimizer step; mean of a turn's steps.", **_MS, group="training"),
    MetricInfo("train.loss", "Training loss", "nat", DOWN, "training",
               "Mean training loss over the last quarter of the steps, paired by step.", DIFFERENCE, 0.01),
    _memory("train.memory_peak", "Peak memory of training", "Highest resident memory of the process inside a turn of optimizer steps."),
    _energy("train.energy", "Energy of training", "J", "Energy of the optimizer steps read from a counter."),
    _speed("time.start", "Start", "s", DOWN, "From the start of the process to its greeting.", group="time"),
    _speed("time.load", "Loading", "s", DOWN, "Time to load the model (not from the artefact cache).", group="time"),
    _speed("time.apply", "Applying", "s", DOWN, "Time to apply the recipe (not from the artefact cache).", group="time"),
    _speed("time.compile", "Compiling", "s", DOWN, "Time of the first calls beyond the later ones' time.", group="time"),
)  # fmt: skip
_BY_NAME = {m.name: m for m in METRICS}
_SUFFIXES = {
    ".p50": ("median", "Order statistic (nearest rank) over all calls."),
    ".p90": ("90th percentile", "Order statistic (nearest rank) over all calls; shown from 64 calls up."),
    ".p99": ("99th percentile", "Order statistic (nearest rank) over all calls; shown from 640 calls up."),
    ".gross": ("gross", "All energy of the turn."),
    ".idle": ("idle", "What the machine would have used at rest for the same time."),
    ".net": ("net", "Gross minus idle; a negative value is flagged."),
}
GROUPS = {
    "speed": "Speed", "memory": "Memory", "energy": "Energy", "quality": "Quality", "training": "Training",
    "compute": "Compute", "time": "Set-up",
}  # fmt: skip


@cache
def metric(name: str) -> MetricInfo:
    """What is known of a metric; an unknown name gets a plain entry, so that a newer record can still be shown."""
    if name in _BY_NAME:
        return _BY_NAME[name]
    for suffix, (words, definition) in _SUFFIXES.items():
        if name.endswith(suffix):
            base = metric(name.removesuffix(suffix))
            return replace(
                base, name=name, title=f"{base.title} ({words})", definition=f"{base.definition} {definition}"
            )
    for known in METRICS:
        if fnmatchcase(name, known.name + ".*"):
            protocol = name.removeprefix(known.name + ".")
            return replace(known, name=name, title=f"{known.title} ({protocol})")
    return MetricInfo(
        name, name.replace(".", " ").replace("_", " "), "", NEUTRAL, name.split(".")[0], "", threshold=0.0
    )


def order(name: str) -> tuple[int, str]:
    """Sort key: the registry's order, percentiles after their base, unknown names last."""
    known = next((i for i, m in enumerate(METRICS) if name == m.name or name.startswith(m.name + ".")), len(METRICS))
    return known, name


def significant(value: float, digits: int = 3) -> str:
    """A number with that many significant digits, thousands apart, no exponent for what a person can read.

    >>> significant(1234.5), significant(0.01234), significant(0.0)
    ('1 234', '0.0123', '0')
    """
    if value == 0:
        return "0"
    size = abs(value)
    if size < 1e-4 or size >= 1e7:
        return f"{value:.{digits - 1}e}"
    places = max(0, digits - 1 - _exponent(size))
    return f"{value:,.{places}f}".replace(",", " ")


def _exponent(size: float) -> int:
    return int(f"{size:e}".split("e")[1])

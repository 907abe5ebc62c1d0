"""Latency: percentiles, lengths and the queue; sweeps, the fitted model with its check, replayed traces, cold start."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from paretoscope.analysis.latency_model import points
from paretoscope.analysis.latency_result import LatencyModel, LatencyPart
from paretoscope.analysis.metrics import metric, significant
from paretoscope.analysis.results import Results, Trial, Value
from paretoscope.analysis.sweeps import extras
from paretoscope.report.view import bounds_text, interval_text, ratio_text

TAILS = ("latency.ttft", "latency.tpot", "latency.gap", "latency.e2e")

_QUEUE = (
    "queue.wait", "latency.ttft", "latency.e2e", "latency.e2e.p90", "latency.tpot", "queue.utilisation",
    "queue.backlog", "throughput.requests", "goodput.requests", "goodput.share",
)  # fmt: skip
_GOODPUT = ("goodput.requests", "goodput.share", "latency.ttft", "latency.tpot", "latency.e2e")
_COLD = ("time.start", "time.import", "time.load", "time.apply", "time.first_token", "time.cold_start")
_SYMBOLS = {"1": "", "tokens": " b p", "tokens x prompt": " b p²", "batch": " b", "batch x context": " b c"}
_SCALES = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns"), (1e-12, "ps"))


@dataclass(frozen=True)
class Table:
    """A table with a sentence that says what it shows."""

    title: str
    text: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


def tables(results: Results) -> list[Table]:
    """Every table that the study has figures for."""
    return [*_percentiles(results), *_sweep(results), *_models(results), *_replays(results), *_cold(results)]


def _percentiles(results: Results) -> Iterator[Table]:
    """The tails of each time that has enough calls for p90, the order statistic and MLPerf's estimate side by side."""
    swept = extras(results.workloads)
    for workload in (w for w in results.workloads if w not in swept):
        for name in TAILS:
            trials = [t for t in results.trials if t.ranked and name in t.metrics.get(workload, {})]
            if any(_known(t, workload, f"{name}.p90") for t in trials):
                yield Table(
                    f"{metric(name).title}: percentiles",
                    f"{workload}. Order statistics (nearest rank) over all calls, with 95 % intervals over turns where"
                    " there are enough, and the change of p90 against the baseline; beside p90 and p99 MLPerf's"
                    " early-stopping estimate, which the true percentile exceeds in 1 % of studies at most.",
                    ["Recipe", "p50", "p90", "Change of p90", "p90, early stopping", "p99", "p99, early stopping"],
                    [[t.title or t.id, *_tail(t, workload, name)] for t in trials],
                )


def _known(trial: Trial, workload: str, name: str) -> bool:
    value = trial.metrics.get(workload, {}).get(name)
    return value is not None and value.value is not None


def _tail(trial: Trial, workload: str, name: str) -> list[str]:
    """Cells of one recipe: values with their intervals, or why there is none; after p90 its change."""
    texts, info = [], metric(name)
    for end in (".p50", ".p90", ".p90.early", ".p99", ".p99.early"):
        value = trial.metrics[workload].get(name + end, Value(value=None))
        bounds = bounds_text(value, info)
        texts.append(f"{info.text(value.value)} ({bounds})" if bounds else value.why or info.text(value.value))
    ratio = trial.change(f"{name}.p90", workload)
    interval = interval_text(ratio, info) if ratio else ""
    change = f"{ratio_text(ratio, info)} ({interval}){' ✓' if ratio.real else ''}" if ratio and interval else "—"
    return [*texts[:2], change, *texts[2:]]


def _named(results: Results, id_: str) -> str:
    return next((t.title or t.id for t in results.trials if t.id == id_), id_)


def _sweep(results: Results) -> Iterator[Table]:
    """Times of every swept workload, a column each."""
    ranked = [(t, points(t)) for t in results.trials if t.ranked]
    sizes = sorted({(p.prompt, p.new, p.batch) for _, known in ranked for p in known})
    if len(sizes) < 2:
        return
    head = ["Recipe", *(f"{p} + {n}{f', batch {b}' if b > 1 else ''}" for p, n, b in sizes)]
    for name, title in (("ttft", "Time to first token"), ("tpot", "Time per output token")):
        info = metric(f"latency.{name}")
        rows = []
        for trial, known in ranked:
            found = {(p.prompt, p.new, p.batch): getattr(p, name) for p in known}
            rows.append([trial.title or trial.id, *(info.text(found.get(s)) for s in sizes)])
        yield Table(f"{title} by length", "Prompt + new tokens; means over the turns.", head, rows)


def _models(results: Results) -> Iterator[Table]:
    found = results.latency_models
    if not found:
        return
    rows = [[_named(results, m.trial), part_text(m.ttft), part_text(m.tpot), m.words] for m in found]
    yield Table(
        "Latency at any length",
        "Fitted to the sweep, for batch b, prompt p and n new tokens; c = p + n / 2 is the mean context of a further "
        "token. End to end = first token + (n - 1) further tokens. "
        "`paretoscope predict STUDY --prompt N --new M --batch B` gives any length with a 95 % prediction interval.",
        ["Recipe", "Time to first token", "Time per further token", "Checked by leaving lengths out"], rows,
    )  # fmt: skip
    rows = [row for m in found for row in _held(results, m)]
    if rows:
        yield Table(
            "Held-back lengths", "Each prompt length left out in turn and predicted from the others.",
            ["Recipe", "Prompt, new, batch", "Time", "Measured", "Predicted", "Interval", "Error"], rows,
        )  # fmt: skip


def _held(results: Results, model: LatencyModel) -> Iterator[list[str]]:
    for h in model.held:
        info = metric(f"latency.{h.quantity}")
        interval = bounds_text(Value(value=h.predicted, low=h.low, high=h.high), info)
        place = "" if h.between else " (at the end of the range)"
        yield [
            _named(results, model.trial), f"{h.prompt}, {h.new}, {h.batch}{place}", info.title, info.text(h.measured),
            info.text(h.predicted), interval, f"{h.error:+.1%}",
        ]  # fmt: skip


def part_text(part: LatencyPart) -> str:
    """A fitted time as a formula: "3.10 ms + 12.0 µs b p"."""
    out = ""
    for term, value in zip(part.terms, part.coefficients, strict=True):
        scale, unit = next((s for s in _SCALES if abs(value) >= s[0]), _SCALES[-1])
        sign = " - " if out and value < 0 else " + " if out else "-" if value < 0 else ""
        out += f"{sign}{significant(abs(value) / scale)} {unit}{_SYMBOLS[term]}"
    return out


def _replays(results: Results) -> Iterator[Table]:
    for workload in results.workloads:
        names = [n for n in _QUEUE if any(n in t.metrics.get(workload, {}) for t in results.trials)]
        if workload.startswith("trace") and names:
            text = f"{workload}. Times run from a request's arrival, so they hold its wait."
            yield Table("Requests in a queue", text, *_metrics(results, workload, names))
    rows = [row for w in results.workloads if not w.startswith("trace") for row in _goodput(results, w)]
    if rows:
        text = "Requests that met every target of their workload (ttft, tpot, e2e in s), per second inside the calls."
        yield Table("Goodput", text, ["Workload", "Recipe", *(metric(n).title for n in _GOODPUT)], rows)


def _goodput(results: Results, workload: str) -> Iterator[list[str]]:
    for trial in results.trials:
        if trial.ranked and _GOODPUT[0] in trial.metrics.get(workload, {}):
            yield [workload, trial.title or trial.id, *(_cell(trial, workload, n) for n in _GOODPUT)]


def _cold(results: Results) -> Iterator[Table]:
    names = [n for n in _COLD if any(n in t.metrics.get("", {}) for t in results.trials)]
    if "time.cold_start" in names:
        text = "From nothing to the first token, in a fresh process; the system may hold the files in memory already."
        yield Table("Cold start", text, *_metrics(results, "", names))


def _metrics(results: Results, workload: str, names: Sequence[str]) -> tuple[list[str], list[list[str]]]:
    rows = [[t.title or t.id, *(_cell(t, workload, n) for n in names)] for t in results.trials if t.ranked]
    return ["Recipe", *(metric(n).title for n in names)], rows


def _cell(trial: Trial, workload: str, name: str) -> str:
    value = trial.metrics.get(workload, {}).get(name)
    if value is None or value.value is None:
        return f"— ({value.why})" if value and value.why else "—"
    bounds = bounds_text(value, metric(name))
    return metric(name).text(value.value) + (f" ({bounds})" if bounds else "")

"""What was found, in sentences: for each trial its headline and reasons, and a summary for the top of a report."""

from __future__ import annotations

from collections.abc import Iterator

from paretoscope.analysis.metrics import metric, significant
from paretoscope.analysis.results import Ratio, Results, Trial

# metric, what it is called in a sentence, the word when it falls, the word when it rises
_RATIOS = (
    ("throughput.decode", "decode", "slower", "faster"),
    ("throughput.samples", "classification", "slower", "faster"),
    ("throughput.prefill", "prefill", "slower", "faster"),
    ("train.step_time", "training step", "shorter", "longer"),
)
_SHARES = (
    ("memory.peak", "peak memory"),
    ("memory.kv_cache", "KV cache"),
    ("train.memory_peak", "training memory"),
    ("energy.per_token", "energy per token"),
    ("energy.per_sample", "energy per sample"),
)
_DIFFERENCES = ("quality.perplexity", "quality.accuracy", "quality.cosine", "quality.nearest")
_SLOW = ("throughput.decode", "throughput.samples")


def words(trial: Trial) -> list[str]:
    """Sentences about one trial, the headline first."""
    if trial.status in ("failed", "invalid", "skipped"):
        why = (trial.error or {}).get("text") or "no reason was given"
        return [f"{trial.status}: {why}"]
    if "baseline" in trial.marks:
        return ["what every ratio is taken against"]
    return [headline(trial), *_reasons(trial)]


def headline(trial: Trial) -> str:
    """The real changes in one sentence, or "no real change"; "not measured yet" before there is any ratio."""
    if not trial.measured:
        return "not measured yet"
    parts = [*_speed_parts(trial), *_share_parts(trial), *_quality_parts(trial)]
    return ", ".join(parts) if parts else "no real change"


def _speed_parts(trial: Trial) -> Iterator[str]:
    for name, noun, falls, rises in _RATIOS:
        ratio = trial.change(name)
        if ratio is not None and ratio.real:
            yield f"{noun} {times(ratio, falls, rises)}"


def times(ratio: Ratio, falls: str, rises: str) -> str:
    """A ratio as "1.32x faster (1.28 to 1.36)": always above one, with the word that gives its direction."""
    up = ratio.value >= 1
    value, low, high = ratio.value, ratio.low, ratio.high
    if not up:
        value, low, high = 1 / value, 1 / high if high else None, 1 / low if low else None
    interval = f" ({low:.2f} to {high:.2f})" if low is not None and high is not None and low != high else ""
    return f"{value:.2f}× {rises if up else falls}{interval}"


def _share_parts(trial: Trial) -> Iterator[str]:
    for name, noun in _SHARES:
        ratio = trial.change(name)
        if ratio is not None and ratio.real:
            yield f"{percent(ratio.value - 1)} {noun}"


def percent(change: float) -> str:
    """A relative change as "18 % less" or "4 % more"."""
    return f"{significant(abs(change) * 100, 2)} % {'less' if change < 0 else 'more'}"


def _quality_parts(trial: Trial) -> Iterator[str]:
    for base in _DIFFERENCES:
        for table in trial.ratios.values():
            for name, ratio in table.items():
                if name.startswith(base) and ratio.real:
                    yield f"{metric(name).title.split(' (')[0].lower()} {signed(name, ratio.value)}"


def signed(name: str, difference: float) -> str:
    """A difference in the metric's shown unit, with its sign."""
    info = metric(name)
    unit = {"%": " points"}.get(info.shown, f" {info.unit}" if info.unit else "")
    return f"{'+' if difference > 0 else '−'}{significant(abs(difference) * info.scale, 2)}{unit}"


def _reasons(trial: Trial) -> Iterator[str]:
    if trial.simulated:
        what = " and ".join(trial.simulated)
        yield f"its gain in {what} is only simulated: nothing on this device runs faster or smaller for it"
    slower = any((r := trial.change(n)) and r.real and r.value < 1 for n in _SLOW)
    for change in trial.changed:
        for note in change.get("values", {}).get("notes", []):
            yield f"slower here because {note}" if slower and _explains(note) else str(note)
    yield from (w["text"] for w in trial.warnings)


def _explains(note: str) -> bool:
    """Whether a note gives a cause of slowness."""
    return any(word in note.lower() for word in ("de-quantiz", "dequantiz", "kernel", "hook", "fallback"))


def summary(results: Results) -> list[str]:
    """Sentences for the top of a report: best of each kind among trials on a front, what failed, what was not seen."""
    base = results.baseline
    done = [t for t in results.trials if t.ranked and t is not base]
    out = []
    for name, noun, falls, rises in _RATIOS[:2]:
        best = _best(done, name, up=True)
        if best:
            out.append(f"Fastest {noun}: {best.title}, {times(best.change(name), falls, rises)}.")  # type: ignore[arg-type]
    smallest = _best(done, "memory.peak", up=False)
    if smallest:
        ratio = smallest.change("memory.peak")
        out.append(f"Least peak memory: {smallest.title}, {percent(ratio.value - 1)} than the baseline.")  # type: ignore[union-attr]
    out += _balanced(results, done) + _losses(done) + _counts(results, done)
    if not out and any(t.measured for t in done):
        out.append("No real change was measured so far.")
    return out


def _best(trials: list[Trial], name: str, up: bool) -> Trial | None:
    real = [(r.value, t) for t in trials if (r := t.change(name)) is not None and r.real and (r.value > 1) == up]
    if not real:
        return None
    return (max if up else min)(real, key=lambda pair: pair[0])[1]


def _balanced(results: Results, done: list[Trial]) -> list[str]:
    """Recipes that gain and of which no loss could be shown; with how many items, as few items show little."""
    free = [(_judged(t), t.title) for t in done if _gains(t) and not _quality_loss(t)]
    judged = [(n, title) for n, title in free if n]
    out = []
    if judged:
        fewest = min(n for n, _ in judged)
        names = "; ".join(title for _, title in judged)
        out.append(f"Gains for which no loss of quality could be shown with {fewest} items: {names}.")
    unknown = [title for n, title in free if not n]
    if unknown:
        out.append(f"Gains whose quality was not judged: {'; '.join(unknown)}.")
    return out


def _judged(trial: Trial) -> int:
    """Items over which the trial's quality was compared with the baseline's; 0: it was not."""
    counts = [r.n for t in trial.ratios.values() for n, r in t.items() if n.startswith(_DIFFERENCES)]
    return min((n for n in counts if n), default=0)


def _gains(trial: Trial) -> bool:
    wanted = [(n, True) for n, *_ in _RATIOS[:3]] + [(n, False) for n, _ in _SHARES]
    return any((r := trial.change(n)) is not None and r.real and (r.value > 1) == up for n, up in wanted)


def _quality_loss(trial: Trial) -> bool:
    for table in trial.ratios.values():
        for name, ratio in table.items():
            worse = ratio.value < 0 if metric(name).better == "up" else ratio.value > 0
            if name.startswith(_DIFFERENCES) and ratio.real and worse:
                return True
    return False


def _losses(done: list[Trial]) -> list[str]:
    """Recipes whose quality fell for real: without them a study of quality alone would seem to have found nothing."""
    lost = [", ".join([t.title, *_quality_parts(t)]) for t in done if _quality_loss(t)]
    return [f"Quality fell: {'; '.join(lost)}."] if lost else []


def _counts(results: Results, done: list[Trial]) -> list[str]:
    out = []
    same = [t.title for t in done if t.words and t.words[0] == "no real change"]
    if same:
        out.append(f"No real change: {'; '.join(same)}.")
    lost = [t.title for t in results.trials if t.status in ("failed", "invalid")]
    if lost:
        out.append(f"Without a result: {'; '.join(lost)}.")
    return out

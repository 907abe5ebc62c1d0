"""The queue in front of the model while a trace is replayed: backlog, utilisation, rates; pure functions."""

from __future__ import annotations

from collections.abc import Sequence

from paretoscope.events import Observation


def peak(arrived: Sequence[float], began: Sequence[float]) -> int:
    """Most requests that waited at one time; one that is served as it comes did not wait."""
    steps = sorted([(t, 1) for t in arrived] + [(t, -1) for t in began])  # at a tie, who leaves goes first
    waiting = most = 0
    for _, step in steps:
        waiting += step
        most = max(most, waiting)
    return most


def mean_backlog(arrived: Sequence[float], began: Sequence[float], span: float) -> float:
    """Requests waiting, averaged over time: sum of waits / span (Little's law for a window that starts and ends empty).

    Args:
        span: from the first arrival to the last answer, s.
    """
    return sum(b - a for a, b in zip(arrived, began, strict=True)) / span


def values(calls: Sequence[Observation]) -> dict[str, float]:
    """Metrics of the replays of one turn; empty when no call was a replay."""
    replays = [c for c in calls if "arrived" in c.series]
    span = sum(c.values["span"] for c in replays)
    if not replays or span <= 0:
        return {}
    waited = sum(mean_backlog(c.series["arrived"], c.series["began"], 1.0) for c in replays)
    return {
        "queue.utilisation": sum(c.values["busy"] for c in replays) / span,
        "queue.backlog": waited / span,
        "queue.backlog_peak": float(max(peak(c.series["arrived"], c.series["began"]) for c in replays)),
        "throughput.requests": sum(c.values["requests"] for c in replays) / span,
        "throughput.tokens": sum(c.values["tokens"] for c in replays) / span,
    }

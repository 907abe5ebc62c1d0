"""What the live plots show: growing series of numbers per trial on one time axis. No Qt, no numpy."""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass, field

from paretoscope import events as ev
from paretoscope_gui.i18n import mark, tr
from paretoscope_gui.i18n.text import spoken

PANELS = ("latency", "memory", "power", "quality")


@dataclass(slots=True)
class Series:
    """Times in s since the study began, and values in SI units; append only, so a reader may keep its place."""

    t: array[float] = field(default_factory=lambda: array("d"))
    y: array[float] = field(default_factory=lambda: array("d"))

    def add(self, t: float, value: float) -> None:
        """Append one point."""
        self.t.append(t)
        self.y.append(value)


@dataclass(slots=True)
class Running:
    """A running mean of a quality, over the items so far of the newest evaluation of a trial."""

    top: float = 0.0
    bottom: float = 0.0


class Live:
    """Series by panel and trial; `titles` says in words what each panel shows now, `units` in which unit."""

    def __init__(self) -> None:
        self.series: dict[str, dict[str, Series]] = {panel: {} for panel in PANELS}
        self.titles = {"latency": tr("Latency"), "memory": tr("Memory"), "power": tr("Power"), "quality": tr("Quality")}
        self.units = {"latency": "s", "memory": "B", "power": "W", "quality": ""}
        self.sources: dict[str, str] = {}
        self.no_power = ""
        self.now = 0.0
        self.breaks: dict[str, list[float]] = {}  # times at which a trial's process was started again, by trial
        self.pauses: dict[str, list[float]] = {}  # times at which a turn began after one of several calls, by trial
        self._attempts: dict[str, int] = {}
        self._calls: dict[str, int] = {}  # of the present turn
        self._zero: float | None = None
        self._running: dict[tuple[str, str], Running] = {}
        self._named: dict[str, tuple[str, str | None, int]] = {}

    def feed(self, event: ev.Event) -> None:
        """Take one event in."""
        if self._zero is None and event.t > 0:
            self._zero = event.t
        self.now = max(self.now, event.t - (self._zero or 0.0))
        self._restarted(event)
        if isinstance(event, ev.Sample):
            self._sample(event)
        elif isinstance(event, ev.TurnStart):
            self._turned(event)
        elif isinstance(event, ev.Observation):
            self._observation(event)
        elif isinstance(event, ev.Phase) and event.name == "evaluate" and event.state == "start":
            self._running.pop((event.trial, event.text), None)
        elif isinstance(event, ev.Metric) and event.name.startswith("energy.") and event.value is None:
            self.no_power = event.why

    def _restarted(self, event: ev.Event) -> None:
        """Another process of the same trial: its memory does not go on where the former one's ended."""
        if not event.trial:
            return
        if event.attempt > self._attempts.setdefault(event.trial, event.attempt):
            self._attempts[event.trial] = event.attempt
            self.breaks.setdefault(event.trial, []).append(event.t - (self._zero or 0.0))

    def _turned(self, event: ev.TurnStart) -> None:
        """Between two turns of a trial others played: no line is drawn there, but for turns of a single call."""
        if self._calls.get(event.trial, 0) > 1:
            self.pauses.setdefault(event.trial, []).append(event.t - (self._zero or 0.0))
        self._calls[event.trial] = 0

    def _add(self, panel: str, trial: str, t: float, value: float) -> None:
        if math.isfinite(value):
            series = self.series[panel].get(trial)
            if series is None:
                series = self.series[panel][trial] = Series()
            series.add(t - (self._zero or 0.0), value)

    def _sample(self, event: ev.Sample) -> None:
        if event.value is None:
            if event.name.startswith(("power", "energy")):
                self.no_power = tr("no power counter can be read on this machine")
        elif event.name == "memory.rss":
            self._add("memory", event.trial, event.t, event.value)
        elif event.name.startswith("power."):
            self.sources["power"] = event.source
            self._add("power", event.trial or event.name, event.t, event.value)

    def _observation(self, event: ev.Observation) -> None:
        kind = event.workload.partition(":")[0]
        if event.purpose == "timing":
            found = _latency(kind, event)
            if found:
                title, value = found
                self._name("latency", title)
                self._add("latency", event.trial, event.t or event.end, value)
                self._calls[event.trial] = self._calls.get(event.trial, 0) + 1
            if kind == "finetune" and "loss" in event.values:
                self._name("quality", mark("Training loss"), mark("nat per token"))
                self._add("quality", event.trial, event.t or event.end, event.values["loss"])
        elif event.purpose == "quality":
            self._quality(event)

    def _name(self, panel: str, title: str, unit: str | None = None) -> None:
        """What a panel shows from now on; translated once and not for each of a thousand values."""
        named = title, unit, spoken()
        if self._named.get(panel) != named:
            self._named[panel] = named
            self.titles[panel] = tr(title)
            if unit is not None:
                self.units[panel] = tr(unit)

    def _quality(self, event: ev.Observation) -> None:
        found = _item(event.values)
        if found is None:
            return
        title, unit, top, bottom = found
        self._name("quality", title, unit)
        state = self._running.setdefault((event.trial, event.workload), Running())
        state.top += top
        state.bottom += bottom
        if state.bottom:
            self._add("quality", event.trial, event.t or event.end, state.top / state.bottom)


def _latency(kind: str, event: ev.Observation) -> tuple[str, float] | None:
    """What one call took, as (title, s): per token after the first, per example, or per training step."""
    values, deliveries = event.values, event.series.get("deliveries", [])
    if kind == "finetune":
        return (mark("Time per training step"), values["step_time"]) if "step_time" in values else None
    if kind in ("classify", "embed") and values.get("samples"):
        return mark("Time per example"), values["e2e"] / values["samples"]
    n = values.get("new") or values.get("tokens", 0.0)
    if len(deliveries) > 1 and n > 1:
        return mark("Time per token"), (deliveries[-1] - deliveries[0]) / (n - 1)
    if "ttft" in values and n > 1:
        return mark("Time per token"), (values["e2e"] - values["ttft"]) / (n - 1)
    return (mark("Time per call"), values["e2e"]) if "e2e" in values else None


def _item(values: dict[str, float]) -> tuple[str, str, float, float] | None:
    """One item's share in a running quality: title, unit, numerator, denominator."""
    if values.get("bytes") and "nll" in values:
        return (
            mark("Text quality so far (lower is better)"),
            mark("bit/B"),
            values["nll"] / math.log(2),
            values["bytes"],
        )
    if "correct" in values:
        return mark("Accuracy so far"), "", values["correct"], values.get("samples", 1.0)
    return None

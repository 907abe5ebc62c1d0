"""Top of the run page: what is going on, how far it is, how long it will take, and the buttons that steer it."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from paretoscope_gui.i18n import mark, tr
from paretoscope_gui.i18n.text import spoken
from paretoscope_gui.measured.left import Left
from paretoscope_gui.measured.progress import Progress
from paretoscope_gui.numbers import clock
from paretoscope_gui.state.words import about
from paretoscope_gui.theme import theme
from paretoscope_gui.tips import tip
from paretoscope_gui.widgets.basic import Turning, button, column, label, restyle, row, tag

STATES = {
    "idle": (mark("Reading"), "plain"),
    "starting": (mark("Starting"), "accent"),
    "running": (mark("Running"), "accent"),
    "paused": (mark("Paused"), "warn"),
    "stopping": (mark("Stopping"), "warn"),
    "done": (mark("Finished"), "good"),
    "cancelled": (mark("Stopped"), "warn"),
    "failed": (mark("Failed"), "bad"),
}


class RunHeader(QWidget):
    """`wanted(str)`: pause, resume, skip, cancel, continue, retry or results."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[object, ...] = ()
        self._state, self._progress, self._since = "idle", Progress(None, 0.0, None, 0, 0, ""), 0.0
        self.tag = tag("")
        self.title = label("", "headline", wrap=False)
        self.doing, self.times = label("", "soft", wrap=False), label("", "soft", wrap=False)
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress of the study"))
        self.pause = button(tr("Pause"), self._pause, icon_name="pause")
        self.skip = button(tr("Skip recipe"), lambda: self.wanted.emit("skip"), icon_name="skip")
        self.stop = button(tr("Stop"), lambda: self.wanted.emit("cancel"), icon_name="stop")
        self.go_on = button(tr("Continue study"), lambda: self.wanted.emit("continue"), "primary", "play")
        self.retry = button(tr("Try failed again"), lambda: self.wanted.emit("retry"), icon_name="play")
        again = tr("Measures the recipes that failed or were skipped once more, beside the baseline.")
        self.retry.setToolTip(tip(again))
        self.results = button(tr("See trade-offs"), lambda: self.wanted.emit("results"), "primary", "tradeoffs")
        deeds = row(None, self.pause, self.skip, self.stop, self.retry, self.go_on, self.results, gap=2)
        top = Turning(1.25, 2)  # larger text has the buttons in a line of their own
        top.addLayout(row(self.title, self.tag, None, gap=2), 1)
        top.addLayout(deeds)
        under = Turning(1.5, 1)
        under.addWidget(self.doing, 1)
        under.addWidget(self.times)
        self.setLayout(column(top, self.bar, under, gap=2))
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._times)

    def set_state(self, state: str, owns: bool, left: Left) -> None:
        """Which state to show, which buttons make sense."""
        shown = state, owns, left, spoken()
        if shown == self._shown:
            return
        self._shown = shown
        self._state = state
        words, tone = STATES[state]
        self.tag.setText(tr(words))
        restyle(self.tag, "tag", tone)
        active = state in ("starting", "running", "paused", "stopping")
        for each in (self.pause, self.skip, self.stop):
            each.setVisible(active and owns)
            each.setEnabled(state != "stopping")
        paused = state == "paused"
        self.pause.setText(tr("Go on") if paused else tr("Pause"))
        self.pause.setAccessibleName(self.pause.text())
        self.go_on.setVisible(left.unfinished)
        self.retry.setVisible(left.failed)
        self.results.setVisible(state == "done")
        self._tick.start() if active and not paused else self._tick.stop()
        self._times()

    def set_progress(self, progress: Progress) -> None:
        """How far the study is."""
        if progress.elapsed != self._progress.elapsed or not self._since:  # between two reports our own clock goes on
            self._since = time.monotonic()
        self._progress = progress
        if progress.share is None:
            # with reduced motion nothing runs to and fro; nor once rounds are measured, which it would disturb
            moving = self._state == "running" and not progress.round and not theme().still
            self.bar.setRange(0, 0 if moving else 1000)
        else:
            self.bar.setRange(0, 1000)
            self.bar.setValue(round(1000 * progress.share))
        self._times()

    def _times(self) -> None:
        p = self._progress
        live = self._state in ("running", "stopping") and self._since
        gone = time.monotonic() - self._since if live else 0.0
        parts = []
        if p.rounds:
            parts.append(tr("round {n} of {all}", n=p.round, all=p.rounds))
        if p.elapsed or live:
            parts.append(tr("{time} elapsed", time=clock(p.elapsed + gone)))
        if p.remaining is not None and self._state in ("running", "paused"):
            parts.append(tr("{time} left", time=about(max(0.0, p.remaining - gone))))
        self.times.setText("   ".join(parts))
        self.doing.setText(p.text)
        self.bar.setAccessibleDescription(f"{tr(STATES[self._state][0])}. {p.text}. {', '.join(parts)}")

    def _pause(self) -> None:
        self.wanted.emit("resume" if self._state == "paused" else "pause")

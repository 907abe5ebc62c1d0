"""Latency, memory, power and quality on one time axis, with one crosshair that reads all of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal

from paretoscope_gui.bridge.live import PANELS, Live
from paretoscope_gui.i18n import said, tr
from paretoscope_gui.looks import Look
from paretoscope_gui.plots.panel import Panel
from paretoscope_gui.plots.time_plot import TimePlot
from paretoscope_gui.theme import space
from paretoscope_gui.turns import TURN
from paretoscope_gui.views.twin import show_twin
from paretoscope_gui.widgets.basic import Card, column
from paretoscope_gui.widgets.elided import Elided

TOGETHER = 2  # panels painted in one turn: all four took 40 ms on a busy machine, one by one costs a fifth more


class LivePlots(Card):
    """Four panels; `key` is the trial whose values the panels read, the newest by default."""

    export_failed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.key = ""
        self._at = -1.0
        self._shown: list[Panel] = []
        self._live: Live | None = None
        self._due: list[str] = []
        self._next = QTimer(self, interval=TURN)
        self._next.timeout.connect(self._draw)
        self._panels: dict[str, Panel] = {}
        self._declared: tuple[dict[str, str], dict[str, Look]] = {}, {}
        hint = Elided(tr("Move over the plots to read them; T shows the numbers as a table."))
        hint.setAlignment(Qt.AlignmentFlag.AlignRight)
        box = self._box = column(gap=2, margins=(2, 3, 2, 2))
        hint.setContentsMargins(space(2), 0, space(2), 0)
        box.addWidget(hint)
        box.addStretch(0)
        self.setLayout(box)

    @property
    def panels(self) -> dict[str, Panel]:
        """All four: those that are still to come are made now."""
        for _ in self.make():
            pass
        return self._panels

    def make(self) -> Iterator[None]:
        """Make the panels that are still to come, a turn each."""
        unknown = Live()
        for name in PANELS:
            if name in self._panels:
                continue
            panel = self._panels[name] = Panel(TimePlot(name), last=name == PANELS[-1])
            panel.set_title(unknown.titles[name], unknown.units[name])  # until the first values say it better
            self._box.insertWidget(len(self._panels) - 1, panel, 1)
            panel.show()  # now, if its page is: its axes find their unit when it is first drawn
            panel.plot.pointed.connect(self.point)
            panel.plot.export_failed.connect(self.export_failed)
            panel.plot.table_wanted.connect(partial(show_twin, panel.plot, self))
            _declare(panel, *self._declared)
            yield

    def declare(self, titles: dict[str, str], styles: dict[str, Look]) -> None:
        """Which trials there are and how each is drawn."""
        self._declared = titles, styles
        for panel in self._panels.values():
            _declare(panel, titles, styles)

    def clear(self) -> None:
        """Another study begins."""
        self.key, self._at = "", -1.0
        self._due, self._declared = [], ({}, {})
        for panel in self._panels.values():
            panel.plot.clear_curves()
            panel.read(-1.0)

    def take(self, live: Live) -> None:
        """Draw what is new, a few panels at each turn of the event loop: painting all at once would hold it up."""
        self._live = live
        self._due = [*self._due, *(p for p in PANELS if p not in self._due)]
        self._next.start()

    def fill(self, live: Live) -> Iterator[None]:
        """Take over all of it, a panel a turn, before anybody looks."""
        for name in PANELS:
            self._draw_panel(name, live)
            yield
        self._arrange()

    def draw(self) -> Iterator[None]:
        """Draw what was taken over, a panel a turn, once all are laid out."""
        for panel in self.panels.values():
            panel.plot.redraw(seen=True)
            yield

    @property
    def due(self) -> bool:
        """Whether some panels are still to be drawn."""
        return self._next.isActive()

    @property
    def drawn(self) -> bool:
        """Whether there was something to draw, and all of it is."""
        return self._live is not None and not self.due

    def _draw(self) -> None:
        many = TOGETHER if len(self._panels) == len(PANELS) else 1  # those that are still to be made take longer
        now, self._due = self._due[:many], self._due[many:]
        for name in now:
            if self._live is not None:
                self._draw_panel(name, self._live)
        if not self._due:
            self._next.stop()
            self._arrange()

    def _draw_panel(self, name: str, live: Live) -> None:
        making = self.make()
        while name not in self._panels:
            next(making)
        panel = self._panels[name]
        panel.set_title(live.titles[name], live.units[name])
        for key in live.series[name]:
            panel.plot.declare(key, key, "")
        panel.plot.take(live.series[name], live.now, live.pauses if name == "latency" else live.breaks)
        panel.explain(self._why(name, live))
        if self._at < 0:
            panel.read_newest(self.key)
        else:
            panel.read(self._at, self.key)

    def _arrange(self) -> None:
        """Panels without a curve get little room. Nothing of the layout changes while values stream in."""
        shown = [p for p in self.panels.values() if not p.explained]
        if shown == self._shown:
            return
        self._shown = shown
        for panel in self.panels.values():
            self._box.setStretchFactor(panel, 0 if panel.explained else 1)
            panel.set_last(bool(shown) and panel is shown[-1])

    def point(self, t: float) -> None:
        """Put the crosshair of all panels at a time; below 0 it goes and the newest values are read."""
        self._at = t
        for panel in self._panels.values():
            panel.plot.point(t)
            panel.read(t, self.key)

    def look_at(self, key: str) -> None:
        """Read this trial's values; empty: the newest."""
        self.key = key
        self.point(self._at)

    def _why(self, name: str, live: Live) -> str:
        if live.series[name]:
            return ""
        if name == "power":
            return tr(
                "Power and energy are not available: {why}.",
                why=_reasons(live.no_power) or tr("no counter has been read yet"),
            )
        return {
            "latency": tr("Latency appears with the first measured call."),
            "memory": tr("Memory appears with the first reading."),
            "quality": tr("Quality is checked after the timed rounds."),
        }[name]


def _declare(panel: Panel, titles: dict[str, str], styles: dict[str, Look]) -> None:
    for id_, style in styles.items():
        panel.plot.declare(id_, titles.get(id_, id_), style.colour, style.dash)


def _reasons(text: str) -> str:
    """ "RAPL: why; NVML: why": each source's reason in the user's language."""
    parts = (part.partition(": ") for part in text.split("; "))
    return "; ".join(f"{name}{colon}{said(why)}" if colon else said(name) for name, colon, why in parts)

"""How much the window costs: `python benchmarks/gui_live.py` prints one line a figure, with its goal.

    start     seconds to the first paint, and until a key is answered; memory of the window without a study
    live      share of one core that a live view of four plots at 50 samples/s takes, while it redraws 10 times a second
    quiet     the same, redrawn once a second as during timed sections
    page      the same for the whole Run page, with reading what a real child says: 200 events a second
    events    events per second that the bridge reads from a child without losing one, and the longest stall
    open      seconds until a stored study of 1,000 trials is on the Trade-offs page
    table     seconds to open and to sort a table of 100,000 rows
    pan       milliseconds a frame of a series of 1,000,000 samples that is panned
    trials    milliseconds a frame of Trade-offs with 10,000 trials that is moved and zoomed
    many      the longest turn of the event loop while 10,000 trials come to the Trade-offs page

Frames and tables are of this thread's CPU time, which paints alone, so that a busy machine does not count; starts,
events and opening are wall time. The machine should be idle.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from gui_page import open_many, run_page
from gui_start import first_paint, memory, usable
from gui_trade import many, pan_and_zoom
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from paretoscope.events import Hello, Sample, to_line
from paretoscope.plan import Recipe, Study
from paretoscope_gui.application import make_application
from paretoscope_gui.bridge import Bridge
from paretoscope_gui.bridge.live import Live
from paretoscope_gui.plots.time_plot import TimePlot
from paretoscope_gui.state.document import Document
from paretoscope_gui.state.settings import Settings
from paretoscope_gui.tables import ArrayTable, Column
from paretoscope_gui.theme import theme
from paretoscope_gui.views.live_plots import LivePlots
from paretoscope_gui.views.twin import plain_table


def spin(seconds: float) -> None:
    """Let the event loop run."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def spin_until(done: Callable[[], bool], most: float = 60.0) -> float:
    """Let the event loop run until it is done; gives the seconds. Raises TimeoutError."""
    begun = time.perf_counter()
    while not done():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 10)
        if time.perf_counter() - begun > most:
            raise TimeoutError
    return time.perf_counter() - begun


class Stalls:
    """The longest piece of work between two turns of a 1 ms timer, in CPU time: what blocks the event loop.

    CPU time, because on a busy machine wall time would tell how long others held the processor.
    """

    def __init__(self) -> None:
        self.longest, self._last = 0.0, time.thread_time()
        self._timer = QTimer(interval=1)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.thread_time()
        self.longest, self._last = max(self.longest, 1000 * (now - self._last)), now

    def stop(self) -> float:
        """Milliseconds."""
        self._timer.stop()
        return self.longest


def live_view(redraw: int, seconds: float) -> float:
    """CPU share of four live plots fed with 50 samples/s each, redrawn every `redraw` ms."""
    plots, live, rng = LivePlots(), Live(), random.Random(1)
    plots.resize(620, 760)
    plots.declare({"a": "A recipe"}, {})
    theme().dress(plots)
    plots.show()
    assert len(plots.panels) == 4, "they are made before anything is drawn, as on the page"
    spin(0.5)
    state = {"t": 0.0}

    def sample() -> None:
        state["t"] += 0.02
        for panel in live.series:
            live._add(panel, "a", state["t"], 0.01 * (1 + 0.1 * rng.random()))
        live.now = state["t"]

    feeding, drawing = QTimer(interval=20), QTimer(interval=redraw)
    feeding.setTimerType(Qt.TimerType.PreciseTimer)
    feeding.timeout.connect(sample)
    drawing.timeout.connect(lambda: plots.take(live))
    feeding.start()
    drawing.start()
    spin(1.0)
    begun, cpu = time.perf_counter(), time.process_time()
    spin(seconds)
    share = (time.process_time() - cpu) / (time.perf_counter() - begun)
    feeding.stop()
    drawing.stop()
    plots.close()
    return share


def flood(count: int) -> tuple[float, float, int, float]:
    """Seconds and CPU seconds an event through a real pipe, how many were lost, the longest stall in ms."""
    with tempfile.TemporaryDirectory() as folder:
        line = to_line(Sample(t=2.0, trial="baseline", name="memory.rss", value=1e6, unit="B"))
        script = Path(folder) / "flood.py"
        script.write_text(f"import sys\nprint({to_line(Hello(role='study'))!r})\nx = {line!r} + '\\n'\n"
                          f"for _ in range({count} // 100): sys.stdout.write(x * 100)\n", encoding="utf-8")  # fmt: skip
        bridge = Bridge()
        bridge.command_line = [sys.executable, str(script)]
        bridge.start(Study(model="m"), Path(folder) / "study")
        spin_until(lambda: bridge.record.count > 0)
        stalls = Stalls()
        cpu = time.process_time()
        seconds = spin_until(lambda: bridge.record.count >= count + 1 or not bridge.active)
        cpu = time.process_time() - cpu
        lost, stall = count + 1 - bridge.record.count, stalls.stop()
        bridge.close()
        return seconds / count, cpu / count, lost, stall


def open_thousand() -> float:
    """Seconds until a stored study of 1,000 trials stands on the Trade-offs page: tables read, page painted."""
    from paretoscope.analysis.record import Record
    from paretoscope.store.folder import StudyFolder
    from paretoscope.store.sqlite import Writer
    from paretoscope.store.stored import StoredStudy
    from paretoscope_gui.views.tradeoffs import Page

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "events").mkdir()
        results = many(1000)
        recipes = tuple(Recipe.parse(t.recipe) for t in results.trials)
        (folder / "study.toml").write_text(Study(model="m", recipes=recipes).to_toml(), encoding="utf-8")
        writer = Writer(StudyFolder(folder).database)
        writer.write(Record(), results, StudyFolder(folder).written())
        writer.close()
        document = Document(Settings(folder=folder / "state"))
        bridge = Bridge()
        begun = time.perf_counter()
        document.set_results(StoredStudy(folder).results)
        page = Page(document, bridge)
        page.resize(1240, 800)
        theme().dress(page)
        page.show()
        spin_until(lambda: len(page.plot.dots) == 1000 and page.table.model.rowCount() == 1000)
        page.grab()
        took = time.perf_counter() - begun
        page.close()
        return took


def big_table(rows: int) -> tuple[float, float]:
    """Seconds to open and to sort."""
    spin(0.5)  # what the figure before has left to be taken apart is not this one's
    values = np.random.default_rng(1).random(rows)
    keys = [str(i) for i in range(rows)]
    begun = time.thread_time()
    model = ArrayTable()
    model.show(keys, [Column("Value", values, lambda i: f"{values[i]:.3f}")])
    view = plain_table("table")
    view.setModel(model)
    theme().dress(view)
    view.show()
    QApplication.processEvents()
    opened = time.thread_time() - begun
    begun = time.thread_time()
    model.sort(0)
    QApplication.processEvents()
    sorted_ = time.thread_time() - begun
    view.close()
    return opened, sorted_


def pan_million() -> float:
    """Milliseconds a frame while a window moves over 1,000,000 samples."""
    plot = TimePlot("series", "s")
    plot.resize(1000, 300)
    plot.declare("a", "A recipe", "")
    theme().dress(plot)
    plot.show()
    t = np.arange(1_000_000) / 100.0

    class Points:
        pass

    points = Points()
    points.t, points.y = t, np.sin(t / 50) + np.random.default_rng(1).normal(0, 0.05, len(t)) + 2  # type: ignore[attr-defined]
    plot.take({"a": points}, float(t[-1]))  # type: ignore[dict-item]
    spin(0.3)
    begun = time.thread_time()
    frames = 60
    for i in range(frames):
        plot.setXRange(i * 50.0, i * 50.0 + 5000.0, padding=0)
        plot._draw(plot._curves["a"], i * 50.0, i * 50.0 + 5000.0, int(plot.plotItem.vb.width()))
        plot.viewport().repaint()
        QApplication.processEvents()
    plot.close()
    return (time.thread_time() - begun) / frames * 1000


def main() -> int:
    """Print the figures that were asked for; exit code 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description="Cost of the window, one line a figure.")
    parser.add_argument("--only", nargs="*", default=[], help="start, live, quiet, page, ...: as above")
    parser.add_argument("--starts", type=int, default=5, help="processes for each figure of the start")
    parser.add_argument("--seconds", type=float, default=10.0, help="of each live view")
    arguments = parser.parse_args()
    application = make_application()
    theme().apply(application, "light", 1.0)
    missed = 0

    def wanted(name: str) -> bool:
        return not arguments.only or name in arguments.only

    def say(name: str, value: float, unit: str, most: float, digits: int = 1) -> None:
        nonlocal missed
        good = value <= most
        missed += not good
        print(f"{name:44} {value:10.{digits}f} {unit:9} goal <= {most:g}  {'ok' if good else 'MISSED'}", flush=True)

    if wanted("start"):
        say("first paint after Qt is imported, warm", 1000 * first_paint(arguments.starts), "ms", 150)
        say("window usable: Ctrl+K has opened every action", 1000 * usable(arguments.starts), "ms", 600)
        say("memory of the window, Start page", memory(all_pages=False) / 2**20, "MiB", 200 * 1e6 / 2**20)
        say("memory of the window, every page shown", memory(all_pages=True) / 2**20, "MiB", 200 * 1e6 / 2**20)
    if wanted("live"):
        say("live view, four plots at 50 samples/s", 100 * live_view(100, arguments.seconds), "% core", 10)
    if wanted("quiet"):
        say("the same in quiet mode", 100 * live_view(1000, arguments.seconds), "% core", 2)
    if wanted("page"):
        say("the whole Run page with its child's events", 100 * run_page(arguments.seconds, calm=False), "% core", 10)
        say("the same in quiet mode", 100 * run_page(arguments.seconds, calm=True), "% core", 2)
    if wanted("events"):
        wall, cpu, lost, stall = flood(50_000)
        say("time to read 5,000 events", 5000 * wall, "s", 1, 3)
        say("CPU time to read 5,000 events", 5000 * cpu, "s", 1, 3)
        say("events lost of 50,000", lost, "", 0, 0)
        say("longest stall of the event loop meanwhile", stall, "ms", 50)
    if wanted("open"):
        open_thousand()  # imports and caches
        say("stored study of 1,000 trials opens", open_thousand(), "s", 1, 2)
    if wanted("table"):
        opened, ordered = big_table(100_000)
        say("table of 100,000 rows opens", 1000 * opened, "ms", 50)
        say("table of 100,000 rows sorts", 1000 * ordered, "ms", 50)
    if wanted("pan"):
        say("1,000,000 samples pan, a frame", pan_million(), "ms", 16)
    if wanted("trials"):
        moved, zoomed = pan_and_zoom(10_000)
        say("10,000 trials moved, a frame", moved, "ms", 16)
        say("10,000 trials zoomed, a frame", zoomed, "ms", 16)
    if wanted("many"):
        open_many(1000)  # imports and caches
        say("10,000 trials open, longest turn", open_many(10_000), "ms", 50)
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())

"""Figures of whole pages for gui_live.py: the Run page fed by a child, and Trade-offs when many trials open."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from gui_trade import many
from PySide6.QtCore import QEventLoop, QTimer

from paretoscope.events import Event, Hello, Observation, Progress, Sample, State, TurnStart, to_line
from paretoscope.plan import Recipe, Study
from paretoscope_gui.bridge import Bridge
from paretoscope_gui.state.document import Document
from paretoscope_gui.state.settings import Settings
from paretoscope_gui.theme import theme
from paretoscope_gui.views.run import Page as RunPage
from paretoscope_gui.views.tradeoffs import Page as TradeoffsPage

RECIPES = ("quantize.weight_only:bits=4", "quantize.weight_only:bits=8", "prune.wanda:sparsity=0.5")
CHILD = """
import random, sys, time
begin, often = {begin!r}, {often!r}
sys.stdout.write("".join(line + chr(10) for line in begin))
start, n = time.monotonic(), 0
while True:
    n += 1
    t = "%.4f" % (2 + n * 0.02)
    for line in often:
        line = line.replace('"t":2.0', '"t":' + t).replace("111.5", "%.3f" % (100 + 10 * random.random()))
        sys.stdout.write(line + chr(10))
    sys.stdout.flush()
    time.sleep(max(0, start + n * 0.02 - time.monotonic()))
"""


def run_page(seconds: float, calm: bool) -> float:
    """CPU share of the Run page while a child tells 50 values a second for each of its four plots."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        study = Study(model="m", recipes=tuple(map(Recipe.parse, RECIPES)))
        script = folder / "child.py"
        script.write_text(_child(list(study.trials), calm), encoding="utf-8")
        bridge = Bridge()
        bridge.command_line = [sys.executable, str(script)]
        page = RunPage(Document(Settings(folder=folder / "state")), bridge)
        page.resize(1240, 800)
        theme().dress(page)
        page.show()
        bridge.start(study, folder / "study")
        _spin(3.0)
        begun, cpu = time.perf_counter(), time.process_time()
        _spin(seconds)
        share = (time.process_time() - cpu) / (time.perf_counter() - begun)
        bridge.close()
        page.close()
        return share


def open_many(count: int) -> float:
    """The longest turn of the event loop, ms of this thread's time, while so many trials come to a shown page."""
    with tempfile.TemporaryDirectory() as name:
        document, bridge = Document(Settings(folder=Path(name))), Bridge()
        page = TradeoffsPage(document, bridge)
        page.resize(1240, 800)
        theme().dress(page)
        page.show()
        results = many(count)
        _spin(0.5)
        longest, last = 0.0, time.thread_time()

        def tick() -> None:
            nonlocal longest, last
            now = time.thread_time()
            longest, last = max(longest, now - last), now

        timer = QTimer(interval=1)
        timer.timeout.connect(tick)
        timer.start()
        document.set_results(results)
        while page.table.model.rowCount() < count:
            _spin(0.05)
        _spin(1.0)
        timer.stop()
        page.close()
        bridge.close()
        return 1000 * longest


def _child(trials: list[str], calm: bool) -> str:
    trial = trials[1]
    begin: list[Event] = [
        Hello(t=1.0, role="study"), Progress(t=1.0, name="study", done=5.0, total=100.0), State(t=1.0, state="running"),
        *(State(t=1.0, trial=one, state="measuring") for one in trials),
    ]  # fmt: skip
    begin += [TurnStart(t=1.5, trial=trial, workload="generate")] if calm else []
    call = {"e2e": 111.5, "ttft": 0.1, "new": 10.0}
    often: list[Event] = [
        Sample(t=2.0, trial=trial, name="memory.rss", value=111.5, unit="B"),
        Sample(t=2.0, trial=trial, name="power.package", value=111.5, unit="W"),
        Observation(t=2.0, trial=trial, workload="generate", values=call),
        Observation(t=2.0, trial=trial, workload="score", purpose="quality", values={"nll": 111.5, "bytes": 100.0}),
    ]
    return CHILD.format(begin=[to_line(e) for e in begin], often=[to_line(e) for e in often])


def _spin(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()

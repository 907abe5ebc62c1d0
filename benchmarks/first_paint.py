"""Time from "Qt is imported" to the window's first paint, warm; the least of several starts, each in a fresh process.

The processor's own time is told too: on a busy machine the clock's counts how long others held the processor.

    python benchmarks/first_paint.py [--starts 10]

Qt counts as imported when its modules and the Qt namespace are: PySide makes a hundred enums when it is first named.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile

LIMIT = 0.150
CODE = """
import os, time
import PySide6.QtWidgets, PySide6.QtSvg
from PySide6.QtCore import Qt
start, cpu = time.perf_counter(), time.process_time()
from paretoscope_gui.application import make_application, make_window
application = make_application()
window = make_window(application)
window.show()
while not window.painted:
    application.processEvents()
print(time.perf_counter() - start, time.process_time() - cpu, flush=True)
os._exit(0)
"""


def main() -> int:
    """Print the times; exit code 1 when the least is over the limit."""
    parser = argparse.ArgumentParser(description="Time to the window's first paint.")
    parser.add_argument("--starts", type=int, default=10, help="processes that are started")
    starts = parser.parse_args().starts
    with tempfile.TemporaryDirectory() as state:
        environment = {**os.environ, "PARETOSCOPE_STATE": state}
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # warm means with compiled files, as after any first start
        times, used = zip(*[_once(environment) for _ in range(starts + 1)][1:], strict=True)
    least, middle = min(times), statistics.median(times)
    print(
        f"first paint: least {least * 1e3:.0f} ms, median {middle * 1e3:.0f} ms of {starts}; limit {LIMIT * 1e3:.0f} ms"
    )
    print(f"processor time: least {min(used) * 1e3:.0f} ms, median {statistics.median(used) * 1e3:.0f} ms")
    return int(least > LIMIT)


def _once(environment: dict[str, str]) -> tuple[float, float]:
    """Seconds by the clock and of the processor."""
    done = subprocess.run([sys.executable, "-c", CODE], env=environment, capture_output=True, text=True, check=True)
    clock, used = map(float, done.stdout.split())
    return clock, used


if __name__ == "__main__":
    sys.exit(main())

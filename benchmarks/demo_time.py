"""Time of `paretoscope demo`, headless: baseline and eight recipes, quick protocol. `python benchmarks/demo_time.py`.

Wanted: under 360 s on two cores. Printed too: rounds and trials, so that a fast but incomplete run is seen.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main() -> None:
    """Run the command and print."""
    with tempfile.TemporaryDirectory() as folder:
        out, began = Path(folder) / "study", time.monotonic()
        done = subprocess.run([sys.executable, "-m", "paretoscope", "demo", "--out", str(out)], check=False)
        seconds = time.monotonic() - began
        results = json.loads((out / "results.json").read_text(encoding="utf-8"))
    states = sorted({t["status"] for t in results["trials"]})
    tables = [table for t in results["trials"] for table in t["metrics"].values()]
    rounds = min(table["latency.tpot"]["n"] for table in tables if "latency.tpot" in table)
    trials = len(results["trials"])
    print(f"demo: {seconds:.0f} s, exit {done.returncode}, {trials} trials {states}, at least {rounds} turns each")


if __name__ == "__main__":
    main()

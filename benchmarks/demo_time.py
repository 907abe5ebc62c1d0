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
    states = [t["status"] for t in results["trials"]]
    rounds = [
        v["n"] for t in results["trials"] for m in t["metrics"].values() for k, v in m.items() if k == "latency.tpot"
    ]
    print(
        f"demo: {seconds:.0f} s, exit {done.returncode}, {len(states)} trials {sorted(set(states))}, rounds {min(rounds)}"
    )


if __name__ == "__main__":
    main()

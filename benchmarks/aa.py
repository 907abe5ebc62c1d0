"""A against A in truth: twenty studies of demo-lm against itself; fewer than four may be called different (METHOD M25).

`python benchmarks/aa.py --studies 20 --out aa.jsonl`. One line a study is added to the file as soon as it is finished,
so a run that was cut off goes on where it stopped; a study that failed is told and left out. About a minute a study.
Printed at the end: how many were called different by the interval alone, and how many as a real change.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from paretoscope.errors import EXIT_INTERRUPTED, Cancelled, ParetoscopeError
from paretoscope.study.aa import MODEL, Outcome, plan, run_one, summary


def stored(file: Path) -> dict[int, Outcome]:
    """Seed to outcome of the studies that are done; half a line, which a kill leaves, is no study."""
    found: dict[int, Outcome] = {}
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
        try:
            one = Outcome.from_dict(json.loads(line))
        except (ValueError, TypeError):
            continue
        found[one.seed] = one
    return found


def main() -> int:
    """Run what is missing, then tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--studies", type=int, default=20)
    parser.add_argument("--model", default=MODEL)
    parser.add_argument("--protocol", default="quick")
    parser.add_argument("--workload", default="", help="default: a short generate workload")
    parser.add_argument("--out", type=Path, default=Path("aa.jsonl"))
    args = parser.parse_args()
    done = stored(args.out)
    for seed in range(args.studies):
        if seed in done:
            continue
        began = time.monotonic()
        try:
            done[seed] = run_one(plan(args.model, seed, args.protocol, args.workload))
        except Cancelled as error:
            print(f"{error.text}; run it again to go on", file=sys.stderr)
            return EXIT_INTERRUPTED
        except ParetoscopeError as error:
            print(f"study {seed}: {error.text}", file=sys.stderr)
            continue
        with args.out.open("a", encoding="utf-8") as out:
            out.write(json.dumps(done[seed].to_dict()) + "\n")
        one = done[seed]
        took = time.monotonic() - began
        print(
            f"study {seed}: {one.value:.4f} ({one.low:.4f} to {one.high:.4f}) real={one.real} in {took:.0f} s",
            flush=True,
        )
    found = summary([done[s] for s in sorted(done) if s < args.studies])
    print(f"{found['excluded']} of {found['studies']} intervals exclude no change")
    print(found["text"])
    return 0 if found["passed"] and found["studies"] == args.studies else 1


if __name__ == "__main__":
    raise SystemExit(main())

"""`paretoscope doctor --gpu`: the GPU paths on a real device, in the workers' Python; the outcome is kept."""

from __future__ import annotations

import argparse
import json
import subprocess
from typing import Any

from paretoscope.errors import EXIT_DONE, EXIT_ENVIRONMENT, Unavailable

MARKS = {True: "pass", False: "FAIL", None: "not possible"}


def run(args: argparse.Namespace) -> int:
    """Check, print, keep; exit code 4 when there is no GPU or a check failed. Raises Unavailable."""
    from paretoscope.store import instrument

    found = checked(args.python, args.device if args.device.startswith("cuda") else "cuda:0")
    print(json.dumps(found, ensure_ascii=False) if args.json else text(found))
    if "why" in found:
        return EXIT_ENVIRONMENT
    passed = all(c["passed"] is not False for c in found["checks"])
    instrument.save("gpu", {**found, "passed": passed})
    return EXIT_DONE if passed else EXIT_ENVIRONMENT


def checked(python: str, device: str) -> dict[str, Any]:
    """The worker's answer. Raises Unavailable when its Python cannot be run."""
    from paretoscope.study.executor import command, environment

    line = [*command(python, "paretoscope.worker.gpu_checks"), device]
    try:
        done = subprocess.run(line, capture_output=True, text=True, timeout=300, env=environment(0), check=True)
        found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    except (OSError, subprocess.SubprocessError, ValueError, IndexError) as error:
        raise Unavailable(f"the GPU checks could not be run: {error}", "choose another Python with --python") from error
    return found


def text(found: dict[str, Any]) -> str:
    """For people: what was verified, on which device and when."""
    if "why" in found:
        return f"no GPU path was verified: {found['why']}\nhint: run this in a Python whose torch is built for CUDA"
    head = f"{found['device']}, driver {found['driver']}, CUDA {found['cuda']}, torch {found['torch']}, {found['when']}"
    lines = [f"  {MARKS[c['passed']]:<12}  {c['name']}: {c['text']}" for c in found["checks"]]
    return "\n".join([head, *lines])

"""Our generate workload: the moment of every delivery on the system's monotonic clock, a list for each call."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from answer import channel, serve


def main() -> None:
    """Load, warm up, answer."""
    given, say = json.loads(sys.argv[1]), channel()
    import torch

    from paretoscope.models.inspect import inspect
    from paretoscope.models.load import load
    from paretoscope.plan import Workload
    from paretoscope.workloads.generate import Generate

    torch.set_num_threads(given["threads"])
    subject = load(inspect(Path(given["model"])), dtype=given["dtype"])
    work = Generate(subject, Workload.parse(f"generate:prompt={given['prompt']},new={given['new']}"))
    for index in range(given["warm"]):
        work.call(index)

    def answer(request: dict[str, Any]) -> dict[str, Any]:
        calls, began = list[list[float]](), time.monotonic()
        while time.monotonic() - began < request["seconds"]:
            made = work.call(len(calls))
            calls.append([made.start + s for s in made.series["deliveries"]])
        return {"calls": calls}

    serve(say, answer)


if __name__ == "__main__":
    main()

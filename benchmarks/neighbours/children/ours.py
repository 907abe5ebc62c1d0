"""Our generate workload in any Python that has torch and transformers: TTFT and TPOT of some seconds of calls."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from statistics import fmean
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
        ttft, tpot, began = list[float](), list[float](), time.monotonic()
        while time.monotonic() - began < request["seconds"] or len(ttft) < request["count"]:
            made = work.call(len(ttft))
            stamps = made.series["deliveries"]
            ttft.append(stamps[0])
            tpot.append((stamps[-1] - stamps[0]) / (given["new"] - 1))
        return {"ttft": fmean(ttft), "tpot": fmean(tpot), "calls": len(ttft)}

    serve(say, answer)


if __name__ == "__main__":
    main()

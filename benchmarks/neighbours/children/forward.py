"""One forward pass of a prompt through a model with a recipe of ours: seconds, peak memory, bytes of weights."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from statistics import fmean
from typing import Any

from answer import channel, serve


def main() -> None:
    """Load, apply the recipe, answer."""
    given, say = json.loads(sys.argv[1]), channel()
    import torch

    from paretoscope.meters import compute, memory
    from paretoscope.models.inspect import inspect
    from paretoscope.models.load import load
    from paretoscope.plan import Recipe
    from paretoscope.techniques.context import Context
    from paretoscope.worker import build

    torch.set_num_threads(given["threads"])
    subject = load(inspect(Path(given["model"])), dtype=given["dtype"])
    build.build(subject, Recipe.parse(given["recipe"]), Context())
    model: Any = subject.model
    most = model.config.vocab_size
    ids = torch.randint(3, most, (1, given["prompt"]), generator=torch.Generator().manual_seed(0))

    def answer(request: dict[str, Any]) -> dict[str, Any]:
        window, took = memory.Window("cpu"), list[float]()
        with torch.no_grad():
            for index in range(request["count"] + 3):
                began = time.perf_counter()
                model(input_ids=ids)
                if index >= 3:
                    took.append(time.perf_counter() - began)
        held = compute.held_bytes(model)
        return {"latency_ms": fmean(took) * 1e3, "peak_mb": window.peak / 2**20, "weights_mb": held / 2**20}

    serve(say, answer)


if __name__ == "__main__":
    main()

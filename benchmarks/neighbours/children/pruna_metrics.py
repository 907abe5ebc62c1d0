"""Pruna's own latency, memory and energy metrics on a model that Pruna has smashed; what raises is told as such."""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Callable
from typing import Any

from answer import channel, serve


def main() -> None:
    """Load, smash as asked, answer with each metric or why there is none."""
    given, say = json.loads(sys.argv[1]), channel()
    os.environ["CODECARBON_SAVE_TO_FILE"] = "False"  # it would write into whatever folder this is
    socket.getaddrinfo = _offline  # its energy metric asks a server where this machine stands
    import torch
    from pruna import PrunaModel, SmashConfig, smash
    from pruna.evaluation.metrics.metric_elapsed_time import LatencyMetric
    from pruna.evaluation.metrics.metric_energy import EnergyConsumedMetric
    from pruna.evaluation.metrics.metric_memory import DiskMemoryMetric
    from torch.utils.data import DataLoader
    from transformers import AutoModelForCausalLM

    torch.set_num_threads(given["threads"])
    plain: Any = AutoModelForCausalLM.from_pretrained(given["model"], dtype=getattr(torch, given["dtype"]))
    if given["algorithm"]:
        model = smash(model=plain, smash_config=SmashConfig([given["algorithm"]], device="cpu"))
    else:
        model = PrunaModel(plain, SmashConfig(device="cpu"))
    ids = torch.randint(3, plain.config.vocab_size, (1, given["prompt"]), generator=torch.Generator().manual_seed(0))
    loader: Any = DataLoader([(ids[0], ids[0])] * 4, batch_size=1)

    def answer(request: dict[str, Any]) -> dict[str, Any]:
        passes = {"n_iterations": request["count"], "n_warmup_iterations": 3, "device": "cpu"}
        makers: dict[str, Callable[[], Any]] = {
            "latency_ms": lambda: LatencyMetric(**passes),
            "energy_kwh": lambda: EnergyConsumedMetric(**passes),
            "disk_mb": lambda: DiskMemoryMetric(),
        }
        return {name: _one(make, model, loader) for name, make in makers.items()}

    serve(say, answer)


def _offline(*_: Any, **__: Any) -> Any:
    raise OSError("a benchmark uses no network")


def _one(make: Callable[[], Any], model: Any, loader: Any) -> float | str:
    try:
        return float(make().compute(model, loader).result)
    except Exception as error:  # a metric of theirs that cannot run here is a finding, not the end
        return f"{type(error).__name__}: {error}"


if __name__ == "__main__":
    main()

"""Against Pruna: its latency, memory and energy metrics beside ours, on the same recipes.

    python benchmarks/neighbours/pruna.py [--rounds 6]

Both run in one environment made for this, since Pruna asks for torchvision and older libraries than ours: same torch,
same kernels. Each recipe is one that both have: the plain model, and torch's dynamic int8
quantization. In each round both measure every recipe once, in random order, with the same prompt and threads; printed
are the ratios to the plain model that each instrument reports, paired by round with a 95 % interval, and what it says
of memory and energy.
"""

from __future__ import annotations

import argparse
import random
import sys
from importlib.metadata import version
from pathlib import Path

from environment import Child, python

from paretoscope.machine import usable_cores
from paretoscope.models import builtin
from paretoscope.stats import Key, log_ratio_interval

# A torch and a torchvision from one index: torch's build for CPUs does not load a torchvision that was made for CUDA.
OURS = tuple(f"{name}=={version(name)}" for name in ("platformdirs", "filelock", "tomli-w", "jinja2", "transformers"))
REQUIREMENTS = ("pruna==0.3.4", "torch==2.12.1", "torchvision==0.27.1", "huggingface-hub==1.33.0", *OURS)
RECIPES = {"plain": ("baseline", ""), "int8": ("quantize.int8_dynamic", "torch_dynamic")}
SHAPE = {"prompt": 128, "dtype": "float32"}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--model", default="builtin:demo-lm")
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--count", type=int, default=50, help="passes of each measurement")
    args = parser.parse_args()
    own = python("pruna", REQUIREMENTS)
    folder, threads = str(builtin.resolve(args.model)), usable_cores()
    children = {(who, name): _child(who, name, own, folder, threads) for who in ("ours", "pruna") for name in RECIPES}
    found: dict[tuple[str, str], dict[Key, float]] = {}
    rng, last = random.Random(0), dict[tuple[str, str], dict[str, object]]()
    for index in range(args.rounds):
        order = list(children)
        rng.shuffle(order)
        for key in order:
            last[key] = children[key].ask(count=args.count)
            found.setdefault(key, {})[0, index] = float(str(last[key]["latency_ms"]))
            print(f"round {index + 1}: {key} {last[key]}", file=sys.stderr)
    for child in children.values():
        child.close()
    for who in ("ours", "pruna"):
        ratio = log_ratio_interval(found[who, "int8"], found[who, "plain"])
        if ratio is not None:  # an interval takes two rounds
            print(f"{who}: int8 / plain {ratio.value:.3f} ({ratio.low:.3f} to {ratio.high:.3f})")
    for key, body in last.items():
        print(f"{key}: {body}")


def _child(who: str, name: str, own: Path, folder: str, threads: int) -> Child:
    recipe, algorithm = RECIPES[name]
    if who == "ours":
        return Child(own, "forward", threads, model=folder, recipe=recipe, **SHAPE)
    return Child(own, "pruna_metrics", threads, model=folder, algorithm=algorithm, **SHAPE)


if __name__ == "__main__":
    main()

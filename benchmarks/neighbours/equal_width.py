"""Against optimum-benchmark: how much sooner the ratios of eight recipes to the baseline are equally well known.

    python benchmarks/neighbours/equal_width.py [--blocks 6] [--out equal_width.jsonl]

One interleaved run: a study of ours (`paretoscope run --blocks N`: the baseline and eight recipes, each in a new
process in each block), paused after each block while two processes of optimum-benchmark measure in an environment of
its own (inline launcher, its own defaults: 10 s and 10 calls; both on the plain model, one stands for the baseline and
one for a recipe, as it cannot apply any). Same model, dtype, batch, lengths and threads. A line a block is kept.

Both are asked for the 95 % interval of a ratio *over independent processes*. Ours: rounds paired, blocks as the sample
where they differ (`stats.log_ratio_interval`); the time is that of the whole command, from start to report, without the
pauses. Theirs: n processes of each of nine configurations, compared by t over processes, paired within a block or not,
whichever is narrower; the time is 9 n times what one process took here. The factor is theirs / ours at our half-width,
with an interval from leaving out one block at a time (jackknife).
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean

from environment import Child, python
from optimum_benchmark import REQUIREMENTS, SHAPE

from paretoscope.machine import usable_cores
from paretoscope.models import builtin
from paretoscope.plan import BLOCK
from paretoscope.stats import log_ratio_interval, t_quantile, variance

RECIPES = (
    "runtime.dtype:dtype=bfloat16", "quantize.int8_dynamic", "quantize.weight_only:bits=4", "prune.cfsp:sparsity=0.7",
    "depth.layer_skip", "kv.snapkv:budget=64", "decode.prompt_lookup", "decode.assisted",
)  # fmt: skip
WORKLOAD = f"generate:prompt={SHAPE['prompt']},new={SHAPE['new']},answers=2"
MOST = 10_000  # processes of one configuration


@dataclass(frozen=True)
class Block:
    """What one block gave. Times per token in s; `took` in s, of our whole command and of each of their processes."""

    ours: dict[str, dict[str, float]]  # trial -> round -> time per token
    ours_took: float  # the last one holds the evaluation's rest and the report
    theirs: list[float]
    theirs_took: list[float]


@dataclass(frozen=True)
class Found:
    """Half-width on the logarithm that ours reached, its time, the processes that theirs needs, and both times."""

    half: float
    ours: float
    processes: float
    theirs: float

    @property
    def factor(self) -> float:
        """Their time / ours."""
        return self.theirs / self.ours


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--model", default="builtin:demo-lm")
    parser.add_argument("--blocks", type=int, default=6)
    parser.add_argument("--protocol", default="quick")
    parser.add_argument("--recipes", type=int, default=len(RECIPES), help="fewer, to try this out")
    parser.add_argument(
        "--seconds", type=float, default=10.0, help="of each measurement of theirs, as is their default"
    )
    parser.add_argument("--out", type=Path, default=Path("equal_width.jsonl"))
    args = parser.parse_args()
    if args.blocks < 3:
        raise SystemExit("error: an interval over processes needs at least three blocks\nhint: --blocks 6")
    own = python("optimum-benchmark", REQUIREMENTS)
    with tempfile.TemporaryDirectory() as room:
        blocks = interleaved(Path(room) / "study", own, args)
    args.out.write_text("".join(json.dumps(asdict(b)) + "\n" for b in blocks), encoding="utf-8")
    tell(blocks, args.recipes)


def interleaved(folder: Path, own: Path, args: argparse.Namespace) -> list[Block]:
    """Our study, and two processes of theirs after each block. Raises SystemExit when the study came to nothing."""
    took, theirs = list[float](), list[list[tuple[float, float]]]()
    with subprocess.Popen(command(folder, args), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as study:
        began = time.monotonic()
        while wait_for_block(study, len(theirs), args):
            took.append(time.monotonic() - began)
            theirs.append([neighbour(own, args) for _ in range(2)])
            print(f"block {len(theirs)}: ours {took[-1]:.0f} s, theirs {theirs[-1]}", file=sys.stderr)
            began = time.monotonic()
            order(study, "resume")
        took.append(time.monotonic() - began)
        theirs.append([neighbour(own, args) for _ in range(2)])
    if study.returncode:
        raise SystemExit(f"error: the study ended with code {study.returncode}")
    ours = turns(folder)
    return [
        Block({t: values.get(b, {}) for t, values in ours.items()}, took[b], *map(list, zip(*theirs[b], strict=True)))
        for b in range(args.blocks)
    ]


def command(folder: Path, args: argparse.Namespace) -> list[str]:
    """Our whole command."""
    recipes = [part for recipe in RECIPES[: args.recipes] for part in ("--recipe", recipe)]
    return [sys.executable, "-m", "paretoscope", "run", args.model, "--workload", WORKLOAD, "--out", str(folder),
            "--protocol", args.protocol, "--blocks", str(args.blocks), "--dtype", str(SHAPE["dtype"]),
            "--threads", str(usable_cores()), "--stream", *recipes]  # fmt: skip


def wait_for_block(study: subprocess.Popen[str], block: int, args: argparse.Namespace) -> bool:
    """Have the study paused after that block's last turn; False when it has ended instead."""
    assert study.stdout is not None
    turns = 0
    for line in study.stdout:
        event = json.loads(line)
        turns += event["kind"] == "turn_end" and event["block"] == block and event["valid"]
        if turns == BLOCK * (args.recipes + 1) and block + 1 < args.blocks:
            turns = 0
            order(study, "pause")
        if event["kind"] == "state" and event["state"] == "paused":
            return True
    return False


def order(study: subprocess.Popen[str], what: str) -> None:
    """Tell the study."""
    assert study.stdin is not None
    study.stdin.write(json.dumps({"do": what}) + "\n")
    study.stdin.flush()


def neighbour(own: Path, args: argparse.Namespace) -> tuple[float, float]:
    """Time per token that one process of theirs found, and what it took, both s."""
    began = time.monotonic()
    child = Child(own, "optimum", usable_cores(), model=str(builtin.resolve(args.model)), **SHAPE)
    found = float(child.ask(seconds=args.seconds, count=10)["tpot"])
    child.close()
    return found, time.monotonic() - began


def turns(folder: Path) -> dict[str, dict[int, dict[str, float]]]:
    """Trial -> block -> round -> time per token, s."""
    from paretoscope.analysis.turns import by_turn
    from paretoscope.store.stored import StoredStudy

    found: dict[str, dict[int, dict[str, float]]] = {}
    for name, trial in StoredStudy(folder).record.trials.items():
        for (block, number), value in by_turn(trial, trial.workloads()[0])["latency.tpot"].items():
            found.setdefault(name, {}).setdefault(block, {})[str(number)] = value
    return found


def compare(blocks: Sequence[Block], configurations: int) -> Found:
    """Our half-width and time, and what theirs needs for the same. At least two blocks."""
    half = fmean(_half(blocks, trial) for trial in blocks[0].ours if trial != "baseline")
    logs = [[math.log(v) for v in b.theirs] for b in blocks]
    free = math.sqrt(variance([v for pair in logs for v in pair]) * 2)  # of a difference of two processes
    paired = math.sqrt(variance([pair[0] - pair[1] for pair in logs]))
    count = min(processes(half, free, 2), processes(half, paired, 1))
    one = fmean(t for b in blocks for t in b.theirs_took)
    return Found(half, sum(b.ours_took for b in blocks), count, configurations * count * one)


def _half(blocks: Sequence[Block], trial: str) -> float:
    """Half-width of a trial's ratio to the baseline on the logarithm."""
    ours, base = (
        {(i, int(r)): v for i, b in enumerate(blocks) for r, v in b.ours[name].items()} for name in (trial, "baseline")
    )
    ratio = log_ratio_interval(ours, base)
    assert ratio is not None
    assert ratio.low is not None
    assert ratio.high is not None
    return math.log(ratio.high / ratio.low) / 2


def processes(half: float, spread: float, groups: int) -> float:
    """Processes of each configuration whose difference has that half-width; between whole numbers interpolated.

    Args:
        spread: standard deviation of a difference of two processes. groups: 1 paired (n - 1 degrees of freedom), 2 not.
    """

    def reached(n: int) -> float:
        return t_quantile(0.975, groups * (n - 1)) * spread / math.sqrt(n)

    n = next((n for n in range(2, MOST) if reached(n) <= half), MOST)
    if n == 2:
        return 2.0
    return n - 1 + math.log(reached(n - 1) / half) / math.log(reached(n - 1) / reached(n))


def tell(blocks: Sequence[Block], recipes: int) -> None:
    """Print the factor with its interval."""
    whole = compare(blocks, recipes + 1)
    parts = [math.log(compare([*blocks[:i], *blocks[i + 1 :]], recipes + 1).factor) for i in range(len(blocks))]
    n = len(parts)
    error = math.sqrt((n - 1) / n * sum((p - fmean(parts)) ** 2 for p in parts))
    width = math.exp(t_quantile(0.975, n - 1) * error)
    print(f"{n} blocks; half-width of a ratio to the baseline over processes: {whole.half:.2%}")
    theirs = f"{whole.processes:.1f} processes of each of {recipes + 1}: {whole.theirs:.0f} s"
    print(f"ours {whole.ours:.0f} s; theirs {theirs}")
    print(f"factor {whole.factor:.1f} ({whole.factor / width:.1f} to {whole.factor * width:.1f}; wanted: 3)")


if __name__ == "__main__":
    main()

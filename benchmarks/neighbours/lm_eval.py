"""Our rolling perplexity against lm-eval's, on the same text and weights.

    python benchmarks/neighbours/lm_eval.py [--characters 20000]

lm-eval runs in an environment of its own. Both read the same beginning of the packaged held-out text in windows of
512, one window at a time, in float32. Wanted: the same windows and the same log-likelihood, but for the last digits
of adding them up.
"""

from __future__ import annotations

import argparse
import tempfile
from importlib.metadata import version
from pathlib import Path

from environment import Child, python

from paretoscope.machine import usable_cores
from paretoscope.models import builtin
from paretoscope.models.inspect import inspect
from paretoscope.models.load import load
from paretoscope.plan import Workload
from paretoscope.workloads import score
from paretoscope.workloads.score import Score

CONTEXT = 512


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--model", default="builtin:demo-lm")
    parser.add_argument("--characters", type=int, default=20_000)
    args = parser.parse_args()
    folder, threads = builtin.resolve(args.model), usable_cores()
    same = tuple(f"{n}=={version(n).split('+')[0]}" for n in ("torch", "transformers", "tokenizers"))
    own = python("lm-eval", ("lm-eval[hf]==0.4.13", *same))
    body = (folder / "data" / "eval.txt").read_text(encoding="utf-8")[: args.characters]
    with tempfile.TemporaryDirectory() as room:
        path = Path(room) / "text.txt"
        path.write_text(body, encoding="utf-8")
        child = Child(own, "lm_eval_rolling", threads, model=str(folder), dtype="float32", context=CONTEXT)
        theirs = child.ask(text=str(path))
        child.close()
        ours = rolling(folder, path, threads)
    print(
        f"nll ours {ours['nll']:.6f}, lm-eval {theirs['nll']:.6f} nat; tokens {ours['tokens']:.0f}, {theirs['tokens']}"
    )
    print(f"relative difference {abs(ours['nll'] / theirs['nll'] - 1):.1e} (wanted: below 1e-6)")


def rolling(folder: Path, path: Path, threads: int) -> dict[str, float]:
    """Sums over all windows, a window at a time."""
    import torch

    torch.set_num_threads(threads)
    score.BATCH = 1
    subject = load(inspect(folder), dtype="float32")
    subject.whole = True
    work = Score.of(subject, Workload.parse(f'score:protocol=rolling,context={CONTEXT},items=100000,text="{path}"'))
    values = [v for _, v in work.values()]
    return {name: sum(v[name] for v in values) for name in ("nll", "tokens")}


if __name__ == "__main__":
    main()

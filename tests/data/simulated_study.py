"""A study that nobody ran: a realistic event list with noise, drift, a failure, an invalid turn and quality items.

Used by the tests of analysis, reports and window. `python tests/data/simulated_study.py tests/data/events.jsonl`
writes the recording that the window's tests replay. The truth behind each trial is in TRUTH, so that a test can tell
whether an interval covers it.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from paretoscope import events as ev
from paretoscope.plan import PROTOCOLS, Protocol, Recipe, Study, Workload

MIB = 2.0**20
GENERATE, SCORE = "generate:new=64,prompt=128", "score:context=512,items=24,stride=128"


@dataclass(frozen=True)
class Truth:
    """What a simulated trial really does. Times in s, memory in B; nll is added to each token of an item, nat."""

    ttft: float = 0.060
    tpot: float = 0.0100
    memory: float = 560 * MIB
    weights: float = 44 * MIB
    kv: float = 0.75 * MIB
    nll: float = 0.0
    agree: float = 1.0
    accuracy: float = 0.82
    fails: str = ""
    changed: dict[str, Any] = field(default_factory=dict)
    warnings: tuple[tuple[str, str, str], ...] = ()
    steps_per_token: float = 1.0


_BASE = Truth()
TRUTH: dict[str, Truth] = {
    "baseline": _BASE,
    "quantize.int8_dynamic": replace(
        _BASE, tpot=0.0074, ttft=0.048, memory=520 * MIB, weights=24 * MIB, nll=0.004, agree=0.985, accuracy=0.82,
        changed={"bytes_before": 46_137_344, "bytes_after": 25_165_824, "modules": 84},
    ),
    "runtime.dtype:dtype=float32": replace(
        _BASE, tpot=0.0096, ttft=0.071, memory=604 * MIB, weights=88 * MIB, nll=0.0, agree=0.999,
        changed={"bytes_before": 46_137_344, "bytes_after": 92_274_688, "modules": 121},
    ),
    "prune.magnitude:sparsity=0.5": replace(
        _BASE, nll=0.22, agree=0.71, accuracy=0.60,
        changed={"zeros_before": 12, "zeros_after": 8_912_896, "modules": 84,
                 "notes": ["the zeros are stored and multiplied like any weight: no sparse kernel runs here"]},
    ),
    "quantize.weight_only:bits=4": replace(
        _BASE, tpot=0.0131, ttft=0.088, memory=515 * MIB, weights=16 * MIB, nll=0.031, agree=0.93, accuracy=0.79,
        changed={"bytes_before": 46_137_344, "bytes_after": 16_777_216, "modules": 84,
                 "notes": ["int4 weights are de-quantized at every step on this CPU"]},
    ),
    "kv.snapkv:budget=256": replace(
        _BASE, tpot=0.0099, kv=0.31 * MIB, nll=0.012, agree=0.97, accuracy=0.78,
        warnings=(("short_context", "the prompt of 128 tokens is shorter than the budget", "try prompt=1024"),),
    ),
    "decode.prompt_lookup": replace(_BASE, tpot=0.0078, steps_per_token=0.7),
    "prune.cfsp:sparsity=0.3 + quantize.int8_dynamic": replace(
        _BASE, tpot=0.0066, ttft=0.041, memory=508 * MIB, weights=19 * MIB, nll=0.095, agree=0.86, accuracy=0.71,
        changed={"bytes_before": 46_137_344, "bytes_after": 19_922_944, "modules": 96},
    ),
    "depth.layer_skip:keep=6": replace(
        _BASE, fails="the worker was killed by signal 9, most often because no memory was left"
    ),
}  # fmt: skip


def study(protocol: str = "quick", recipes: tuple[str, ...] = tuple(TRUTH), seed: int = 7) -> Study:
    """The study as a plan."""
    return Study(
        model="builtin:demo-lm",
        recipes=tuple(Recipe.parse(r) for r in recipes),
        workloads=(Workload.parse(GENERATE), Workload.parse(SCORE)),
        protocol=protocol,
        seed=seed,
        name="simulated",
    )


@dataclass
class Simulation:
    """Makes the events. `noise` is the standard deviation of the logarithm of a turn's time, `block_noise` the
    part that a whole process shares, `drift` the share by which all times grow over the study, `weather` the size of
    what the machine does to all turns of a round alike (correlation 0.8 from round to round).
    """

    plan: Study
    protocol: Protocol
    truth: dict[str, Truth]
    noise: float = 0.01
    block_noise: float = 0.004
    drift: float = 0.05
    weather: float = 0.0
    calls: int = 4
    quality_items: int = 24
    now: float = 1000.0
    seq: int = 0

    def __post_init__(self) -> None:
        """Seed every random draw from the study's seed."""
        self.rng = random.Random(self.plan.seed)
        self.shared: dict[tuple[str, int], float] = {}
        self.sky = 0.0

    def events(self) -> Iterator[ev.Event]:
        """All events of the study, in the order and with the numbers that the study process would give."""
        for event in self._all():
            self.seq += 1
            yield replace(event, seq=self.seq)

    def _all(self) -> Iterator[ev.Event]:
        yield self._hello("study")
        yield ev.State(t=self.now, state="running")
        rounds = self.protocol.rounds // self.protocol.blocks
        for block in range(self.protocol.blocks):
            yield from self._start(block)
            for round_ in range(block * rounds, (block + 1) * rounds):
                yield from self._round(block, round_)
            if block == 0:
                yield from self._evaluate()
        for trial in self._live():
            yield ev.State(t=self.now, trial=trial, state="valid")
        yield ev.State(t=self.now, state="done")
        yield ev.Done(t=self.now)

    def _live(self) -> list[str]:
        return [id_ for id_, r in self.plan.trials.items() if not self.truth[r.text()].fails]

    def _of(self, trial: str) -> Truth:
        return self.truth[self.plan.trials[trial].text()]

    def _hello(self, role: str, trial: str = "", attempt: int = 0) -> ev.Event:
        versions = {"paretoscope": "0.1.0", "python": "3.11.7"}
        machine = {"system": "Linux 6.1 x86_64", "processor": "Simulated CPU @ 2.00GHz", "physical_cores": 2,
                   "logical_cores": 4, "memory": 16 * 2**30, "python": "3.11.7"}  # fmt: skip
        if role == "worker":
            versions |= {"torch": "2.13.0", "transformers": "5.23.0"}
        return ev.Hello(
            t=self.now, trial=trial, attempt=attempt, role=role, wall=1_790_000_000.0, versions=versions,
            machine=machine, identity={"model.safetensors": "ab" * 32, "config.json": "cd" * 32},
        )  # fmt: skip

    def _start(self, block: int) -> Iterator[ev.Event]:
        for trial in self.plan.trials if block == 0 else self._live():
            self.shared[trial, block] = self.rng.gauss(0, self.block_noise)
            yield self._hello("worker", trial, block)
            yield ev.State(t=self.now, trial=trial, attempt=block, state="starting")
            for name, seconds in (("load", 1.2), ("apply", 0.8)):
                yield ev.Phase(t=self.now, trial=trial, attempt=block, name=name)
                self.now += seconds
                yield ev.Phase(t=self.now, trial=trial, attempt=block, name=name, state="end", seconds=seconds)
            yield from self._ready(trial, block)

    def _ready(self, trial: str, block: int) -> Iterator[ev.Event]:
        truth, steps = self._of(trial), self.plan.trials[trial].steps
        if truth.fails:
            yield ev.Failed(t=self.now, trial=trial, attempt=block, code="killed", text=truth.fails,
                            hint="use a smaller batch, or fewer live workers")  # fmt: skip
            yield ev.State(t=self.now, trial=trial, attempt=block, state="failed", why=truth.fails)
            return
        for i, step in enumerate(steps):
            values = {
                "bytes_before": 0,
                "bytes_after": 0,
                "modules": 0,
                "notes": [],
                **(truth.changed if i == 0 else {}),
            }
            yield ev.Changed(t=self.now, trial=trial, attempt=block, technique=step.technique, values=values)
        for code, text, hint in truth.warnings:
            yield ev.Warned(t=self.now, trial=trial, attempt=block, code=code, text=text, hint=hint)
        counted = {"memory.weights": (truth.weights, "counted"), "memory.kv_cache": (truth.kv, "counted"),
                   "memory.floor": (310 * MIB, "measured"), "time.load": (self.rng.gauss(1.2, 0.02), "measured"),
                   "time.apply": (self.rng.gauss(0.8, 0.02), "measured")}  # fmt: skip
        for name, (value, source) in counted.items():
            yield self._metric(trial, block, name, value, "s" if name.startswith("time") else "B", source=source)
        for name in ("energy.per_token", "power.mean"):
            yield self._metric(trial, block, name, None, "J", source="unavailable", workload=GENERATE,
                               why="no energy counter: /sys/class/powercap is not there")  # fmt: skip
        if any(s.technique.startswith("decode.") for s in steps):
            yield self._metric(trial, block, "decode.acceptance", 0.43, "", workload=GENERATE, n=512)
        for index in range(3):
            yield self._call(trial, block, -1, index, "warmup")
        yield ev.State(t=self.now, trial=trial, attempt=block, state="ready")

    def _metric(self, trial: str, block: int, name: str, value: float | None, unit: str, **more: Any) -> ev.Metric:
        return ev.Metric(t=self.now, trial=trial, attempt=block, name=name, value=value, unit=unit, **more)

    def _round(self, block: int, round_: int) -> Iterator[ev.Event]:
        order = self._live()
        self.rng.shuffle(order)
        if self.weather:
            self.sky = 0.8 * self.sky + self.rng.gauss(0, self.weather)
        yield ev.RoundStart(t=self.now, block=block, round=round_, order=tuple(order))
        noisy = (round_ == 2) and order[0]
        for trial in order:
            if trial == noisy:  # a turn that a neighbour disturbed: invalid, repeated
                yield from self._turn(trial, block, round_, valid=False)
            yield from self._turn(trial, block, round_)
            yield ev.Sample(
                t=self.now, trial=trial, attempt=block, name="memory.rss", value=self._of(trial).memory * 0.98, unit="B"
            )
        done = (round_ + 1) / self.protocol.rounds
        yield ev.Progress(t=self.now, name="study", done=self.now - 1000, total=(self.now - 1000) / done)

    def _turn(self, trial: str, block: int, round_: int, valid: bool = True) -> Iterator[ev.Event]:
        head: dict[str, Any] = {"trial": trial, "attempt": block, "workload": GENERATE, "block": block, "round": round_}
        yield ev.State(t=self.now, trial=trial, attempt=block, state="measuring")
        yield ev.TurnStart(t=self.now, **head)
        slow = 1.0 if valid else 1.4
        turn = slow * (1 + self.drift * round_ / self.protocol.rounds)
        turn *= 2.718281828 ** (self.shared[trial, block] + self.rng.gauss(0, self.noise) + self.sky)
        for index in range(self.calls):
            yield self._call(trial, block, round_, index, "timing", turn)
        values = {"memory_peak": self._of(trial).memory + self.rng.gauss(0, 0.2 * MIB), "kv_cache": self._of(trial).kv,
                  "cpu": 1.9}  # fmt: skip
        why = "" if valid else "another process used 0.9 cores during the turn"
        yield ev.TurnEnd(t=self.now, **head, valid=valid, why=why, values=values)

    def _call(self, trial: str, block: int, round_: int, index: int, purpose: str, scale: float = 1.05) -> ev.Event:
        truth, new = self._of(trial), 64
        ttft = truth.ttft * scale * self.rng.lognormvariate(0, 0.004)
        tpot = truth.tpot * scale * self.rng.lognormvariate(0, 0.004)
        start, e2e = self.now, ttft + tpot * (new - 1)
        self.now += e2e + 0.001
        stamps = [round(ttft + tpot * i, 6) for i in range(new)]
        values = {"ttft": ttft, "e2e": e2e, "tokens": float(new), "new": float(new), "batch": 1.0, "prompt": 128.0,
                  "steps": float(round((new - 1) * truth.steps_per_token))}  # fmt: skip
        return ev.Observation(
            t=self.now, trial=trial, attempt=block, workload=GENERATE, purpose=purpose, block=block,
            round=max(0, round_), index=index, start=start, end=start + e2e, values=values,
            series={"deliveries": stamps, "delivered": [1.0] * new},
        )  # fmt: skip

    def _evaluate(self) -> Iterator[ev.Event]:
        difficulty = [self.rng.gauss(2.9, 0.25) for _ in range(self.quality_items)]
        for trial in self._live():
            truth = self._of(trial)
            yield ev.Phase(t=self.now, trial=trial, name="evaluate", text=SCORE)
            for index, hard in enumerate(difficulty):
                yield self._item(trial, truth, index, hard)
            yield ev.Phase(t=self.now, trial=trial, name="evaluate", state="end", seconds=4.0, text=SCORE)
            text = " a function that returns the number of items in the list" + (
                "" if truth.agree > 0.98 else " list list"
            )
            yield ev.Output(t=self.now, trial=trial, workload=GENERATE, prompt="The len() function is", text=text)

    def _item(self, trial: str, truth: Truth, index: int, hard: float) -> ev.Event:
        self.now += 0.15
        own = truth.nll + (self.rng.gauss(0, 0.1 * truth.nll) if truth.nll else 0.0)
        miss = max(0.0, 1 - truth.agree)
        values = {"nll": (hard + own) * 128, "tokens": 128.0, "bytes": 470.0, "prefill_s": truth.ttft * 3,
                  "kl": own * 0.8 if truth.nll else 0.0,
                  "agree": min(1.0, max(0.0, 1 - miss * self.rng.uniform(0.6, 1.4)))}  # fmt: skip
        return ev.Observation(
            t=self.now, trial=trial, workload=SCORE, purpose="quality", index=index, start=self.now - 0.15,
            end=self.now,
            values=values,
        )  # fmt: skip


def simulate(
    protocol: str = "quick", recipes: tuple[str, ...] = tuple(TRUTH), seed: int = 7, **options: Any
) -> tuple[Study, list[ev.Event]]:
    """(study, events) of a simulated run. `options` go to Simulation; `truth` adds to TRUTH."""
    truth = {**TRUTH, **options.pop("truth", {})}
    plan = study(protocol, recipes, seed)
    return plan, list(Simulation(plan, PROTOCOLS[protocol], truth, **options).events())


def write(path: Path, protocol: str = "quick") -> None:
    """Write the recording as event lines, for tests that replay a stream."""
    _, events = simulate(protocol)
    path.write_text("".join(ev.to_line(e) + "\n" for e in events), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))

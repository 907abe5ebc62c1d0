"""A worker without a model: the same protocol, scripted latencies, delays and failures, for tests and for trying out.

What it does is scripted, see `paretoscope.worker.null_script`.
"""

from __future__ import annotations

import math
import os
import platform
import random
import sys
import time
from dataclasses import asdict
from pathlib import Path

from paretoscope.errors import EXIT_REQUEST, ParetoscopeError
from paretoscope.events import Changed, Failed, Hello, Metric, Output, Phase
from paretoscope.machine import this_machine
from paretoscope.plan import Workload
from paretoscope.worker.channel import Channel, own_pipes
from paretoscope.worker.job import Job
from paretoscope.worker.loop import Turn, observation, run_turn, serve
from paretoscope.worker.null_script import ENV, Clock, Script, fail
from paretoscope.worker.null_trace import scripted_trace
from paretoscope.workload import SAMPLED
from paretoscope.workloads.call import Call
from paretoscope.workloads.replay import Served, replay
from paretoscope.workloads.trace_file import asked


class NullActor:
    """Obeys the commands by the script."""

    def __init__(self, job: Job, script: Script, channel: Channel, clock: Clock) -> None:
        self.job, self.script, self.channel, self.clock = job, script, channel, clock
        self.random = random.Random(f"{job.study.seed}/{job.trial}/{job.attempt}")
        self.turns, self.count = 0, 16

    def prepare(self) -> None:
        """Pretend to load, and to tune."""
        self._phase("load")
        self._metric("memory.floor", self.script.floor, "B")
        self._metric("time.load", self.script.phases.get("load", 0.0), "s")
        if any(s.technique.startswith("tune.") for s in self.job.recipe.steps):
            self._phase("apply")

    def seal(self) -> None:
        """Pretend to apply and warm up."""
        self._phase("apply")
        for step in self.job.recipe.steps:
            self.channel.send(Changed(technique=step.technique, values={"modules": 1}))
        self._metric("time.apply", self.script.phases.get("apply", 0.0), "s")
        self._metric("memory.weights", self.script.weights, "B", source="counted")
        self._phase("warmup")
        for workload in self.job.of_kind("generate", *SAMPLED, "trace"):
            for i in range(2):
                self.channel.observe(observation(workload.text(), "warmup", i, self._call(workload)))

    def turn(self, turn: Turn) -> None:
        """Calls of scripted length."""
        workload = self.job.workload(turn.workload)
        run_turn(self.channel, turn, lambda _: self._call(workload), self._whole)
        self.turns += 1

    def evaluate(self, workload: str, reference: Path | None, write: bool, items: int = 0) -> None:
        """Items of scripted quality, then the metrics over them."""
        self._maybe_fail("phase", "evaluate")
        self.clock.spend(self.script.phases.get("evaluate", 0.0))
        work = self.job.workload(workload)
        self.count = min(items, self.script.data) or min(16, int(work.params.get("items", 16)))
        if write and reference is not None:
            reference.parent.mkdir(parents=True, exist_ok=True)
            reference.write_bytes(b"null")
        if work.kind == "generate":
            self.channel.send(Output(workload=workload, prompt="Once", text=f" upon a time ({self.job.trial})"))
            self._metric("quality.output_length", 64.0, "token", workload)
        elif work.kind == "classify":
            self._items(work, {"correct": self.script.quality.get("accuracy", 0.9)})
            self._metric("quality.accuracy", self.script.quality.get("accuracy", 0.9), "", workload)
        elif work.kind == "embed":
            nearest = self.script.quality.get("nearest", 1.0)
            self._items(work, {"cosine": self.script.quality.get("cosine", 0.95), "same_nearest": nearest})
            self._metric("quality.cosine", self.script.quality.get("cosine", 0.95), "", workload)
        else:
            self._score(work)
        scripted_trace(self.job, workload, self.channel)

    def close(self) -> None:
        """Nothing is held."""

    def _score(self, work: Workload) -> None:
        quality, text = self.script.quality, work.text()
        perplexity = quality.get("perplexity", 12.0)
        means = {
            "nll": math.log(perplexity) * 256,
            "kl": quality.get("kl", 0.0),
            "agree": quality.get("agreement", 1.0),
        }
        self._items(work, {**means, "tokens": 256.0, "bytes": 1024.0})
        context = work.value("context") if work.kind == "score" else work.value("length")
        self._metric(f"quality.perplexity.window{context}", perplexity, "", text)
        self._metric("quality.bits_per_byte", math.log2(perplexity) / 4, "bit", text)
        self._metric("quality.kl", means["kl"], "nat", text)
        self._metric("quality.agreement", means["agree"], "", text)

    def _items(self, work: Workload, values: dict[str, float]) -> None:
        count = self.count if work.kind != "finetune" else 4
        for i in range(count):
            made = Call(self.clock(), self.clock(), self._item(values, i, count), {})
            self.channel.observe(observation(work.text(), "quality", i, made))

    def _item(self, values: dict[str, float], index: int, count: int) -> dict[str, float]:
        """Values that vary between items and keep their mean; the variation is the same in every trial."""
        swing = 1 + 0.05 * (index - (count - 1) / 2) / count
        swing += self.script.spread * (1 if index % 2 else -1)
        exact, whole = {"tokens", "bytes"}, {"correct", "same_nearest"}
        return {
            k: (float(index < round(v * count)) if k in whole else v if k in exact else v * swing)
            for k, v in values.items()
        }

    def _call(self, work: Workload) -> Call:
        """One scripted call."""
        start = self.clock()
        if work.kind == "trace":
            return self._replay(work, start)
        if work.kind != "generate":
            self.clock.spend(self._noisy(self.script.step))
            took = self.clock() - start
            batch = float(work.value("batch"))
            values = {"e2e": took, "samples": batch}
            if work.kind == "finetune":
                values = {"step_time": took, "loss": 2.0 / (1 + self.turns), "tokens": batch * work.value("length")}
            return Call(start, start + took, values, {})
        return self._generate(work, start)

    def _generate(self, work: Workload, start: float) -> Call:
        new, batch = int(work.value("new")), int(work.value("batch"))
        times = [self._noisy(self.script.ttft)]
        gap = self._noisy(self.script.tpot)
        times += [times[0] + gap * i for i in range(1, new)]
        self.clock.spend(times[-1])
        values = {
            "ttft": times[0], "e2e": times[-1], "tokens": new * batch, "steps": new - 1, "new": new, "batch": batch,
            "prompt": int(work.value("prompt")),
        }  # fmt: skip
        return Call(start, start + times[-1], values, {"deliveries": times, "delivered": [1.0] * new})

    def _replay(self, work: Workload, start: float) -> Call:
        """Requests that arrive as the workload says and are served one by one, each as long as a scripted call."""
        requests = asked(work)
        stamps: list[float] = []

        def serve(who: range) -> Served:
            first = self.clock() + self._noisy(self.script.ttft)
            self.clock.spend(first - self.clock() + (requests[who[0]].new - 1) * self._noisy(self.script.tpot))
            stamps.append(self.clock())
            return Served([first], [stamps[-1]])

        log = replay([a.arrival for a in requests], serve, self.clock, self.clock.spend)
        values = {
            "requests": len(requests), "tokens": sum(a.new for a in requests), "span": stamps[-1] - start,
            "busy": log.busy, "batches": len(requests),
        }  # fmt: skip
        series = {**asdict(log), "prompt": [float(a.prompt) for a in requests], "new": [float(a.new) for a in requests]}
        return Call(start, stamps[-1], values, series)

    def _noisy(self, seconds: float) -> float:
        slow = 1.4 if self.turns < self.script.slow_turns else 1.0
        drifted = seconds * (1 + self.script.drift * self.job.attempt) * slow
        return drifted * math.exp(self.random.gauss(0.0, self.script.noise))

    def _whole(self) -> dict[str, float]:
        values = {"memory_peak": self.script.memory, "kv_cache": self.script.kv_cache, "cpu": 0.0}
        if self.script.energy is not None:
            values["energy.gross"] = self.script.energy
        self._maybe_fail("turn", self.turns)
        return values

    def _phase(self, name: str) -> None:
        self.channel.send(Phase(name=name, state="start"))
        self._maybe_fail("phase", name)
        self.clock.spend(self.script.phases.get(name, 0.0))
        self.channel.check()
        self.channel.send(Phase(name=name, state="end", seconds=self.script.phases.get(name, 0.0)))

    def _metric(self, name: str, value: float, unit: str, workload: str = "", source: str = "measured") -> None:
        self.channel.send(Metric(name=name, value=value, unit=unit, workload=workload, n=1, source=source))

    def _maybe_fail(self, where: str, what: object) -> None:
        plan = self.script.fail_at
        if plan.get(where) == what and plan.get("attempt", self.job.attempt) == self.job.attempt:
            fail(str(plan.get("how", "error")))


def main(arguments: list[str]) -> int:
    """Serve one job; returns the exit code."""
    out, commands = own_pipes()
    try:
        job = Job.read(Path(arguments[0]))
        script = Script.of(job.trial, os.environ.get(ENV, ""))
    except (ParetoscopeError, ValueError, IndexError) as error:
        Channel(out, []).send(Failed(code="refused", text=str(error), hint=f"mend the job file or {ENV}"))
        return EXIT_REQUEST
    clock = Clock(script.real_time)
    channel = Channel(out, commands, trial=job.trial, attempt=job.attempt, clock=clock, orphaned=lambda: os._exit(130))
    clock.spend(script.start_delay)
    channel.listen()
    channel.send(
        Hello(
            wall=time.time(), pid=os.getpid(), machine=this_machine().to_dict(), identity=script.identity,
            versions={"python": platform.python_version(), "paretoscope": "null"},
        )
    )  # fmt: skip
    return serve(channel, NullActor(job, script, channel, clock))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

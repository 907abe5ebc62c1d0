"""The real worker's answers to the commands: assemble, warm up, take turns, judge."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from paretoscope.errors import Refused
from paretoscope.meters import compute, mapped, memory
from paretoscope.models.info import ModelInfo
from paretoscope.plan import Workload
from paretoscope.worker.assemble import Assembly
from paretoscope.worker.channel import Channel
from paretoscope.worker.cold import tell_first
from paretoscope.worker.job import Job
from paretoscope.worker.judge import judge, judge_outputs
from paretoscope.worker.loop import Turn, observation, phase, run_turn
from paretoscope.worker.tell import Teller
from paretoscope.workload import SAMPLED
from paretoscope.workloads.call import Timed
from paretoscope.workloads.warmup import warm

if TYPE_CHECKING:
    from paretoscope.models.subject import Subject
    from paretoscope.workloads.finetune import Finetune
    from paretoscope.workloads.make import Made


class Worker:
    """One trial in this process."""

    def __init__(self, job: Job, info: ModelInfo, identity: dict[str, str], channel: Channel) -> None:
        """Check the recipe against model and machine, before anything is loaded. Raises ParetoscopeError."""
        self.job, self.channel, self.tell = job, channel, Teller(channel)
        self.assembly = Assembly(job, info, identity, self.tell)
        self.works: dict[str, Made] = {}
        self.counts: dict[str, dict[str, float]] = {}
        self.train_peak: dict[str, int] = {}
        self._subject: Subject | None = None
        self._cold = True  # nothing was called yet

    @property
    def subject(self) -> Subject:
        """The loaded model. Raises Refused before `prepare`."""
        if self._subject is None:
            raise Refused("the model was not loaded yet", "the study must say prepare first")
        return self._subject

    def prepare(self) -> None:
        """Load, read all workloads' data, apply the tune stage."""
        self.tell.metric("memory.floor", memory.read().rss, "B")
        self._take(self.assembly.load())
        for work in self.job.of_kind("finetune"):
            judge(self.works[work.text()], work.text(), self.tell, end=".before")
        self.assembly.tune(self.subject)

    def seal(self) -> None:
        """Finish training, apply the other stages, warm up."""
        for work in self.job.of_kind("finetune"):
            self._look_into_training(work.text())
            for name, size in self._finetune(work.text()).finish().items():
                self.tell.metric(name, size, "B", work.text(), "counted")
            if work.text() in self.train_peak:
                self.tell.metric("train.memory_peak", self.train_peak[work.text()], "B", work.text())
        before = self.subject
        after = self.assembly.finish(before)
        if after is not before:
            self._take(after)
        memory.give_back()
        mapped.release()
        self.tell.metric("memory.weights", compute.held_bytes(self.subject.model), "B", source="counted")
        with phase(self.channel, "warmup"):
            for work in self.job.of_kind("generate", *SAMPLED, "trace"):
                self._warm(work.text())
        for name, size in zip(("memory.pss", "memory.uss"), memory.unique() or (), strict=False):
            self.tell.metric(name, size, "B")
        if "time.compile" in self.subject.stats:
            self.tell.metric("time.compile", self.subject.stats["time.compile"], "s")

    def turn(self, turn: Turn) -> None:
        """Measure one turn of a timed workload, or of training."""
        workload = self._timed(turn.workload)
        window, began = memory.Window(self.job.study.device), time.process_time()
        totals = dict(self.subject.stats)

        def whole() -> dict[str, float]:
            cpu = time.process_time() - began
            return {**window.values(), "cpu": cpu, "kv_cache": float(workload.kv_cache)}

        run_turn(self.channel, turn, workload.call, whole, between=window.look)
        self._count(turn.workload, totals, window.peak)

    def evaluate(self, workload: str, reference: Path | None, write: bool, items: int = 0) -> None:
        """Judge quality, or show outputs and count what a token costs. `items`: so many instead of the planned."""
        work = self.works[self.job.workload(workload).text()] if not items else self._larger(workload, items)
        if not self.assembly.info.weights:
            self.tell.missing("quality.perplexity", "the weights are random", workload=workload)
        elif self.job.workload(workload).kind == "generate":
            if self._leads(self.job.workload(workload)):
                judge_outputs(self.subject, self.job.workload(workload), self.job.study.seed, self.tell)
        else:
            judge(work, workload, self.tell, reference, write)
        if not items and self.job.workload(workload).kind in ("generate", *SAMPLED):
            self._costs(workload)
            self._trace(workload)

    def _leads(self, work: Workload) -> bool:
        """Whether no earlier workload of a sweep shows the same outputs: they depend on the text, not on lengths."""
        same = (w for w in self.job.of_kind("generate") if w.value("text") == work.value("text"))
        return next(same).text() == work.text()

    def close(self) -> None:
        """Undo what techniques hooked in, last first."""
        for closer in reversed(self.subject.closers if self._subject else []):
            closer()

    def _take(self, subject: Subject) -> None:
        """A freshly loaded model: make the workloads on it, reading their data."""
        from paretoscope.workloads.make import make

        self._subject = subject
        self.works = {w.text(): make(subject, w, self.job.study.seed) for w in self.job.study.workloads}

    def _larger(self, workload: str, items: int) -> Made:
        """The workload with more items than planned; its name stays."""
        from paretoscope.workloads.make import make

        planned = self.job.workload(workload)
        return make(self.subject, replace(planned, params={**planned.params, "items": items}), self.job.study.seed)

    def _finetune(self, name: str) -> Finetune:
        from paretoscope.workloads.finetune import Finetune

        work = self.works[name]
        assert isinstance(work, Finetune)
        return work

    def _warm(self, name: str) -> None:
        from paretoscope.workloads.trace import Trace

        work = self._timed(name)
        if isinstance(work, Trace):  # a replay waits for its arrivals: its requests are served without
            work.check, work = self.channel.check, work.warming()
        for index, made in enumerate(warm(work)):
            if self._cold:
                self._cold = False
                tell_first(self.tell, made, bool(self.job.of_kind("finetune")))
            self.channel.observe(observation(name, "warmup", index, made))
            self.channel.check()

    def _timed(self, name: str) -> Timed:
        from paretoscope.workloads.harness import Harness
        from paretoscope.workloads.score import Score

        work = self.works[self.job.workload(name).text()]
        if isinstance(work, Score | Harness):
            raise Refused(f"{name} takes no turns, it is evaluated", "the study and the worker differ in version")
        return work

    def _count(self, name: str, before: dict[str, float], peak: int) -> None:
        """Keep what techniques counted during this workload's turns, and training's peak."""
        own = self.counts.setdefault(name, {})
        for key, total in self.subject.stats.items():
            own[key] = own.get(key, 0.0) + total - before.get(key, 0.0)
        if self.job.workload(name).kind == "finetune":
            self.train_peak[name] = max(peak, self.train_peak.get(name, 0))

    def _costs(self, name: str) -> None:
        """FLOPs and bytes of a token or a sample, KV cache, and how well drafts were accepted."""
        from paretoscope.worker.costs import tell_costs

        tell_costs(self.works[name], name, self.tell)
        for key, value in replace(self.subject, stats=self.counts.get(name, {})).rates().items():
            self.tell.metric(key, value, "" if key.endswith("acceptance") else "token", name, "counted")

    def _look_into_training(self, name: str) -> None:
        """What a step costs and, where nothing else is traced, where its time goes; moves no weight any more."""
        from paretoscope.analysis.inside import path_of
        from paretoscope.worker.costs import tell_step

        made = self._finetune(name)
        made.complete()
        tell_step(made, name, self.tell)
        others = self.job.of_kind("generate", *SAMPLED)
        if self.job.study.trace and not others and not path_of(self.job.folder, self.job.trial).is_file():
            self._traced(made, name)

    def _trace(self, name: str) -> None:
        """Where the time goes in the first timed workload, where the study asks for it; apart from all timing."""
        if self.job.study.trace and name == self.job.of_kind("generate", *SAMPLED)[0].text():
            self._traced(self.works[name], name)

    def _traced(self, made: Made, name: str) -> None:
        from paretoscope.worker.traced import trace_trial

        with phase(self.channel, "trace", name):
            trace_trial(self.job, self.subject, made, name, self.tell)

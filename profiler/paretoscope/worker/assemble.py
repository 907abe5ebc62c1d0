"""Load the model and apply the recipe's techniques, or take them from the artefact cache; told as events."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from paretoscope.events import Artefact
from paretoscope.meters import memory
from paretoscope.models import builtin
from paretoscope.models.identity import digest
from paretoscope.models.info import ModelInfo
from paretoscope.techniques.base import Change, Context
from paretoscope.worker import build
from paretoscope.worker.cache import WORTH, Cache, Damaged, key, prefix
from paretoscope.worker.job import Job
from paretoscope.worker.loop import phase
from paretoscope.worker.process import versions
from paretoscope.worker.tell import Teller

if TYPE_CHECKING:
    from paretoscope.models.subject import Subject


class Assembly:
    """From a checked recipe to the subject that is measured."""

    def __init__(self, job: Job, info: ModelInfo, identity: dict[str, str], tell: Teller) -> None:
        """Check the recipe. Raises Refused, RefusedAll, Unavailable."""
        self.job, self.info, self.identity, self.tell = job, info, identity, tell
        self.plan = build.planned(job.recipe, info, job.study.device)
        channel = tell.channel
        self.context = Context(
            seed=job.study.seed, calibration=self._calibration(), report=tell.progress, cancelled=channel.cancelled,
            warn=tell.warn,
        )  # fmt: skip
        self._whole = build.whole([*job.study.recipes, job.recipe])
        self._apply_seconds = 0.0
        self._hit = False

    def load(self) -> Subject:
        """The model as its folder says; load time and the peak of loading are told."""
        from paretoscope.models.load import load

        study = self.job.study
        with phase(self.tell.channel, "load"):
            began, window = self.tell.channel.clock(), memory.Window(study.device)
            subject = load(
                self.info, device=study.device, dtype=study.dtype, trust=study.trust,
                random_weights=study.random_weights, seed=study.seed,
            )  # fmt: skip
            subject.whole = self._whole
            self.tell.metric("time.load", self.tell.channel.clock() - began, "s")
            self.tell.metric("memory.load_peak", window.peak, "B")
        return subject

    def tune(self, subject: Subject) -> None:
        """Apply what acts before training."""
        self._apply(subject, build.tuned(self.plan))

    def finish(self, subject: Subject) -> Subject:
        """Apply the rest; returns the subject, loaded anew when an artefact turned out to be damaged."""
        window = memory.Window(self.job.study.device)
        steps = build.rest(self.plan)
        front = prefix(self.plan)
        if front and self.job.cache is not None:
            subject = self._front(subject, front, Cache(self.job.cache, self.tell.warn))
            steps = steps[len(front) :]
        self._apply(subject, steps)
        self._tell_times(window.peak)
        subject.whole = self._whole
        return subject

    def _front(self, subject: Subject, front: list[build.Planned], cache: Cache) -> Subject:
        """The cached part of the recipe: restored, or applied and kept when it was slow."""
        name = key(front, self._facts())
        try:
            found = cache.restore(name, subject, front)
        except Damaged:
            found, subject = None, self.load()
        if found is not None:
            self._hit = True
            self.tell.channel.send(Artefact(name=name, hit=True, text=" + ".join(p.step.text() for p in front)))
            for step, values in zip(front, found, strict=True):
                self.tell.changed(step.card.id, values)
            return subject
        before = self._apply_seconds
        changed = self._apply(subject, front)
        seconds = self._apply_seconds - before
        if seconds >= WORTH and cache.store(name, subject, front, changed, seconds):
            self.tell.channel.send(Artefact(name=name, text=" + ".join(p.step.text() for p in front)))
        return subject

    def _apply(self, subject: Subject, steps: list[build.Planned]) -> list[dict[str, Any]]:
        """Apply with a phase for each technique; what each changed."""
        made: list[dict[str, Any]] = []

        def told(one: build.Planned, change: Change) -> None:
            made.append(change.to_dict())
            self.tell.changed(one.card.id, made[-1])

        for one in steps:
            began = self.tell.channel.clock()
            with phase(self.tell.channel, "apply", one.card.id):
                build.apply(subject, [one], self.context, told)
            self._apply_seconds += self.tell.channel.clock() - began
        return made

    def _tell_times(self, peak: int) -> None:
        if not self.plan:
            return
        if self._hit:
            why = "the result was taken from the cache: `paretoscope cache clear` makes it again"
            self.tell.missing("time.apply", why, "s")
        else:
            self.tell.metric("time.apply", self._apply_seconds, "s")
            self.tell.metric("memory.apply_peak", peak, "B")

    def _calibration(self) -> Path | None:
        given = self.job.study.calibration
        if given:
            return Path(given).expanduser()
        own = self.info.path / "data" / "calibration.txt"
        return own if own.is_file() else builtin.data("calibration.txt")

    def _facts(self) -> dict[str, Any]:
        study, text = self.job.study, self.context.calibration
        return {
            "model": self.identity, "calibration": digest(text) if text and text.is_file() else "",
            "seed": study.seed, "device": study.device, "dtype": study.dtype or self.info.dtype,
            "versions": versions(), "random": study.random_weights,
        }  # fmt: skip

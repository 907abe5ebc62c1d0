"""`python -m paretoscope.worker.export_job JOBFILE OUT`: build a trial's model again and write it to a folder.

Speaks the event stream like any worker: phases, progress, one Metric with the quality before and after, Done or Failed.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from paretoscope.events import Artefact, Metric, Progress, Warned
from paretoscope.worker.channel import Channel
from paretoscope.worker.job import Job
from paretoscope.worker.loop import phase
from paretoscope.worker.once import once


def export(channel: Channel, job: Job, out: Path) -> None:
    """Load, apply, write, load again, compare. Raises ParetoscopeError."""
    from paretoscope.models.identity import identity
    from paretoscope.models.inspect import inspect
    from paretoscope.models.load import load
    from paretoscope.worker import build
    from paretoscope.worker import export as exports

    info, study = inspect(job.model), job.study
    plan = build.planned(job.recipe, info, study.device)
    kept = exports.stored(plan)
    context = _context(channel, job)
    with phase(channel, "load"):
        subject = load(info, device=study.device, dtype=study.dtype, trust=study.trust, seed=study.seed)
    with phase(channel, "apply"):
        build.apply(subject, build.tuned(kept), context, lambda *_: None)
        train(channel, job, subject)
        build.apply(subject, build.rest(kept), context, lambda *_: None)
    with phase(channel, "persist"):
        about = {"recipe": job.recipe.text(), "dtype": _dtype(subject), "base": identity(info), "versions": _versions()}
        exports.write(subject, kept, out, about)
    with phase(channel, "evaluate"):
        build.apply(subject, plan[len(kept) :], context, lambda *_: None)
        one, two = exports.same_quality(subject, exports.reload(out, device=study.device), _judge(study.seed))
    channel.send(Metric(name="export.measured", value=one, unit="nat", n=1, source="measured"))
    channel.send(Metric(name="export.reloaded", value=two, unit="nat", n=1, source="measured"))
    channel.send(Artefact(name="export", path=str(out)))


def _context(channel: Channel, job: Job) -> Any:
    from paretoscope.models.builtin import data
    from paretoscope.techniques.base import Context

    return Context(
        seed=job.study.seed,
        calibration=Path(job.study.calibration) if job.study.calibration else data("calibration.txt", job.model),
        report=lambda name, done, total, text: channel.send(Progress(name=name, done=done, total=total, text=text)),
        cancelled=channel.cancelled,
        warn=lambda code, text, hint: channel.send(Warned(code=code, text=text, hint=hint)),
    )


def train(channel: Channel, job: Job, subject: Any) -> None:
    """A study with a finetune workload trained each trial: do it again, step by step, with the same data."""
    from paretoscope.workloads.finetune import Finetune

    for work in (w for w in job.study.workloads if w.kind == "finetune"):
        training = Finetune(subject, work, job.study.seed)
        for step in range(training.steps):
            channel.check()
            training.call(step)
            channel.send(Progress(name="finetune", done=step + 1, total=training.steps, text="steps"))
        training.finish()


def _judge(seed: int) -> Any:
    """Negative log-likelihood of the same inputs, nat per token, or the mean logit for what has no tokenizer."""

    def judge(subject: Any) -> float:
        """The quality that is held against the one measured before."""
        import torch

        from paretoscope.plan import Workload
        from paretoscope.workloads.score import Score

        if subject.tokenizer is not None and subject.task in ("causal_lm", "seq2seq"):
            size = min(512, subject.info.context or 512)
            work = Workload("score", {"context": size, "stride": size // 4, "items": 4})
            values = [v for _, v in Score.of(subject, work).judge()]
            return sum(v["nll"] for v in values) / sum(v["tokens"] for v in values)
        made = _forward(subject, torch.Generator().manual_seed(seed))
        return float(made.float().abs().mean())

    return judge


def _forward(subject: Any, generator: Any) -> Any:
    import torch

    config = subject.info.config
    if subject.task == "image_classification":
        shape = (4, config.get("num_channels", 3), config["image_size"], config["image_size"])
        return subject.model(torch.randn(shape, generator=generator).to(subject.model.dtype)).logits
    ids = torch.randint(0, subject.info.vocabulary, (2, 64), generator=generator)
    made = subject.model(input_ids=ids)
    return made.logits if hasattr(made, "logits") else made.last_hidden_state


def _versions() -> dict[str, str]:
    from importlib.metadata import version

    return {name: version(name) for name in ("paretoscope", "torch", "transformers", "safetensors")}


def _dtype(subject: Any) -> str:
    """The dtype of most floating-point parameters."""
    sizes: dict[str, int] = {}
    for p in subject.model.parameters():
        if p.is_floating_point():
            sizes[str(p.dtype)] = sizes.get(str(p.dtype), 0) + p.numel()
    return max(sizes, key=lambda k: sizes[k], default="torch.float32").removeprefix("torch.")


if __name__ == "__main__":
    sys.exit(once(sys.argv[1:], export))

"""From a checked study to a finished folder: what `run`, `resume` and `demo` have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from paretoscope.analysis.results import Results
from paretoscope.errors import BadStudy
from paretoscope.events import Event
from paretoscope.models.identity import identity
from paretoscope.models.info import ModelInfo
from paretoscope.store import artefacts, recent
from paretoscope.store.folder import StudyFolder
from paretoscope.store.keep import Keeper
from paretoscope.study import predicted
from paretoscope.study.ceilings import known
from paretoscope.study.checks import Checked
from paretoscope.study.hub import Limits
from paretoscope.study.runner import Options, Runner


@dataclass(frozen=True, kw_only=True)
class Launch:
    """How a study is run: see Options for the flags. `began`: when the command was started, monotonic s."""

    resume: bool = False
    retry: bool = False
    accept_changes: bool = False
    commands: bool = False
    detached: bool = False
    timeout: float = 0.0
    began: float | None = None


def launch(
    checked: Checked, path: Path, how: Launch, *, shown: Callable[[Runner], Callable[[Event], None]] | None = None,
    echo: Callable[[str], None] | None = None,
) -> tuple[int, Results | None]:  # fmt: skip
    """Run a new study, or go on with a stored one; the exit code and the results.

    Args:
        shown: makes the listener that shows progress.

    Raises:
        Cancelled, StorageFull, Refused, BaselineLost: as they say; what is stored stays.
    """
    folder = StudyFolder(path.absolute())
    if not how.resume:
        folder.check_free()
    made = options(checked, how)  # reads the whole model: the folder is not taken before, lest another run takes it too
    if not how.resume:
        folder.create(checked.study)
    elif not folder.events.is_dir():
        raise BadStudy(f"{folder.path} was never begun", "run it with `paretoscope run`")
    recent.remember(folder.path)
    keeper = Keeper(folder, checked.study, checked.catalog)
    runner = Runner(folder, checked.study, made, echo=echo, keep=keeper.keep)
    if shown is not None:
        runner.listeners = (shown(runner),)
    try:
        return runner.run(), keeper.results
    finally:
        keeper.close()


def options(checked: Checked, how: Launch) -> Options:
    """What the runner needs beside the study."""
    cache = artefacts.folder()
    base = Limits()
    limits = Limits(turn=how.timeout, work=how.timeout, grace=base.grace) if how.timeout > 0 else base
    return Options(
        model=checked.info.path, identity=identity(checked.info, cache / "hashes.json"),
        facts=facts(checked.info), told=predicted.metrics(checked.study, checked.info),
        memory=checked.estimate.crew or checked.estimate.memory, limit=checked.limit, expected=checked.estimate.steps,
        cache=cache, retry=how.retry, accept_changes=how.accept_changes, commands=how.commands,
        detached=how.detached, limits=limits, ceilings=known(checked.study), began=how.began,
    )  # fmt: skip


def facts(info: ModelInfo) -> dict[str, Any]:
    """What reports say of the model."""
    names = (
        "architecture",
        "model_type",
        "task",
        "dtype",
        "layers",
        "hidden",
        "heads",
        "kv_heads",
        "ffn",
        "vocabulary",
    )
    sizes = {"head_dim": info.head_size, "parameters": info.parameters, "bytes": info.bytes}
    return {**{n: getattr(info, n) for n in names}, **sizes}

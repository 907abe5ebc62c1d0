"""What a path that was dropped, browsed to or named on the command line is: a model folder, a study file or folder."""

from __future__ import annotations

from dataclasses import dataclass
from os.path import expanduser
from pathlib import Path

from paretoscope.errors import BadModel, ParetoscopeError
from paretoscope.models.info import ModelInfo
from paretoscope.plan import Study
from paretoscope_gui.i18n import tr


@dataclass(frozen=True, kw_only=True)
class Opened:
    """What was found. `model` is what a study would name; `study` and `folder` when it was one.

    `problem` holds a trouble that does not stop the rest: a study whose model is gone can still be read.
    """

    model: str
    info: ModelInfo | None = None
    study: Study | None = None
    folder: Path | None = None
    problem: ParetoscopeError | None = None


def look(name: str) -> Opened:
    """Read a path or `builtin:NAME` without loading any weights; may take a while on slow disks.

    Raises:
        BadModel: there is nothing, or no model that can be read. BadStudy, Refused: a study that cannot be read.
    """
    path = Path(expanduser(name))
    if not name.startswith("builtin:"):
        for folder in (path, path.parent, path.parent.parent):
            if (folder / "study.toml").is_file() and (folder == path or _of_a_study(path, folder)):
                return _study(folder / "study.toml", folder)
        if path.suffix == ".toml":
            return _study(path, None)
        if path.is_file():
            return _file(path)
    return Opened(model=_name(name), info=_inspect(name))


def _of_a_study(path: Path, folder: Path) -> bool:
    """Whether a path is a part of a study folder: its reports or one of them, its events, its results."""
    return path.relative_to(folder).parts[0] in ("reports", "events", "results.json", "study.sqlite")


def _file(path: Path) -> Opened:
    if path.name == "config.json" or path.suffix == ".safetensors":
        return look(str(path.parent))
    raise BadModel(
        tr("{name} is neither a model folder nor a study.", name=path.name),
        tr(
            "Drop the folder that holds config.json and the .safetensors files, a study file (.toml) or a study folder."
        ),
    )


def _study(file: Path, folder: Path | None) -> Opened:
    study = Study.read(file)
    try:
        info = _inspect(study.model)
    except ParetoscopeError as error:
        return Opened(model=study.model, study=study, folder=folder, problem=error)
    return Opened(model=study.model, info=info, study=study, folder=folder)


def _inspect(name: str) -> ModelInfo:
    from paretoscope.models import builtin, inspect  # read when the first model is opened, not for the first paint

    found = inspect.inspect(builtin.resolve(name))
    _ = found.alike  # which every page asks for; of a model with thousands of experts it takes a while
    return found


def _name(name: str) -> str:
    return name if name.startswith("builtin:") else str(Path(expanduser(name)).resolve())

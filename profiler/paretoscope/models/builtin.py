"""The models that ship with the program, and how a model's name becomes a folder."""

from __future__ import annotations

from importlib.resources import files
from os.path import expanduser
from pathlib import Path

from paretoscope.errors import BadModel

PREFIX = "builtin:"
NAMES = ("demo-lm", "demo-draft", "demo-vit")


def path(name: str) -> Path:
    """Folder of a built-in model: inside the installed package, or assets/models of a checkout.

    Raises:
        BadModel: there is no such built-in model.
    """
    if name not in NAMES:
        raise BadModel(f"there is no built-in model {name!r}", "built-in models are " + ", ".join(NAMES))
    found = _folder(name)
    if found is None or not (found / "config.json").is_file():
        raise BadModel(f"the built-in model {name} is not in this installation", "install Paretoscope again")
    return found


def resolve(name: str) -> Path:
    """`builtin:NAME`, or a folder path with ~ expanded. Raises BadModel for an unknown built-in, or no name at all."""
    if not name.strip():
        raise BadModel("no model is named", "give a folder, or builtin:demo-lm")
    if name.startswith(PREFIX):
        return path(name.removeprefix(PREFIX))
    return Path(expanduser(name))


def data(name: str, model: Path | None = None) -> Path | None:
    """A packaged data file: of the model's own `data` folder, else of demo-lm; None when neither has it."""
    folders = [f / "data" for f in (model, _folder("demo-lm")) if f is not None]
    return next((f / name for f in folders if (f / name).is_file()), None)


def _folder(name: str) -> Path | None:
    """Inside the installed package, else in the checkout that this file lies in."""
    packaged = Path(str(files("paretoscope"))) / "assets" / "models"
    checkout = Path(__file__).resolve().parents[3] / "assets" / "models"
    return next((root / name for root in (packaged, checkout) if (root / name).is_dir()), None)

"""Write a recipe's model to a folder that loads and runs by itself, and prove it by loading it again.

The folder holds config, tokenizer, one safetensors file with the state after the last persistent technique,
`recipe.toml` (format, recipe, structure, origin, versions), and `run.py`. No pickle. What is not in the weights
(dtype, cache, decoding, dynamic quantization) is applied again when the folder is loaded.
"""

from __future__ import annotations

import json
import shutil
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paretoscope.errors import BadModel, Refused, TrialFailed
from paretoscope.models.inspect import inspect
from paretoscope.models.load import load
from paretoscope.plan import Recipe, Step
from paretoscope.techniques.base import Context
from paretoscope.worker import build
from paretoscope.worker.build import Planned
from paretoscope.worker.cache import load_state, plain_state

if TYPE_CHECKING:
    from paretoscope.models.subject import Subject

FORMAT = 1
RECIPE = "recipe.toml"
WEIGHTS = "model.safetensors"


def stored(plan: Sequence[Planned]) -> list[Planned]:
    """The part of a recipe whose result lies in the weights: up to its last persistent technique.

    Raises:
        Refused: a technique that cannot be stored stands before one that can.
    """
    lasting = [p.card.persistent or p.card.stage in ("data", "tune") for p in plan]
    last = len(lasting) - lasting[::-1].index(True) if any(lasting) else 0
    if not all(lasting[:last]):
        name = plan[lasting.index(False)].card.id
        raise Refused(f"{name} lives in memory only and stands before a stored technique", f"export without {name}")
    return list(plan[:last])


def write(subject: Subject, plan: Sequence[Planned], folder: Path, about: Mapping[str, Any]) -> None:
    """Write the subject as it is now, after the techniques of `plan` that are stored.

    Args:
        plan: the stored techniques, already applied to `subject`.
        about: recipe (text of the whole recipe), dtype, base (name to SHA-256), versions.

    Raises:
        TrialFailed: the state is more than plain tensors.
        OSError: no room or no permission.
    """
    from safetensors.torch import save_file

    split = plain_state(subject)
    if split is None:
        raise TrialFailed("the model's state holds more than plain tensors", "leave out the last weight technique")
    state, aliases = split
    model: Any = subject.model
    model.config.save_pretrained(folder)
    if getattr(model, "generation_config", None) is not None:
        model.generation_config.save_pretrained(folder)
    if subject.tokenizer is not None:
        subject.tokenizer.save_pretrained(folder)
    for extra in ("preprocessor_config.json", "NOTICE", "data/NOTICE"):
        if (subject.info.path / extra).is_file():
            shutil.copy(subject.info.path / extra, folder)
    save_file(state, folder / WEIGHTS, metadata={"format": "pt"})
    structure = [{"technique": p.step.text(), "meta": p.technique.persist(subject)} for p in plan if p.card.persistent]
    _write_recipe(folder / RECIPE, {"format": FORMAT, **about}, {"structure": structure, "aliases": aliases})
    shutil.copy(str(files("paretoscope.worker").joinpath("exported_run.py")), folder / "run.py")


def reload(folder: Path, *, whole: bool = True, device: str = "cpu") -> Subject:
    """Load an exported folder.

    Args:
        whole: also apply what is not in the weights, so that it runs as it was measured.

    Raises:
        BadModel: no export, written by a newer program, or damaged.
    """
    about, structure = read_recipe(folder)
    info = replace(inspect(folder), dtype=about["dtype"], weights=False)
    subject = load(info, device=device, random_weights=True)
    for one in structure["structure"]:
        build.make(Recipe.parse(one["technique"]).steps[0]).restore(subject, one["meta"])
    load_state(subject, _weights(folder / WEIGHTS), structure["aliases"])
    subject.model.to(device).requires_grad_(False).eval()
    if whole:
        done = {Recipe.parse(one["technique"]).steps[0].technique for one in structure["structure"]}
        recipe = Recipe(tuple(s for s in Recipe.parse(about["recipe"]).steps if s.technique not in done))
        apply_rest(subject, recipe, Context())
    return subject


def apply_rest(subject: Subject, recipe: Recipe, context: Context) -> None:
    """Apply what is not in the weights; the tune stage has left its result there. Raises ParetoscopeError."""
    known = build.own_catalog().entries
    steps: tuple[Step, ...] = tuple(s for s in recipe.steps if known[s.technique].card.stage not in ("data", "tune"))
    build.build(subject, Recipe(steps), context)


def read_recipe(folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """(about, structure) of an exported folder. Raises BadModel."""
    try:
        body = tomllib.loads((folder / RECIPE).read_text(encoding="utf-8"))
        format_, structure = body["format"], json.loads(body["structure"])
    except (OSError, ValueError, KeyError) as error:
        raise BadModel(f"{folder.name} is no export of this program: {error}", "give an exported folder") from error
    if format_ != FORMAT:
        raise BadModel(f"the export has format {format_}, this program knows {FORMAT}", "update this program")
    return body, structure


def same_quality(first: Subject, second: Subject, judge: Callable[[Subject], float]) -> tuple[float, float]:
    """Judge both; the two values.

    Raises:
        TrialFailed: they differ by more than 0.1 %, so the export is not the model that was measured.
    """
    one, two = judge(first), judge(second)
    if abs(one - two) > 1e-3 * max(abs(one), 1e-9):
        raise TrialFailed(f"the reloaded model scores {two:.6g}, the measured one {one:.6g}", "do not use this export")
    return one, two


def _weights(file: Path) -> dict[str, Any]:
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    try:
        return dict(load_file(file))
    except (OSError, SafetensorError) as error:
        raise BadModel(f"{file.name} is damaged: {error}", "export again") from error


def _write_recipe(file: Path, about: Mapping[str, Any], structure: Mapping[str, Any]) -> None:
    """TOML for people, with the structure as one JSON text; written by hand, as a worker need not have tomli_w."""
    lines = [f"{k} = {json.dumps(v, ensure_ascii=False)}" for k, v in about.items() if not isinstance(v, Mapping)]
    lines.append(f"structure = {json.dumps(json.dumps(structure))}")
    for table, body in ((k, v) for k, v in about.items() if isinstance(v, Mapping)):
        lines += [
            "",
            f"[{table}]",
            *(f"{json.dumps(k)} = {json.dumps(v, ensure_ascii=False)}" for k, v in body.items()),
        ]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")

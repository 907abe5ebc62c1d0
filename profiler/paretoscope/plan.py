"""What is to be measured: recipes, workloads, protocol, study. Parsed, validated, round-tripped to TOML and JSON.

A recipe on the command line: `prune.wanda:sparsity=0.5 + quantize.int8_dynamic`, split on " + ", then at the first
":", then at ","; a value may be quoted.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from paretoscope.errors import BadStudy, Refused
from paretoscope.params import ParamInfo, Scalar

SCHEMA = 1
BASELINE = "baseline"


@dataclass(frozen=True)
class Step:
    """One technique of a recipe with the parameters that were given (the others keep their defaults)."""

    technique: str
    params: dict[str, Scalar] = field(default_factory=dict)

    def text(self) -> str:
        """As it is written on the command line."""
        body = ",".join(f"{k}={_write(v)}" for k, v in sorted(self.params.items()))
        return f"{self.technique}:{body}" if body else self.technique


@dataclass(frozen=True)
class Recipe:
    """An ordered stack of techniques; the empty one is the baseline."""

    steps: tuple[Step, ...] = ()

    def text(self) -> str:
        """As it is written on the command line; "baseline" when empty."""
        return " + ".join(s.text() for s in self.steps) or BASELINE

    @property
    def id(self) -> str:
        """Name of its trial: readable, safe as a file name, the same in every run."""
        text = self.text()
        if not any(s.params for s in self.steps) and len(text) <= 60:
            return text.replace(" + ", "+")
        slug = re.sub(r"[^A-Za-z0-9.=-]+", "_", text)[:60]
        return f"{slug}-{hashlib.sha256(text.encode()).hexdigest()[:6]}"

    @classmethod
    def parse(cls, text: str) -> Recipe:
        """Read the command line's form.

        Raises:
            Refused: an empty step, a parameter without value, or an unbalanced quote.
        """
        if text.strip() in ("", BASELINE):
            return cls()
        return cls(tuple(_step(part) for part in _split(text, " + ")))


@dataclass(frozen=True)
class Workload:
    """What the model is made to do while it is measured. `kind` is a key of WORKLOADS."""

    kind: str
    params: dict[str, Scalar] = field(default_factory=dict)

    def text(self) -> str:
        """As on the command line; also the workload's name in results."""
        return Step(self.kind, self.params).text()

    def value(self, name: str) -> Any:
        """A parameter's value, or its default."""
        default = next(p.default for p in WORKLOADS[self.kind] if p.name == name)
        return self.params.get(name, default)

    @classmethod
    def parse(cls, text: str) -> Workload:
        """Read `generate:prompt=128,new=64` and check it.

        Raises:
            Refused: unknown workload or parameter, wrong type or range.
        """
        step = _step(text)
        return cls(step.technique, step.params).checked()

    def checked(self) -> Workload:
        """Itself with typed parameters. Raises Refused."""
        if self.kind not in WORKLOADS:
            raise Refused(f"unknown workload {self.kind!r}", "workloads are " + ", ".join(WORKLOADS))
        return replace(self, params=checked_params(self.params, WORKLOADS[self.kind], f"workload {self.kind}"))


def _p(
    name: str, default: Scalar, help_: str, unit: str = "", low: float | None = None, high: float | None = None
) -> ParamInfo:
    kind = type(default).__name__
    return ParamInfo(name=name, type=kind, default=default, help=help_, unit=unit, low=low, high=high)


WORKLOADS: dict[str, tuple[ParamInfo, ...]] = {
    "generate": (
        _p("prompt", 128, "length of each prompt", "token", 1, 1_000_000),
        _p("new", 64, "tokens generated after each prompt", "token", 2, 1_000_000),
        _p("batch", 1, "prompts generated together", "sequence", 1, 4096),
        _p("text", "", "UTF-8 file the prompts are cut from; empty: the packaged text"),
    ),
    "score": (
        _p("text", "", "UTF-8 text, or .jsonl items with context and answer; empty: the packaged text"),
        _p("context", 1024, "tokens of a window, prefilled and scored together", "token", 8, 1_000_000),
        _p("stride", 256, "tokens at the end of a window that are scored step by step", "token", 1, 1_000_000),
        _p("items", 16, "windows at most", "window", 1, 100_000),
    ),
    "classify": (
        _p("data", "", "labelled examples (.safetensors images, .jsonl texts); empty: the packaged ones"),
        _p("batch", 8, "examples classified together", "sample", 1, 4096),
        _p("items", 256, "examples whose answers are judged, at most", "sample", 1, 1_000_000),
    ),
    "finetune": (
        _p("data", "", "UTF-8 text to train on; empty: the packaged text"),
        _p("steps", 30, "optimizer steps", "step", 1, 1_000_000),
        _p("batch", 4, "sequences of a step", "sequence", 1, 4096),
        _p("length", 256, "tokens of a sequence", "token", 8, 1_000_000),
    ),
}


@dataclass(frozen=True)
class Protocol:
    """How long and how often is measured. A turn lasts at least seconds / rounds and has count / rounds calls.

    Attributes:
        seconds: least time of all valid turns of a trial on a timed workload, s.
        count: least number of observations.
        rounds: least number of rounds over all blocks, the n of every interval.
        blocks: restarts of the workers, so that process-to-process variation is in the interval.
        preliminary: results are marked so and never enter a gate.
    """

    name: str
    seconds: float
    count: int
    rounds: int
    blocks: int = 1
    preliminary: bool = False


PROTOCOLS = {
    p.name: p
    for p in (
        Protocol("glance", 3.0, 10, 4, 1, True),
        Protocol("quick", 10.0, 30, 8, 1),
        Protocol("standard", 60.0, 64, 40, 2),
        Protocol("strict", 600.0, 662, 400, 4),
    )
}


@dataclass(frozen=True)
class Study:
    """One model x many recipes x workloads, with a protocol. The baseline is always there and first.

    `model` is a path or `builtin:NAME`. `budget` in s, 0 = none. `threads` 0 = physical cores available.
    `python` is the interpreter of the workers, empty = this one. `memory` in B, 0 = 80 % of what is free.
    `calibration` is a UTF-8 file for techniques that need calibration text, empty = the packaged one.
    `trust` names what the user consents to: "remote_code", "pickle". `random_weights` permits a config without weights.
    """

    model: str
    recipes: tuple[Recipe, ...] = (Recipe(),)
    workloads: tuple[Workload, ...] = ()
    protocol: str = "quick"
    seed: int = 0
    budget: float = 0.0
    device: str = "cpu"
    dtype: str = ""
    threads: int = 0
    python: str = ""
    memory: int = 0
    trust: tuple[str, ...] = ()
    calibration: str = ""
    random_weights: bool = False
    accept_estimates: bool = False
    name: str = ""

    def __post_init__(self) -> None:
        """Put the baseline first and drop repeated recipes."""
        unique = dict.fromkeys((BASELINE, *(r.text() for r in self.recipes)))
        by_text = {r.text(): r for r in (Recipe(), *self.recipes)}
        object.__setattr__(self, "recipes", tuple(by_text[t] for t in unique))

    @property
    def trials(self) -> dict[str, Recipe]:
        """Trial id to recipe, in the order given, the baseline first."""
        return {r.id: r for r in self.recipes}

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON; the inverse of from_dict."""
        body = asdict(self)
        body["recipes"] = [r.text() for r in self.recipes]
        body["workloads"] = [w.text() for w in self.workloads]
        return {"schema": SCHEMA, **body, "trust": list(self.trust)}

    def to_toml(self) -> str:
        """The text of a study file."""
        import tomli_w  # only the study process writes study files; the worker need not have it

        return tomli_w.dumps(self.to_dict())

    @classmethod
    def from_dict(cls, body: dict[str, Any]) -> Study:
        """Read plain data.

        Raises:
            BadStudy: newer schema, unknown or mistyped field.
            Refused: a recipe or workload that cannot be read.
        """
        if body.get("schema", SCHEMA) != SCHEMA:
            raise BadStudy(
                f"the study has schema {body['schema']}, this program knows {SCHEMA}",
                "open it with the program that wrote it, or update this one",
            )
        fields_ = {k: v for k, v in body.items() if k != "schema"}
        _check_fields(fields_)
        fields_["recipes"] = tuple(Recipe.parse(r) for r in fields_.get("recipes", []))
        fields_["workloads"] = tuple(Workload.parse(w) for w in fields_.get("workloads", []))
        fields_["trust"] = tuple(fields_.get("trust", ()))
        return cls(**fields_)

    @classmethod
    def read(cls, path: Path) -> Study:
        """Read a study file, or `study.toml` in a study folder. Raises BadStudy or Refused."""
        file = path / "study.toml" if path.is_dir() else path
        try:
            return cls.from_dict(tomllib.loads(file.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError) as error:
            raise BadStudy(f"cannot read {file}: {error}", "give a study file (TOML) or a study folder") from error
        except tomllib.TOMLDecodeError as error:
            raise BadStudy(f"{file} is not valid TOML: {error}", "mend the line that is named") from error


_FIELDS: dict[str, type | tuple[type, ...]] = {
    "model": str, "recipes": list, "workloads": list, "protocol": str, "seed": int, "budget": (int, float),
    "device": str, "dtype": str, "threads": int, "python": str, "memory": int, "trust": list,
    "calibration": str,
    "random_weights": bool, "accept_estimates": bool, "name": str,
}  # fmt: skip


def _check_fields(body: dict[str, Any]) -> None:
    for key, value in body.items():
        if key not in _FIELDS:
            raise BadStudy(f"unknown field {key!r} in the study", "fields are " + ", ".join(_FIELDS))
        if not isinstance(value, _FIELDS[key]) or (isinstance(value, bool) and _FIELDS[key] is not bool):
            raise BadStudy(f"field {key!r} of the study has the wrong type", f"it is {value!r}")
    if "model" not in body:
        raise BadStudy("the study names no model", 'add model = "/path/to/model"')
    if body.get("protocol", "quick") not in PROTOCOLS:
        raise BadStudy(f"unknown protocol {body['protocol']!r}", "protocols are " + ", ".join(PROTOCOLS))


def checked_params(given: dict[str, Scalar], known: tuple[ParamInfo, ...], owner: str) -> dict[str, Scalar]:
    """The given parameters in their types. Raises Refused for an unknown name, wrong type or range."""
    by_name = {p.name: p for p in known}
    for name in given:
        if name not in by_name:
            raise Refused(f"{owner} has no parameter {name!r}", f"it has {', '.join(by_name) or 'none'}")
    return {name: by_name[name].checked(value, owner) for name, value in given.items()}


def _step(text: str) -> Step:
    name, _, body = text.strip().partition(":")
    if not name.strip():
        raise Refused(f"cannot read {text!r}: a technique's name is missing", "write NAME:parameter=value")
    params: dict[str, Scalar] = {}
    for part in _split(body, ",") if body.strip() else []:
        key, sign, value = part.partition("=")
        if not sign or not key.strip() or not value.strip():
            raise Refused(f"cannot read {part!r} in {text!r}", "write NAME:parameter=value,parameter=value")
        params[key.strip()] = _read(value.strip())
    return Step(name.strip(), params)


def _split(text: str, mark: str) -> list[str]:
    """Split outside of double quotes. Raises Refused for an unbalanced quote."""
    if text.count('"') % 2:
        raise Refused(f"a quote is not closed in {text!r}", "close the quote")
    return re.split(rf'{re.escape(mark)}(?=(?:[^"]*"[^"]*")*[^"]*$)', text)


def _read(text: str) -> Scalar:
    if text.startswith('"') and text.endswith('"') and len(text) >= 2:
        return text[1:-1]
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def _write(value: Scalar) -> str:
    if isinstance(value, str):
        plain = isinstance(_read(value), str) and not re.search(r'[,:+"\s]', value) and value
        return value if plain else f'"{value}"'
    return json.dumps(value)

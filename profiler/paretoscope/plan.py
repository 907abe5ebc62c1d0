"""What is to be measured: a study of recipes and workloads. Parsed, validated, round-tripped to TOML and JSON."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from paretoscope.errors import BadStudy, Refused
from paretoscope.recipe import BASELINE, Recipe, Step, checked_params
from paretoscope.workload import PROTOCOLS, WORKLOADS, Protocol, Workload

__all__ = [
    "BASELINE", "PROTOCOLS", "SCHEMA", "WORKLOADS", "Protocol", "Recipe", "Step", "Study", "Workload", "checked_params",
    "in_range",
]  # fmt: skip

SCHEMA = 1
BLOCK = 4  # rounds of a block at least: with fewer nobody sees whether it had reached a steady state


@dataclass(frozen=True)
class Study:
    """One model x many recipes x workloads, with a protocol. The baseline is always there and first.

    `model` is a path or `builtin:NAME`. `budget` in s, 0 = none. `threads` 0 = physical cores available.
    `width`: rounds are added until the headline ratio's 95 % interval is no wider than this to either side (0.01: 1 %),
    0 = the protocol's rounds only, or under a budget what the budget buys.
    `blocks`: the workers are started anew this often, so that what differs from process to process is in the intervals,
    0 = as the protocol says.
    `python` is the interpreter of the workers, empty = this one. `memory` in B, 0 = 80 % of what is free.
    `calibration` is a UTF-8 file for techniques that need calibration text, empty = the packaged one.
    `core_power` in W is what a busy core is taken to draw when energy is estimated, 0 = the method's own figure.
    `energy_from` is HOST:PORT of a `paretoscope meter` on the machine's host, empty = this machine's own counters.
    `carbon_intensity` in g CO2e/kWh and `electricity_price` in `currency`/kWh are the user's, 0 = not given.
    `keep_awake` holds the machine's sleep off while the study runs.
    `trust` names what the user consents to: "remote_code", "pickle". `random_weights` permits a config without weights.
    `explain`: each stack is measured after each of its layers too, so that it shows what each of them adds.
    `trace`: at the end of each trial's life a tracing pass shows where the time goes, apart from all timing.
    """

    model: str
    recipes: tuple[Recipe, ...] = (Recipe(),)
    workloads: tuple[Workload, ...] = ()
    protocol: str = "quick"
    seed: int = 0
    budget: float = 0.0
    width: float = 0.0
    blocks: int = 0
    device: str = "cpu"
    dtype: str = ""
    threads: int = 0
    python: str = ""
    memory: int = 0
    trust: tuple[str, ...] = ()
    calibration: str = ""
    random_weights: bool = False
    accept_estimates: bool = False
    trace: bool = False
    explain: bool = False
    core_power: float = 0.0
    energy_from: str = ""
    carbon_intensity: float = 0.0
    electricity_price: float = 0.0
    currency: str = ""
    keep_awake: bool = True
    name: str = ""

    def __post_init__(self) -> None:
        """Put the baseline first and drop repeated recipes."""
        unique = dict.fromkeys((BASELINE, *(r.text() for r in self.recipes)))
        by_text = {r.text(): r for r in (Recipe(), *self.recipes)}
        object.__setattr__(self, "recipes", tuple(by_text[t] for t in unique))

    @cached_property
    def trials(self) -> dict[str, Recipe]:
        """Trial id to recipe, in the order given, the baseline first; nobody changes it. Asked for at each trial."""
        return {r.id: r for r in self.recipes}

    @property
    def rules(self) -> Protocol:
        """The protocol, with the study's own number of blocks: at least BLOCK rounds in each."""
        protocol = PROTOCOLS[self.protocol]
        if not self.blocks:
            return protocol
        return replace(protocol, blocks=self.blocks, rounds=max(protocol.rounds, BLOCK * self.blocks))

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
                f"another version of the program wrote this study (schema {body['schema']}, this one reads {SCHEMA})",
                "open it with the program that wrote it, or update this one",
            )
        fields_ = {k: v for k, v in body.items() if k != "schema"}
        _check_fields(fields_)
        in_range(fields_)
        fields_["recipes"] = tuple(Recipe.parse(r) for r in fields_.get("recipes", []))
        fields_["workloads"] = tuple(x for w in fields_.get("workloads", []) for x in Workload.expand(w))
        fields_["trust"] = tuple(fields_.get("trust", ()))
        return cls(**fields_)

    @classmethod
    def read(cls, path: Path) -> Study:
        """Read a study file, or `study.toml` in a study folder. Raises BadStudy or Refused."""
        file = path / "study.toml" if path.is_dir() else path
        try:
            found = cls.from_dict(tomllib.loads(file.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError) as error:
            raise BadStudy(f"cannot read {file}: {error}", "give a study file (TOML) or a study folder") from error
        except tomllib.TOMLDecodeError as error:
            raise BadStudy(f"{file} is not valid TOML: {error}", "mend the line that is named") from error
        except RecursionError as error:
            raise BadStudy(f"{file} is nested too deeply", "a study is a flat table of fields") from error
        if not found.model:  # only a plan that is still being made may be without
            raise _no_model()
        return found


_FIELDS: dict[str, type | tuple[type, ...]] = {
    "model": str, "recipes": list, "workloads": list, "protocol": str, "seed": int, "budget": (int, float),
    "width": (int, float), "blocks": int, "device": str, "dtype": str, "threads": int, "python": str, "memory": int,
    "trust": list, "calibration": str, "random_weights": bool, "accept_estimates": bool, "trace": bool, "explain": bool,
    "name": str,
    "core_power": (int, float), "carbon_intensity": (int, float), "electricity_price": (int, float), "currency": str,
    "keep_awake": bool, "energy_from": str,
}  # fmt: skip
_TEXTS = ("recipes", "trust")  # lists of texts
_MOST: dict[str, float] = {
    "seed": 2**31 - 1, "budget": 1e9, "width": 1, "blocks": 1000, "threads": 1024, "memory": 2**62, "core_power": 1e4,
    "carbon_intensity": 1e5, "electricity_price": 1e6,
}  # fmt: skip


def in_range(fields: Mapping[str, Any]) -> None:
    """Raise Refused for a number that is negative, not a number, or larger than it can be meant."""
    for name, most in _MOST.items():
        if not 0 <= (value := fields.get(name, 0)) <= most:
            raise Refused(
                f"{name} cannot be {value if abs(value) <= 1e18 else 'so large'}", f"it is from 0 to {most:.10g}"
            )


def _no_model() -> BadStudy:
    return BadStudy("the study names no model", 'add model = "/path/to/model"')


def _check_fields(body: dict[str, Any]) -> None:
    for key, value in body.items():
        if key not in _FIELDS:
            raise BadStudy(f"unknown field {key!r} in the study", "fields are " + ", ".join(_FIELDS))
        if not isinstance(value, _FIELDS[key]) or (isinstance(value, bool) and _FIELDS[key] is not bool):
            raise BadStudy(f"field {key!r} of the study has the wrong type", f"it is {value!r:.200}")
        if isinstance(value, list) and key in _TEXTS and not all(isinstance(text, str) for text in value):
            raise BadStudy(f"field {key!r} of the study is no list of texts", f"it is {value!r:.200}")
    if "model" not in body:
        raise _no_model()
    if body.get("protocol", "quick") not in PROTOCOLS:
        raise BadStudy(f"unknown protocol {body['protocol']!r}", "protocols are " + ", ".join(PROTOCOLS))

"""Recipes: stacks of techniques with parameters, as they are written on the command line.

`prune.wanda:sparsity=0.5 + quantize.int8_dynamic` is split on " + ", then at the first ":", then at ","; a value may be
quoted.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from paretoscope.errors import Refused
from paretoscope.params import ParamInfo, Scalar

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
        return self._text

    @cached_property
    def _text(self) -> str:
        """Kept, because plans of hundreds of recipes ask for it again and again; no recipe is ever changed."""
        return " + ".join(s.text() for s in self.steps) or BASELINE

    @property
    def id(self) -> str:
        """Name of its trial: readable, safe as a file name, the same in every run."""
        text = self.text()
        if not any(s.params for s in self.steps) and len(text) <= 60:
            return text.replace(" + ", "+")
        slug = re.sub(r"[^A-Za-z0-9.=-]+", "_", text)[:60]
        return f"{slug}-{hashlib.sha256(text.encode()).hexdigest()[:6]}"

    @property
    def layers(self) -> tuple[Recipe, ...]:
        """The stack after each of its layers but the last, from one technique on."""
        return tuple(Recipe(self.steps[:n]) for n in range(1, len(self.steps)))

    @classmethod
    def parse(cls, text: str) -> Recipe:
        """Read the command line's form.

        Raises:
            Refused: an empty step, a parameter without value, or an unbalanced quote.
        """
        if text.strip() in ("", BASELINE):
            return cls()
        return cls(tuple(read_step(part) for part in _split(text, " + ")))


def checked_params(given: dict[str, Scalar], known: tuple[ParamInfo, ...], owner: str) -> dict[str, Scalar]:
    """The given parameters in their types. Raises Refused for an unknown name, wrong type or range."""
    by_name = {p.name: p for p in known}
    for name in given:
        if name not in by_name:
            raise Refused(f"{owner} has no parameter {name!r}", f"it has {', '.join(by_name) or 'none'}")
    return {name: by_name[name].checked(value, owner) for name, value in given.items()}


def read_step(text: str) -> Step:
    """Read `NAME:parameter=value,...`. Raises Refused."""
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


def read_sweep(text: str) -> list[Step]:
    """Read `NAME:parameter=value|value,...` into a step for each combination, the last parameter varying fastest.

    Raises:
        Refused: as `read_step`, or a value between two bars is missing.
    """
    head, _, body = text.strip().partition(":")
    choices = [_choices(part) for part in _split(body, ",")] if body.strip() else []
    return [read_step(f"{head}:{','.join(chosen)}" if chosen else head) for chosen in product(*choices)]


def _choices(part: str) -> list[str]:
    """`a=1|2` as `a=1` and `a=2`; what cannot be read is left as it is, for `read_step` to refuse."""
    key, sign, values = part.partition("=")
    return [f"{key}={value}" for value in _split(values, "|")] if sign else [part]


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
        plain = isinstance(_read(value), str) and not re.search(r'[,:+|"\s]', value) and value
        return value if plain else f'"{value}"'
    return json.dumps(value)

"""Typed parameters: of techniques and of workloads, checked before any work begins."""

from __future__ import annotations

import types
import typing
from dataclasses import dataclass
from enum import Enum
from typing import Any

from paretoscope.errors import Refused

Scalar = bool | int | float | str


@dataclass(frozen=True)
class Param:
    """What a reader must know about a parameter beside its type and default; used inside `Annotated`.

    Bounds are inclusive. `sweep` lists the values worth trying. `choices` is taken from an Enum or Literal.
    """

    help: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    sweep: tuple[Scalar, ...] = ()
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ParamInfo:
    """One parameter as data. `type` is int, float, bool, str or choice."""

    name: str
    type: str
    default: Scalar
    help: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    sweep: tuple[Scalar, ...] = ()

    @property
    def range_text(self) -> str:
        """The allowed values in words, empty when anything of the type will do."""
        if self.choices:
            return "one of " + ", ".join(self.choices)
        if self.low is not None and self.high is not None:
            return f"{self.low:g} to {self.high:g}"
        if self.low is not None:
            return f"at least {self.low:g}"
        return "" if self.high is None else f"at most {self.high:g}"

    def checked(self, value: object, owner: str) -> Scalar:
        """The value in its type.

        Raises:
            Refused: wrong type, or out of range; names `owner` and what is allowed.
        """
        typed = _typed(value, self.type)
        if typed is None:
            raise Refused(f"{owner}: {self.name} must be {_ARTICLE[self.type]}, not {value!r}", self._hint())
        if self.choices and typed not in self.choices:
            raise Refused(f"{owner}: {self.name} cannot be {value!r}", self._hint())
        if not isinstance(typed, str) and not self._inside(typed):
            raise Refused(f"{owner}: {self.name} = {_short(typed)} is out of range", self._hint())
        return typed

    def _inside(self, value: float) -> bool:
        above = self.low is None or value >= self.low
        return above and (self.high is None or value <= self.high)

    def _hint(self) -> str:
        allowed = f"; allowed: {self.range_text}" if self.range_text else ""
        return f"{self.name}: {self.help}{allowed}; default {self.default!r}"


_ARTICLE = {
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "str": "a text",
    "choice": "one of its choices",
}


def _short(value: float) -> str:
    """A number as it is told; one of more digits than a float can hold by its first ones."""
    try:
        return f"{value:g}"
    except OverflowError:
        return f"{str(value)[:6]}... ({len(str(abs(int(value))))} digits)"


def _typed(value: object, kind: str) -> Scalar | None:
    """`value` as the parameter's type, None when it is not of that type. A bool is no number, 2.0 is no int."""
    if kind == "bool":
        return value if isinstance(value, bool) else None
    if kind == "int":
        return value if isinstance(value, int) and not isinstance(value, bool) else None
    if kind == "float":
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        return float(typing.cast(float, value)) if number and value == value else None
    if kind == "choice" and isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)  # a choice such as "4" typed without quotes
    return value if isinstance(value, str) else None


def param_of(name: str, annotation: Any, default: Any) -> ParamInfo:
    """Read `Annotated[type, Param(...)] = default` into data.

    Raises:
        TypeError: the field carries no Param or has a type that no form can show.
    """
    if typing.get_origin(annotation) is not typing.Annotated:
        raise TypeError(f"parameter {name} needs Annotated[type, Param(...)]")
    base, *notes = typing.get_args(annotation)
    spec = next((n for n in notes if isinstance(n, Param)), None)
    if spec is None:
        raise TypeError(f"parameter {name} carries no Param")
    kind, choices = _kind(name, base)
    plain = default.value if isinstance(default, Enum) else default
    return ParamInfo(
        name=name, type=kind, default=plain, help=spec.help, unit=spec.unit, low=spec.low, high=spec.high,
        choices=spec.choices or choices, sweep=spec.sweep,
    )  # fmt: skip


def _kind(name: str, base: Any) -> tuple[str, tuple[str, ...]]:
    if isinstance(base, type) and issubclass(base, Enum):
        return "choice", tuple(str(m.value) for m in base)
    if typing.get_origin(base) is typing.Literal:
        return "choice", tuple(str(a) for a in typing.get_args(base))
    if base in (int, float, bool, str) and not isinstance(base, types.GenericAlias):
        return base.__name__, ()
    raise TypeError(f"parameter {name} has type {base!r}; use int, float, bool, str, Literal or an Enum")

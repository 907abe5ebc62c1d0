"""What was computed of many trials is computed once: beside the event loop, and then found where it is drawn. No Qt."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar

from paretoscope.analysis.results import Results
from paretoscope_gui.i18n.text import spoken

MANY = 500  # trials from which on looking at all of them takes a noticeable part of a frame
P = ParamSpec("P")
R = TypeVar("R")
_lock = Lock()
_newest: tuple[weakref.ref[Results], dict[tuple[object, ...], Any]] | None = None


def many(results: Results) -> bool:
    """Whether what is computed of these results is kept."""
    return len(results.trials) > MANY


def kept(function: Callable[Concatenate[Results, P], R]) -> Callable[Concatenate[Results, P], R]:
    """Remember what a function gives for the newest results that have many trials; nobody may change them or it.

    Lists count by their items, dicts by their identity; a text's language counts too.
    """

    @wraps(function)
    def remembered(results: Results, /, *given: P.args, **named: P.kwargs) -> R:
        if not many(results):
            return function(results, *given, **named)
        known = _of(results)
        key = (function, spoken(), *map(_hashable, given), *((k, _hashable(v)) for k, v in sorted(named.items())))
        if key not in known:
            known[key] = function(results, *given, **named)
        found: R = known[key]
        return found

    return remembered


def _of(results: Results) -> dict[tuple[object, ...], Any]:
    global _newest
    with _lock:
        if _newest is None or _newest[0]() is not results:
            _newest = weakref.ref(results), {}
        return _newest[1]


def _hashable(value: object) -> object:
    if isinstance(value, list):
        return tuple(value)
    return id(value) if isinstance(value, dict) else value

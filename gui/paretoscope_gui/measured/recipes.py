"""A recipe's title, as the results hold it, in the user's language and locale."""

from __future__ import annotations

from paretoscope_gui.i18n import inside, tr
from paretoscope_gui.numbers import plain
from paretoscope_gui.state.words import parameter


def recipe_name(title: str) -> str:
    """ "Dynamic int8 + CFSP (sparsity 0.3)": each technique's title, and its parameters in brackets."""
    return " + ".join(_step(part) for part in title.split(" + "))


def _step(text: str) -> str:
    said = tr(text)
    base, bracket, rest = text.rpartition(" (")
    if said != text or not bracket:
        return said
    return f"{tr(base)} ({', '.join(_knob(k) for k in rest.removesuffix(')').split(', '))})"


def _knob(text: str) -> str:
    name, space, value = text.partition(" ")
    return f"{inside(parameter(name))} {_value(value)}" if space else text


def _value(text: str) -> str:
    try:
        return plain(float(text))
    except ValueError:
        return text

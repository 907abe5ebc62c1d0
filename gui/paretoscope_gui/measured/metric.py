"""A metric as the window shows it: title and definition in the user's language, values in the user's locale."""

from __future__ import annotations

from dataclasses import fields
from functools import lru_cache

from paretoscope.analysis.metrics import METRICS, MetricInfo
from paretoscope.analysis.metrics import metric as known
from paretoscope_gui.i18n import tr
from paretoscope_gui.i18n.text import spoken
from paretoscope_gui.numbers import NONE, THIN, number


class Shown(MetricInfo):
    """What `metric` gives; the numbers in it are the backend's."""

    def text(self, value: float | None, digits: int = 3) -> str:
        """The value in the shown unit, for the screen; never for a file."""
        if value is None:
            return NONE
        unit = tr(self.shown or self.unit)
        body = number(value * self.scale, digits)
        return f"{body}{THIN}{unit}" if unit else body


def metric(name: str) -> Shown:
    """What is known of a metric; `name` is never translated, `title` and `definition` are."""
    return _metric(name, spoken())


@lru_cache(maxsize=4096)
def _metric(name: str, language: int) -> Shown:
    """Kept, because pages ask for every metric of every trial; `language` makes it anew in another one."""
    found = known(name)
    body = {f.name: getattr(found, f.name) for f in fields(found)}
    return Shown(**body | {"title": _title(found.title), "definition": _definition(found.definition)})


def _title(text: str) -> str:
    """ "Time per output token (median)": the title and what stands behind it are known apart."""
    base, bracket, rest = text.partition(" (")
    whole = tr(text)
    if whole != text or not bracket:
        return whole
    return f"{tr(base)} ({tr(rest.removesuffix(')'))})"


def _definition(text: str) -> str:
    """A definition, and after it perhaps what a percentile adds to it."""
    start = next((m.definition for m in METRICS if m.definition and text.startswith(m.definition + " ")), "")
    return f"{tr(start)} {tr(text.removeprefix(start).strip())}" if start else tr(text)

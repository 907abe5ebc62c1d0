"""What an edit of the plan did, in words that are found when they are shown: another language may be spoken by then."""

from __future__ import annotations

from collections.abc import Callable

from paretoscope.catalog import Catalog
from paretoscope_gui.i18n import inside, several, tr
from paretoscope_gui.state import presets
from paretoscope_gui.state.naming import title_of
from paretoscope_gui.state.words import WORKLOADS

# Completes "Undo ...". A function is asked each time; it must hold plain values only, as it outlives its window.
Deed = str | Callable[[Catalog], str]


def worded(deed: Deed | None, catalog: Catalog) -> str:
    """The deed in the language that is spoken now; "" for none."""
    if deed is None or isinstance(deed, str):
        return deed or ""
    return deed(catalog)


def adding(technique: str) -> Deed:
    """A technique is put on the stack."""
    return lambda catalog: tr("add {title}", title=title_of(technique, catalog))


def changing(technique: str) -> Deed:
    """The parameters of a technique are changed."""
    return lambda catalog: tr("change {title}", title=title_of(technique, catalog))


def removing(technique: str) -> Deed:
    """A technique is taken off the stack."""
    return lambda catalog: tr("remove {title}", title=title_of(technique, catalog))


def sweeping(n: int) -> Deed:
    """As many trials are added."""
    return lambda _: several(n, "add {n} trial", "add {n} trials")


def agreeing(words: str) -> Deed:
    """What a model asks for is agreed to; `words` as the button's, in English."""
    return lambda _: inside(tr(words))


def presetting(key: str) -> Deed:
    """The trials of a preset are added."""
    return lambda _: tr("use the preset {title}", title=inside(presets.title(key)))


def measuring(kind: str) -> Deed:
    """A workload is measured too."""
    return lambda _: tr("measure: {title}", title=inside(tr(WORKLOADS[kind][0])))


def not_measuring(kind: str) -> Deed:
    """A workload is measured no more."""
    return lambda _: tr("do not measure: {title}", title=inside(tr(WORKLOADS[kind][0])))

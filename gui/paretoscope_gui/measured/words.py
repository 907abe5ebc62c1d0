"""A trial's figures as phrases."""

from __future__ import annotations

from dataclasses import replace

from paretoscope.analysis.results import Ratio, Trial, Value
from paretoscope_gui.i18n import heading, inside, said, tr
from paretoscope_gui.measured.choice import Choice
from paretoscope_gui.measured.recipes import recipe_name
from paretoscope_gui.numbers import between, interval, number, percent


def name(trial: Trial) -> str:
    """The recipe in the cards' words, else as it is typed."""
    return recipe_name(trial.title) if trial.title else trial.recipe or trial.id


def change_words(trial: Trial, choice: Choice) -> str:
    """ "26 % less time per output token", "0.004 bit/byte worse", "peak memory as before"; empty without a ratio."""
    change = choice.change(trial)
    if change is None:
        return ""
    info = choice.info
    title = inside(info.title)
    if not change.real:
        return tr("{title} not told apart from the baseline", title=title)
    if change.kind == "difference":
        good = (change.value < 0) == (info.better != "up")
        size = info.text(abs(change.value), 2)
        if good:
            return tr("{title} {size} better", title=title, size=size)
        return tr("{title} {size} worse", title=title, size=size)
    part = percent(abs(change.value - 1) + 1).lstrip("+")
    if change.value < 1:
        return tr("{part} less {title}", part=part, title=title)
    return tr("{part} more {title}", part=part, title=title)


def told(trial: Trial, leads: list[Choice]) -> list[str]:
    """Sentences about a trial: what it really changed of the main metrics, then the backend's reasons."""
    if not trial.ranked or "baseline" in trial.marks or not trial.words:
        return [said(text) for text in trial.words]
    real = [change_words(trial, c) for c in leads if (change := c.change(trial)) is not None and change.real]
    first = ", ".join(real) or tr("no real change")
    return [f"{heading(first)}.", *(said(text) for text in trial.words[1:])]


def layer_words(trial: Trial, leads: list[Choice]) -> list[str]:
    """What its last layer really changed of the main metrics, against the trial without it; empty: not measured."""
    if not trial.added or not trial.ranked:
        return []
    alone = replace(trial, ratios=trial.added)
    real = [change_words(alone, c) for c in leads if (change := c.change(alone)) is not None and change.real]
    return [f"{heading(', '.join(real) or tr('no real change'))}."]


def value_words(value: Value | None, choice: Choice) -> str:
    """A value with its unit, or why there is none."""
    if value is None:
        return ""
    if value.value is None:
        return tr("unavailable: {why}", why=said(value.why)) if value.why else tr("unavailable")
    return choice.info.text(value.value)


def around(value: Value | None, choice: Choice) -> str:
    """The 95 % interval in the shown unit, "n too small" when there is none."""
    if value is None or value.value is None:
        return ""
    return interval(value.low, value.high, choice.info.scale)


def change_short(change: Ratio | None, choice: Choice) -> str:
    """A change as it stands in a table: "−26 %" or "+0.004 bit/byte"."""
    if change is None:
        return ""
    if change.kind == "ratio":
        return percent(change.value)
    info = choice.info
    value = change.value * info.scale
    if abs(value) < 5e-5:
        return "±0"
    unit = info.shown or info.unit
    return f"{'+' if value > 0 else ''}{number(value, 2)}{' ' + tr(unit) if unit else ''}"


def change_around(change: Ratio | None, choice: Choice) -> str:
    """The interval of a change: in percent, or in the metric's own unit."""
    if change is None or change.low is None or change.high is None:
        return ""
    if change.kind == "ratio":
        return between(percent(change.low), percent(change.high))
    return interval(change.low, change.high, choice.info.scale, 2)


def verdict(change: Ratio | None, choice: Choice) -> tuple[str, str]:
    """Real or not, better or worse, and the tone of it: good, bad or plain."""
    if change is None or change.low is None:
        return "", "plain"
    if not change.real:
        return tr("no real change"), "plain"
    if not choice.info.better:
        return tr("real"), "plain"
    less = change.value < (1.0 if change.kind == "ratio" else 0.0)
    return (tr("real gain"), "good") if less == (choice.info.better == "down") else (tr("real cost"), "bad")

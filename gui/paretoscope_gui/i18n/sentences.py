"""Sentences of the backend, which speaks English with its numbers and names set in already.

The backend's own texts are known as templates ("{1} is out of range"), taken from its source by docs/translations.py
into backend.json. A sentence that fits one is told in the user's language with the same values; any other stays.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from PySide6.QtCore import QLocale

from paretoscope_gui.i18n import text as speech

ABOUT = "backend"
_FIELD = re.compile(r"\{\d+\}")
_NUMBER = re.compile(r"[-−+]?\d+(\.\d+)?(?P<share>%)?")
_UNIT = re.compile(r"\s(Kerne?|GHz|GiB|MiB|min|s|ms|K|W|J|Mio|%|°C)(?!\w)|×")
_SPACE = "\u00a0"  # which never breaks
LONGEST = 1200  # letters: a text that quotes a page which somebody pasted into a field is told as it is
ALTERNATIVES = 3  # clauses with "or": each of them is tried in two ways


def said(text: str, /) -> str:
    """A sentence of the backend in the user's language; itself where it is not known.

    The window often makes a sentence of a phrase: a capital first, a full stop last. Both forms are found.
    """
    if speech.language == "en" or not text or len(text) > LONGEST:
        return text
    stopped = text.endswith(".")
    for form in (text, text[:1].lower() + text[1:], *((text[:-1], text[:1].lower() + text[1:-1]) if stopped else ())):
        found = _known(form)
        if found:
            whole = found if form[:1] == text[:1] else found[:1].upper() + found[1:]
            return whole + "." if stopped and not whole.endswith((".", "!", "?")) else whole
    return _halves(text)


def _halves(text: str) -> str:
    """Two sentences of the backend that were put together by "or", clauses by semicolons, or a list."""
    if text.count(", or ") > ALTERNATIVES:
        return text
    first, joint, second = text.partition(", or ")
    parts = (said(first + ","), said("or " + second)) if joint else ()
    if parts and parts != (first + ",", "or " + second):
        return " ".join(parts)
    first, joint, second = text.partition("; ")
    if joint:
        return f"{said(first)}; {said(second)}"
    listed = text.split(", ")
    found = [said(part) for part in listed] if len(listed) > 1 else []
    return ", ".join(found) if found and all(a != b for a, b in zip(listed, found, strict=True)) else text


def _known(text: str) -> str:
    """The translation of a text or of the template that it fits; empty: neither is known."""
    direct = speech.tr(text, about=ABOUT)
    if direct != text:
        return direct
    for fixed, template in _templates():
        if all(part in text for part in fixed):  # cheap; only the few that are left become patterns
            fits = re.fullmatch("(.+?)".join(map(re.escape, fixed)), text, re.DOTALL)
            words = speech.tr(template, about=ABOUT)
            if fits:
                return _filled(words, fits.groups()) if words != template else ""
    return ""


def _filled(words: str, values: tuple[str, ...]) -> str:
    """With the values, of which one may be a sentence of the backend itself, or a number."""
    return _FIELD.sub(lambda m: _value(values[int(m[0][1:-1]) - 1], words[m.end() :]), words)


def _value(text: str, after: str) -> str:
    """A value as it is read: shares, and numbers before a unit, in the user's locale; never a version or a path."""
    number = _NUMBER.fullmatch(text)
    if number is None or not (number["share"] or _UNIT.match(after)):
        return said(text)
    return text.replace(".", QLocale().decimalPoint()).replace("%", f"{_SPACE}%")


@cache
def _templates() -> list[tuple[list[str], str]]:
    """Every template with its fixed parts, most letters of their own first: those say most surely what is meant."""
    import json  # no first paint says anything of the backend's

    known = json.loads(Path(__file__).with_name("backend.json").read_text(encoding="utf-8"))
    ranked = sorted((t for t in known if _FIELD.search(t)), key=lambda t: -len(_FIELD.sub("", t)))
    return [(_FIELD.split(t), t) for t in ranked]

"""`tr` and its relatives. Only QtCore, so that the Qt-free models can speak too; safe in any thread."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import combining, normalize

from PySide6.QtCore import QCoreApplication, QLocale

CONTEXT = "Paretoscope"  # one for all: the same English text is the same text everywhere, unless `about` differs


def tr(text: str, /, about: str = "", **values: object) -> str:
    """The text in the user's language with `values` set in for {name}; the text itself where there is no translation.

    Args:
        text: English, a literal or something that was given to `mark`.
        about: tells apart texts that are the same in English only.
        values: what stands for the names in braces; already written for reading (numbers by `paretoscope_gui.numbers`).
    """
    if not text:
        return ""
    said = QCoreApplication.translate(CONTEXT, text, about or None)
    return said.format(**values) if values else said


def several(n: int, one: str, many: str, /, **values: object) -> str:
    """`one` or `many` by the number, which stands for {n}; translations have as many forms as their language needs."""
    said = QCoreApplication.translate(CONTEXT, many, None, n)
    if said == many and n == 1:
        said = one
    return said.format(n=QLocale().toString(n), **values)


def mark(text: str, about: str = "") -> str:
    """The text itself. Marks a constant for translation; whoever shows it calls `tr` with the same `about`."""
    return text


CAPITAL_NOUNS = ("de",)  # languages that write nouns with a capital
language = "en"  # what is spoken; told by `languages.install`
_told = 0


def speak(chosen: str) -> None:
    """Another language from now on."""
    global language, _told
    language, _told = chosen, _told + 1


def spoken() -> int:
    """A number that changes with the language, for whoever keeps translated texts."""
    return _told


def inside(text: str, /) -> str:
    """A title or name, already translated, as it stands inside a sentence: "Peak memory" becomes "peak memory".

    It stays as it is in languages that write nouns with a capital, and where it begins with an abbreviation.
    """
    small = language not in CAPITAL_NOUNS and len(text) > 1 and not text[1:2].isupper()
    return text[:1].lower() + text[1:] if small else text


@lru_cache(maxsize=4096)  # a catalogue is searched at each key
def plain(text: str, /) -> str:
    """A text as it is searched: "SCHLIESSEN" finds "schließen", and "offnen" finds "öffnen"."""
    return "".join(c for c in normalize("NFKD", text.casefold()) if not combining(c))


def heading(text: str, /) -> str:
    """A word, already translated, as it stands alone: "no effect" becomes "No effect"."""
    return text[:1].upper() + text[1:]

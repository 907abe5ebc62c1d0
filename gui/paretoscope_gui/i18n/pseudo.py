"""The pseudo-locale: every text that goes through translation comes back accented, a third longer and in brackets.

A text without brackets on the screen was never translated; one whose closing bracket is missing does not fit.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QTranslator

OPEN, CLOSE = "⟦", "⟧"
WORD = 6  # letters of a word that is added
LONGER = 0.35  # German and Finnish are about a third longer than English
_ACCENTS = str.maketrans("aceilnorsuyzACEILNORSUYZ", "åçéîļñöŕšûýžÅÇÉÎĻÑÖŔŠÛÝŽ")
_KEPT = re.compile(r"(\{[^}]*\}|%[0-9nL]+|&(?=\w)|<[^>]*>|\n)")


class Pseudo(QTranslator):
    """Translates by rule; nothing is stored, so it is never stale."""

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        """The text in pseudo-English."""
        return pseudo(text)

    def isEmpty(self) -> bool:
        """Qt does not ask an empty translator."""
        return False


def pseudo(text: str) -> str:
    """ "Run {n} trials" -> "⟦Ŕûñ {n} tŕîåļš ~~~~⟧"; placeholders, tags and line breaks stay. Twice is as once."""
    if not text.strip() or text.startswith(OPEN):
        return text
    parts = _KEPT.split(text)
    said = "".join(p if i % 2 else p.translate(_ACCENTS) for i, p in enumerate(parts))
    words = sum(len(p) for p in parts[::2])
    more = " ".join("~" * min(WORD, left) for left in range(round(LONGER * words), 0, -WORD))
    return f"{OPEN}{said} {more}{CLOSE}" if more else f"{OPEN}{said}{CLOSE}"

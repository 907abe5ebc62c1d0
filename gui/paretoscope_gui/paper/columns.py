"""How the columns of a table on paper share its width: no word is cut, names get more than numbers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFont, QFontMetricsF

WIDTH = 680.0  # px of a page's text on paper; the preview's is about the same
AROUND = 13.0  # px of a cell that are no text
SHORT = 10  # letters of a text that stays in one line: a number and its unit
NAME, OTHER = 210.0, 150.0  # px that the first column and any other may wish for


def shares(rows: Sequence[Sequence[str]], font: QFont) -> list[float]:
    """Per cent of the width for each column. `rows`: the texts of all cells, the head first, which is set bold."""
    bold = QFont(font)
    bold.setBold(True)
    plain, heavy = QFontMetricsF(font), QFontMetricsF(bold)
    least, wish = [], []
    for place, texts in enumerate(zip(*rows, strict=True)):
        sizes = [(text, heavy if row == 0 else plain) for row, text in enumerate(texts)]
        words = (size.horizontalAdvance(w) for t, size in sizes for w in ([t] if len(t) <= SHORT else t.split()))
        least.append(max(words, default=0.0) + AROUND)
        whole = max(plain.horizontalAdvance(text) for text in {*texts}) + AROUND
        wish.append(max(least[-1], min(whole, OTHER if place else NAME)))
    return _shared(least, wish)


def _shared(least: list[float], wish: list[float]) -> list[float]:
    """What is left after everybody's least goes by what each wishes beyond it; too little is shared by the least."""
    left, wished = WIDTH - sum(least), sum(wish) - sum(least)
    made = [a + left * (b - a) / wished for a, b in zip(least, wish, strict=True)] if left > 0 < wished else least
    return [100.0 * each / sum(made) for each in made]

"""How each recipe is drawn: colour, symbol and dash, the same in every plot, chip and table. No Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from paretoscope.plan import BASELINE, Recipe
from paretoscope_gui.theme.tokens import DASHES, SYMBOLS, series


@dataclass(frozen=True)
class Look:
    """An empty colour is the neutral one of the theme, kept for the baseline."""

    colour: str = ""
    symbol: str = "+"
    dash: tuple[int, ...] = ()


def looks(recipes: Iterable[tuple[str, str]]) -> dict[str, Look]:
    """Trial id to look, from (id, recipe text). The colour is the family's; dash and symbol tell its members apart.

    A stack takes the colour of its first technique and, as every further member, the next dash.
    """
    used: dict[str, int] = {}
    found: dict[str, Look] = {}
    for id_, text in recipes:
        if text in ("", BASELINE):
            found[id_] = Look()
            continue
        family = Recipe.parse(text).steps[0].technique.split(".")[0]
        colour, symbol = series(family)
        place = used.get(family, 0)
        used[family] = place + 1
        shift = SYMBOLS.index(symbol) + 3 * place
        found[id_] = Look(colour, SYMBOLS[shift % len(SYMBOLS)], DASHES[place % len(DASHES)])
    return found

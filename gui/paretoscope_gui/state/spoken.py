"""The techniques' cards in the user's language. Ids, values and conditions stay as they are. No widgets."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from paretoscope.catalog import Card, Catalog, Entry
from paretoscope.catalog import packaged as shipped
from paretoscope_gui.i18n import text as speech
from paretoscope_gui.i18n import tr
from paretoscope_gui.state.naming import in_words


def packaged() -> Catalog:
    """The catalogue that ships with the program."""
    return _packaged(speech.spoken())


@lru_cache(maxsize=2)
def _packaged(_language: int) -> Catalog:
    """Kept, because pages ask for it again and again; made anew in another language."""
    return spoken(shipped())


def spoken(catalog: Catalog) -> Catalog:
    """A catalogue whose cards are in the user's language; cards of third parties stay as their authors wrote them."""
    found = Catalog({name: _entry(entry) for name, entry in catalog.entries.items()})
    return Catalog({name: _titled(entry, found) for name, entry in found.entries.items()})


def _titled(entry: Entry, catalog: Catalog) -> Entry:
    """Where a card speaks of another technique it names its title, not its id."""
    card = entry.card
    if not any(name in f"{card.promise} {card.helps} {card.hurts}" for name in catalog.entries):
        return entry
    promise, helps, hurts = (in_words(text, catalog) for text in (card.promise, card.helps, card.hurts))
    return replace(entry, card=replace(card, promise=promise, helps=helps, hurts=hurts))


def _entry(entry: Entry) -> Entry:
    parameters = tuple(replace(p, help=tr(p.help)) for p in entry.parameters)
    return replace(entry, card=_card(entry.card), parameters=parameters)


def _card(card: Card) -> Card:
    return replace(
        card, title=tr(card.title), promise=tr(card.promise), helps=tr(card.helps), hurts=tr(card.hurts),
        conflicts=tuple(replace(c, why=tr(c.why), remedy=tr(c.remedy)) for c in card.conflicts),
        effects=tuple(replace(e, direction=_direction(e.direction)) for e in card.effects),
    )  # fmt: skip


def _direction(text: str) -> str:
    """Words that the window looks up by themselves stay; a sentence is translated."""
    return text if text in ("up", "down", "same") else tr(text)

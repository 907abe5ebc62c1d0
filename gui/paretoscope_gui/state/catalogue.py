"""Search and filters of the technique catalogue, and why something cannot be used here. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from paretoscope.catalog import STAGES, Catalog, Entry, problems
from paretoscope.plan import Recipe, Step
from paretoscope_gui.i18n import mark, plain, said, tr
from paretoscope_gui.state.words import NEEDS, family, sentence, stage

MODALITIES = {
    "text": (mark("Text models"), ("causal_lm", "seq2seq", "classification", "encoder")),
    "images": (mark("Image models"), ("image_classification",)),
}


@dataclass(frozen=True)
class Wanted:
    """What the user is looking for. Empty means anything."""

    text: str = ""
    stage: str = ""
    family: str = ""
    fits: bool = False
    lossless: bool = False
    modality: str = ""
    need: str = ""


@dataclass(frozen=True)
class Place:
    """The model and device the catalogue is looked at for; an empty task: no model is open."""

    task: str = ""
    device: str = "cpu"
    model_type: str = ""


@dataclass(frozen=True)
class Row:
    """One line: a technique, or a stage's heading (entry None). `why` and `hint`: why it cannot be used here."""

    entry: Entry | None
    stage: str = ""
    why: str = ""
    hint: str = ""


def rows(catalog: Catalog, wanted: Wanted, place: Place) -> list[Row]:
    """The techniques that are wanted, under the headings of their stages; with a search text the best come first."""
    found = [row_of(e, catalog, place) for e in catalog if _matches(e, wanted)]
    kept = [r for r in found if not (wanted.fits and r.why)]
    if wanted.text.strip():
        kept.sort(key=lambda r: _rank(r, wanted.text))
        return kept
    return [r for s in STAGES for r in _section(s, kept)]


def row_of(entry: Entry, catalog: Catalog, place: Place) -> Row:
    """A technique's line with the reason why it is grey, if it is."""
    if not entry.available:
        return Row(entry, entry.card.stage, said(entry.why_not), said(entry.hint))
    recipe = Recipe((Step(entry.id),))
    found = problems(recipe, catalog, place.task, place.device, place.model_type)
    return (
        Row(entry, entry.card.stage, _reason(found[0].text, entry.id), said(found[0].hint))
        if found
        else Row(entry, entry.card.stage)
    )


def _reason(text: str, technique: str) -> str:
    """Why a technique is grey; its name stands above already."""
    return sentence(said(text).removeprefix(f"{technique} "))


def needs_of(entry: Entry) -> list[str]:
    """What a technique cannot do without, beside torch: needs of its card, and "libraries"."""
    return [*(str(n) for n in entry.card.needs), *(["libraries"] if entry.card.libraries else [])]


def needs(catalog: Catalog) -> list[tuple[str, str]]:
    """Key and words of every need that some technique has, "nothing" first."""
    found = dict.fromkeys(n for e in catalog for n in needs_of(e))
    words = {**NEEDS, "libraries": mark("other libraries")}
    return [("nothing", tr("Needs nothing more")), *((n, tr("Needs {what}", what=tr(words.get(n, n)))) for n in found)]


def families(catalog: Catalog) -> list[str]:
    """The families in stacking order of their first technique."""
    return list(dict.fromkeys(e.card.family for e in catalog))


def stages(catalog: Catalog) -> list[str]:
    """The stages that have a technique."""
    present = {e.card.stage for e in catalog}
    return [s for s in STAGES if s in present]


def _section(stage: str, found: list[Row]) -> list[Row]:
    own = [r for r in found if r.stage == stage]
    return [Row(None, stage), *own] if own else []


def _matches(entry: Entry, wanted: Wanted) -> bool:
    card = entry.card
    if (wanted.stage and card.stage != wanted.stage) or (wanted.family and card.family != wanted.family):
        return False
    if wanted.lossless and not card.lossless:
        return False
    if wanted.modality and not set(card.tasks) & set(MODALITIES[wanted.modality][1]):
        return False
    if wanted.need and wanted.need not in (needs_of(entry) or ["nothing"]):
        return False
    words = plain(wanted.text).split()
    text = _text(entry) if words else ""
    return all(word in text for word in words)


def _text(entry: Entry) -> str:
    card = entry.card
    parts = (card.id, card.title, card.promise, card.helps, card.hurts, family(card.family), stage(card.stage),
             *card.papers, *(p.name for p in entry.parameters))  # fmt: skip
    return plain(" ".join(parts))


def _rank(row: Row, text: str) -> tuple[int, str]:
    assert row.entry is not None
    card, first = row.entry.card, plain(text).split()[0]
    title = plain(f"{card.id} {card.title}")
    return (0 if title.startswith(first) or f".{first}" in title else 1 if first in title else 2), card.id

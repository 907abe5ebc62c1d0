"""The packaged catalogue and the docs pages are what the techniques say of themselves now."""

from __future__ import annotations

import json

import pytest

from paretoscope.catalog import Entry, packaged
from paretoscope.techniques import export_catalog

FILES = export_catalog.files(docs=True)
STALE = "stale: run `python -m paretoscope.techniques.export_catalog --docs`"


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_a_generated_file_is_not_stale(file: object) -> None:
    assert file.read_text(encoding="utf-8") == FILES[file], STALE  # type: ignore[attr-defined,index]


def test_no_page_is_left_of_a_technique_that_is_gone() -> None:
    assert set(export_catalog.PAGES.glob("*.md")) == {f for f in FILES if f.suffix == ".md"}


@pytest.mark.parametrize("kind", export_catalog.own().values(), ids=lambda k: k.card.id)
def test_a_card_survives_json(kind: type) -> None:
    entry = kind.entry()  # type: ignore[attr-defined]
    assert Entry.from_dict(json.loads(json.dumps(entry.to_dict()))) == entry


@pytest.mark.parametrize("entry", list(packaged()), ids=lambda e: e.id)
def test_a_card_tells_what_a_reader_needs(entry: Entry) -> None:
    card = entry.card
    assert card.promise.endswith(".")
    assert card.helps
    assert card.hurts
    assert card.papers or card.stage == "runtime"  # a setting such as the number of threads has no paper
    assert card.effects
    assert all(c.why for c in card.conflicts)
    known = packaged().entries
    for conflict in card.conflicts:
        family = conflict.other.endswith(".*") and any(i.startswith(conflict.other[:-1]) for i in known)
        assert family or conflict.other in known or conflict.other.startswith("stage:"), conflict.other

"""Opening what a user names as a study: a study folder, or a results.json."""

from __future__ import annotations

import json
from pathlib import Path

from paretoscope.analysis.results import SCHEMA, Results
from paretoscope.errors import BadStudy, Refused


def results_of(path: Path) -> Results:
    """The results of a study folder (from its event files, with every turn) or of a results.json.

    Raises:
        BadStudy: there is none, it cannot be read, or a newer program wrote it.
    """
    if path.is_file() and path.suffix == ".json":
        return _read(path)
    if not path.is_dir():
        raise BadStudy(f"there is no study at {path}", "give a study folder, or its results.json")
    from paretoscope.analysis import summarise
    from paretoscope.store.keep import model_facts
    from paretoscope.store.stored import StoredStudy

    stored = StoredStudy(path)
    return summarise(stored.record, stored.study, None, model_facts(stored.record))


def at_rest(folder: Path) -> None:
    """Raise Refused while the study is being measured: a model that works beside it would disturb it."""
    from paretoscope.store.folder import StudyFolder
    from paretoscope.store.lock import held

    if held(StudyFolder(folder).lock):
        raise Refused("the study is being measured", "ask when it is over, so that it is not disturbed")


def _read(path: Path) -> Results:
    try:
        body = json.loads(path.read_text(encoding="utf-8"))
        if body.get("schema", 0) > SCHEMA:
            raise BadStudy(
                f"{path} has schema {body['schema']}, this program knows {SCHEMA}",
                "open it with the program that wrote it, or update this one",
            )
        return Results.from_dict(body)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadStudy(f"{path} holds no results: {error}", "give a study folder, or its results.json") from error

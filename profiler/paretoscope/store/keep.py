"""Brings what is derived up to date with the event files: results, tables, results.json."""

from __future__ import annotations

import json
import math
import sqlite3
import time
from pathlib import Path
from typing import Any

from paretoscope.analysis import summarise
from paretoscope.analysis.record import Record
from paretoscope.analysis.results import Results
from paretoscope.catalog import Catalog
from paretoscope.errors import StorageFull
from paretoscope.plan import Study
from paretoscope.store.folder import StudyFolder, not_writable, write_atomic
from paretoscope.store.schema import connect
from paretoscope.store.sqlite import Writer

EVERY = 2.0  # s between two updates while a study runs


class Keeper:
    """Stores tables and results of one study while it runs.

    Args:
        catalog: cards, for titles and what is only simulated.
    """

    def __init__(self, folder: StudyFolder, study: Study, catalog: Catalog) -> None:
        self._folder, self._study, self._catalog = folder, study, catalog
        self._writer: Writer | None = None
        self._last = -math.inf
        self.results: Results | None = None

    def keep(self, record: Record, final: bool) -> None:
        """Summarise and store; when not `final`, at most every `EVERY` seconds.

        Raises:
            StorageFull: disk full or no permission. BadStudy: the tables were made by a newer program.
        """
        if not final and time.monotonic() - self._last < EVERY:
            return
        self.results = summarise(record, self._study, self._catalog, model_facts(record))
        try:
            self._tables(record, self.results)
            write_atomic(self._folder.results, results_text(self.results))
        except OSError as error:
            raise not_writable(self._folder.path, error) from error
        except sqlite3.OperationalError as error:
            raise not_writable(self._folder.database, OSError(str(error))) from error
        self._last = time.monotonic()

    def close(self) -> None:
        """Close the tables."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def _tables(self, record: Record, results: Results) -> None:
        if self._writer is None:
            self._writer = fresh_writer(self._folder.database)
        self._writer.write(record, results, self._folder.written())


def fresh_writer(path: Path) -> Writer:
    """A writer on a new file: what is stored may be stale, and writing it all again is cheap. Raises BadStudy."""
    refuse_newer(path)
    remove(path)
    return Writer(path)


def refuse_newer(path: Path) -> None:
    """Leave the tables of a newer program alone. Raises BadStudy."""
    if not path.exists():
        return
    try:
        connect(path).close()
    except sqlite3.DatabaseError:
        return  # damaged: it is made anew from the event files


def remove(path: Path) -> None:
    """Delete the tables with SQLite's side files."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def model_facts(record: Record) -> dict[str, Any]:
    """What the study process said of the model when it began."""
    return dict(record.hello.model) if record.hello else {}


def results_text(results: Results) -> str:
    """The text of results.json: strict JSON, in which what is no number is null."""
    return json.dumps(_finite(results.to_dict()), ensure_ascii=False, indent=1, allow_nan=False)


def _finite(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {k: _finite(v) for k, v in value.items()}
    return [_finite(v) for v in value] if isinstance(value, (list, tuple)) else value


def rebuild(folder: StudyFolder, catalog: Catalog) -> tuple[Record, Results]:
    """Read the event files again and store what follows from them; a folder that cannot be written is no obstacle.

    Raises:
        BadStudy: no study folder, or a newer one.
    """
    study = folder.study()
    record = Record(study).feed_all(folder.read())
    keeper = Keeper(folder, study, catalog)
    try:
        keeper.keep(record, True)
    except StorageFull:
        if keeper.results is None:
            raise
    finally:
        keeper.close()
    assert keeper.results is not None
    return record, keeper.results


def rebuild_apart(folder: StudyFolder, catalog: Catalog, database: Path) -> tuple[Record, Results]:
    """Read the event files and store what follows from them in a file elsewhere; the folder stays untouched.

    Raises:
        BadStudy: no study folder, or a newer one.
    """
    study = folder.study()
    written = folder.written()
    record = Record(study).feed_all(folder.read())
    results = summarise(record, study, catalog, model_facts(record))
    writer = Writer(database)
    try:
        writer.write(record, results, written)
    finally:
        writer.close()
    return record, results

"""A stored study as a reader sees it: results at once from the tables, series when they are asked for."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from paretoscope.analysis import damage
from paretoscope.analysis.record import Record
from paretoscope.analysis.results import Ratio, Results, Trial, Value
from paretoscope.catalog import Catalog, packaged
from paretoscope.errors import Refused, StorageFull
from paretoscope.events import Observation
from paretoscope.plan import Study
from paretoscope.store.drafts import sweep
from paretoscope.store.folder import StudyFolder
from paretoscope.store.keep import rebuild, rebuild_apart
from paretoscope.store.lock import FolderLock
from paretoscope.store.schema import connect


class StoredStudy:
    """A study folder opened for reading.

    Tables that are stale are made again; while a study process is at work in the folder, or where it cannot be
    written, in a private copy that goes with this object, so that a reader never touches what a writer holds.

    Args:
        path: the study folder.
        catalog: for a rebuild; the packaged one when None.

    Raises:
        BadStudy: no study folder, or written by a newer program.
    """

    def __init__(self, path: Path, catalog: Catalog | None = None) -> None:
        self.folder = StudyFolder(path)
        self.study: Study = self.folder.study()
        self._catalog = catalog
        self._record: Record | None = None
        self._private: TemporaryDirectory[str] | None = None
        self._results = self._read()
        if self._results is None:
            self._record, self._results = self._rebuild(catalog or packaged())

    @property
    def results(self) -> Results:
        """Everything but the turns, which `turns` reads for one trial."""
        assert self._results is not None
        return self._results

    @property
    def record(self) -> Record:
        """Every event of the study, reduced; read when first asked for."""
        if self._record is None:
            self._record = Record(self.study).feed_all(self.folder.read())
        return self._record

    def turns(self, trial: str) -> list[dict[str, Any]]:
        """The trial's finished turns in order, with what was read over each of them."""
        rows = self._rows(
            'SELECT workload, block, round, attempt, start, "end", valid, superseded, why, "values" FROM turns '
            "WHERE trial = ? ORDER BY place",
            (trial,),
        )
        names = ("workload", "block", "round", "attempt", "start", "end", "valid", "superseded", "why")
        return [{**dict(zip(names, row[:9], strict=True)), "values": json.loads(row[9])} for row in rows]

    def observations(self, trial: str, workload: str, purpose: str = "timing") -> list[Observation]:
        """Observations in the order in which they were made."""
        rows = self._rows(
            'SELECT seq, block, round, attempt, place, start, "end", "values", series FROM observations '
            "WHERE trial = ? AND workload = ? AND purpose = ? ORDER BY seq",
            (trial, workload, purpose),
        )
        return [
            Observation(
                trial=trial, workload=workload, purpose=purpose, seq=r[0], block=r[1], round=r[2], attempt=r[3],
                index=r[4], start=r[5], end=r[6], values=json.loads(r[7]), series=json.loads(r[8]),
            )
            for r in rows
        ]  # fmt: skip

    def samples(self, trial: str, name: str) -> list[tuple[float, float]]:
        """(t, value) readings of a meter; the study's own for trial ""."""
        rows = self._rows("SELECT t, value FROM samples WHERE trial = ? AND name = ? ORDER BY place", (trial, name))
        return [(t, v) for t, v in rows]

    def _rebuild(self, catalog: Catalog) -> tuple[Record, Results]:
        lock = FolderLock(self.folder.lock, reading=True)
        try:
            lock.acquire(0.0)
        except (Refused, StorageFull):  # somebody writes here, or nobody can
            self._private = TemporaryDirectory(prefix="paretoscope-")
            return rebuild_apart(self.folder, catalog, self._database)
        try:
            sweep(self.folder)
            return rebuild(self.folder, catalog)
        finally:
            lock.release()

    @property
    def _database(self) -> Path:
        return Path(self._private.name) / "study.sqlite" if self._private else self.folder.database

    def _rows(self, query: str, values: tuple[str, ...]) -> list[Any]:
        """What the tables hold; they are made again when they turn out to be damaged."""
        try:
            return self._asked(query, values)
        except sqlite3.DatabaseError:
            self._record, self._results = self._rebuild(self._catalog or packaged())
            return self._asked(query, values)

    def _asked(self, query: str, values: tuple[str, ...]) -> list[Any]:
        base = connect(self._database)
        try:
            return base.execute(query, values).fetchall()
        finally:
            base.close()

    def _read(self) -> Results | None:
        """Results from the tables; None when they are missing, damaged or older than the event files."""
        if not self.folder.database.exists():
            return None
        try:
            base = connect(self.folder.database)
        except sqlite3.DatabaseError:
            return None
        try:
            body = {k: json.loads(v) for k, v in base.execute("SELECT key, body FROM study")}
            if body.pop("events", None) != self.folder.written():
                return None
            results = Results.from_dict(body)
            results.trials = _trials(base)
        except (sqlite3.DatabaseError, ValueError, KeyError, TypeError):
            return None
        finally:
            base.close()
        return results


def _trials(base: sqlite3.Connection) -> list[Trial]:
    found: dict[str, Trial] = {}
    for id_, recipe, status, body in base.execute("SELECT id, recipe, status, body FROM trials ORDER BY place"):
        own = json.loads(body)
        own["simulated"], own["marks"] = tuple(own.get("simulated", ())), tuple(own.get("marks", ()))
        own["damage"] = {w: damage.from_dict(d) for w, d in own.get("damage", {}).items()}
        found[id_] = Trial(id=id_, recipe=recipe, status=status, **own)
    for trial, work, name, value, unit, low, high, n, source, why in base.execute("SELECT * FROM metrics"):
        table = found[trial].metrics.setdefault(work, {})
        table[name] = Value(value=value, unit=unit, low=low, high=high, n=n, source=source, why=why)
    for trial, work, name, value, low, high, real, kind, n in base.execute("SELECT * FROM ratios"):
        ratios = found[trial].ratios.setdefault(work, {})
        ratios[name] = Ratio(value=value, low=low, high=high, real=bool(real), kind=kind, n=n)
    return list(found.values())

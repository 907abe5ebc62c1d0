"""The tables of study.sqlite, as the steps that lead from one version to the next."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from paretoscope.errors import BadStudy

STEPS: tuple[str, ...] = (
    """
    CREATE TABLE study (key TEXT PRIMARY KEY, body TEXT NOT NULL);
    CREATE TABLE trials (id TEXT PRIMARY KEY, place INTEGER NOT NULL, recipe TEXT NOT NULL, status TEXT NOT NULL,
        body TEXT NOT NULL);
    CREATE TABLE metrics (trial TEXT NOT NULL, workload TEXT NOT NULL, name TEXT NOT NULL, value REAL,
        unit TEXT NOT NULL, low REAL, high REAL, n INTEGER NOT NULL, source TEXT NOT NULL, why TEXT NOT NULL,
        PRIMARY KEY (trial, workload, name)) WITHOUT ROWID;
    CREATE TABLE ratios (trial TEXT NOT NULL, workload TEXT NOT NULL, name TEXT NOT NULL, value REAL,
        low REAL, high REAL, real INTEGER NOT NULL, kind TEXT NOT NULL, n INTEGER NOT NULL,
        PRIMARY KEY (trial, workload, name)) WITHOUT ROWID;
    CREATE TABLE turns (trial TEXT NOT NULL, place INTEGER NOT NULL, workload TEXT NOT NULL, block INTEGER NOT NULL,
        round INTEGER NOT NULL, attempt INTEGER NOT NULL, start REAL NOT NULL, "end" REAL NOT NULL,
        valid INTEGER NOT NULL, superseded INTEGER NOT NULL, why TEXT NOT NULL, "values" TEXT NOT NULL,
        PRIMARY KEY (trial, place)) WITHOUT ROWID;
    CREATE TABLE observations (seq INTEGER PRIMARY KEY, trial TEXT NOT NULL, workload TEXT NOT NULL,
        purpose TEXT NOT NULL, block INTEGER NOT NULL, round INTEGER NOT NULL, attempt INTEGER NOT NULL,
        place INTEGER NOT NULL, start REAL NOT NULL, "end" REAL NOT NULL, "values" TEXT NOT NULL, series TEXT NOT NULL);
    CREATE TABLE samples (trial TEXT NOT NULL, name TEXT NOT NULL, place INTEGER NOT NULL, t REAL NOT NULL,
        value REAL NOT NULL, unit TEXT NOT NULL, PRIMARY KEY (trial, name, place)) WITHOUT ROWID;
    CREATE TABLE warnings (trial TEXT NOT NULL, place INTEGER NOT NULL, code TEXT NOT NULL, text TEXT NOT NULL,
        hint TEXT NOT NULL, PRIMARY KEY (trial, place)) WITHOUT ROWID;
    """,
    """
    CREATE INDEX observations_of_trial ON observations (trial, workload, purpose);
    """,
)
VERSION = len(STEPS)


def connect(path: Path, timeout: float = 5.0) -> sqlite3.Connection:
    """Open or make the file and bring it to the present version.

    Raises:
        BadStudy: written by a newer program.
        sqlite3.DatabaseError: damaged, or not writable.
    """
    base = sqlite3.connect(path, timeout=timeout, isolation_level=None)
    try:
        version = int(base.execute("PRAGMA user_version").fetchone()[0])
        if version > VERSION:
            raise BadStudy(
                f"{path} has version {version}, this program knows {VERSION}",
                "open it with the program that wrote it, or update this one",
            )
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = NORMAL")
        migrate(base, version)
    except UnicodeDecodeError as error:  # from a damaged name in the file
        base.close()
        raise sqlite3.DatabaseError(f"{path.name} is damaged: {error}") from error
    except BaseException:
        base.close()
        raise
    return base


def migrate(base: sqlite3.Connection, version: int) -> None:
    """Take the steps from `version` to the present one, each whole or not at all."""
    for step in range(version, VERSION):
        base.executescript(f"BEGIN; {STEPS[step]} PRAGMA user_version = {step + 1}; COMMIT;")

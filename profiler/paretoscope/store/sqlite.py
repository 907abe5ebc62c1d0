"""Writes study.sqlite from a Record and its Results, each time only what is new."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from paretoscope.analysis.record import Record, TrialRecord, Turn
from paretoscope.analysis.results import Results, Trial
from paretoscope.events import Observation, Warned
from paretoscope.store.schema import connect

APART = ("id", "recipe", "status", "metrics", "ratios", "turns")  # of Trial: have columns or tables of their own


class Writer:
    """Keeps one study.sqlite up to date.

    Args:
        path: the file; made when it is missing.
    """

    def __init__(self, path: Path) -> None:
        self._base = connect(path)
        self._trials: dict[str, Trial] = {}
        self._turns: dict[tuple[str, int], tuple[bool, bool, bool]] = {}
        self._counts: dict[tuple[str, ...], int] = {}

    def close(self) -> None:
        """Close the file; what was written stays."""
        self._base.close()

    def write(self, record: Record, results: Results, events: int) -> None:
        """Store what has changed since the last call.

        Args:
            events: size of the event files that the record was read from, B; a reader compares it.
        """
        with self._transaction():
            self._study(results, events)
            for place, trial in enumerate(results.trials):
                if self._trials.get(trial.id) != trial:
                    self._trial(place, trial)
                    self._trials[trial.id] = trial
            self._samples("", record.samples, record.sample_units)
            self._warnings("", record.warnings)
            for found in record.trials.values():
                self._raw(found)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._base.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._base.execute("ROLLBACK")
            raise
        self._base.execute("COMMIT")

    def _study(self, results: Results, events: int) -> None:
        body = results.to_dict()
        body.pop("trials")
        rows = [(k, json.dumps(v)) for k, v in {**body, "events": events}.items()]
        self._base.executemany("INSERT OR REPLACE INTO study VALUES (?, ?)", rows)

    def _trial(self, place: int, trial: Trial) -> None:
        body = {f.name: getattr(trial, f.name) for f in fields(Trial) if f.name not in APART}
        run = self._base.execute
        run(
            "INSERT OR REPLACE INTO trials VALUES (?, ?, ?, ?, ?)",
            (trial.id, place, trial.recipe, trial.status, json.dumps(body, default=asdict)),
        )
        run("DELETE FROM metrics WHERE trial = ?", (trial.id,))
        run("DELETE FROM ratios WHERE trial = ?", (trial.id,))
        self._base.executemany(
            "INSERT INTO metrics VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (trial.id, w, n, v.value, v.unit, v.low, v.high, v.n, v.source, v.why)
                for w, t in trial.metrics.items() for n, v in t.items()
            ],
        )  # fmt: skip
        self._base.executemany(
            "INSERT INTO ratios VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (trial.id, w, n, r.value, r.low, r.high, int(r.real), r.kind, r.n)
                for w, t in trial.ratios.items() for n, r in t.items()
            ],
        )  # fmt: skip

    def _raw(self, trial: TrialRecord) -> None:
        for place, turn in enumerate(trial.turns):
            state = (turn.finished, turn.valid, turn.superseded)
            if turn.finished and self._turns.get((trial.id, place)) != state:
                if (trial.id, place) not in self._turns:
                    self._observations(trial.id, turn.observations)
                self._turns[trial.id, place] = state
                self._turn(trial.id, place, turn)
        for workload, found in trial.warmup.items():
            self._observations(trial.id, self._new((trial.id, "warmup", workload), found))
        for workload, items in trial.quality.items():
            self._observations(trial.id, self._new((trial.id, "quality", workload), list(items.values())))
        self._samples(trial.id, trial.samples, trial.sample_units)
        self._warnings(trial.id, trial.warnings)

    def _turn(self, trial: str, place: int, turn: Turn) -> None:
        self._base.execute(
            "INSERT OR REPLACE INTO turns VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (trial, place, turn.workload, turn.block, turn.round, turn.attempt, turn.start, turn.end, int(turn.valid),
             int(turn.superseded), turn.why, json.dumps(turn.values)),
        )  # fmt: skip

    def _observations(self, trial: str, found: list[Observation]) -> None:
        self._base.executemany(
            "INSERT OR REPLACE INTO observations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (o.seq, trial, o.workload, o.purpose, o.block, o.round, o.attempt, o.index, o.start, o.end,
                 json.dumps(o.values), json.dumps(o.series))
                for o in found
            ],
        )  # fmt: skip

    def _samples(self, trial: str, samples: dict[str, list[tuple[float, float]]], units: dict[str, str]) -> None:
        for name, readings in samples.items():
            first = self._counts.get((trial, "sample", name), 0)
            new = self._new((trial, "sample", name), readings)
            rows = [(trial, name, first + i, t, v, units[name]) for i, (t, v) in enumerate(new)]
            self._base.executemany("INSERT OR REPLACE INTO samples VALUES (?, ?, ?, ?, ?, ?)", rows)

    def _warnings(self, trial: str, warnings: list[Warned]) -> None:
        first = self._counts.get((trial, "warning"), 0)
        new = self._new((trial, "warning"), warnings)
        rows = [(trial, first + i, w.code, w.text, w.hint) for i, w in enumerate(new)]
        self._base.executemany("INSERT OR REPLACE INTO warnings VALUES (?, ?, ?, ?, ?)", rows)

    def _new(self, key: tuple[str, ...], found: list[Any]) -> list[Any]:
        """What a growing list has gained since the last call."""
        first = self._counts.get(key, 0)
        self._counts[key] = len(found)
        return found[first:]

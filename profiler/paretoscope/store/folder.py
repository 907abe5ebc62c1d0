"""The study folder on disk: where its parts lie, and what can be done with it as a whole."""

from __future__ import annotations

import heapq
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from paretoscope.errors import BadStudy, Refused, StorageFull
from paretoscope.events import Event, Warned
from paretoscope.plan import Study
from paretoscope.store.lines import Damaged, opened

STUDY_LOG = "study"


@dataclass(frozen=True)
class StudyFolder:
    """Paths of one study; the files under `events` are the truth, the rest can be made from them again."""

    path: Path

    @property
    def toml(self) -> Path:
        """What was asked for."""
        return self.path / "study.toml"

    @property
    def schedule(self) -> Path:
        """Which trials take turns in which rounds, fixed when the study begins."""
        return self.path / "schedule.json"

    @property
    def database(self) -> Path:
        """Tables for opening quickly."""
        return self.path / "study.sqlite"

    @property
    def results(self) -> Path:
        """What was found."""
        return self.path / "results.json"

    @property
    def events(self) -> Path:
        """Event files: `study.jsonl` and `<trial>.<attempt>.jsonl`."""
        return self.path / "events"

    @property
    def artefacts(self) -> Path:
        """Reference log-probabilities and other large files."""
        return self.path / "artefacts"

    @property
    def jobs(self) -> Path:
        """What each worker was told, and what it wrote to stderr."""
        return self.path / "jobs"

    @property
    def reports(self) -> Path:
        """Reports for people."""
        return self.path / "reports"

    @property
    def lock(self) -> Path:
        """Held by the study process that writes here."""
        return self.path / ".lock"

    def check_free(self) -> None:
        """Raise Refused when the folder holds another study already."""
        if self.events.is_dir() and any(self.events.iterdir()):
            raise Refused(
                f"{self.path} holds a study already", f"choose another --out, or `paretoscope resume {self.path}`"
            )

    def create(self, study: Study) -> None:
        """Make the folders and write study.toml.

        Raises:
            Refused: the folder holds another study already.
            StorageFull: it cannot be written.
        """
        self.check_free()
        try:
            for folder in (self.path, self.events, self.artefacts, self.jobs, self.reports):
                folder.mkdir(parents=True, exist_ok=True)
            write_atomic(self.toml, study.to_toml())
        except OSError as error:
            raise not_writable(self.path, error) from error

    def study(self) -> Study:
        """What was asked for. Raises BadStudy when this is no study folder."""
        if not self.toml.is_file():
            raise BadStudy(f"{self.path} is no study folder: it has no study.toml", "give the folder of a study")
        return Study.read(self.toml)

    def event_files(self) -> list[Path]:
        """Every event file, by name.

        Raises:
            BadStudy: nobody may look, or what was measured is gone while results of it are there: a reader who took
                that for an empty study would write its emptiness over them.
        """
        try:
            found = sorted(f for f in self.events.iterdir() if f.suffix == ".jsonl") if self.events.is_dir() else []
        except OSError as error:
            raise BadStudy(f"cannot read {self.events}: {error.strerror}", "check its permissions") from error
        if not found and self.results.is_file():
            raise BadStudy(
                f"{self.path} has lost its event files, which hold what was measured",
                f"`paretoscope report {self.results}` shows what was found; to measure again choose another folder",
            )
        return found

    def read(self) -> Iterator[Event]:
        """Every event of the study in the order in which it was written, then a warning for each damaged line.

        Raises:
            BadStudy: a newer protocol, or events of two runs mixed in one folder (METHOD M5: a record is of one run).
        """
        last, damaged = -1, list[Warned]()
        for event in heapq.merge(*(_events(f, damaged) for f in self.event_files()), key=lambda e: e.seq):
            if event.seq == last:
                raise BadStudy(
                    f"{self.path} holds events of two runs mixed together: number {last} is there twice",
                    "keep each run in a folder of its own; `paretoscope compare` puts them side by side",
                )
            last = event.seq
            yield event
        yield from (replace(warning, seq=last) for warning in damaged)

    def written(self) -> int:
        """Total size of the event files, B: tells whether what was made from them is stale."""
        return sum(f.stat().st_size for f in self.event_files())


def _events(file: Path, damaged: list[Warned]) -> Iterator[Event]:
    """The events of one file; its damaged lines are left out, and named in a list that grows."""
    with file.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            try:
                event = opened(line)
            except Damaged:
                damaged.append(_left_out(file, number))
                continue
            if event is not None:
                yield event


def _left_out(file: Path, number: int) -> Warned:
    return Warned(
        code="damaged",
        text=f"events/{file.name}, line {number}, was changed after it was written; it is left out",
        hint="the disk or a program has altered the file: take it from a copy, or resume to measure what is missing",
    )


def write_atomic(path: Path, text: str) -> None:
    """Write a whole file or nothing: a reader, or a crash, never sees half of it. Raises OSError."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with draft.open("w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def not_writable(path: Path, error: OSError) -> StorageFull:
    """The error to raise when `path` cannot be written, in words that fit the cause."""
    why = error.strerror or str(error)
    if isinstance(error, FileNotFoundError):
        return StorageFull(
            f"cannot write {path}: {why}", "was it moved or deleted? resume goes on with a study where it lies now"
        )
    return StorageFull(
        f"cannot write {path}: {why}", "free some space, or choose another folder with --out; resume goes on from there"
    )


def new_folder(model: str, root: Path) -> Path:
    """A free name below `root`: <date>-<model>-<n>."""
    name = (
        "".join(c if c.isalnum() or c in "-_." else "-" for c in Path(model.removeprefix("builtin:")).name) or "model"
    )
    stem = f"{time.strftime('%Y-%m-%d')}-{name}"
    n = 1
    while (root / f"{stem}-{n}").exists():
        n += 1
    return root / f"{stem}-{n}"


def disk_use(path: Path) -> int:
    """Bytes of all files below `path`; a file that goes meanwhile, as a running study's drafts do, counts nothing."""
    total = 0
    for folder, _, names in os.walk(path):
        for name in names:
            with suppress(OSError):
                total += (Path(folder) / name).lstat().st_size
    return total


def delete(path: Path) -> None:
    """Remove a study folder for good. It is moved aside first: a reader who is at work in it cannot write into it.

    Raises:
        BadStudy: it is no study folder, so nothing is touched.
        StorageFull: no permission.
    """
    StudyFolder(path).study()
    aside = path.with_name(f".{path.name}.{os.getpid()}.deleted")
    try:
        path.rename(aside)
        shutil.rmtree(aside)
    except OSError as error:
        raise not_writable(path, error) from error


def rename(path: Path, name: str) -> Path:
    """Give a study folder another name beside where it lies; returns the new path.

    Raises:
        Refused: the name is empty, holds a separator, or is taken.
        StorageFull: no permission.
    """
    if not name.strip() or name in (".", "..") or Path(name).name != name:
        raise Refused(f"{name!r} is no name for a folder", "use letters, digits, - and _")
    target = path.with_name(name)
    if target.exists():
        raise Refused(f"{target} exists already", "choose another name")
    try:
        return path.rename(target)
    except OSError as error:
        raise not_writable(path, error) from error

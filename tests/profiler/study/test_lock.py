"""The folder's lock: a study process is told from a reader, and from others who only look."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from paretoscope.errors import Refused
from paretoscope.plan import Study
from paretoscope.store import recent
from paretoscope.store.folder import StudyFolder
from paretoscope.store.lock import FolderLock, held, wait_free


@pytest.fixture
def folder(tmp_path: Path) -> StudyFolder:
    """A study folder whose study process was killed: its name still stands in the lock file."""
    made = StudyFolder(tmp_path / "one")
    made.create(Study(model="m"))
    made.lock.write_text("pid 4194303")
    return made


@pytest.fixture
def reader(folder: StudyFolder) -> Iterator[FolderLock]:
    """Somebody who makes the tables again."""
    lock = FolderLock(folder.lock, reading=True)
    lock.acquire()
    yield lock
    lock.release()


def test_a_study_at_work_is_seen(folder: StudyFolder) -> None:
    lock = FolderLock(folder.lock)
    assert not held(folder.lock)
    lock.acquire()
    assert held(folder.lock)
    with pytest.raises(Refused, match=rf"in use.*pid {os.getpid()}"):
        FolderLock(folder.lock).acquire()
    lock.release()
    assert not held(folder.lock), "its name stays behind and says nothing"


def test_a_reader_is_no_running_study(folder: StudyFolder, reader: FolderLock) -> None:
    recent.remember(folder.path)
    assert not held(folder.lock)
    assert [s.state for s in recent.recent()] == ["unfinished"]
    assert not wait_free(folder.lock, patience=0.0), "but the folder is not to be moved away below him"
    reader.release()
    assert wait_free(folder.lock, patience=0.0)


def test_two_who_look_do_not_take_each_other_for_a_study(folder: StudyFolder) -> None:
    other = os.open(folder.lock, os.O_RDWR)
    fcntl.flock(other, fcntl.LOCK_SH)
    assert not held(folder.lock)
    assert wait_free(folder.lock, patience=0.0)
    os.close(other)


def test_where_there_is_no_lock_nobody_works(tmp_path: Path) -> None:
    assert not held(tmp_path / ".lock")
    assert not (tmp_path / ".lock").exists()

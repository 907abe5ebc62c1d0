"""One study process for one folder: an advisory lock that the system drops when its holder dies, even by kill -9."""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from pathlib import Path

from paretoscope.errors import Refused
from paretoscope.store.folder import not_writable

_NAME = 32  # B at most of the holder's name, at the start of the file


class FolderLock:
    """Held from `acquire` to `release`, or to the end of the process.

    Args:
        reading: a reader makes the tables again and lets go at once. He leaves the file empty, so that nobody takes him
            for a running study, which writes its name there.
    """

    def __init__(self, path: Path, reading: bool = False) -> None:
        self._path, self._reading = path, reading
        self._file: int | None = None

    def acquire(self, patience: float = 0.0) -> None:
        """Take the lock, waiting `patience` s for a holder that is just ending.

        Raises:
            Refused: another process holds it.
            StorageFull: the lock file cannot be written.
        """
        try:
            file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise not_writable(self._path.parent, error) from error
        end = time.monotonic() + patience
        while not (taken := _try(file)) and time.monotonic() < end:
            time.sleep(0.05)
        if not taken:
            holder = _name(file)
            os.close(file)
            raise Refused(
                f"{self._path.parent} is in use by another Paretoscope process{f' ({holder})' if holder else ''}",
                "wait until it has ended, or stop it",
            )
        self._file = file
        with suppress(OSError):  # the name of the holder is only a help; a full disk must not refuse the lock
            os.ftruncate(file, 0)
            if not self._reading:
                os.write(file, f"pid {os.getpid()}".encode())

    def release(self) -> None:
        """Let go; the file stays, so that nobody can lock an unlinked one."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def held(path: Path) -> bool:
    """Whether a study process is at work in the folder whose lock file this is; a reader does not count."""
    return _taken(path, named=True)


def wait_free(path: Path, patience: float = 5.0) -> bool:
    """Whether nobody holds this lock file; a reader who makes the tables again holds it for a moment, so wait, in s."""
    end = time.monotonic() + patience
    while _taken(path, named=False):
        if time.monotonic() >= end:
            return False
        time.sleep(0.05)
    return True


def _taken(path: Path, named: bool) -> bool:
    """Whether somebody holds the lock; with `named`, somebody who wrote his name."""
    try:
        file = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        return not _try(file, shared=True) and (bool(_name(file)) or not named)
    finally:
        os.close(file)


def _name(file: int) -> str:
    """Who took the lock last, "" for a reader."""
    os.lseek(file, 0, os.SEEK_SET)
    return os.read(file, _NAME).decode(errors="replace").strip()


if sys.platform == "win32":
    import msvcrt

    def _try(file: int, shared: bool = False) -> bool:
        os.lseek(file, _NAME, os.SEEK_SET)  # behind the name: nobody else could read a byte that is locked
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(file, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _try(file: int, shared: bool = False) -> bool:
        """`shared`: only to look. Two that look at the same time do not take each other for a holder."""
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

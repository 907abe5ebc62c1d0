"""The artefact cache as a folder: where it lies, how large it is, and how it is emptied. Workers fill it."""

from __future__ import annotations

from pathlib import Path

import platformdirs
from filelock import FileLock, Timeout

from paretoscope.errors import Refused
from paretoscope.store.folder import disk_use, not_writable

ENDINGS = ("*.safetensors", "*.json", "*.tmp")


def folder() -> Path:
    """Where it lies: in the user's cache folder."""
    return platformdirs.user_cache_path("paretoscope", appauthor=False) / "artefacts"


def size() -> tuple[int, int]:
    """(results that are kept, bytes of all files)."""
    return len(list(folder().glob("*.safetensors"))), disk_use(folder())


def clear() -> tuple[int, int]:
    """Remove every result; how many there were and their bytes, files beside them counted.

    Raises:
        Refused: a study uses it at this moment. StorageFull: no permission.
    """
    place, found = folder(), size()
    if not place.is_dir():
        return found
    try:
        with FileLock(place / "lock", timeout=0):
            for file in (f for ending in ENDINGS for f in place.glob(ending)):
                file.unlink(missing_ok=True)
    except Timeout as error:
        raise Refused("a study uses the cache at this moment", "try again when it has loaded its model") from error
    except OSError as error:
        raise not_writable(place, error) from error
    return found

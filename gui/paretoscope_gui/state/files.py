"""Small files of the window's own: written whole or not at all, read without ever raising."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Any


def state_folder() -> Path:
    """Where settings and sidecars live; PARETOSCOPE_STATE overrides the system's place."""
    named = os.environ.get("PARETOSCOPE_STATE")
    if named:
        return Path(named)
    import platformdirs  # a few ms that a first paint need not pay when the place is named

    return Path(platformdirs.user_state_dir("paretoscope", appauthor=False))


def write_json(path: Path, body: Any) -> str:
    """Write whole or not at all. Empty when it worked, else why not."""
    import json
    import tempfile

    name = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(body, file, indent=1)
        os.replace(name, path)
    except OSError as error:
        if name:  # a disk that is full keeps no half of it
            remove(Path(name))
        return error.strerror or str(error)
    return ""


def remove(path: Path) -> None:
    """Take a file away; one that cannot be taken away stays."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def put_aside(path: Path) -> None:
    """A file that cannot be used is kept as NAME.broken, where nothing looks for it."""
    with contextlib.suppress(OSError):
        path.replace(path.with_name(path.name + ".broken"))


def read_json(path: Path) -> Any | None:
    """What the file holds; None when it is not there. A broken one is kept aside as NAME.broken."""
    try:
        text = path.read_text(encoding="utf-8")
        import json  # not for a first start, which finds no file

        return json.loads(text)
    except OSError:
        return None
    except (ValueError, RecursionError):  # no JSON, no text, or brackets without end
        put_aside(path)
        return None


def free(path: Path) -> Path:
    """This path, or beside it the first with a number where nothing lies yet."""
    n, found = 1, path
    while found.exists():
        n += 1
        found = path.with_name(f"{path.name}-{n}")
    return found

"""Small files of the window's own: written whole or not at all, read without ever raising."""

from __future__ import annotations

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

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(body, file, indent=1)
        os.replace(name, path)
    except OSError as error:
        return str(error)
    return ""


def read_json(path: Path) -> Any | None:
    """What the file holds; None when it is not there. A broken one is kept aside as NAME.broken."""
    try:
        text = path.read_text(encoding="utf-8")
        import json  # not for a first start, which finds no file

        return json.loads(text)
    except OSError:
        return None
    except ValueError:
        with_suffix = path.with_name(path.name + ".broken")
        path.replace(with_suffix)
        return None

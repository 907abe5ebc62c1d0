"""Drafts: files are written beside their place, then renamed; a kill leaves the draft, and the next writer sweeps."""

from __future__ import annotations

import re
import time
from contextlib import suppress

from paretoscope.store.folder import StudyFolder

OLD = 3600.0  # s: nothing of a study takes as long to write, so a process of that number is another one by now
_OWN = re.compile(r"\.(?:study\.toml|schedule\.json|results\.json)\.(?P<pid>\d{1,9})\.tmp")
_ARTEFACT = re.compile(r"(?:\..+\.json|reference-.+)\.(?P<pid>\d{1,9})\.tmp")


def sweep(folder: StudyFolder) -> None:
    """Remove drafts whose writer is gone; the folder's lock is held. What cannot be removed stays: it harms nobody."""
    import psutil  # whoever only opens a finished study does not pay for it

    for place, ours in ((folder.path, _OWN), (folder.artefacts, _ARTEFACT)):
        with suppress(OSError):
            for file in place.iterdir():
                found = ours.fullmatch(file.name)
                if found and (time.time() - file.stat().st_mtime > OLD or not psutil.pid_exists(int(found["pid"]))):
                    file.unlink(missing_ok=True)

"""The machine's ceilings for a study: what is stored, or measured now in a process of its own."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from paretoscope.analysis.ceilings import Ceilings
from paretoscope.errors import TrialFailed
from paretoscope.plan import Study
from paretoscope.store import ceilings as stored
from paretoscope.study.child import run_module

MODULE = "paretoscope.worker.ceilings"


def known(study: Study) -> dict[str, Any]:
    """What was measured on this machine with the study's device, threads and torch; empty when nothing was."""
    found = stored.find(stored.identity(study.device, study.threads, study.python))
    return found.to_dict() if found else {}


def measure(device: str = "cpu", threads: int = 0, python: str = "") -> Ceilings:
    """Measure now, and store it. Raises Refused, TrialFailed, StorageFull."""
    wanted = stored.identity(device, threads, python)
    with tempfile.TemporaryDirectory(prefix="paretoscope-ceilings-") as place:
        out = Path(place) / "ceilings.json"
        run_module(python, MODULE, wanted["threads"], str(out), device, str(wanted["threads"]))
        try:
            found = Ceilings.from_dict(json.loads(out.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise TrialFailed(f"the ceilings could not be read: {error}", "measure them again") from error
    return stored.keep(found, wanted)

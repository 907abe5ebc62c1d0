"""The cards of all techniques as a Python has them, with what is missing there."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from dataclasses import replace

from paretoscope import catalog as cards
from paretoscope.catalog import Catalog
from paretoscope.errors import Unavailable
from paretoscope.study.executor import command, environment, is_own
from paretoscope.techniques import all_techniques


def catalog_of(python: str) -> Catalog:
    """Cards of all techniques as that Python has them, with what is missing there.

    Raises:
        Unavailable: the interpreter cannot be started or has no worker's libraries.
    """
    if not is_own(python):
        return described(python)
    entries = {}
    for id_, kind in all_techniques().items():
        entry = kind.entry()
        missing = [lib for lib in entry.card.libraries if importlib.util.find_spec(lib.module.split(".")[0]) is None]
        if missing:
            names = " ".join(f"'{lib.requirement}'" for lib in missing)
            entry = replace(
                entry, available=False, why_not=f"needs {missing[0].module}", hint=f"pip install {names}"
            )  # fmt: skip
        entries[id_] = entry
    return Catalog(entries)


def described(python: str) -> Catalog:
    """The cards as the worker of that Python tells them.

    Raises:
        Unavailable: it cannot be started, or has no worker's libraries.
    """
    shown = python or sys.executable
    try:
        found = subprocess.run(
            [*command(python, "paretoscope.worker"), "--describe"],
            capture_output=True,
            text=True,
            timeout=120,
            env=environment(1),
            check=False,
        )
        return cards.from_dicts(json.loads(found.stdout))
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unavailable(f"the Python {shown} cannot be started: {error}", "choose another with --python") from error
    except (ValueError, KeyError, TypeError) as error:
        last = (found.stderr.strip().splitlines() or ["it printed nothing"])[-1]
        raise Unavailable(
            f"the Python {shown} cannot run a worker: {last}", "it needs torch, transformers and psutil"
        ) from error

"""A neighbour's own virtual environment, made once with pinned versions, and a child in it that answers in lines.

It lies in the user's cache folder. pip takes the packages from where it is configured to; nothing is sent anywhere.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

import platformdirs

ROOT = Path(__file__).resolve().parents[2]
CHILDREN = Path(__file__).with_name("children")


def python(name: str, requirements: tuple[str, ...]) -> Path:
    """The Python of the environment `name`; it is made anew when what it needs has changed.

    Raises:
        SystemExit: pip could not install it.
    """
    folder = Path(platformdirs.user_cache_dir("paretoscope")) / "neighbours" / name
    mark, wanted = folder / "requirements.txt", "\n".join(requirements) + "\n"
    found = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    if mark.is_file() and mark.read_text(encoding="utf-8") == wanted:
        return found
    print(f"making the environment {folder} (once)", file=sys.stderr)
    venv.create(folder, clear=True, with_pip=True)
    done = subprocess.run(
        [found, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *requirements], check=False
    )
    if done.returncode:
        raise SystemExit(f"error: {name} could not be installed\nhint: pip needs a package index it can reach")
    mark.write_text(wanted, encoding="utf-8")
    return found


class Child:
    """A process that answers one JSON line to each it is given; threads and offline flags as in a worker."""

    def __init__(self, interpreter: Path | str, script: str, threads: int, **given: Any) -> None:
        quiet = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "PYTHONPATH": str(ROOT / "profiler")}
        environment = {**os.environ, **quiet, "OMP_NUM_THREADS": str(threads), "TOKENIZERS_PARALLELISM": "false"}
        command = [str(interpreter), str(CHILDREN / f"{script}.py"), json.dumps({**given, "threads": threads})]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )
        self.ready = self._read()

    @property
    def pid(self) -> int:
        """Of the process."""
        return self._process.pid

    def ask(self, **request: Any) -> dict[str, Any]:
        """Its answer. Raises SystemExit when it has ended."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return self._read()

    def close(self) -> None:
        """Let it end."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"error: {self._process.args!r} ended with code {self._process.wait()}")
        return dict(json.loads(line))

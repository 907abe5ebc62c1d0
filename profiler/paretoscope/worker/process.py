"""What must be settled before torch is imported: pipes, offline, threads, signals; and what Hello tells."""

from __future__ import annotations

import faulthandler
import importlib
import os
import platform
import signal
import sys
import time
from importlib.metadata import PackageNotFoundError, version

from paretoscope.events import Hello
from paretoscope.machine import this_machine, usable_cores

LIBRARIES = ("torch", "transformers", "tokenizers", "safetensors", "numpy", "accelerate", "paretoscope")


def settle(threads: int) -> int:
    """Set up the process; returns the number of threads torch is to use (0 asks for the physical cores)."""
    count = threads or usable_cores()
    os.environ.update(
        OMP_NUM_THREADS=str(count), MKL_NUM_THREADS=str(count), HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1",
        HF_HUB_DISABLE_TELEMETRY="1", HF_HUB_DISABLE_PROGRESS_BARS="1", TOKENIZERS_PARALLELISM="false",
        TRANSFORMERS_VERBOSITY="error",
    )  # fmt: skip
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the study, which tells its workers what to do
    faulthandler.enable(sys.stderr)
    return count


def hello(identity: dict[str, str]) -> Hello:
    """The greeting."""
    return Hello(
        wall=time.time(), pid=os.getpid(), versions=versions(), machine=this_machine().to_dict(), identity=identity
    )


def versions() -> dict[str, str]:
    """Installed versions of what decides the numbers; nothing is imported."""
    found = {"python": platform.python_version()}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def load_torch(threads: int, seed: int) -> None:
    """Import the slow libraries, with as many threads as were settled.

    What every model needs of transformers is imported here too, so that it counts as start and floor, not as the model.
    """
    import torch
    import transformers

    for part in ("modeling_utils", "generation.utils", "models.auto.modeling_auto"):
        importlib.import_module(f"transformers.{part}")

    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    transformers.utils.logging.disable_progress_bar()

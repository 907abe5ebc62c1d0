"""runtime.compile: fuse the model's operations with torch.compile.

Ansel et al. 2024, "PyTorch 2: Faster Machine Learning Through Dynamic Python Bytecode Transformation and Graph
Compilation" (ASPLOS).
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from typing import TYPE_CHECKING, Any

from paretoscope.techniques.base import (
    Annotated,
    Card,
    Change,
    Context,
    Effect,
    Machine,
    ModelInfo,
    Need,
    Param,
    Reason,
    Technique,
)

if TYPE_CHECKING:
    from paretoscope.techniques.subject import Subject

COMPILERS = ("c++", "g++", "clang++", "cl")


class Compile(Technique):
    """Compile the step that generates one token (or the whole forward of a model that does not generate)."""

    card = Card(
        id="runtime.compile",
        title="torch.compile",
        stage="runtime",
        promise="Compiles the model's forward into fused kernels: less time between operations, for a compile time"
        " that is paid once and reported apart.",
        helps="many small operations: small models, short steps",
        hurts="short jobs, which end before the compile time is earned back; steps that are one large"
        " multiplication already",
        tasks=("causal_lm", "classification", "encoder", "image_classification"),
        needs=(Need.COMPILER,),
        effects=(Effect("latency.tpot", "down"), Effect("time.compile", "up, once")),
        papers=("doi:10.1145/3620665.3640366",),
    )
    reuse: Annotated[
        bool, Param("take kernels that earlier runs left on disk; time.compile then counts only what was missing")
    ] = False

    def check(self, model: ModelInfo, machine: Machine) -> list[Reason]:
        """torch's processor back-end writes C++."""
        if any(map(shutil.which, (os.environ.get("CXX") or COMPILERS[0], *COMPILERS))):
            return []
        return [Reason("torch.compile needs a C++ compiler and there is none", "sudo apt install g++")]

    def apply(self, subject: Subject, context: Context) -> Change:
        """Put a dispatcher before the forward; the compiler runs at the first calls, which warm-up makes."""
        import torch

        model: Any = subject.model
        with Change.counted(subject) as change:
            torch._inductor.config.compile_threads = 1  # no helper processes that live on and take memory
            if not self.reuse:
                _fresh_cache(subject)
            _clock(subject)
            eager = model.forward
            compiled = torch.compile(eager, dynamic=True if subject.task == "causal_lm" else None)
            model.forward = stepwise(eager, compiled) if subject.task == "causal_lm" else compiled
            subject.closers.append(lambda: delattr(model, "forward"))
            change.modules = 1
        return change


def stepwise(eager: Any, compiled: Any) -> Any:
    """A forward that compiles only steps of one token, so that no prompt length asks for a graph of its own."""
    import functools

    @functools.wraps(eager)
    def forward(*args: Any, **kwargs: Any) -> Any:
        ids = kwargs.get("input_ids", args[0] if args else None)
        past = kwargs.get("past_key_values")
        one = ids is not None and ids.shape[1] == 1 and past is not None and past.get_seq_length() > 0
        return (compiled if one else eager)(*args, **kwargs)

    return forward


def _fresh_cache(subject: Subject) -> None:
    """Compile as if for the first time: into a folder of this trial's own."""
    import torch

    folder, before = tempfile.mkdtemp(prefix="paretoscope-compile-"), os.environ.get("TORCHINDUCTOR_CACHE_DIR")
    os.environ["TORCHINDUCTOR_CACHE_DIR"] = folder
    torch._dynamo.reset()

    def back() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        os.environ.pop("TORCHINDUCTOR_CACHE_DIR")
        if before is not None:
            os.environ["TORCHINDUCTOR_CACHE_DIR"] = before

    subject.closers.append(back)


def _clock(subject: Subject) -> None:
    """Add the wall time of every compilation to the subject's total `time.compile`, s, and count the graphs."""
    from torch._dynamo.callback import callback_handler

    began: list[float] = []

    def start(_: Any) -> None:
        began.append(time.perf_counter())

    def end(_: Any) -> None:
        subject.count("time.compile", time.perf_counter() - began.pop())
        subject.count("compile.graphs")

    callback_handler.register_start_callback(start)
    callback_handler.register_end_callback(end)
    subject.closers.append(lambda: callback_handler.remove_start_callback(start))
    subject.closers.append(lambda: callback_handler.remove_end_callback(end))

"""runtime.threads: how many threads one operation is spread over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paretoscope.techniques.base import (
    Annotated,
    Card,
    Change,
    Context,
    Effect,
    Machine,
    ModelInfo,
    Param,
    Reason,
    Technique,
)

if TYPE_CHECKING:
    from paretoscope.techniques.subject import Subject


class Threads(Technique):
    """Set torch's threads for the trial and put them back when it ends."""

    whole = True  # the same arithmetic for every token
    card = Card(
        id="runtime.threads",
        title="Number of threads",
        stage="runtime",
        promise="Spreads each operation over the given number of processor threads.",
        helps="large layers and batches with more threads; tiny models and shared machines with fewer",
        hurts="too many threads wait for each other and for memory",
        tasks=("causal_lm", "seq2seq", "classification", "encoder", "image_classification"),
        devices=("cpu",),
        effects=(Effect("latency.tpot", "depends on the model's size"),),
        papers=("seed:319",),
    )
    threads: Annotated[int, Param("threads of one operation", "thread", 1, 1024, sweep=(1, 2, 4))] = 1

    def check(self, model: ModelInfo, machine: Machine) -> list[Reason]:
        """More threads than processors only take turns."""
        if self.threads <= machine.logical_cores:
            return []
        why = f"{self.threads} threads on {machine.logical_cores} processors would only take turns"
        return [Reason(why, f"threads={machine.logical_cores}")]

    def apply(self, subject: Subject, context: Context) -> Change:
        """Set the number of threads."""
        import torch

        before = torch.get_num_threads()
        with Change.counted(subject) as change:
            torch.set_num_threads(self.threads)
            subject.closers.append(lambda: torch.set_num_threads(before))
        change.notes.append(f"{self.threads} threads instead of {before}")
        return change

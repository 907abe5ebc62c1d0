"""Which workloads only widen a sweep: one of them stands for all in fronts, charts and the table of all trials."""

from __future__ import annotations

from collections.abc import Sequence

FEW = 2  # workloads of one kind that are still shown side by side


def extras(workloads: Sequence[str]) -> set[str]:
    """Texts of the workloads that generate, beyond the first, where there are more than two of them."""
    swept = [w for w in workloads if w.split(":")[0] == "generate"]
    return set(swept[1:]) if len(swept) > FEW else set()

"""What the pruners that only set weights to zero share."""

from __future__ import annotations

from paretoscope.catalog import Conflict

ONE_MASK = (
    Conflict("prune.magnitude", "both choose which single weights become zero", "keep one of them"),
    Conflict("prune.wanda", "both choose which single weights become zero", "keep one of them"),
)
SIMULATED = ("speed", "memory")
ZEROS = "zeros are stored and multiplied like any number: no time or memory is saved without sparse kernels and storage"

"""Will it fit: what a dtype or a recipe needs in memory, beside what is free. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paretoscope_gui.state.anatomy import kv_bytes

if TYPE_CHECKING:
    from paretoscope.catalog import Catalog
    from paretoscope.models.info import ModelInfo
    from paretoscope_gui.state.draft import Draft

DTYPES = {"float32": 4, "bfloat16": 2, "float16": 2}
TIGHT, FULL = 0.8, 1.0  # shares of the free memory from which on it is tight, and too much
VERDICTS = {"fits": ("fits", "good"), "tight": ("tight", "warn"), "too large": ("too large", "bad")}


@dataclass(frozen=True)
class Need:
    """What one way of running the model needs, B. `rest` is whatever is neither weights nor cache."""

    title: str
    weights: int
    cache: int
    rest: int = 0
    detail: str = ""

    @property
    def total(self) -> int:
        """Everything together, B."""
        return self.weights + self.cache + self.rest

    def verdict(self, free: int) -> str:
        """fits, tight or too large, by what is free."""
        share = self.total / max(1, free)
        return "fits" if share <= TIGHT else "tight" if share <= FULL else "too large"


def by_dtype(info: ModelInfo) -> list[Need]:
    """Weights and the cache of one sequence at full context, for each plain dtype; computed from the shapes."""
    cache = kv_bytes(info) * info.context
    return [
        Need(name, info.parameters * size, cache * size // 2, detail="as stored" if name == info.dtype else "")
        for name, size in DTYPES.items()
    ]


def needs(info: ModelInfo, draft: Draft, catalog: Catalog) -> list[Need]:
    """Each plain dtype, then each recipe of the plan."""
    return by_dtype(info)

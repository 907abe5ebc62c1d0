"""What a recipe broke: answers that flipped, and classes that suffer more than others (paper seed:400).

An accuracy that stays the same can hide answers that went both ways. Items are paired with the baseline's: `broken`
were right and are wrong now, `mended` the other way round. McNemar's exact test asks whether as many broke as mended.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from paretoscope.events import Observation
from paretoscope.stats import mcnemar

RIGHT = 1.0


@dataclass(frozen=True, kw_only=True)
class ClassDamage:
    """One class: its items, how many were right at the baseline and here, and p of the change.

    `p` is McNemar's exact two-sided p; `adjusted` Holm's correction over all classes, so that of many classes without
    change one in twenty studies calls any of them damaged.
    """

    label: int
    n: int
    before: int
    after: int
    p: float
    adjusted: float = 1.0

    @property
    def change(self) -> float:
        """Accuracy here minus at the baseline."""
        return (self.after - self.before) / self.n


@dataclass(frozen=True, kw_only=True)
class Damage:
    """Right and wrong answers against the baseline's on the same items.

    Attributes:
        broken, mended: indices of items.
        p: McNemar's exact two-sided p over all items.
        changed: items whose answer is another one, right or wrong; None where answers are not known.
        classes: worst change first; empty where items have no class.
    """

    n: int
    broken: tuple[int, ...]
    mended: tuple[int, ...]
    p: float
    changed: int | None = None
    classes: tuple[ClassDamage, ...] = field(default=())

    @property
    def flips(self) -> int:
        """Items whose verdict changed, either way."""
        return len(self.broken) + len(self.mended)


def from_dict(body: dict[str, Any]) -> Damage:
    """A Damage again from the plain data that `asdict` made of it; unknown fields are ignored."""
    known = {k: v for k, v in body.items() if k in Damage.__dataclass_fields__}
    classes = [{k: v for k, v in c.items() if k in ClassDamage.__dataclass_fields__} for c in body.get("classes", ())]
    known |= {"broken": tuple(body["broken"]), "mended": tuple(body["mended"])}
    return Damage(**{**known, "classes": tuple(ClassDamage(**c) for c in classes)})


Items = Mapping[int, Mapping[str, float]]


def damage(recipe: Sequence[Observation], baseline: Sequence[Observation]) -> Damage | None:
    """Compare item by item; None when fewer than two judged items are shared."""
    ours, theirs = ({o.index: o.values for o in side if "correct" in o.values} for side in (recipe, baseline))
    shared = sorted(ours.keys() & theirs.keys())
    if len(shared) < 2:
        return None
    broken = tuple(i for i in shared if theirs[i]["correct"] == RIGHT > ours[i]["correct"])
    mended = tuple(i for i in shared if ours[i]["correct"] == RIGHT > theirs[i]["correct"])
    said = all("said" in side[i] for side in (ours, theirs) for i in shared)
    return Damage(
        n=len(shared), broken=broken, mended=mended, p=mcnemar(len(broken), len(mended)),
        changed=sum(ours[i]["said"] != theirs[i]["said"] for i in shared) if said else None,
        classes=_classes(shared, ours, theirs),
    )  # fmt: skip


def _classes(shared: list[int], ours: Items, theirs: Items) -> tuple[ClassDamage, ...]:
    of: dict[int, list[int]] = {}
    for i in shared:
        if "label" in ours[i]:
            of.setdefault(int(ours[i]["label"]), []).append(i)
    found = [_class(label, items, ours, theirs) for label, items in of.items()]
    return tuple(sorted(holm(found), key=lambda c: (c.change, c.label)))


def _class(label: int, items: list[int], ours: Items, theirs: Items) -> ClassDamage:
    pairs = [(theirs[i]["correct"] == RIGHT, ours[i]["correct"] == RIGHT) for i in items]
    p = mcnemar(sum(a and not b for a, b in pairs), sum(b and not a for a, b in pairs))
    before, after = (sum(pair[k] for pair in pairs) for k in (0, 1))
    return ClassDamage(label=label, n=len(items), before=before, after=after, p=p)


def holm(classes: Sequence[ClassDamage]) -> list[ClassDamage]:
    """Holm's step-down correction: the k-th smallest p times (count - k + 1), never below the one before."""
    out, least = [], 0.0
    for rank, one in enumerate(sorted(classes, key=lambda c: c.p)):
        least = max(least, min(1.0, one.p * (len(classes) - rank)))
        out.append(ClassDamage(label=one.label, n=one.n, before=one.before, after=one.after, p=one.p, adjusted=least))
    return out

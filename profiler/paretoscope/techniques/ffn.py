"""Feed-forward networks by the names of their layers: which projections make the channels, which one reads them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

# (projections up, projection down) below one parent: Llama, T5, GPT-2, OPT and ViT and Phi, BERT, NeoX, DistilBERT
LAYOUTS = (
    (("gate_proj", "up_proj"), "down_proj"),
    (("wi_0", "wi_1"), "wo"),
    (("wi",), "wo"),
    (("c_fc",), "c_proj"),
    (("fc1",), "fc2"),
    (("intermediate.dense",), "output.dense"),
    (("dense_h_to_4h",), "dense_4h_to_h"),
    (("lin1",), "lin2"),
    (("up_proj",), "down_proj"),
)


@dataclass(frozen=True)
class Ffn:
    """Module names: `ups` give the intermediate channels (gate first where there is one), `down` reads them."""

    ups: tuple[str, ...]
    down: str


def find(names: Iterable[str]) -> list[Ffn]:
    """The feed-forward networks among the names of linear layers, in the order of their `down`."""
    known = list(names)
    have, found = set(known), {}
    for name in known:
        for ups, down in LAYOUTS:
            parent = _parent(name, down)
            if parent is not None and name not in found and all(parent + u in have for u in ups):
                found[name] = Ffn(tuple(parent + u for u in ups), name)
    return list(found.values())


def _parent(name: str, leaf: str) -> str | None:
    """What stands before `leaf` in a module name, with its dot; None when the name does not end in it."""
    if name == leaf:
        return ""
    return name.removesuffix(leaf) if name.endswith("." + leaf) else None

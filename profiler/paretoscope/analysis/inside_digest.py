"""A trace in short, for an event and for results.json: operators and parts of the model, phase by phase."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from paretoscope.analysis.inside import MODULE, NUMBERS, Node, Tree, operators

PARTS = 40  # of the model, those with most time


def digest(tree: Tree) -> dict[str, Any]:
    """{workload, overhead, passes, notes, phases: [{phase, seconds, plain, tokens, operators, parts, rates, steps}]}.

    `operators`: kind -> numbers; `parts`: path -> numbers of what runs in modules of that path themselves, not in their
    children, with layers' numbers as `*`; what is not among the largest is summed up as "other". Shares of both add up.
    """
    return {
        "workload": tree.workload, "overhead": tree.overhead, "passes": tree.passes, "notes": list(tree.notes),
        "phases": [_phase(tree, root) for root in tree.roots],
    }  # fmt: skip


def _phase(tree: Tree, root: Node) -> dict[str, Any]:
    kinds = {k: _numbers(n) for k, n in operators(root).items()}
    return {
        "phase": root.phase, "seconds": root.seconds, "plain": tree.plain.get(root.phase),
        "tokens": tree.tokens.get(root.phase), "operators": kinds, "parts": parts(root),
        "rates": tree.rates.get(root.phase, {}), "steps": max((c.calls for c in root.children), default=0.0),
    }  # fmt: skip


def parts(root: Node) -> dict[str, dict[str, float]]:
    """Path with `*` for layers -> numbers of its leaves, most time first."""
    found: dict[str, dict[str, float]] = {}
    for node in root.walk():
        leaves = [c for c in node.children if not c.children and c.kind != MODULE]
        if leaves or not node.children:
            into = found.setdefault(pattern(node), dict.fromkeys(NUMBERS, 0.0))
            for one in leaves or ([node] if node.kind == MODULE else []):
                for name in NUMBERS:
                    into[name] += getattr(one, name)
    ordered = sorted(found.items(), key=lambda pair: -pair[1]["seconds"])
    kept = dict(ordered[:PARTS])
    if rest := [numbers for _, numbers in ordered[PARTS:]]:
        kept["other"] = {name: sum(r[name] for r in rest) for name in NUMBERS}
    return {path: {k: v for k, v in numbers.items() if v} for path, numbers in kept.items() if any(numbers.values())}


def pattern(node: Node) -> str:
    """A module's path with its layers' numbers as `*`; the model goes by its class."""
    if node.kind != MODULE:
        return "outside modules"
    return re.sub(r"(?<=\.)\d+(?=\.|$)", "*", node.path) or node.name


def _numbers(node: Node) -> dict[str, float]:
    return {k: v for k in NUMBERS if (v := getattr(node, k))}


def phase(found: Mapping[str, Any], name: str) -> dict[str, Any] | None:
    """A phase of a digest."""
    return next((p for p in found.get("phases", ()) if p.get("phase") == name), None)


def seconds(found: Mapping[str, Any] | None, kind: str) -> float:
    """Seconds of a kind of operators in a digest's phase; 0 without."""
    return float(((found or {}).get("operators", {}).get(kind) or {}).get("seconds", 0.0))

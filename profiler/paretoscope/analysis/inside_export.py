"""A trace for other programs: the Chrome trace format (Perfetto, chrome://tracing) and folded stacks (flame graphs)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from paretoscope.analysis.inside import Node, Tree

MICRO = 1e6


def chrome(tree: Tree, timeline: Iterable[Mapping[str, Any]]) -> str:
    """The timeline of one traced call as JSON in the Trace Event Format (object form, complete events, us).

    Args:
        timeline: as `inside.timeline` reads it.
    """
    about = {"trial": tree.trial, "recipe": tree.recipe, "workload": tree.workload, "device": tree.device}
    name = {"name": "process_name", "ph": "M", "pid": 1, "tid": 1, "args": {"name": f"{tree.trial}: {tree.workload}"}}
    thread = {"name": "thread_name", "ph": "M", "pid": 1, "tid": 1, "args": {"name": "modules and operators"}}
    events = [name, thread, *(_event(e) for e in timeline)]
    body = {"traceEvents": events, "displayTimeUnit": "ms", "otherData": {k: str(v) for k, v in about.items()}}
    return json.dumps(body, ensure_ascii=False)


def _event(entry: Mapping[str, Any]) -> dict[str, Any]:
    own = {"name": entry["name"] or "model", "cat": entry["kind"], "pid": 1, "tid": 1,
           "ts": round(entry["start"] * MICRO, 1)}  # fmt: skip
    if entry["kind"] == "mark":
        return {**own, "ph": "i", "s": "t"}
    return {**own, "ph": "X", "dur": round(entry["seconds"] * MICRO, 1)}


def folded(tree: Tree, value: str = "seconds") -> str:
    """One line a leaf: `trial;phase;module;...;kind NUMBER`, as flamegraph.pl and speedscope read it.

    Args:
        value: seconds (written as whole microseconds), flops or bytes.
    """
    scale = MICRO if value == "seconds" else 1.0
    lines = []
    for root in tree.roots:
        for stack, leaf in _stacks(root, (tree.trial,)):
            number = round(getattr(leaf, value) * scale)
            if number > 0:
                lines.append(f"{';'.join(_frame(s) for s in stack)} {number}")
    return "\n".join(lines) + ("\n" if lines else "")


def _stacks(node: Node, above: tuple[str, ...]) -> Iterable[tuple[tuple[str, ...], Node]]:
    stack = (*above, node.name)
    if not node.children:
        yield stack, node
    for child in node.children:
        yield from _stacks(child, stack)


def _frame(name: str) -> str:
    """A name that holds neither the separator of frames nor a line break."""
    return " ".join(name.replace(";", ":").split()) or "?"

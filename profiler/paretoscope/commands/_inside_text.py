"""A trace as text: the module tree with time, FLOPs and bytes, what each kind of operator takes, before and after."""

from __future__ import annotations

from collections.abc import Iterator

from paretoscope.analysis.inside import MODULE, OUTSIDE, Comparison, Node, Pair, Tree, operators
from paretoscope.analysis.limits_words import size
from paretoscope.analysis.metrics import significant
from paretoscope.commands._table import aligned

_SIDES = ("before", "after", "time", "FLOP", "bytes", "")
LEAST = 0.01  # of a phase: smaller parts are summed up in a line


def tree_text(tree: Tree, depth: int) -> str:
    """Every phase of one trace: operators, then modules down to `depth`."""
    lines = [f"{tree.recipe or tree.trial} · {tree.workload}", *_about(tree)]
    for root in tree.roots:
        lines += ["", f"{root.phase}: {ms(root.seconds)} traced{_plain(tree, root)}", "", _operators(root), ""]
        lines.append(aligned([["module", "share", "time", "FLOP", "bytes", "calls", ""], *_rows(root, root, depth)]))
    return "\n".join(lines)


def _about(tree: Tree) -> Iterator[str]:
    slower = tree.overhead
    if slower is not None:
        yield f"Tracing made these calls {significant(slower, 2)} times as long; shares are of traced time."
    yield from tree.notes


def _plain(tree: Tree, root: Node) -> str:
    plain = tree.plain.get(root.phase)
    tokens = tree.tokens.get(root.phase)
    return (f", {ms(plain)} without" if plain else "") + (f", {tokens:g} tokens" if tokens else "")


def _operators(root: Node) -> str:
    rows = [["operators", "share", "time", "FLOP", "bytes", ""]]
    for kind, node in operators(root).items():
        rows.append([kind, share(node, root), ms(node.seconds), flop(node), size(node.bytes) if node.bytes else "", ""])
    return aligned(rows)


def _rows(node: Node, root: Node, depth: int, level: int = 0) -> Iterator[list[str]]:
    for child in node.children:
        if child.kind not in (MODULE, OUTSIDE) or child.seconds < LEAST * root.seconds:
            continue
        moved = size(child.bytes) if child.bytes else ""
        calls = f"{child.calls:g}" if child.calls else ""
        yield ["  " * level + child.name, share(child, root), ms(child.seconds), flop(child), moved, calls, ""]
        if level + 1 < depth and child.kind == MODULE:
            yield from _rows(child, root, depth, level + 1)


def comparison_text(found: Comparison, depth: int) -> str:
    """Before and after, phase by phase: operators, then modules matched by path."""
    lines = [f"{found.before.recipe or found.before.trial} -> {found.after.recipe or found.after.trial}"]
    for pair in found.roots:
        lines += ["", f"{pair.phase}: {_seconds(pair.before)} -> {_seconds(pair.after)}", ""]
        rows = [["operators", *_SIDES], *_kinds(pair)]
        lines += [aligned(rows), ""]
        lines.append(aligned([["module", *_SIDES], *_pairs(pair, pair, depth)]))
    return "\n".join(lines)


def _kinds(pair: Pair) -> Iterator[list[str]]:
    ours = operators(pair.before) if pair.before else {}
    theirs = operators(pair.after) if pair.after else {}
    for kind in dict.fromkeys([*ours, *theirs]):
        one, two = ours.get(kind), theirs.get(kind)
        yield [kind, *_sides(one, two)]


def _pairs(pair: Pair, root: Pair, depth: int, level: int = 0) -> Iterator[list[str]]:
    whole = max(n.seconds for n in (root.before, root.after) if n)
    for child in pair.children:
        most = max(n.seconds for n in (child.before, child.after) if n)
        if child.kind not in (MODULE, OUTSIDE) or most < LEAST * whole:
            continue
        name = "  " * level + child.name
        yield [name, *_sides(child.before, child.after)]
        if level + 1 < depth and child.kind == MODULE:
            yield from _pairs(child, root, depth, level + 1)


def _sides(before: Node | None, after: Node | None) -> list[str]:
    """Times before and after, and how many times as much time, FLOPs and bytes that is."""
    changes = (_change(before, after, name) for name in ("seconds", "flops", "bytes"))
    return [_seconds(before), _seconds(after), *changes, ""]


def _change(before: Node | None, after: Node | None, name: str) -> str:
    if before is None or after is None:
        return "new" if before is None else "gone"
    a, b = float(getattr(before, name)), float(getattr(after, name))
    return f"{b / a:.2f}x" if a > 0 else ""


def _seconds(node: Node | None) -> str:
    return ms(node.seconds) if node else "-"


def share(node: Node, root: Node) -> str:
    """Part of the phase's time."""
    return f"{node.seconds / root.seconds:.1%}" if root.seconds else ""


def ms(seconds: float) -> str:
    """Milliseconds."""
    return f"{significant(seconds * 1e3)} ms"


def flop(node: Node) -> str:
    """FLOPs in MFLOP; "≥" where some operator's are not known."""
    if not node.flops:
        return "unknown" if node.unknown else ""
    return f"{'≥ ' if node.unknown else ''}{significant(node.flops / 1e6)} M"

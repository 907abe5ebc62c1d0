"""A trace as boxes of an icicle and as rows of a table. No Qt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from paretoscope.analysis.inside import MODULE, PHASE, Node, Tree, operators
from paretoscope_gui.i18n import inside, mark, tr
from paretoscope_gui.numbers import quantity
from paretoscope_gui.theme.tokens import OKABE_ITO

MEASURES = {"seconds": (mark("Time"), "s"), "flops": (mark("FLOPs"), "FLOP"), "bytes": (mark("Bytes"), "B")}
KINDS = {  # kind of operator to (word, colour); the rest is drawn as "other"
    "linear": (mark("Linear layers"), OKABE_ITO[0]),
    "attention": (mark("Attention"), OKABE_ITO[4]),
    "norm": (mark("Norms"), OKABE_ITO[6]),
    "embedding": (mark("Embedding"), OKABE_ITO[2]),
    "pointwise": (mark("Pointwise"), OKABE_ITO[1]),
    "layout": (mark("Copies and reshapes"), OKABE_ITO[5]),
    "quantization": (mark("Quantization"), OKABE_ITO[3]),
    "convolution": (mark("Convolution"), "#004E7A"),
    "reduction": (mark("Reduction"), "#8C6B00"),
    "other": (mark("Other"), OKABE_ITO[7]),
    "python": (mark("Python and tracer"), "#8D94A0"),
}
NAMES = (mark("decode"), mark("prefill"), mark("Outside modules"))  # that a trace holds
LEAST = 0.0008  # share of the whole below which a box is not drawn; the table still has it


@dataclass(frozen=True)
class Box:
    """One part in an icicle: `left` and `width` are shares of the whole picture, `depth` counts from 0."""

    node: Node
    depth: int
    left: float
    width: float


@dataclass(frozen=True)
class Row:
    """One part in the table; `before` is the same part of the baseline, when two are compared."""

    node: Node
    depth: int
    whole: float
    before: Node | None = None

    @property
    def key(self) -> str:
        """What names it in one phase."""
        return key_of(self.node)

    @property
    def title(self) -> str:
        """Its name, with the class of a module."""
        return title(self.node)


def key_of(node: Node) -> str:
    """What names a part in one phase, the same in every trial."""
    return f"{node.path}|{node.kind}"


def title(node: Node) -> str:
    """A part's name for reading."""
    if node.kind in KINDS:
        return tr(KINDS[node.kind][0])
    if node.kind == PHASE:
        return tr(node.phase.capitalize())
    return tr(node.name.capitalize()) if node.kind != MODULE else node.name


def value(node: Node, measure: str) -> float:
    """Seconds, FLOPs or bytes of a part."""
    return float(getattr(node, measure))


def boxes(root: Node, measure: str, whole: float = 0.0) -> list[Box]:
    """The parts below a root, its own box first; children lie under their parent in the order of the model.

    Args:
        whole: what a width of 1 stands for; the root's own value by default.
    """
    full = whole or value(root, measure)
    if full <= 0:
        return []
    return list(_boxes(root, measure, full, 0, 0.0))


def _boxes(node: Node, measure: str, full: float, depth: int, left: float) -> Iterator[Box]:
    wide = value(node, measure) / full
    if wide < LEAST:
        return
    yield Box(node, depth, left, wide)
    for child in node.children:
        yield from _boxes(child, measure, full, depth + 1, left)
        left += value(child, measure) / full


def modules(root: Node) -> list[Row]:
    """Every module of a phase with its depth, in the order of the model; the phase itself is the first row."""
    return [Row(n, d, root.seconds) for n, d in _walk(root, 0) if n.kind in (PHASE, MODULE, "outside")]


def kinds(root: Node) -> list[Row]:
    """What kinds of operators take, most time first."""
    return [Row(n, 0, root.seconds) for n in operators(root).values()]


def beside(found: list[Row], before: Node | None) -> list[Row]:
    """The rows with the same parts of the baseline."""
    if before is None:
        return found
    known = {key_of(n): n for n in (*before.walk(), *operators(before).values())}
    by_kind = operators(before)
    return [
        Row(r.node, r.depth, r.whole, by_kind.get(r.node.kind) if not r.node.path and not r.node.children
            else known.get(r.key))
        for r in found
    ]  # fmt: skip


def _walk(node: Node, depth: int) -> Iterator[tuple[Node, int]]:
    yield node, depth
    for child in node.children:
        yield from _walk(child, depth + 1)


def shares(root: Node, measure: str) -> list[tuple[str, float, str]]:
    """Title, value and colour of each kind of operator, largest first."""
    found = sorted(operators(root).items(), key=lambda pair: -value(pair[1], measure))
    return [(_kind(kind)[0], value(node, measure), _kind(kind)[1]) for kind, node in found]


def _kind(kind: str) -> tuple[str, str]:
    """Word and colour of a kind of operator."""
    word, ink = KINDS.get(kind, KINDS["other"])
    return tr(word), ink


def _in_words(kind: str) -> str:
    """A kind of operator inside a sentence; Python is a name."""
    return _kind(kind)[0] if kind == "python" else inside(_kind(kind)[0])


def colour(node: Node) -> str:
    """The colour of an operator's box; empty for modules, which are drawn in the theme's quiet one."""
    return "" if node.kind in (PHASE, MODULE, "outside") else _kind(node.kind)[1]


def words(node: Node, whole: float) -> str:
    """A part in words: time and its share, FLOPs, bytes, calls."""
    parts = [
        f"{quantity(node.seconds, 's')}",
        tr("{share} of the time", share=quantity(node.seconds / whole, "share", 2)) if whole else "",
    ]
    parts += [quantity(node.flops, "FLOP") if node.flops else "", quantity(node.bytes, "B") if node.bytes else ""]
    name = f"{title(node)}{f' ({node.type})' if node.type and node.type != node.name else ''}"
    if node.path:
        name = f"{name}, {node.path}" if node.kind == MODULE else tr("{name} in {path}", name=name, path=node.path)
    return f"{name}: {', '.join(p for p in parts if p)}"


def headline(tree: Tree, root: Node) -> str:
    """What takes the time of a phase, in a sentence."""
    top = [(_in_words(k), n.seconds / root.seconds) for k, n in operators(root).items() if root.seconds > 0]
    parts = ", ".join(f"{name} {quantity(share, 'share', 2)}" for name, share in top[:3])
    tokens = tree.tokens.get(root.phase, 0.0)
    plain = tree.plain.get(root.phase)
    each = tr("; untraced {plain} a token", plain=quantity(plain / tokens, "s")) if tokens and plain else ""
    return tr("{phase}: {parts} of the traced time{each}.", phase=title(root), parts=parts, each=each)

"""Where the time goes: what a tracing pass found in one trial, as a tree, and two such trees side by side.

A trace lies in `artefacts/<trial>.trace.json` of the study folder. It was taken apart from all timing (METHOD M30):
its seconds never enter a latency, they only say how a call's time is shared out. Reading one needs no torch.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from paretoscope.errors import BadStudy

FORMAT = 1
PHASE, MODULE, OUTSIDE = "phase", "module", "outside"


@dataclass(frozen=True, kw_only=True)
class Node:
    """A stretch of one call of the workload, with everything inside it; children add up to their parent.

    Attributes:
        path: the module's path in the model, "" for the model itself; a leaf has the path of the module it ran in.
        kind: "phase" (the root), "module", "outside" (of all modules), or what a leaf's operators do: linear,
            attention, convolution, norm, embedding, pointwise, layout (copies and reshapes), reduction, quantization,
            compiled (fused kernels), other, python (no operator ran: the interpreter, and the tracer itself).
        name: what to show: the last part of the path, or the kind. `type`: the module's class.
        phase: prefill, decode, or forward for what does not generate.
        seconds: traced wall time, children included. Like all numbers here: of one call.
        flops: multiplications and additions, two a multiply-add.
        bytes: what operators read and write, as if no processor cache existed.
        calls: of the module, or operators run.
        unknown: operators among these whose FLOPs nobody has a formula for; `flops` is then a lower bound.
    """

    path: str
    kind: str
    name: str
    phase: str
    type: str = ""
    seconds: float = 0.0
    flops: float = 0.0
    bytes: float = 0.0
    calls: float = 0.0
    unknown: float = 0.0
    children: tuple[Node, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """What the same part has in another trial of the study."""
        return self.path, self.kind

    @property
    def own(self) -> float:
        """Seconds in no child: 0 but for a leaf, as every tree has leaves for what no module took."""
        return self.seconds - sum(c.seconds for c in self.children)

    def walk(self) -> Iterator[Node]:
        """Itself and all below, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()

    def leaves(self) -> Iterator[Node]:
        """All below that have no children."""
        return (n for n in self.walk() if not n.children)

    def find(self, path: str, kind: str = MODULE) -> Node | None:
        """The first part of that path and kind."""
        return next((n for n in self.walk() if n.key == (path, kind)), None)


@dataclass(frozen=True, kw_only=True)
class Tree:
    """One trial's trace.

    Attributes:
        roots: one tree a phase, in order.
        plain: phase -> seconds of the same call without tracing, the fastest of as many.
        tokens: phase -> tokens (samples) that it handles, all sequences together.
        unknown: operator -> how often it ran although nobody knows its FLOPs.
        rates: phase -> dtype -> FLOPs of matrix products in it.
        passes: how many calls were traced; the tree is that of the fastest, which others disturbed least.
        notes: sentences that a reader of the tree should know.
    """

    trial: str
    recipe: str = ""
    workload: str = ""
    device: str = "cpu"
    roots: tuple[Node, ...] = ()
    plain: dict[str, float] = field(default_factory=dict)
    tokens: dict[str, float] = field(default_factory=dict)
    unknown: dict[str, int] = field(default_factory=dict)
    rates: dict[str, dict[str, float]] = field(default_factory=dict)
    passes: int = 1
    notes: tuple[str, ...] = ()

    def root(self, phase: str) -> Node | None:
        """The tree of a phase."""
        return next((r for r in self.roots if r.phase == phase), None)

    @property
    def overhead(self) -> float | None:
        """Traced seconds over plain seconds of the same call: what tracing cost; None when it was not timed."""
        plain = sum(self.plain.get(r.phase, 0.0) for r in self.roots)
        return sum(r.seconds for r in self.roots) / plain if plain > 0 else None

    def to_dict(self) -> dict[str, Any]:
        """Plain data for the artefact."""
        own = ("trial", "recipe", "workload", "device", "plain", "tokens", "unknown", "rates", "passes")
        body = {k: getattr(self, k) for k in own}
        return {"format": FORMAT, **body, "notes": list(self.notes), "roots": [_plain(r) for r in self.roots]}

    @classmethod
    def from_dict(cls, body: dict[str, Any]) -> Tree:
        """Inverse of to_dict; unknown fields are ignored. Raises BadStudy for a newer format."""
        if body.get("format", 0) > FORMAT:
            raise BadStudy(f"the trace has format {body['format']}, this program knows {FORMAT}", "update this program")
        known = {k: v for k, v in body.items() if k in cls.__dataclass_fields__}
        known["notes"] = tuple(body.get("notes", ()))
        known["roots"] = tuple(_node(r, str(r.get("phase", ""))) for r in body.get("roots", ()))
        return cls(**known)


def path_of(folder: Path, trial: str) -> Path:
    """Where a trial's trace lies in a study folder."""
    return folder / "artefacts" / f"{trial}.trace.json"


def load(folder: Path, trial: str) -> Tree:
    """The trace of a trial of a stored study.

    Raises:
        BadStudy: the trial was not traced, or the file is damaged or of a newer program.
    """
    return read(path_of(folder, trial), trial)


def read(path: Path, trial: str = "") -> Tree:
    """A trace file. Raises BadStudy."""
    return Tree.from_dict({"trial": trial, **_body(path)})


def traced(folder: Path) -> list[str]:
    """Ids of the trials of a study folder that have a trace."""
    return sorted(p.name.removesuffix(".trace.json") for p in (folder / "artefacts").glob("*.trace.json"))


def timeline(path: Path) -> list[dict[str, Any]]:
    """Events of one traced call in order: name, kind, start and seconds, both s since the call. Raises BadStudy."""
    body = _body(path).get("timeline", {})
    names = body.get("names", [])
    rows = body.get("events", [])
    return [{"name": names[n], "kind": k, "start": a, "seconds": s} for n, k, a, s in rows]


def operators(root: Node) -> dict[str, Node]:
    """Kind of operator -> its sum over the whole phase, most time first; the seconds add up to the root's."""
    found: dict[str, list[Node]] = {}
    for leaf in root.leaves():
        found.setdefault(leaf.kind, []).append(leaf)
    made = {kind: _sum(kind, leaves, root.phase) for kind, leaves in found.items()}
    return dict(sorted(made.items(), key=lambda pair: -pair[1].seconds))


@dataclass(frozen=True, kw_only=True)
class Pair:
    """The same part of two trials; None where one of them has no such part."""

    path: str
    kind: str
    name: str
    phase: str
    before: Node | None
    after: Node | None
    children: tuple[Pair, ...] = ()

    @property
    def ratio(self) -> float | None:
        """Seconds after over seconds before; None where there is no such part, or it took no time."""
        if self.before is None or self.after is None or self.before.seconds <= 0:
            return None
        return self.after.seconds / self.before.seconds

    @property
    def saved(self) -> float:
        """Seconds before less seconds after; a missing part counts as 0 s."""
        return (self.before.seconds if self.before else 0.0) - (self.after.seconds if self.after else 0.0)

    def walk(self) -> Iterator[Pair]:
        """Itself and all below, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Two traces side by side, one pair of trees a phase."""

    before: Tree
    after: Tree
    roots: tuple[Pair, ...]


def compare(before: Tree, after: Tree) -> Comparison:
    """Match the parts of two traces by path and kind; the order is that of `before`, new parts last."""
    phases = dict.fromkeys([*(r.phase for r in before.roots), *(r.phase for r in after.roots)])
    return Comparison(
        before=before, after=after, roots=tuple(_pair(before.root(p), after.root(p)) for p in phases)
    )  # fmt: skip


def _pair(before: Node | None, after: Node | None) -> Pair:
    one = before or after
    assert one is not None
    ours = {c.key: c for c in before.children} if before else {}
    theirs = {c.key: c for c in after.children} if after else {}
    keys = dict.fromkeys([*ours, *theirs])
    children = tuple(_pair(ours.get(k), theirs.get(k)) for k in keys)
    return Pair(
        path=one.path, kind=one.kind, name=one.name, phase=one.phase, before=before, after=after, children=children
    )


def _sum(kind: str, leaves: list[Node], phase: str) -> Node:
    totals = {k: sum(getattr(n, k) for n in leaves) for k in NUMBERS}
    return Node(path="", kind=kind, name=kind, phase=phase, **totals)


NUMBERS = ("seconds", "flops", "bytes", "calls", "unknown")


def _plain(node: Node) -> dict[str, Any]:
    """A node as JSON; zeros and empty texts are left out, as a trace has thousands of nodes."""
    body = {"path": node.path, "kind": node.kind, "name": node.name, "type": node.type}
    if node.kind == PHASE:
        body["phase"] = node.phase
    numbers = {k: getattr(node, k) for k in NUMBERS}
    made: dict[str, Any] = {k: v for k, v in {**body, **numbers}.items() if v}
    return {**made, "children": [_plain(c) for c in node.children]} if node.children else made


def _node(body: dict[str, Any], phase: str) -> Node:
    texts = {k: str(body.get(k, "")) for k in ("path", "kind", "name", "type")}
    numbers = {k: float(body.get(k, 0.0)) for k in NUMBERS}
    children = tuple(_node(c, phase) for c in body.get("children", ()))
    return Node(phase=phase, children=children, **texts, **numbers)  # type: ignore[arg-type]


def _body(path: Path) -> dict[str, Any]:
    try:
        body: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BadStudy(
            "this trial was not traced", "run the study with --trace, or `paretoscope trace MODEL --recipe ...`"
        ) from error
    except (OSError, ValueError) as error:
        raise BadStudy(f"the trace {path.name} cannot be read: {error}", "trace it again") from error
    if not isinstance(body, dict):
        raise BadStudy(f"the trace {path.name} holds no tree", "trace it again")
    return body

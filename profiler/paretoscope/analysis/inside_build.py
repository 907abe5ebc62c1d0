"""From what a profiler saw, and what a counter counted, to the tree of `analysis.inside`. Pure, on plain data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from paretoscope.analysis.inside import MODULE, OUTSIDE, PHASE, Node
from paretoscope.analysis.inside_kinds import kind_of

PYTHON, IDLE = "python", "idle"
Key = tuple[str, str]  # (module path or "outside", kind of operator)
NOWHERE = "\0outside"  # path of what runs in no module


@dataclass(frozen=True, slots=True)
class Span:
    """Something that ran from `start` to `end`, s of one clock, in one thread.

    Attributes:
        name: of the operator; for a module its path, and then `type` is its class.
        device: seconds of the accelerator's kernels that this operator itself started; 0 on a processor.
    """

    name: str
    start: float
    end: float
    type: str = ""
    module: bool = False
    device: float = 0.0


@dataclass(slots=True)
class Count:
    """What one kind of operator in one module did: how often it ran, FLOPs, bytes, and runs of unknown FLOPs."""

    calls: float = 0.0
    flops: float = 0.0
    bytes: float = 0.0
    unknown: float = 0.0


@dataclass
class Part:
    """A node in the making; `seconds` are its own, in no child."""

    path: str
    kind: str
    name: str
    type: str = ""
    seconds: float = 0.0
    calls: float = 0.0
    count: Count = field(default_factory=Count)
    children: dict[tuple[str, str], Part] = field(default_factory=dict)

    def child(self, path: str, kind: str, name: str, type_: str = "") -> Part:
        """The part inside this one, made when it is new."""
        found = self.children.get((path, kind))
        if found is None:
            found = self.children[path, kind] = Part(path, kind, name, type_)
        return found


class Builder:
    """Adds up the spans of one phase.

    Args:
        clock: "wall", or "device": then an operator's time is that of its kernels, and what is left of the phase is
            "idle" outside of all modules, as launching runs ahead of the device.
    """

    def __init__(self, phase: str, clock: str = "wall") -> None:
        self.phase, self.clock = phase, clock
        self.root = Part("", PHASE, phase)
        self.outside = self.root.child("", OUTSIDE, "outside modules")

    def add(self, spans: Iterable[Span], start: float, end: float) -> None:
        """Take in everything that ran between `start` and `end` in the measured thread."""
        own = sorted((s for s in spans if start <= s.start < end), key=lambda s: (s.start, -s.end))
        stack: list[tuple[Span, Part, float]] = []  # open spans, where they belong, seconds of their children
        total = 0.0
        for span in own:
            while stack and stack[-1][0].end <= span.start:
                total += self._close(stack)
            module = next((p for s, p, _ in reversed(stack) if s.module), None)
            stack.append((span, self._part(span, module), 0.0))
        while stack:
            total += self._close(stack)
        if self.clock == "wall":
            self._leaf(self.outside, PYTHON).seconds += max(0.0, end - start - total)
        else:
            busy = sum(s.device for s in own)
            self._leaf(self.outside, IDLE).seconds += max(0.0, end - start - busy)

    def counted(self, counts: Mapping[Key, Count]) -> None:
        """Put counts where the time is; what was not told apart in time (compiled code) goes to the part around it."""
        places = _modules(self.root)
        for (path, kind), count in counts.items():
            holder = self.outside if path == NOWHERE else _around(path, places, self.outside)
            into = self._leaf(holder, kind).count
            for name in ("calls", "flops", "bytes", "unknown"):
                setattr(into, name, getattr(into, name) + getattr(count, name))

    def tree(self) -> Node:
        """The phase as a tree."""
        return _frozen(self.root, self.phase)

    def _part(self, span: Span, module: Part | None) -> Part:
        holder = module or self.outside
        if span.module:
            above = module or self.root
            return above.child(span.name, MODULE, _short(span.name, above.path, span.type), span.type)
        return self._leaf(holder, kind_of(span.name, holder.type, holder.path))

    def _leaf(self, holder: Part, kind: str) -> Part:
        return holder.child(holder.path, kind, kind)

    def _close(self, stack: list[tuple[Span, Part, float]]) -> float:
        """End the innermost span: its own time goes to its leaf. Its whole time, when it lay in no other span."""
        span, part, inner = stack.pop()
        whole = span.end - span.start
        if stack:
            above, other, seconds = stack[-1]
            whole = max(0.0, min(span.end, above.end) - span.start)
            stack[-1] = (above, other, seconds + whole)
        leaf = self._leaf(part, PYTHON) if span.module else part
        part.calls += 1 if span.module else 0
        if self.clock == "device":
            leaf.seconds += span.device
        else:
            leaf.seconds += max(0.0, whole - inner)
        return 0.0 if stack else whole


def _short(path: str, above: str, type_: str) -> str:
    """A module's path without its parent's; the model itself goes by its class."""
    return (path.removeprefix(above + ".") if above else path) or type_ or "model"


def _modules(root: Part) -> dict[str, Part]:
    """Path -> the first module of that path."""
    found: dict[str, Part] = {}
    waiting = [root]
    while waiting:
        part = waiting.pop()
        if part.kind == MODULE:
            found.setdefault(part.path, part)
        waiting += part.children.values()
    return found


def _around(path: str, places: Mapping[str, Part], outside: Part) -> Part:
    """The module of that path, else the nearest one around it."""
    while path not in places and path:
        path = path.rpartition(".")[0]
    return places.get(path, outside)


def _frozen(part: Part, phase: str) -> Node:
    children = tuple(_frozen(c, phase) for c in part.children.values() if _worth(c))
    ordered = [c for c in children if c.kind in (MODULE, OUTSIDE)]
    ordered += sorted((c for c in children if c not in ordered), key=lambda c: -c.seconds)
    own = part.count
    sums = {k: sum(getattr(c, k) for c in children) for k in ("seconds", "flops", "bytes", "unknown")}
    return Node(
        path=part.path, kind=part.kind, name=part.name, type=part.type, phase=phase, children=tuple(ordered),
        seconds=part.seconds + sums["seconds"], flops=own.flops + sums["flops"],
        bytes=own.bytes + sums["bytes"], unknown=own.unknown + sums["unknown"],
        calls=part.calls if part.kind == MODULE else own.calls,
    )  # fmt: skip


def _worth(part: Part) -> bool:
    """Whether a part has anything to tell."""
    return bool(part.seconds or part.calls or part.count.calls or part.children)


def spans_between(spans: Sequence[Span], start: float, end: float, limit: int) -> tuple[list[Span], int]:
    """The first `limit` spans of a stretch in order of time, and how many more there were."""
    own = sorted((s for s in spans if start <= s.start < end), key=lambda s: (s.start, -s.end))
    return own[:limit], max(0, len(own) - limit)

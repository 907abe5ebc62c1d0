"""Workloads and protocols: what the model is made to do while it is measured, and how long."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

from paretoscope.errors import Refused
from paretoscope.params import ParamInfo, Scalar
from paretoscope.recipe import Step, checked_params, read_step, read_sweep


@dataclass(frozen=True)
class Workload:
    """What the model is made to do while it is measured. `kind` is a key of WORKLOADS."""

    kind: str
    params: dict[str, Scalar] = field(default_factory=dict)

    def text(self) -> str:
        """As on the command line; also the workload's name in results."""
        return Step(self.kind, self.params).text()

    def value(self, name: str) -> Any:
        """A parameter's value, or its default."""
        default = next(p.default for p in WORKLOADS[self.kind] if p.name == name)
        return self.params.get(name, default)

    @classmethod
    def parse(cls, text: str) -> Workload:
        """Read `generate:prompt=128,new=64` and check it.

        Raises:
            Refused: unknown workload or parameter, wrong type or range.
        """
        step = read_step(text)
        return cls(step.technique, step.params).checked()

    @classmethod
    def expand(cls, given: object) -> tuple[Workload, ...]:
        """Every workload of a sweep, each once: `generate:prompt=64|256,batch=1|4` means four.

        Args:
            given: text, or a table of a study file: {kind = "generate", prompt = [64, 256], batch = [1, 4]}.

        Raises:
            Refused: as `parse`; a table without `kind`; or more than SWEPT workloads.
        """
        steps = _table(given) if isinstance(given, dict) else read_sweep(str(given))
        if len(steps) > SWEPT:
            raise Refused(f"a sweep of {len(steps)} workloads is too large", f"take at most {SWEPT} combinations")
        found = (cls(s.technique, s.params).checked() for s in steps)
        return tuple({w.text(): w for w in found}.values())

    def checked(self) -> Workload:
        """Itself with typed parameters. Raises Refused."""
        if self.kind not in WORKLOADS:
            raise Refused(f"unknown workload {self.kind!r}", "workloads are " + ", ".join(WORKLOADS))
        return replace(self, params=checked_params(self.params, WORKLOADS[self.kind], f"workload {self.kind}"))


SAMPLED = ("classify", "embed")  # kinds that put examples through the model, one forward pass a batch
SWEPT = 64  # workloads that one sweep may mean


def _table(given: dict[str, Any]) -> list[Step]:
    """A workload as a table whose values may be lists. Raises Refused."""
    kind, names = given.get("kind"), [n for n in given if n != "kind"]
    if not isinstance(kind, str) or any(given[n] == [] for n in names):
        raise Refused(f"cannot read the workload {given!r}", 'write {kind = "generate", prompt = [64, 256], new = 32}')
    lists = [given[n] if isinstance(given[n], list) else [given[n]] for n in names]
    return [Step(kind, dict(zip(names, chosen, strict=True))) for chosen in product(*lists)]


def _p(
    name: str, default: Scalar, help_: str, unit: str = "", low: float | None = None, high: float | None = None
) -> ParamInfo:
    kind = type(default).__name__
    return ParamInfo(name=name, type=kind, default=default, help=help_, unit=unit, low=low, high=high)


_SEE = _p(
    "see", 0.0, "least difference that must be seen with 80 % probability: bit/B of a text, else a share of the "
    "answers; items are added as far as the data reach; 0: `items` as given", "", 0, 100,
)  # fmt: skip
_TARGETS = (
    _p("ttft", 0.0, "target of the time to first token for goodput, 0: none", "s", 0, 86400),
    _p("tpot", 0.0, "target of the time per output token for goodput, 0: none", "s", 0, 86400),
    _p("e2e", 0.0, "target of the whole time of a request for goodput, 0: none", "s", 0, 86400),
)
WORKLOADS: dict[str, tuple[ParamInfo, ...]] = {
    "generate": (
        _p("prompt", 128, "length of each prompt", "token", 1, 1_000_000),
        _p("new", 64, "tokens generated after each prompt", "token", 2, 1_000_000),
        _p("batch", 1, "prompts generated together", "sequence", 1, 4096),
        _p("answers", 3, "prompts that are answered freely, for output length and similarity", "prompt", 2, 10_000),
        _p("text", "", "UTF-8 file the prompts are cut from; empty: the packaged text"),
        *_TARGETS,
    ),
    "trace": (
        _p("file", "", "CSV or JSONL with arrival (s), prompt and new (tokens) or text; empty: drawn"),
        _p("rate", 0.0, "requests a second of Poisson arrivals; 0: as recorded, or 1 where nothing is", "1/s", 0, 1e5),
        _p("requests", 32, "requests that are replayed at most", "request", 1, 100_000),
        _p("speed", 1.0, "how many times as fast the arrivals come", "", 1e-3, 1e3),
        _p("batch", 1, "waiting requests that are served together at most", "request", 1, 4096),
        _p("prompt", 128, "mean length of drawn prompts", "token", 1, 1_000_000),
        _p("new", 32, "mean number of drawn new tokens", "token", 2, 1_000_000),
        _p("spread", 0.5, "drawn lengths lie evenly within this share of their mean", "", 0, 1),
        _p("seed", 0, "of what is drawn", "", 0, 2**31 - 1),
        _p("text", "", "UTF-8 file the prompts are cut from; empty: the packaged text"),
        *_TARGETS,
    ),
    "score": (
        _p(
            "text",
            "",
            "UTF-8 text; or .jsonl of context, answer, or of prompt, chosen, rejected; empty: the packaged text",
        ),
        _p("context", 1024, "tokens of a window, prefilled and scored together", "token", 8, 1_000_000),
        _p("stride", 256, "tokens at the end of a window that are scored step by step", "token", 1, 1_000_000),
        _p("items", 16, "windows at most", "window", 1, 100_000),
        _SEE,
        ParamInfo(
            name="protocol",
            type="choice",
            default="window",
            choices=("window", "rolling", "llamacpp"),
            help="which tokens of a window are scored: its last `stride`; every token once, as lm-eval does; or the "
            "second half of windows side by side, as llama.cpp does (context=512)",
        ),
    ),
    "task": (
        _p("name", "", "a task of lm-eval, answered through the recipe"),
        _p("include", "", "folder with the task's YAML and its data; nothing is downloaded"),
        _p("items", 64, "documents at most", "document", 1, 100_000),
        _SEE,
        _p("shots", 0, "examples before each question", "example", 0, 64),
    ),
    "classify": (
        _p("data", "", "labelled examples (.safetensors images, .jsonl texts); empty: the packaged ones"),
        _p("batch", 8, "examples classified together", "sample", 1, 4096),
        _p("items", 256, "examples whose answers are judged, at most", "sample", 1, 1_000_000),
        _SEE,
        _TARGETS[2],
    ),
    "embed": (
        _p("data", "", "UTF-8 file the passages are cut from; empty: the packaged text"),
        _p("length", 128, "tokens of a passage, its marks counted", "token", 4, 1_000_000),
        _p("batch", 8, "passages embedded together", "sample", 1, 4096),
        _p("items", 64, "passages whose vectors are compared, at most", "sample", 2, 100_000),
        _SEE,
        _TARGETS[2],
    ),
    "finetune": (
        _p("data", "", "UTF-8 text to train on; empty: the packaged text"),
        _p("steps", 30, "optimizer steps", "step", 1, 1_000_000),
        _p("batch", 4, "sequences of a step", "sequence", 1, 4096),
        _p("length", 256, "tokens of a sequence", "token", 8, 1_000_000),
    ),
}


@dataclass(frozen=True)
class Protocol:
    """How long and how often is measured. A turn lasts at least seconds / rounds and has count / rounds calls.

    Attributes:
        seconds: least time of all valid turns of a trial on a timed workload, s.
        count: least number of observations.
        rounds: least number of rounds over all blocks, the n of every interval.
        blocks: restarts of the workers, so that process-to-process variation is in the interval.
        preliminary: results are marked so and never enter a gate.
    """

    name: str
    seconds: float
    count: int
    rounds: int
    blocks: int = 1
    preliminary: bool = False


PROTOCOLS = {
    p.name: p
    for p in (
        Protocol("glance", 3.0, 10, 4, 1, True),
        Protocol("quick", 10.0, 30, 8, 1),
        Protocol("standard", 60.0, 64, 40, 4),
        Protocol("strict", 600.0, 662, 400, 4),
    )
}

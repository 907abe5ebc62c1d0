"""The papers behind the techniques: what each does, what it claims, which technique realises it. Data, no torch."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from paretoscope.errors import Refused

_HOSTS = {"arxiv": "https://arxiv.org/abs/", "doi": "https://doi.org/"}


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A number that a paper reports.

    Attributes:
        metric, value, setting: in the paper's terms.
        ours: the metric of this program that can stand for it; empty: none, and `why_not` says why.
        ratio: claimed recipe over baseline; difference: claimed change in the metric's own unit.
    """

    metric: str
    value: str
    setting: str = ""
    ours: str = ""
    ratio: float | None = None
    difference: float | None = None
    why_not: str = ""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One paper. `id` is `seed:594`, `arxiv:2306.11695` or `doi:...`; `why_none` says why no technique realises it.

    `arxiv` is the number of a paper whose id is another, where it is known.
    """

    id: str
    title: str
    summary: str
    stage: str = ""
    family: str = ""
    tier: str = ""
    arxiv: str = ""
    claims: tuple[Claim, ...] = ()
    techniques: tuple[str, ...] = ()
    why_none: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Plain data as `evidence --json` prints it."""
        return asdict(self)

    @property
    def link(self) -> str:
        """Where it can be read; empty when only the catalogue knows it."""
        kind, _, number = (f"arxiv:{self.arxiv}" if self.arxiv else self.id).partition(":")
        return _HOSTS[kind] + number if kind in _HOSTS else ""


@cache
def papers() -> dict[str, Paper]:
    """Every paper by id, those behind techniques first."""
    text = files("paretoscope.evidence").joinpath("papers.json").read_text(encoding="utf-8")
    found = [_paper(body) for body in json.loads(text)]
    return {p.id: p for p in sorted(found, key=lambda p: not p.techniques)}


def paper(id_: str) -> Paper:
    """The paper of that id. Raises Refused."""
    found = papers().get(id_)
    if found is None:
        raise Refused(f"no paper is called {id_!r}", "ids look like seed:594 or arxiv:2306.11695")
    return found


def search(words: str = "", technique: str = "", family: str = "", stage: str = "") -> list[Paper]:
    """Papers that hold every word (in id, title, summary, family or techniques), best match first."""
    wanted = words.lower().split()
    found = [
        p
        for p in papers().values()
        if (not technique or technique in p.techniques)
        and (not family or p.family == family)
        and (not stage or p.stage == stage)
        and all(w in _text(p) for w in wanted)
    ]
    return sorted(found, key=lambda p: (not p.techniques, not all(w in p.title.lower() for w in wanted)))


@cache
def _text(p: Paper) -> str:
    return " ".join((p.id, p.title, p.summary, p.family, *p.techniques)).lower()


def _paper(body: dict[str, Any]) -> Paper:
    claims = tuple(Claim(**c) for c in body["claims"])
    return Paper(**{**body, "claims": claims, "techniques": tuple(body["techniques"])})

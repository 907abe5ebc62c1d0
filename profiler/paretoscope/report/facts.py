"""The parts of a report that are prose: title, key figures, method, health, claims, outputs side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from paretoscope.analysis.metrics import metric
from paretoscope.analysis.results import Results, Trial
from paretoscope.evidence import papers
from paretoscope.report import instrument
from paretoscope.report.view import interval_text, ratio_text

_VERDICT_TONES = {"agrees": "better", "weaker": "worse", "opposite": "worse"}


@dataclass(frozen=True)
class Fact:
    """A key figure for the top of the page."""

    label: str
    number: str
    title: str
    detail: str
    tone: str = ""


def title(results: Results) -> str:
    """What was measured."""
    name = str(results.model.get("name", "model")).removeprefix("builtin:")
    return str(results.study.get("name") or f"What efficiency techniques do to {name}")


def subtitle(results: Results) -> str:
    """Model, number of recipes, processor, protocol."""
    done = sum(t.status == "valid" for t in results.trials)
    name = str(results.model.get("name", "model")).removeprefix("builtin:")
    parts = [name, f"{done} of {len(results.trials)} recipes measured", str(results.machine.get("processor", ""))]
    parts.append(f"{results.protocol.get('name', '')} protocol")
    return " · ".join(p for p in parts if p)


def key_figures(results: Results) -> list[Fact]:
    """The best real change of speed, memory and size, and how much quality the fastest one costs."""
    ranked = [t for t in results.trials if t.ranked and "baseline" not in t.marks]
    wanted = (("throughput.decode", "Fastest decode", True), ("throughput.samples", "Fastest", True),
              ("train.step_time", "Shortest training step", False), ("memory.peak", "Least peak memory", False),
              ("memory.weights", "Smallest weights", False))  # fmt: skip
    found = [fact for name, label, up in wanted if (fact := _best(ranked, name, label, up))]
    return found[:4]


def _best(trials: list[Trial], name: str, label: str, up: bool) -> Fact | None:
    real = [(r.value, t, r) for t in trials if (r := t.change(name)) and r.real and (r.value > 1) == up]
    real = [c for c in real if metric(name).group not in c[1].simulated]
    if not real:
        return None
    _, trial, ratio = (max if up else min)(real, key=lambda c: c[0])
    info = metric(name)
    value = trial.find(name)
    interval = interval_text(ratio, info)
    detail = f"{interval} · {info.text(value.value if value else None)}" if interval else info.text(
        value.value if value else None
    )  # fmt: skip
    return Fact(label, ratio_text(ratio, info), trial.title, detail, "better")


def method(results: Results) -> list[tuple[str, str]]:
    """How it was measured, as pairs of words."""
    p, m, s = results.protocol, results.machine, results.study
    rounds = (
        f"{p.get('name')}: at least {p.get('seconds', 0):g} s and {p.get('count')} calls a trial, in {p.get('rounds')} "
        f"rounds over {p.get('blocks')} {'block' if p.get('blocks') == 1 else 'blocks'} (restarts of the processes)"
    )
    pairs = [
        ("Protocol", rounds),
        ("Order", f"every trial once a round, the baseline too, shuffled with seed {s.get('seed')}"),
        ("Comparison", "ratios paired by round (95 %, t on log ratios), quality paired by item (bootstrap from 20 up)"),
        ("Workloads", "; ".join(results.workloads)),
        ("Model", str(results.model.get("name", ""))),
        ("Device", f"{s.get('device')}, dtype {s.get('dtype') or 'as stored'}, {_threads(s)}"),
        ("Processor", f"{m.get('processor', '')}, {m.get('physical_cores', '?')} cores"),
        ("Memory", f"{m.get('memory', 0) / 2**30:.1f} GiB"),
        ("System", str(m.get("system", ""))),
        ("Versions", ", ".join(f"{k} {v}" for k, v in sorted(results.versions.items()))),
    ]  # fmt: skip
    return [(k, v) for k, v in [*pairs, *_where(s.get("where", {}))] if v]


def _where(found: dict[str, str]) -> list[tuple[str, str]]:
    """Who made the report, when it was asked to say so."""
    made = " on ".join(found[k] for k in ("user", "host") if found.get(k))
    return [("Made by", made), ("Study folder", found.get("folder", ""))]


def _threads(study: dict[str, Any]) -> str:
    return f"{study['threads']} threads" if study.get("threads") else "a thread for each physical core"


def health(results: Results) -> list[tuple[str, str]]:
    """How the instrument fared, as pairs of words."""
    h = results.health
    if not h:
        return []
    why = "; ".join(f"{w} ({n})" for w, n in h["invalid_reasons"].items())
    titles = {t.id: t.title for t in results.trials}
    noise = ", ".join(f"{titles.get(i, i)} {share:.1%}" for i, share in h["noise"].items())
    drift, others, watching = h.get("drift"), h.get("neighbours"), h.get("watching")
    pairs = [
        ("Turns", f"{h['turns_valid']} counted, {h['turns_invalid']} discarded{': ' + why if why else ''}"),
        ("Rounds, blocks", f"{h['rounds']}, {h['blocks']}"),
        ("Spread of turns", noise),
        ("Drift of the baseline", "" if drift is None else f"{drift:+.1%} from the first to the last quarter"),
        ("Other processes", "" if others is None else f"{others:.2f} cores on average"),
        ("Cost of watching", "" if watching is None else f"{watching:.2%} of a core"),
        ("Unstable", ", ".join(f"{titles.get(i, i)} {d:+.1%}" for i, d in h.get("unstable", {}).items())),
        ("Added rounds", stopping(h.get("stopping"), titles)),
        ("Processes", "one a recipe: what processes differ by is in no interval" if h.get("processes") == 1 else ""),
    ]
    return [(k, v) for k, v in [*pairs, *instrument.pairs(h)] if v]


def stopping(found: dict[str, Any] | None, titles: dict[str, str]) -> str:
    """How many rounds each recipe got because its interval was still wide, and what that saved; "" if none did."""
    if not found or max(found["rounds"].values()) <= found["minimum"]:
        return ""
    rounds = ", ".join(f"{titles.get(t, t)} {n}" for t, n in found["rounds"].items())
    reached = f"{len(found['reached'])} of {len(found['rounds']) - 1} recipes reached ±{found['target']:.1%}"
    saved = f"{found['saved']:.0%} of the measuring time saved against as many rounds for all (computed)"
    return f"{rounds}; {reached}; {saved}"


def claims(results: Results) -> list[dict[str, str]]:
    """Claims as rows of words, what can be compared first."""
    known = papers()
    out = []
    for c in sorted(results.claims, key=lambda c: c.verdict == "not comparable"):
        trial = next((t for t in results.trials if t.id == c.trial), None)
        ratio = trial.ratios.get(c.workload, {}).get(c.metric) if trial else None
        info = metric(c.metric) if c.metric else None
        measured = "—"
        if ratio and info:
            interval = interval_text(ratio, info)
            measured = f"{info.title} {ratio_text(ratio, info)}{f' ({interval})' if interval else ''}"
        link = known[c.paper].link if c.paper in known else ""
        out.append({
            "technique": c.technique, "title": c.title, "paper": c.paper, "link": link, "claim": c.claim,
            "setting": c.setting, "measured": measured, "verdict": c.verdict, "why": c.why,
            "tone": _VERDICT_TONES.get(c.verdict, "none"),
        })  # fmt: skip
    return out


def output_pairs(results: Results) -> dict[str, list[dict[str, Any]]]:
    """Trial id -> outputs with what the baseline wrote for the same prompt."""
    base = results.baseline
    theirs = {(o["workload"], o["prompt"]): o["text"] for o in base.outputs} if base else {}
    return {
        t.id: [
            {**o, "baseline": theirs.get((o["workload"], o["prompt"])) if t is not base else None} for o in t.outputs
        ]
        for t in results.trials
    }


def energy_why(results: Results) -> str:
    """Why there is no energy and what would make it so; empty when any cell has a number."""
    reasons: dict[str, None] = {}
    for _, _, name, value, _ in results.rows():
        if metric(name).group == "energy":
            if value.value is not None:
                return ""
            reasons.setdefault(value.why, None)
    why = "; ".join(r for r in reasons if r) or "no workload of this study reads an energy counter"
    remedy = str((results.health.get("energy") or {}).get("remedy") or "") if results.health else ""
    return f"{why} (what would help: {remedy})" if remedy else why

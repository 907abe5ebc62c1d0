"""`paretoscope predict STUDY`: latency at a length that was not measured, from the study's sweep, with an interval."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paretoscope.errors import ParetoscopeError, Refused

if TYPE_CHECKING:
    from paretoscope.analysis.latency_model import Prediction
    from paretoscope.analysis.latency_result import LatencyModel
    from paretoscope.analysis.results import Results
    from paretoscope.stats import Interval


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command's arguments."""
    parser = subparsers.add_parser("predict", help="latency at any length, from a study that swept over lengths")
    parser.add_argument("study", type=Path, help="study folder, or its results.json")
    parser.add_argument("--prompt", type=int, required=True, help="length of the prompt, tokens")
    parser.add_argument("--new", type=int, required=True, help="tokens to generate")
    parser.add_argument("--batch", type=int, default=1, help="sequences together; default 1")
    parser.add_argument("--trial", action="append", help="id of a trial; default: all of them")
    parser.add_argument("--json", action="store_true", help="print the predictions as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Predict for every trial that has a model. Raises Refused, BadStudy."""
    from paretoscope.commands._studies import results_of

    results = results_of(args.study)
    models = chosen(results, args.trial)
    rows = [_row(m, args.prompt, args.new, args.batch) for m in models]
    if args.json:
        print(json.dumps(rows, indent=1, ensure_ascii=False))
    else:
        print(_text(results, rows, args))
    return 0


def chosen(results: Results, trials: list[str] | None) -> list[LatencyModel]:
    """The models of these trials, or of all. Raises Refused when there is none."""
    if not results.latency_models:
        raise Refused(
            "this study measured too few prompt lengths to predict others",
            "sweep over three or more: --workload 'generate:prompt=64|256|512|1024,new=32,batch=1|4'",
        )
    known = {m.trial: m for m in results.latency_models}
    unknown = [t for t in trials or () if t not in known]
    if unknown:
        raise Refused(f"there is no fitted model of {', '.join(unknown)}", f"there is one of {', '.join(known)}")
    return [known[t] for t in trials or known]


def _row(model: LatencyModel, prompt: int, new: int, batch: int) -> dict[str, Any]:
    """One trial's prediction as data; `why` where there is none."""
    from paretoscope.analysis.latency_model import predict

    body: dict[str, Any] = {"trial": model.trial, "prompt": prompt, "new": new, "batch": batch, "source": "estimated"}
    try:
        found: Prediction = predict(model, prompt, new, batch)
    except ParetoscopeError as error:
        return {**body, "why": error.text, "hint": error.hint}
    times = {n: asdict(getattr(found, n)) for n in ("ttft", "tpot", "e2e")}
    return {**body, **times, "beyond": found.beyond, "verdict": model.verdict, "check": model.words}


def _text(results: Results, rows: list[dict[str, Any]], args: argparse.Namespace) -> str:
    from paretoscope.commands._table import aligned
    from paretoscope.stats import Interval

    lines = [["trial", "TTFT", "TPOT", "end to end", ""]]
    for row in rows:
        if "why" in row:
            lines.append([row["trial"], "-", "-", "-", row["why"]])
            continue
        note = ["extrapolated"] if row["beyond"] else []
        note += [row["verdict"]] if row["verdict"] != "fits" else []
        lines.append([row["trial"], *(_time(Interval(**row[n])) for n in ("ttft", "tpot", "e2e")), ", ".join(note)])
    head = f"prompt {args.prompt}, new {args.new}, batch {args.batch}: estimated, with 95 % prediction intervals"
    checks = [f"{row['trial']}: {row['check']}" for row in rows if "check" in row]
    ranges = results.latency_models[0].ranges
    swept = ", ".join(f"{n} {low} to {high}" for n, (low, high) in ranges.items())
    return "\n".join([head, f"measured: {swept}", "", aligned(lines), "", *checks])


def _time(found: Interval) -> str:
    from paretoscope.analysis.metrics import significant

    scale, unit = (1.0, "s") if found.value >= 1 else (1e3, "ms")
    text = f"{significant(found.value * scale)} {unit}"
    if found.low is None or found.high is None:
        return text
    return f"{text} [{significant(found.low * scale)}, {significant(found.high * scale)}]"

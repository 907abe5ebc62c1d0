"""`paretoscope doctor`: what this machine can measure and why not, what is missing, whether the instrument is right."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from paretoscope.commands import _aa, _gpu
from paretoscope.errors import EXIT_DONE, EXIT_ENVIRONMENT

if TYPE_CHECKING:
    from paretoscope.commands._machine_checks import Check
    from paretoscope.commands._self_test import Proof

_MARKS = {"ok": "ok     ", "limited": "limited", "missing": "missing"}
NEEDED = ("worker",)  # without these topics no model can be measured


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command's arguments."""
    parser = subparsers.add_parser("doctor", help="what can be measured here, what is missing and how to get it")
    parser.add_argument("--python", default="", metavar="PYTHON", help="interpreter of the workers; default: this one")
    parser.add_argument("--selftest", action="store_true", help="measure known quantities; each must be within 1 %%")
    parser.add_argument(
        "--ceilings",
        action="store_true",
        help="measure bandwidth and multiply rate of this machine, once",
    )
    parser.add_argument("--device", default="cpu", help="of --ceilings; default cpu")
    parser.add_argument("--threads", type=int, default=0, help="of --ceilings; default: physical cores")
    parser.add_argument(
        "--gpu", action="store_true", help="check every GPU path on a real NVIDIA GPU; no network, no window needed"
    )
    _aa.options(parser)
    parser.add_argument("--json", action="store_true", help="print the answers as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Check, print; exit code 4 when no model can be measured or a known quantity came out wrong."""
    if args.aa:
        return _aa.run(args)
    if args.gpu:
        return _gpu.run(args)
    if args.ceilings:
        from paretoscope.commands._ceilings import run as measure_ceilings

        return measure_ceilings(args)
    from paretoscope.commands._machine_checks import MISSING, all_checks
    from paretoscope.commands._self_test import keep, self_test

    checks = all_checks(args.python)
    proofs = self_test() if args.selftest else []
    if proofs and not keep(proofs):
        print("warning: the outcome could not be kept for reports", file=sys.stderr)
    if args.json:
        body = {"checks": [asdict(c) for c in checks], "selftest": [asdict(p) for p in proofs]}
        print(json.dumps(body, ensure_ascii=False))
    else:
        print(text(checks, proofs))
    broken = any(c.state == MISSING and c.topic in NEEDED for c in checks) or any(not p.passed for p in proofs)
    return EXIT_ENVIRONMENT if broken else EXIT_DONE


def text(checks: list[Check], proofs: list[Proof]) -> str:
    """The answers for people, by topic, each hint under what it helps."""
    lines: list[str] = []
    for topic in dict.fromkeys(c.topic for c in checks):
        lines += ["", topic] if lines else [topic]
        for c in (c for c in checks if c.topic == topic):
            lines.append(f"  {_MARKS[c.state]}  {c.name}: {c.text}")
            if c.hint and c.state != "ok":
                lines.append(f"           hint: {c.hint}")
    if proofs:
        lines += ["", "self-test: known quantities, measured"]
        lines += [
            f"  {'pass' if p.passed else 'FAIL'}     {p.name}: {p.measured:.4g} {p.unit}, known {p.known:.4g} {p.unit}"
            f"{f' ({p.text})' if p.text else ''}"
            for p in proofs
        ]
    return "\n".join(lines)

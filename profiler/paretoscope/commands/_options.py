"""Options that several commands share, and how a study is put together from them."""

from __future__ import annotations

import argparse
import re
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from paretoscope.errors import Refused

if TYPE_CHECKING:
    from paretoscope.plan import Study

PROTOCOLS = ("glance", "quick", "standard", "strict")


def add_study(parser: argparse.ArgumentParser) -> None:
    """What is measured and how."""
    parser.add_argument("--protocol", choices=PROTOCOLS, help="how long and how often; default quick")
    parser.add_argument(
        "--budget", type=duration, metavar="TIME",
        help="end within this time (600, 10m, 1h30m) with the narrowest intervals that it buys",
    )  # fmt: skip
    parser.add_argument(
        "--width", type=share, metavar="SHARE", help="add rounds until each headline ratio is known to this, e.g. 1%%"
    )
    parser.add_argument(
        "--blocks", type=int, metavar="N",
        help="start the workers anew N times, so that intervals hold what differs from process to process",
    )  # fmt: skip
    parser.add_argument("--seed", type=int, help="of the order of rounds and of what is drawn; default 0")
    parser.add_argument("--device", help="cpu, cuda, cuda:1 ...; default cpu")
    parser.add_argument("--dtype", help="dtype of the baseline; default: as stored")
    parser.add_argument("--threads", type=int, help="of each worker; default: physical cores")
    parser.add_argument("--python", metavar="PYTHON", help="interpreter of the workers; default: this one")
    parser.add_argument(
        "--memory", type=size, metavar="SIZE", help="for all workers together, e.g. 8G; default 80 %% of free"
    )
    parser.add_argument("--calibration", metavar="FILE", help="UTF-8 text for techniques that look at data")
    parser.add_argument("--trust", action="append", choices=("remote_code", "pickle"), help="what the model may bring")
    parser.add_argument("--random-weights", action="store_true", default=None, help="profile a config without weights")
    parser.add_argument("--name", help="of the study")
    add_energy(parser)


def add_energy(parser: argparse.ArgumentParser) -> None:
    """Energy beyond counters, and what it costs."""
    parser.add_argument(
        "--energy", choices=("counters", "estimate"),
        help="counters (default), or estimate the processor's energy from its time where no counter can be read",
    )  # fmt: skip
    parser.add_argument("--core-power", type=_amount, metavar="W", help="of a busy core, for --energy estimate")
    parser.add_argument(
        "--energy-from",
        metavar="HOST[:PORT]",
        help="read the counters of this guest's host, where `paretoscope meter` runs",
    )
    parser.add_argument("--carbon-intensity", type=_amount, metavar="G", help="of your electricity, g CO2e/kWh")
    parser.add_argument("--electricity-price", type=_amount, metavar="PRICE", help="of a kWh")
    parser.add_argument("--currency", metavar="CODE", help="of the price, EUR say")
    parser.add_argument(
        "--keep-awake", action=argparse.BooleanOptionalAction, default=None, help="hold off sleep; default: yes"
    )


def add_running(parser: argparse.ArgumentParser) -> None:
    """How the run talks and how patient it is."""
    parser.add_argument("--stream", action="store_true", help="events as JSON lines on stdout, commands on stdin")
    parser.add_argument("--detach", action="store_true", help="with --stream: go on when stdin ends")
    parser.add_argument("--json", action="store_true", help="results as JSON on stdout at the end")
    parser.add_argument(
        "--timeout", type=float, metavar="SECONDS", help="without a sign of life a worker is ended after this"
    )


def _amount(text: str) -> float:
    """A number that is not negative. Raises argparse.ArgumentTypeError."""
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is no amount; write a number that is not negative")
    return number


def size(text: str) -> int:
    """`8G`, `500M`, `1.5GiB` or bytes, as B. Raises argparse.ArgumentTypeError."""
    found = re.fullmatch(r"\s*([0-9.]+)\s*([kKmMgGtT]?)(i?[bB])?\s*", text)
    try:
        number = float(found.group(1)) if found else -1.0
    except ValueError:
        number = -1.0
    if found is None or not 0 <= number < 1e18:
        raise argparse.ArgumentTypeError(f"{text!r} is no size; write 8G, 500M or a number of bytes")
    return int(number * 1024 ** " kmgt".index(found.group(2).lower() or " "))


def duration(text: str) -> float:
    """`600`, `90s`, `10m`, `1h30m`, as s. Raises argparse.ArgumentTypeError."""
    found = re.fullmatch(r"\s*(?:([0-9.]+)h)?\s*(?:([0-9.]+)m)?\s*(?:([0-9.]+)s?)?\s*", text)
    try:
        parts = [float(p) if p else 0.0 for p in found.groups()] if found and any(found.groups()) else [-1.0] * 3
    except ValueError:
        parts = [-1.0] * 3
    seconds = parts[0] * 3600 + parts[1] * 60 + parts[2]
    if not 0 <= seconds < 1e9:
        raise argparse.ArgumentTypeError(f"{text!r} is no duration; write 600, 10m or 1h30m")
    return seconds


def began(args: argparse.Namespace) -> float:
    """When this command was started, monotonic s: a budget counts the start of the interpreter too."""
    import psutil

    age = time.time() - psutil.Process().create_time() if getattr(args, "own_process", False) else 0.0
    return time.monotonic() - max(0.0, age)


def share(text: str) -> float:
    """`1%` or `0.01`, as a number between 0 and 1. Raises argparse.ArgumentTypeError."""
    try:
        number = float(text.strip().removesuffix("%")) / (100 if text.strip().endswith("%") else 1)
    except ValueError:
        number = -1.0
    if not 0 <= number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no share; write 1% or 0.01")
    return number


def study_of(args: argparse.Namespace) -> Study:
    """The study that the options describe: of a model, or of a study file with some fields replaced.

    Raises:
        Refused: a recipe or workload that cannot be read. BadStudy: the study file.
    """
    from paretoscope.errors import RefusedAll
    from paretoscope.plan import Recipe, Study, Workload

    target = Path(args.target)
    from_file = target.suffix == ".toml" or (target / "study.toml").is_file()
    study = Study.read(target) if from_file else Study(model=args.target)
    recipes, workloads, problems = list[Recipe](), list[Workload](), list[Refused]()
    for text in args.recipe or ():
        try:
            recipes.append(Recipe.parse(text))
        except Refused as error:
            problems.append(error)
    for text in args.workload or ():
        try:
            workloads += Workload.expand(text)
        except Refused as error:
            problems.append(error)
    if problems:
        raise problems[0] if len(problems) == 1 else RefusedAll(problems)
    study = replace(study, recipes=(*study.recipes, *recipes), workloads=tuple(workloads) or study.workloads)
    return overridden(study, args)


def overridden(study: Study, args: argparse.Namespace) -> Study:
    """The study with every field that an option names."""
    names = (
        "protocol", "budget", "width", "blocks", "seed", "device", "dtype", "threads", "python", "memory",
        "calibration", "random_weights", "name", "trace", "explain", "core_power", "energy_from",
        "carbon_intensity", "electricity_price", "currency", "keep_awake",
    )  # fmt: skip
    given = {n: getattr(args, n) for n in names if getattr(args, n, None) is not None}
    if getattr(args, "trust", None):
        given["trust"] = tuple(args.trust)
    if getattr(args, "energy", None):
        given["accept_estimates"] = args.energy == "estimate"
    return replace(study, **given)

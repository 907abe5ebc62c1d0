"""Traces of requests: read from a CSV or JSONL file, or drawn; checked line by line before anything runs. No torch.

Columns of our own: `arrival` (s), `prompt` and `new` (tokens), or `text` in place of `prompt`. Two published kinds are
read too: Azure's (TIMESTAMP, ContextTokens, GeneratedTokens) and Mooncake's (timestamp in ms, input_length,
output_length).
"""

from __future__ import annotations

import csv
import io
import json
import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from paretoscope.errors import Refused, RefusedAll
from paretoscope.plan import Workload

TOLD = 5  # problems of a file that are told at once
HINT = "each line has arrival (s), prompt and new (tokens); text may stand for prompt, --workload rate=2 for arrival"


@dataclass(frozen=True)
class Asked:
    """One request: when it arrives, s after the first one, how many tokens its prompt has, and how many are wanted.

    `text` is its prompt where the trace holds one; `prompt` is then 0 until it is tokenized.
    """

    arrival: float
    prompt: int
    new: int
    text: str = ""


@dataclass(frozen=True)
class Kind:
    """How a known kind of trace names its columns; `seconds` reads an arrival."""

    arrival: str
    prompt: str
    new: str
    seconds: Callable[[Any], float]


def _moment(value: Any) -> float:
    """A date with time, or a number of seconds."""
    try:
        return float(value)
    except (TypeError, ValueError):
        return datetime.fromisoformat(_microseconds(str(value))).timestamp()


def _microseconds(text: str) -> str:
    """A time with seven decimals, as Azure writes it, cut to the six that Python reads."""
    head, dot, rest = text.strip().partition(".")
    digits = rest[: len(rest) - len(rest.lstrip("0123456789"))]
    return f"{head}{dot}{digits[:6]}{rest[len(digits) :]}"


KINDS = (
    Kind("arrival", "prompt", "new", float),
    Kind("TIMESTAMP", "ContextTokens", "GeneratedTokens", _moment),
    Kind("timestamp", "input_length", "output_length", lambda v: float(v) / 1000),
)


def asked(work: Workload) -> list[Asked]:
    """The requests of a trace workload, in order of arrival, the first one at 0.

    Raises:
        Refused, RefusedAll: the file is missing or has lines that cannot be read, each named with its number.
    """
    file, most, rate = str(work.value("file")), int(work.value("requests")), float(work.value("rate"))
    draw = random.Random(int(work.value("seed")))
    if file:
        found = read(Path(file).expanduser(), most, arrivals=rate <= 0)
    else:
        found = _drawn(work, most, draw)
    if rate > 0 or not file:
        found = poisson(found, rate or 1.0, draw)
    speed = float(work.value("speed"))
    return [replace(a, arrival=(a.arrival - found[0].arrival) / speed) for a in found]


def poisson(given: list[Asked], rate: float, draw: random.Random) -> list[Asked]:
    """The requests with arrivals of a Poisson process: gaps are exponential with mean 1 / rate."""
    now, out = 0.0, []
    for one in given:
        out.append(replace(one, arrival=now))
        now += draw.expovariate(rate)
    return out


def _drawn(work: Workload, count: int, draw: random.Random) -> list[Asked]:
    """Lengths drawn evenly around the workload's own."""
    spread = float(work.value("spread"))

    def length(name: str, least: int) -> int:
        return max(least, round(int(work.value(name)) * draw.uniform(1 - spread, 1 + spread)))

    return [Asked(0.0, length("prompt", 1), length("new", 2)) for _ in range(count)]


def read(path: Path, most: int, arrivals: bool = True) -> list[Asked]:
    """The first `most` requests of a file; `.jsonl` and `.json` hold an object a line, all else is CSV.

    Args:
        arrivals: whether the file must say when requests arrive.

    Raises:
        Refused, RefusedAll: as `asked`.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(f"{path} is not UTF-8: byte {error.start} cannot be read", "save the trace as UTF-8") from error
    except OSError as error:
        raise Refused(f"cannot read the trace {path}: {error.strerror}", "check the path") from error
    rows = _json_rows if path.suffix in (".jsonl", ".json") else _csv_rows
    found, problems = list[Asked](), list[Refused]()
    for number, row in rows(text):
        if len(found) == most or len(problems) == TOLD:
            break
        try:
            found.append(_request(row, arrivals, found[-1].arrival if found else -math.inf))
        except Refused as error:
            problems.append(Refused(f"{path.name} line {number}: {error.text}", error.hint))
    if problems:
        raise problems[0] if len(problems) == 1 else RefusedAll(problems)
    if not found:
        raise Refused(f"the trace {path.name} has no requests", HINT)
    return found


def _csv_rows(text: str) -> Iterator[tuple[int, Any]]:
    reader = csv.DictReader(io.StringIO(text, newline=""), skipinitialspace=True)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        yield reader.line_num, error


def _json_rows(text: str) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except ValueError as error:
                yield number, error


def _request(row: Any, arrivals: bool, before: float) -> Asked:
    """One line as a request. Raises Refused without the line's number."""
    if not isinstance(row, dict):
        raise Refused(f"cannot be read: {row}", HINT)
    kind = next((k for k in KINDS if k.new in row), None)
    if kind is None:
        raise Refused("there is no column new", HINT)
    text = str(row.get("text") or "")
    prompt = 0 if text else _tokens(row, kind.prompt)
    arrival = _arrival(row, kind) if arrivals else 0.0
    if arrivals and arrival < before:
        raise Refused(f"{kind.arrival} goes back in time", "sort the lines by arrival")
    return Asked(arrival, prompt, _tokens(row, kind.new), text)


def _arrival(row: dict[str, Any], kind: Kind) -> float:
    if row.get(kind.arrival) in (None, ""):
        raise Refused(f"there is no {kind.arrival}", HINT)
    try:
        value = kind.seconds(row[kind.arrival])
    except (TypeError, ValueError) as error:
        raise Refused(f"{kind.arrival} is no time: {row[kind.arrival]!r}", HINT) from error
    if not math.isfinite(value):
        raise Refused(f"{kind.arrival} is no time: {row[kind.arrival]!r}", HINT)
    return value


def _tokens(row: dict[str, Any], name: str) -> int:
    """A whole number of tokens, 1 at least."""
    given = row.get(name)
    try:
        number = float(given) if not isinstance(given, bool) else math.nan  # type: ignore[arg-type]
    except (TypeError, ValueError):
        number = math.nan
    if not number.is_integer() or number < 1:
        raise Refused(f"{name} is no whole number of tokens: {given!r}", HINT)
    return int(number)

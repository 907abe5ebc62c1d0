"""Text is checked and cut before anything is timed."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

from paretoscope.errors import Refused
from paretoscope.models.inspect import inspect
from paretoscope.models.load import load
from paretoscope.plan import Workload
from paretoscope.workloads import text
from paretoscope.workloads.make import make


@pytest.fixture(scope="module")
def subject(tiny_llama_folder: Path) -> Any:
    return load(inspect(tiny_llama_folder))


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"caf\xe9 is not UTF-8", "byte 3"),
        (b"short", "5 tokens"),
        (None, "No such file"),
    ],
)
@pytest.mark.parametrize(
    "workload", ["generate:prompt=32,new=4,text={}", "score:context=32,stride=8,text={}", "finetune:length=32,data={}"]
)
def test_bad_text_is_refused_with_sentence_and_hint(
    subject: Any, tmp_path: Path, body: bytes | None, says: str, workload: str
) -> None:
    path = tmp_path / "text.txt"
    if body is not None:
        path.write_bytes(body)
    work = Workload.parse(workload.replace("{}", f'"{path}"'))
    if work.kind == "finetune" and body == b"short":
        says = "4 tokens"  # the rest is held out
    with pytest.raises(Refused, match=says) as refused:
        make(subject, work, 0)
    assert refused.value.hint


def test_a_cut_at_the_limit_does_not_break_a_character(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "MOST", 10)
    (tmp_path / "t").write_text("123456789€ and more", encoding="utf-8")
    assert text.read_text(tmp_path / "t") == "123456789"


@pytest.mark.parametrize(("total", "length", "count"), [(100, 10, 10), (100, 10, 3), (105, 10, 99), (10, 10, 4)])
def test_windows_fit_spread_and_do_not_overlap(total: int, length: int, count: int) -> None:
    starts = text.window_starts(total, length, count)
    assert len(starts) == min(count, total // length)
    assert starts[0] == 0
    assert all(b - a >= length for a, b in itertools.pairwise(starts))
    assert starts[-1] + length <= total
    if len(starts) > 1:
        assert starts[-1] + length == total


def test_bytes_of_tokens_are_bytes_of_the_text_they_stand_for(subject: Any) -> None:
    made = text.tokenize("naïve — text", subject.tokenizer)
    assert made.bytes_of(0, len(made.ids)) == len("naïve — text".encode())
    assert made.bytes_of(0, 2) == 2


@pytest.mark.parametrize("line", ["not json", "[1, 2]", '{"context": "a"}'])
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "items.jsonl"
    path.write_text('{"context": "a", "answer": "b"}\n' + line + "\n")
    with pytest.raises(Refused, match="line 2"):
        text.json_lines(path, ("context", "answer"))


def test_more_positions_than_the_model_has_are_refused(subject: Any) -> None:
    with pytest.raises(Refused, match="2048"):
        make(subject, Workload.parse("generate:prompt=2040,new=9"), 0)


def test_a_workload_for_another_task_is_refused(subject: Any) -> None:
    with pytest.raises(Refused, match="causal_lm"):
        make(subject, Workload.parse("classify"), 0)


def test_windows_that_may_grow_stay_where_they_are() -> None:
    """Item 3 of 5 windows is item 3 of 50: what was judged before stays comparable."""
    few, many = (text.window_places(1000, 16, n) for n in (5, 50))
    assert many[:5] == few
    assert len(text.window_places(1000, 16, 500)) == 62  # as many as there are, none twice, none overlapping
    places = sorted(text.window_places(1000, 16, 500))
    assert all(b - a >= 16 for a, b in itertools.pairwise(places))
    assert max(many) > 900  # over the whole text, not its beginning
    assert min(few) < 600 < max(few)

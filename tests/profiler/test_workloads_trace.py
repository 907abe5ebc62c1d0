"""trace: the file is checked line by line, the queue keeps the laws of queues, the model serves what was asked."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from paretoscope.analysis import queue
from paretoscope.errors import Cancelled, Refused, TrialFailed
from paretoscope.plan import Workload
from paretoscope.workloads.generate import Deliveries
from paretoscope.workloads.replay import Log, Served, replay
from paretoscope.workloads.trace import Trace, finished, padded
from paretoscope.workloads.trace_file import Asked, asked, poisson, read


class Clock:
    """Time that passes only when it is spent."""

    def __init__(self, now: float = 8.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now

    def spend(self, seconds: float) -> None:
        assert seconds > 0
        self.now = max(self.now + seconds, math.nextafter(self.now, math.inf))


def played(arrivals: list[float], services: list[float], batch: int = 1) -> Log:
    """A replay in which a batch takes as long as its longest request."""
    clock = Clock()

    def serve(who: range) -> Served:
        began = clock.now
        clock.spend(max(services[i] for i in who))
        return Served([began] * len(who), [began + services[i] for i in who])

    return replay(arrivals, serve, clock, clock.spend, batch)


def lindley(arrivals: list[float], services: list[float]) -> list[float]:
    """Waits of a first come, first served queue: w' = max(0, w + s - t). Source: Lindley 1952."""
    waits = [0.0]
    for i in range(1, len(arrivals)):
        waits.append(max(0.0, waits[-1] + services[i - 1] - (arrivals[i] - arrivals[i - 1])))
    return waits


times = st.lists(st.tuples(st.floats(0, 5), st.floats(0.001, 5)), min_size=1, max_size=40)


@settings(deadline=None, max_examples=60)
@given(times)
def test_waits_are_those_of_lindleys_recursion(pairs: list[tuple[float, float]]) -> None:
    arrivals = [sum(g for g, _ in pairs[: i + 1]) - pairs[0][0] for i in range(len(pairs))]
    services = [s for _, s in pairs]
    log = played(arrivals, services)
    waits = [b - a for a, b in zip(arrivals, log.began, strict=True)]
    assert waits == pytest.approx(lindley(arrivals, services), abs=1e-9)
    assert log.busy == pytest.approx(sum(services))
    assert log.began == sorted(log.began)


@pytest.mark.parametrize("load", [0.3, 0.5, 0.8])
def test_the_mean_wait_is_that_of_an_m_d_1_queue(load: float) -> None:
    """Poisson arrivals, constant service D: mean wait = load x D / (2 (1 - load)) (Pollaczek and Khinchine)."""
    service, count = 0.2, 30_000
    requests = poisson([Asked(0.0, 1, 2)] * count, load / service, random.Random(7))
    arrivals = [a.arrival for a in requests]
    log = played(arrivals, [service] * count)
    waits = [b - a for a, b in zip(arrivals, log.began, strict=True)]
    assert sum(waits) / count == pytest.approx(load * service / (2 * (1 - load)), rel=0.08)
    assert log.busy / max(log.finished) == pytest.approx(load, rel=0.02)
    assert queue.mean_backlog(arrivals, log.began, max(log.finished)) == pytest.approx(
        load * load / (2 * (1 - load)), rel=0.1  # Little's law on the mean wait
    )  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(times, st.integers(1, 5))
def test_a_batch_takes_who_waits_in_order_and_no_more(pairs: list[tuple[float, float]], batch: int) -> None:
    arrivals = [sum(g for g, _ in pairs[: i + 1]) - pairs[0][0] for i in range(len(pairs))]
    log = played(arrivals, [s for _, s in pairs], batch)
    assert log.began == sorted(log.began)
    assert all(b >= a - 1e-9 for a, b in zip(arrivals, log.began, strict=True))
    for began in log.batch_began:
        members = [i for i, b in enumerate(log.began) if b == began]
        assert 1 <= len(members) <= batch
        left = [i for i, b in enumerate(log.began) if b > began and arrivals[i] <= began]
        assert not left or len(members) == batch  # nobody who waited was left behind while there was room
    free = 0.0
    for began, ended in zip(log.batch_began, log.batch_ended, strict=True):
        assert began >= free - 1e-9
        free = ended


def test_a_wish_to_stop_is_heard_while_nothing_waits() -> None:
    clock, asked_ = Clock(), [0]

    def check() -> None:
        asked_[0] += 1
        if asked_[0] == 5:
            raise Cancelled("enough")

    with pytest.raises(Cancelled):
        replay([0.0, 60.0], lambda who: Served([clock()], [clock()]), clock, clock.spend, check=check)
    assert clock.now < 101


def test_speed_rate_and_seed_shape_the_arrivals() -> None:
    plain = asked(Workload.parse("trace:rate=4,requests=200,seed=3,spread=0.5,prompt=100,new=10"))
    fast = asked(Workload.parse("trace:rate=4,requests=200,seed=3,spread=0.5,prompt=100,new=10,speed=2"))
    other = asked(Workload.parse("trace:rate=4,requests=200,seed=4,spread=0.5,prompt=100,new=10"))
    assert [a.arrival for a in fast] == pytest.approx([a.arrival / 2 for a in plain])
    assert [a.prompt for a in fast] == [a.prompt for a in plain] != [a.prompt for a in other]
    assert plain[0].arrival == 0.0
    assert plain[-1].arrival == pytest.approx(199 / 4, rel=0.2)
    assert {min(a.prompt for a in plain) >= 50, max(a.prompt for a in plain) <= 150} == {True}
    assert len({a.prompt for a in plain}) > 40
    constant = asked(Workload.parse("trace:spread=0,requests=3,prompt=7,new=5"))
    assert {(a.prompt, a.new) for a in constant} == {(7, 5)}


AZURE = (
    "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:15:46.6805900,374,44\n2023-11-16 18:15:50.9951690,396,109\n"
)
MOONCAKE = '{"timestamp": 27482, "input_length": 6955, "output_length": 52, "hash_ids": [46]}\n\n' \
    '{"timestamp": 30535, "input_length": 6472, "output_length": 26, "hash_ids": [47]}\n'  # fmt: skip


@pytest.mark.parametrize(
    ("name", "body", "arrivals", "sizes"),
    [
        ("a.csv", "arrival,prompt,new,user\n1.5,10,20,x\n4,30,2,y\n", [0, 2.5], [(10, 20), (30, 2)]),
        ("a.csv", '\ufeffarrival, text, new\n0, "a, b", 5\n', [0], [(0, 5)]),
        ("a.jsonl", '{"arrival": 2, "prompt": 3, "new": 4}\n\n{"arrival": 2, "text": "hi", "new": 1}', [0, 0],
         [(3, 4), (0, 1)]),
        ("azure.csv", AZURE, [0, 4.314579], [(374, 44), (396, 109)]),
        ("mooncake.jsonl", MOONCAKE, [0, 3.053], [(6955, 52), (6472, 26)]),
    ],
)  # fmt: skip
def test_traces_are_read(tmp_path: Path, name: str, body: str, arrivals: list[float], sizes: Any) -> None:
    (tmp_path / name).write_text(body, encoding="utf-8")
    found = asked(Workload("trace", {"file": str(tmp_path / name)}))
    assert [a.arrival for a in found] == pytest.approx(arrivals, abs=1e-5)
    assert [(a.prompt, a.new) for a in found] == sizes


def test_recorded_lengths_may_come_with_poisson_arrivals(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("prompt,new\n10,20\n30,2\n5,6\n")
    work = Workload("trace", {"file": str(tmp_path / "t.csv"), "rate": 10.0, "requests": 2})
    found = asked(work)
    assert [(a.prompt, a.new) for a in found] == [(10, 20), (30, 2)]
    assert 0 == found[0].arrival < found[1].arrival
    with pytest.raises(Refused, match="line 2: there is no arrival"):
        asked(Workload("trace", {"file": str(tmp_path / "t.csv")}))


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("t.csv", "arrival,prompt,new\n0,10,20\n1,0,20\n", "line 3: prompt is no whole number of tokens: '0'"),
        ("t.csv", "arrival,prompt,new\n0,10,2.5\n", "line 2: new is no whole number"),
        ("t.csv", "arrival,prompt,new\n0,10\n", "line 2: new is no whole number of tokens: None"),
        ("t.csv", "arrival,prompt,new\n5,10,2\n4,10,2\n", "line 3: arrival goes back in time"),
        ("t.csv", "arrival,prompt,new\nsoon,10,2\n", "line 2: arrival is no time: 'soon'"),
        ("t.csv", "arrival,prompt,new\nnan,10,2\n", "line 2: arrival is no time"),
        ("t.csv", "arrival,prompt\n0,10\n", "line 2: there is no column new"),
        ("t.csv", "", "has no requests"),
        ("t.jsonl", '{"arrival": 0, "prompt": 1, "new": 2}\n{"arrival":', "line 2: cannot be read"),
        ("t.jsonl", "[1, 2]", "line 1: cannot be read"),
        ("t.jsonl", '{"arrival": 0, "prompt": true, "new": 2}', "line 1: prompt is no whole number"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, name: str, body: str, words: str) -> None:
    (tmp_path / name).write_text(body)
    with pytest.raises(Refused) as caught:
        read(tmp_path / name, 100)
    assert words in caught.value.text
    assert caught.value.hint


def test_several_bad_lines_are_told_at_once_and_lines_that_are_not_replayed_do_not_matter(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("arrival,prompt,new\n0,1,2\n" + "1,x,2\n" * 9)
    with pytest.raises(Refused) as caught:
        read(tmp_path / "t.csv", 100)
    assert [p.text[:12] for p in caught.value.problems] == [f"t.csv line {n}" for n in range(3, 8)]  # type: ignore[attr-defined]
    assert len(read(tmp_path / "t.csv", 1)) == 1
    (tmp_path / "bytes.csv").write_bytes(b"arrival\n\xff")
    for missing in (tmp_path / "bytes.csv", tmp_path / "none.csv"):
        with pytest.raises(Refused):
            read(missing, 1)


def test_each_request_is_finished_at_its_own_last_token() -> None:
    stream = Deliveries(2)
    stream.times, stream.counts = [1.0, 2.0, 4.0], [2, 4, 2]  # 1, 3 and 4 tokens a sequence
    assert finished(stream, [1, 4]) == [1.0, 4.0]
    assert finished(stream, [2, 3]) == [2.0, 2.0]
    with pytest.raises(TrialFailed, match="4 tokens"):
        finished(stream, [5, 1])


def test_shorter_prompts_are_filled_up_on_the_left() -> None:
    ids, mask = padded([torch.tensor([1, 2, 3]), torch.tensor([4])], 9)
    assert ids.tolist() == [[1, 2, 3], [9, 9, 4]]
    assert mask.tolist() == [[1, 1, 1], [0, 0, 1]]


@pytest.mark.parametrize("batch", [1, 3])
def test_a_replay_on_a_model_serves_every_request_and_counts_exactly(
    tiny_decoder: Callable[..., Any], tmp_path: Path, batch: int
) -> None:
    (tmp_path / "t.csv").write_text("arrival,prompt,new\n0,9,4\n0,3,6\n0,12,2\n0.01,5,3\n")
    subject = tiny_decoder("llama")
    subject.tokenizer = None
    work = Trace(subject, Workload("trace", {"file": str(tmp_path / "t.csv"), "batch": batch}))
    call = work.call(0)
    assert (call.values["requests"], call.values["tokens"]) == (4, 15)
    series = call.series
    assert series["arrived"] == [0, 0, 0, 0.01]
    for i in range(4):
        assert series["arrived"][i] <= series["began"][i] < series["first"][i] <= series["finished"][i]
    assert len(series["batch_began"]) == call.values["batches"] == (4 if batch == 1 else 2)
    assert max(series["finished"]) <= call.values["span"] == pytest.approx(call.end - call.start)
    assert call.values["busy"] <= call.values["span"]
    assert work.kv_cache > 0
    warm = work.warming().call(5)
    assert 0 < warm.values["ttft"] <= warm.values["e2e"]


def test_a_padded_batch_writes_what_each_prompt_alone_would(tiny_decoder: Callable[..., Any]) -> None:
    """The mask hides what fills a prompt up: greedy tokens are those of the prompt alone."""
    from paretoscope.workloads import running

    subject = tiny_decoder("llama")
    rows = [torch.tensor([5, 9, 33, 7, 21]), torch.tensor([40, 3])]
    config = running.settings(subject, 6, stop=False)
    ids, mask = padded(rows, 0)
    together = running.generate(subject, ids, config, mask=mask).sequences[:, -6:]
    for row, made in zip(rows, together, strict=True):
        alone = running.generate(subject, row.unsqueeze(0), config).sequences[0, -6:]
        assert made.tolist() == alone.tolist()


def test_a_trace_needs_room_and_a_tokenizer_for_text(tiny_decoder: Callable[..., Any], tmp_path: Path) -> None:
    subject = tiny_decoder("llama")
    subject.info = replace(subject.info, context=20)
    with pytest.raises(Refused, match="positions"):
        Trace(subject, Workload.parse("trace:prompt=19,new=8,requests=2"))
    (tmp_path / "t.jsonl").write_text('{"arrival": 0, "text": "hello", "new": 2}')
    with pytest.raises(Refused, match="tokenizer"):
        Trace(subject, Workload("trace", {"file": str(tmp_path / "t.jsonl")}))

"""The bridge's parts: lines out of bytes, words for endings, the feed's pace, files that grow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from paretoscope.analysis.record import Record
from paretoscope.events import Event, Hello, Observation, Sample, TurnEnd, TurnStart, to_line
from paretoscope.plan import Study
from paretoscope_gui.bridge import ending
from paretoscope_gui.bridge.feed import Feed
from paretoscope_gui.bridge.files import EventFiles, held, read_events
from paretoscope_gui.bridge.lines import Lines
from paretoscope_gui.bridge.live import Live
from paretoscope_gui.bridge.silence import Silence

Recorded = tuple[Study, list[Event]]


@given(st.lists(st.binary(max_size=40)), st.data())
def test_any_split_gives_the_same_lines(chunks: list[bytes], data: st.DataObject) -> None:
    whole = b"\n".join(chunks)
    cutter, found, place = Lines(), [], 0
    while place < len(whole):
        step = data.draw(st.integers(1, 7))
        found += cutter.feed(whole[place : place + step])
        place += step
    expected = whole.split(b"\n")
    assert found == expected[:-1]
    assert cutter.rest() == expected[-1]


@pytest.mark.parametrize(
    ("how", "state", "word"),
    [
        (ending.exited(0, "", False), "done", ""),
        (ending.exited(130, "", False), "cancelled", "stopped"),
        (ending.exited(3, "", False), "done", "failed"),
        (ending.exited(1, "", False), "failed", "unexpectedly"),
        (ending.killed(9, False), "failed", "memory"),
        (ending.killed(11, False), "failed", "crashed"),
        (ending.killed(15, True), "cancelled", "stopped"),
        (ending.killed(15, False), "failed", "another program"),
        (ending.not_started("/no/python"), "failed", "/no/python"),
    ],
)
def test_endings_have_words_and_a_way_out(how: ending.Ending, state: str, word: str) -> None:
    assert how.state == state
    assert word in how.text
    assert bool(how.hint) == bool(how.text)


def test_a_refusal_is_told_in_the_commands_own_words() -> None:
    how = ending.exited(2, "noise\nerror: unknown technique 'x'\nhint: did you mean y?\n", False)
    assert (how.state, how.text, how.hint) == ("failed", "Unknown technique 'x'.", "Did you mean y?")


def test_the_feed_loses_nothing_and_rings_seldom(qtbot: QtBot) -> None:
    feed = Feed(Record())
    rings: list[int] = []
    feed.changed.connect(lambda: rings.append(feed.record.count))
    event = Sample(t=1.0, trial="baseline", name="memory.rss", value=1e6, unit="B")
    feed.push([to_line(event).encode()] * 5000)
    qtbot.waitUntil(lambda: bool(rings) and rings[-1] == 5000, timeout=20000)
    assert len(feed.live.series["memory"]["baseline"].t) == 5000
    assert feed.waiting == 0
    assert len(rings) < 60


def test_the_feed_is_quiet_while_a_timed_section_runs(qtbot: QtBot) -> None:
    feed = Feed(Record())
    feed.push([TurnStart(trial="a", workload="generate")])
    feed.drain()
    assert feed._bell.interval() == 1000
    feed.stop()
    feed.push([TurnEnd(trial="a", workload="generate")])
    feed.drain()
    assert feed._bell.interval() == 100
    feed.stop()


def test_a_newer_protocol_is_refused_with_a_sentence(qtbot: QtBot) -> None:
    feed = Feed(Record())
    line = to_line(Hello(role="study")).replace('"protocol":1', '"protocol":99').encode()
    with qtbot.waitSignal(feed.refused) as told:
        feed.push([line])
    assert "protocol 99" in told.args[0]


def test_partial_and_foreign_lines_are_skipped(qtbot: QtBot) -> None:
    feed = Feed(Record())
    feed.push([b'{"kind":"observ', b"warming up the GPU...", b'{"kind":"novel"}', b"\xff\xfe"])
    feed.drain()
    assert feed.record.count == 0


def test_growing_files_are_read_on_in_the_order_of_writing(tmp_path: Path, simulated: Recorded) -> None:
    folder = tmp_path / "events"
    folder.mkdir()
    events = simulated[1][:200]
    half = len(events) // 2
    files = EventFiles(tmp_path)

    def write(some: list[Event]) -> None:
        for event in some:
            name = f"{event.trial}.0.jsonl" if event.trial else "study.jsonl"
            with (folder / name).open("a", encoding="utf-8") as file:
                file.write(to_line(event) + "\n")

    write(events[:half])
    first = files.look()
    write(events[half:])
    with (folder / "study.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"kind":"sta')
    assert [e.seq for e in first + files.look()] == [e.seq for e in events]
    assert files.look() == []


def test_a_folder_that_nobody_runs_is_not_held(record_study: Callable[..., Path]) -> None:
    assert not held(record_study())


def test_stored_events_come_back_equal(record_study: Callable[..., Path], simulated: Recorded) -> None:
    assert read_events(record_study()) == simulated[1]


def test_live_series_follow_the_definition_of_time_per_token() -> None:
    live = Live()
    deliveries = [0.05, 0.06, 0.07, 0.08]
    live.feed(Observation(t=5.0, trial="a", workload="generate:new=4", values={"new": 4.0, "e2e": 0.08},
                          series={"deliveries": deliveries}))  # fmt: skip
    assert live.series["latency"]["a"].y[0] == pytest.approx((0.08 - 0.05) / 3)


def test_running_quality_is_the_mean_over_the_items_so_far() -> None:
    live = Live()
    items = [(2.0, 4.0), (6.0, 4.0), (1.0, 8.0)]
    for i, (nll, size) in enumerate(items):
        live.feed(Observation(t=float(i + 1), trial="a", workload="score", purpose="quality", index=i,
                              values={"nll": nll, "bytes": size, "tokens": 1.0}))  # fmt: skip
    from math import log

    assert live.series["quality"]["a"].y[-1] == pytest.approx(9.0 / log(2) / 16.0)


def test_a_restart_of_a_trial_is_a_break_of_its_curves() -> None:
    live = Live()
    for t, trial, attempt in ((1.0, "a", 0), (2.0, "b", 0), (3.0, "a", 0), (5.0, "a", 1), (6.0, "b", 0), (7.0, "a", 1)):
        live.feed(Sample(t=t, trial=trial, attempt=attempt, name="memory.rss", value=1.0, unit="B"))
    assert live.breaks == {"a": [4.0]}, "in s since the first event; b was never restarted"


def test_a_silent_process_is_told_once_and_taken_back_when_it_speaks(qtbot: QtBot) -> None:
    now, told, over = [0.0], list[float](), list[bool]()
    silence = Silence(clock=lambda: now[0])
    silence.fell.connect(told.append)
    silence.over.connect(lambda: over.append(True))
    silence.listen(True)
    for now[0] in (30.0, 59.0, 61.0, 66.0):
        silence.look()
    assert told == [61.0]
    silence.heard()
    assert over == [True]
    now[0] += 59.0
    silence.look()
    silence.listen(False)
    assert told == [61.0]

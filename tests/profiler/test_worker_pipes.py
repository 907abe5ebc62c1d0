"""The worker's pipes and its words for failures."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import threading

import pytest
import torch

from paretoscope.errors import Cancelled, Refused, Unavailable
from paretoscope.events import Observation, Output, Warned, from_line
from paretoscope.worker import channel as channel_module
from paretoscope.worker.channel import Channel
from paretoscope.worker.crash import explain
from paretoscope.worker.loop import Turn, run_turn
from paretoscope.workloads.call import Call

NOISY = """
import ctypes, os, subprocess, sys
from paretoscope.worker.channel import Channel, own_pipes
from paretoscope.events import Warned
print("before")
out, commands = own_pipes()
print("from Python")
sys.__stdout__.write("from the first stdout"); sys.__stdout__.flush()
os.write(1, b"from a file descriptor\\n")
libc = ctypes.CDLL(None); libc.puts(b"from C"); libc.fflush(None)
subprocess.run(["sh", "-c", "echo from a child; cat"])
channel = Channel(out, commands)
channel.send(Warned(text="the first event"))
channel.send(Warned(text=commands.readline()))
"""


def test_whatever_libraries_print_the_channel_holds_events_only() -> None:
    done = subprocess.run([sys.executable, "-c", NOISY], input="a command", capture_output=True, text=True, check=True)
    first, *lines = done.stdout.splitlines()
    assert first == "before"  # printed by a program before it asked for its pipes
    events = [from_line(line) for line in lines]
    assert [e.text for e in events if isinstance(e, Warned)] == ["the first event", "a command"]
    assert len(events) == 2
    for said in ("from Python", "from the first stdout", "from a file descriptor", "from C", "from a child"):
        assert said in done.stderr


def test_half_a_character_from_a_model_is_still_one_line_of_json() -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="utf-8", errors="backslashreplace", newline="\n")
    Channel(out, []).send(Output(text="a\ud83d b\nc"))
    event = from_line(raw.getvalue().decode())
    assert isinstance(event, Output)
    assert event.text == "a\ud83d b\nc"


class Lines:
    """Commands that a test sends; iterating blocks as a pipe does."""

    def __init__(self) -> None:
        self._have, self._lines, self.closed = threading.Condition(), list[str](), False

    def send(self, text: str) -> None:
        with self._have:
            self._lines.append(text)
            self._have.notify()

    def close(self) -> None:
        with self._have:
            self.closed = True
            self._have.notify()

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        with self._have:
            self._have.wait_for(lambda: self._lines or self.closed)
            if self._lines:
                return self._lines.pop(0)
            raise StopIteration


class Told(io.StringIO):
    """Where events go; answers each observation as told."""

    def __init__(self, lines: Lines, answer: str) -> None:
        super().__init__()
        self.lines, self.answer = lines, answer

    def flush(self) -> None:
        if self.answer and '"observation"' in self.getvalue().splitlines()[-1]:
            self.lines.send(self.answer)


def listening(answer: str) -> tuple[Channel, Lines, Told]:
    lines = Lines()
    out = Told(lines, answer)
    channel = Channel(out, lines)
    channel.listen()
    return channel, lines, out


def test_a_turn_ends_when_seconds_and_count_both_hold() -> None:
    channel, lines, out = listening('{"do": "ack", "seq": 1}')
    calls = iter([Call(0, 1, {}), Call(1, 2, {}), Call(2, 2.5, {}), Call(2.5, 4, {})])
    looked: list[int] = []
    run_turn(channel, Turn("w", 0, 0, 2.2, 2), lambda i: next(calls), dict, between=lambda: looked.append(1))
    lines.close()
    assert [json.loads(line)["kind"] for line in out.getvalue().splitlines()] == [
        "turn_start", "observation", "observation", "observation", "turn_end",
    ]  # fmt: skip
    assert len(looked) == 3


@pytest.mark.parametrize("answer", ['{"do": "cancel"}', ""])
def test_without_an_ack_there_is_no_next_call(answer: str) -> None:
    channel, lines, _ = listening(answer)
    if not answer:
        lines.close()
    with pytest.raises(Cancelled):
        channel.observe(Observation())
    assert channel.cancelled()


def test_commands_wait_in_order_and_nonsense_is_passed_over() -> None:
    channel, lines, _ = listening("")
    for text in ('{"do": "prepare"}', '{"do": "tur', "[]", "7", '{"do": "seal"}'):
        lines.send(text)
    assert [channel.next_command()["do"] for _ in range(2)] == ["prepare", "seal"]
    lines.send('{"do": "cancel"}')
    with pytest.raises(Cancelled):
        channel.next_command()
    lines.close()


def test_a_worker_that_hangs_is_ended_when_its_study_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel_module, "GRACE", 0.0)
    ended = threading.Event()
    Channel(io.StringIO(), [], orphaned=ended.set).listen()
    assert ended.wait(10)


def test_a_study_that_no_longer_reads_is_a_cancel() -> None:
    out = io.StringIO()
    out.close()
    with pytest.raises(Cancelled):
        Channel(out, []).send(Warned())


def _raised(run: object) -> BaseException:
    try:
        run()  # type: ignore[operator]
    except Exception as error:  # the point of the test: any exception becomes a sentence
        return error
    raise AssertionError("nothing was raised")


@pytest.mark.parametrize(
    ("run", "code"),
    [
        (lambda: torch.empty(10**15), "out_of_memory"),
        (lambda: torch.linalg.cholesky(torch.eye(2, dtype=torch.half)), "unsupported_operation"),
        (lambda: torch.ones(2, 3) @ torch.ones(2, 3), "shape"),
        (lambda: __import__("no_such_library"), "missing_library"),
        (lambda: torch.nn.Linear(2, 2).load_state_dict({"weight": torch.ones(3)}), "bad_weights"),
        (lambda: {}["x"], "crash"),
    ],
)
def test_failures_get_words(run: object, code: str) -> None:
    failed, exit_code = explain(_raised(run))
    assert (failed.code, exit_code) == (code, 4 if code == "missing_library" else 3)
    assert failed.hint
    assert "Traceback" in failed.detail
    assert "Traceback" not in failed.text
    assert "\n" not in failed.text


def test_our_own_errors_keep_their_words() -> None:
    assert explain(Refused("no", "do this"))[0].text == "no"
    assert [explain(e)[1] for e in (Refused("x"), Unavailable("x"))] == [2, 4]

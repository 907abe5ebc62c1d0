"""A running study is paused, skipped and stopped through its local socket, by whoever finds its folder."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest

from paretoscope.cli import main
from paretoscope.errors import EXIT_DONE, EXIT_REQUEST, Cancelled, Refused
from paretoscope.events import State, TurnEnd
from paretoscope.store import contact
from paretoscope.study.control import Control, listen
from paretoscope.study.door import door
from paretoscope.study.executor import Message

G = "generate:new=8"


def test_a_command_at_the_door_reaches_the_study(tmp_path: Path) -> None:
    inbox: SimpleQueue[Message] = SimpleQueue()
    with door(tmp_path, inbox):
        contact.send(tmp_path, "pause")
        contact.send(tmp_path, "skip", "kv.snapkv")
        control = Control()
        for _ in range(2):
            control.take(inbox.get(timeout=5))
        assert control.paused
        assert control.skips == {"kv.snapkv"}
        assert stat.S_IMODE((tmp_path / contact.NAME).stat().st_mode) == 0o600
    assert contact.address(tmp_path) is None
    with pytest.raises(Refused, match="can be reached"):
        contact.send(tmp_path, "pause")


def test_what_a_killed_study_left_is_told_and_not_waited_for(tmp_path: Path) -> None:
    contact.Address(unix=str(tmp_path / "gone"), token="").write(tmp_path)
    with pytest.raises(Refused, match="can be reached"):
        contact.send(tmp_path, "cancel")


def test_where_there_are_no_unix_sockets_a_port_asks_for_its_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("socket.AF_UNIX")
    inbox: SimpleQueue[Message] = SimpleQueue()
    with door(tmp_path, inbox):
        known = contact.address(tmp_path)
        assert known is not None
        assert known.port > 0
        contact.send(tmp_path, "pause")
        contact.Address(port=known.port, token="guessed").write(tmp_path)
        with pytest.raises(Refused):
            contact.send(tmp_path, "cancel")
    assert "pause" in inbox.get(timeout=5).body
    assert inbox.empty()


def test_nonsense_at_the_door_does_no_harm(tmp_path: Path) -> None:
    inbox: SimpleQueue[Message] = SimpleQueue()
    with door(tmp_path, inbox):
        known = contact.address(tmp_path)
        assert known is not None
        for said in (b"hello\n", b"[1]\n", b"\xff\n", b""):
            with known.connect(2.0) as link:
                link.sendall(said)
        contact.send(tmp_path, "resume")
    assert "resume" in inbox.get(timeout=5).body
    assert inbox.empty()


def test_a_study_is_stopped_from_outside_and_says_where_it_can_be_reached(
    play: Any, study_of: Any, tmp_path: Path
) -> None:
    sent: list[int] = []

    def stop(event: object) -> None:
        if isinstance(event, TurnEnd) and not sent:
            sent.append(main(["steer", str(tmp_path / "study"), "cancel"]))

    with pytest.raises(Cancelled):
        play(study_of("a.b"), listeners=(lambda runner: stop,))
    assert sent == [EXIT_DONE]


def test_steering_needs_a_running_study_and_a_known_trial(
    play: Any, study_of: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    done = play(study_of("a.b"))
    folder = str(done.folder.path)
    assert main(["steer", folder, "pause"]) == EXIT_REQUEST
    assert main(["steer", folder, "skip", "--trial", "c.d"]) == EXIT_REQUEST
    said = capsys.readouterr().err
    assert "can be reached" in said
    assert "a.b" in said
    assert not any(isinstance(e, State) and e.state == "paused" for e in done.events)


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Puts a pipe in the place of stdin; gives its writing end."""

    def make() -> int:
        reading, writing = os.pipe()
        monkeypatch.setattr("sys.stdin", os.fdopen(reading))
        return writing

    return make


@pytest.mark.parametrize("detach", [False, True])
def test_the_end_of_stdin_stops_a_study_unless_it_was_let_go(
    pipe: Callable[[], int], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, detach: bool
) -> None:
    moved: list[tuple[int, int]] = []
    monkeypatch.setattr("paretoscope.study.control.os.dup2", lambda a, b: moved.append((a, b)))
    writing, inbox = pipe(), SimpleQueue[Message]()
    listen(inbox, detached=False, log=tmp_path / "study.log")
    os.write(writing, b'{"do": "detach"}\n' if detach else b'{"do": "pause"}\n')
    os.close(writing)
    for thread in threading.enumerate():
        if thread.name == "stdin":
            thread.join(5)
    said = [inbox.get(timeout=5).body for _ in range(inbox.qsize())]
    assert any("cancel" in s for s in said) != detach
    assert [b for _, b in moved] == ([1, 2] if detach else [])
    assert (tmp_path / "study.log").exists() == detach

"""The bridge with real child processes: chunks, kills, missing interpreters, cancelling, closing, following."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from paretoscope.events import Hello, Sample, to_line
from paretoscope.plan import Recipe, Study, Workload
from paretoscope.store.stored import StoredStudy
from paretoscope_gui.bridge import Bridge
from paretoscope_gui.bridge.files import held

SLOW = {"decode.prompt_lookup": {"real_time": True, "tpot": 0.05}}  # there is time to pause it
HELLO = to_line(Hello(t=1.0, role="study", seq=1))


@pytest.fixture
def scripted(bridge: Bridge, tmp_path: Path) -> Callable[[str], list[tuple[str, str]]]:
    """Lets the bridge run a Python script in place of `paretoscope`; gives the list that troubles are told to."""

    def start(body: str) -> list[tuple[str, str]]:
        script = tmp_path / "child.py"
        script.write_text(f"import os, signal, sys, time\nHELLO = {HELLO!r}\n{body}\n", encoding="utf-8")
        bridge.command_line = [sys.executable, "-u", str(script)]
        told: list[tuple[str, str]] = []
        bridge.failed.connect(lambda text, hint: told.append((text, hint)))
        bridge.start(Study(model="m"), tmp_path / "study")
        return told

    return start


def test_lines_survive_any_chunking(scripted: Callable[..., object], bridge: Bridge, qtbot: QtBot) -> None:
    line = to_line(Sample(t=2.0, trial="größe", name="memory.rss", value=1.0, unit="B"))
    scripted(f"""
data = (HELLO + "\\n" + {line!r} + "\\n" + {line!r} + "\\n").encode()
for i in range(0, len(data), 3):
    os.write(1, data[i:i+3])
os.write(1, b'{{"kind":"partial')
""")
    qtbot.waitUntil(lambda: bridge.state == "done", timeout=20000)
    assert bridge.record.count == 3
    assert list(bridge.record.trials) == ["baseline", "größe"]


def test_kill_9_of_the_child_is_told_as_lack_of_memory(
    scripted: Callable[..., list[tuple[str, str]]], bridge: Bridge, qtbot: QtBot
) -> None:
    told = scripted("print(HELLO, flush=True)\nsys.stdin.readline()\ntime.sleep(60)")
    qtbot.waitUntil(lambda: bridge.state == "running", timeout=20000)
    assert bridge._child is not None
    os.kill(bridge._child.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: bridge.state == "failed" and bool(told), timeout=5000)
    assert "memory" in told[0][0]
    assert "stored" in told[0][1]


def test_a_missing_interpreter_is_told(bridge: Bridge, qtbot: QtBot, tmp_path: Path) -> None:
    bridge.command_line = [str(tmp_path / "no-python"), "-m", "paretoscope"]
    with qtbot.waitSignal(bridge.failed) as told:
        bridge.start(Study(model="m"), tmp_path / "study")
    assert "no-python" in told.args[0]
    assert bridge.state == "failed"


def test_a_refusal_reaches_the_window_in_its_own_words(
    scripted: Callable[..., list[tuple[str, str]]], bridge: Bridge, qtbot: QtBot
) -> None:
    told = scripted("sys.stderr.write('error: the folder is not writable\\nhint: choose another\\n'); sys.exit(2)")
    qtbot.waitUntil(lambda: bool(told), timeout=20000)
    assert told == [("The folder is not writable.", "Choose another.")]
    assert "not writable" in bridge.log


@pytest.mark.parametrize(
    "body",
    [
        "for line in sys.stdin:\n    if 'cancel' in line: sys.exit(130)",
        "for line in sys.stdin: pass\ntime.sleep(60)",
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\nwhile True: time.sleep(60)",
    ],
    ids=["obeys", "ends when terminated", "must be killed"],
)
def test_cancel_goes_from_asking_to_killing(
    scripted: Callable[..., list[tuple[str, str]]], bridge: Bridge, qtbot: QtBot, body: str
) -> None:
    scripted(f"print(HELLO, flush=True)\n{body}")
    qtbot.waitUntil(lambda: bridge.state == "running", timeout=20000)
    bridge.command("cancel")
    assert bridge.state == "stopping"
    qtbot.waitUntil(lambda: bridge.state == "cancelled", timeout=5000)


def test_pause_and_skip_reach_the_childs_stdin(scripted: Callable[..., object], bridge: Bridge, qtbot: QtBot) -> None:
    scripted("print(HELLO, flush=True)\nfor line in sys.stdin: sys.stderr.write(line); sys.stderr.flush()")
    qtbot.waitUntil(lambda: bridge.state == "running", timeout=20000)
    bridge.command("pause")
    bridge.command("skip", "kv.snapkv")
    qtbot.waitUntil(lambda: bridge.log.count("\n") == 2, timeout=5000)
    assert [json.loads(x) for x in bridge.log.splitlines()] == [
        {"do": "pause", "trial": ""},
        {"do": "skip", "trial": "kv.snapkv"},
    ]


def test_questions_are_answered_as_json_or_refused(bridge: Bridge, qtbot: QtBot) -> None:
    answers: list[object] = []
    code = "import sys, json; print(json.dumps({'argv': sys.argv[1:]}, indent=1))"
    bridge.command_line = [sys.executable, "-c", code]
    bridge.ask(["doctor", "--json"], answers.append, lambda *a: answers.append(a))
    qtbot.waitUntil(lambda: bool(answers), timeout=20000)
    assert answers == [{"argv": ["doctor", "--json"]}]
    bridge.command_line = [sys.executable, "-c", "import sys; sys.exit('error: no\\nhint: yes')"]
    bridge.ask([], answers.append, lambda *a: answers.append(a))
    qtbot.waitUntil(lambda: len(answers) == 2, timeout=20000)
    assert answers[1] == ("No.", "Yes.")


def test_closing_ends_every_question_and_asks_nothing_more(bridge: Bridge, qtbot: QtBot) -> None:
    bridge.command_line = [sys.executable, "-c", "import time; time.sleep(60)"]
    told: list[str] = []
    asked = [bridge.ask([], told.append, lambda *a: told.append(a[0])) for _ in range(3)]
    qtbot.waitUntil(lambda: all(q.child.pid for q in asked), timeout=20_000)
    bridge.close()
    qtbot.waitUntil(lambda: not any(q.child.running for q in asked))
    assert not bridge.ask([], told.append, lambda *a: None).child.running


@pytest.fixture
def null_study(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, tiny_folder: Path) -> Callable[..., tuple[Study, Path]]:
    """A study that scripted workers run, in jumping time or in truth."""

    def make(**script: object) -> tuple[Study, Path]:
        monkeypatch.setenv("PARETOSCOPE_NULL", json.dumps(script))
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
        recipes = (Recipe.parse("decode.prompt_lookup"),)
        loads = (Workload.parse("generate:new=4,prompt=8"), Workload.parse("score:context=16,items=4,stride=8"))
        return Study(model=str(tiny_folder), recipes=recipes, workloads=loads, protocol="glance"), tmp_path / "run"

    return make


def test_the_real_command_runs_from_the_window_to_results(
    bridge: Bridge, qtbot: QtBot, null_study: Callable[..., tuple[Study, Path]]
) -> None:
    results: list[object] = []
    bridge.results.connect(results.append)
    bridge.start(*null_study())
    qtbot.waitUntil(lambda: not bridge.active, timeout=120_000)
    assert bridge.state == "done", bridge.log
    qtbot.waitUntil(lambda: bool(results) and all(t.status == "valid" for t in results[-1].trials), timeout=20_000)  # type: ignore[attr-defined]
    assert StoredStudy(null_study()[1]).record.count == bridge.record.count


def test_closing_stops_the_study_and_it_can_be_continued(
    bridge: Bridge, qtbot: QtBot, null_study: Callable[..., tuple[Study, Path]], hold: Callable[[Bridge], None]
) -> None:
    study, folder = null_study(**SLOW)
    bridge.start(study, folder)
    hold(bridge)
    seen = sum(len(t.turns) for t in bridge.record.trials.values())
    bridge.close()
    assert not bridge.owns
    qtbot.waitUntil(lambda: not held(folder))
    stored = StoredStudy(folder).record
    assert sum(len(t.turns) for t in stored.trials.values()) >= seen
    null_study()
    bridge.resume(folder)
    qtbot.waitUntil(lambda: bridge.state == "done", timeout=120_000)
    assert all(t.status == "valid" for t in StoredStudy(folder).results.trials)


def test_a_study_that_is_kept_goes_on_alone_and_is_found_again(
    bridge: Bridge, qtbot: QtBot, null_study: Callable[..., tuple[Study, Path]], hold: Callable[[Bridge], None]
) -> None:
    study, folder = null_study(**SLOW)
    bridge.start(study, folder)
    hold(bridge)
    bridge.close(keep=True)
    assert held(folder), "it was never interrupted"
    again = Bridge(grace=300)
    again.open(folder)
    assert not again.owns
    qtbot.waitUntil(lambda: again.state == "paused" and again.steers)
    again.command("resume")
    qtbot.waitUntil(lambda: again.state == "done", timeout=120_000)
    again.close()
    stored = StoredStudy(folder)
    assert all(t.status == "valid" for t in stored.results.trials)
    assert [t.attempts for t in stored.record.trials.values()] == [1, 1], "no worker was started again"


def test_a_found_study_is_paused_and_stopped_over_its_local_socket(
    bridge: Bridge, qtbot: QtBot, null_study: Callable[..., tuple[Study, Path]], hold: Callable[[Bridge], None]
) -> None:
    study, folder = null_study(**{"*": {"real_time": True, "tpot": 0.05}})
    bridge.start(study, folder)
    hold(bridge)
    bridge.close(keep=True)
    again = Bridge(grace=300)
    again.open(folder)
    qtbot.waitUntil(lambda: again.state == "paused" and again.steers)
    again.command("resume")
    qtbot.waitUntil(lambda: again.state == "running")
    again.command("pause")
    qtbot.waitUntil(lambda: again.state == "paused")
    again.command("cancel")
    assert again.state == "stopping"
    qtbot.waitUntil(lambda: again.state == "cancelled", timeout=20_000)
    assert not again.steers
    again.close()
    qtbot.waitUntil(lambda: not held(folder), timeout=20_000)


def test_a_study_of_another_process_is_followed(
    bridge: Bridge, qtbot: QtBot, null_study: Callable[..., tuple[Study, Path]], tmp_path: Path
) -> None:
    study, folder = null_study()
    file = tmp_path / "study.toml"
    file.write_text(study.to_toml(), encoding="utf-8")
    command = [sys.executable, "-m", "paretoscope", "run", str(file), "--out", str(folder), "--json"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL) as process:
        qtbot.waitUntil(lambda: process.poll() is not None or (folder.exists() and held(folder)), timeout=60_000)
        assert process.poll() is None
        bridge.open(folder)
        qtbot.waitUntil(lambda: bridge.state == "done", timeout=120_000)
        assert process.wait() == 0
    written = StoredStudy(folder).record.count
    qtbot.waitUntil(lambda: bridge.record.count == written)  # the last event comes after the one that says done

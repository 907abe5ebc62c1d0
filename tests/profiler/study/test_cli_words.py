"""What the command understands and says: sizes, durations, shares, progress on a terminal and in a pipe, help."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

import pytest

from paretoscope import cli
from paretoscope.analysis.record import Record
from paretoscope.commands._options import duration, share, size
from paretoscope.commands._progress import Shown, clock
from paretoscope.errors import EXIT_ENVIRONMENT, EXIT_TRIAL
from paretoscope.events import State


def test_help_and_version_load_nothing_heavy() -> None:
    code = (
        "import sys\nfrom paretoscope import cli\n"
        "try: cli.main(['run', '--help'])\nexcept SystemExit: pass\n"
        "bad = {'torch', 'transformers', 'numpy', 'PySide6', 'jinja2'} & set(sys.modules)\n"
        "assert not bad, bad\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


def test_no_display_is_told_plainly(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert cli.main([]) == EXIT_ENVIRONMENT
    assert "display" in capsys.readouterr().err


def test_a_fault_of_ours_is_a_sentence_unless_traceback_is_asked_for(
    sound_model: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(*_: object) -> None:
        raise KeyError("surprise")

    monkeypatch.setattr("paretoscope.study.checks.check", fault)
    assert cli.main(["run", str(sound_model)]) == EXIT_TRIAL
    _, err = capsys.readouterr()
    assert err.splitlines()[0] == "error: a fault in Paretoscope: KeyError: 'surprise'"
    assert "Traceback" not in err
    cli.main(["run", str(sound_model), "--traceback"])
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(("text", "value"), [("8G", 8 << 30), ("1.5GiB", 3 << 29), ("500m", 500 << 20), ("77", 77)])
def test_sizes(text: str, value: int) -> None:
    assert size(text) == value


def test_clock() -> None:
    assert [clock(s) for s in (6.6, 750, 3723, -1)] == ["0:07", "12:30", "1:02:03", "0:00"]


def test_a_terminal_gets_one_live_line_a_pipe_plain_ones() -> None:
    from io import StringIO

    from paretoscope.events import RoundStart, TurnStart

    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    now = [0.0]
    events = [State(trial="a", state="starting"), RoundStart(round=0), TurnStart(trial="a"), TurnStart(trial="b")]
    for out, lines in ((Terminal(), 0), (StringIO(), 2)):
        shown = Shown(out, Record(), 8, lambda: now[0])
        for event in events:
            now[0] += 0.15
            shown(event)
        shown.close()
        assert out.getvalue().count("\n") == lines
        assert out.getvalue().count("\r") == (0 if lines else 2)  # painted once in 0.2 s, and wiped at the end


def test_noise_is_told_once_on_the_terminal() -> None:
    from io import StringIO

    from paretoscope.events import Warned

    out = StringIO()
    shown = Shown(out, Record(), 8)
    for trial in ("a", "b"):
        shown(Warned(trial=trial, code="noisy_turns", text="others were busy", hint="close them"))
        shown(Warned(trial=trial, code="other", text="mind this"))
    assert out.getvalue().splitlines() == [
        "warning: others were busy", "  hint: close them", "warning: a: mind this", "warning: b: mind this",
    ]  # fmt: skip


def test_the_environment_of_workers_is_offline() -> None:
    from paretoscope.study.executor import environment

    env = environment(3)
    assert {env["HF_HUB_OFFLINE"], env["TRANSFORMERS_OFFLINE"]} == {"1"}
    assert env["OMP_NUM_THREADS"] == "3"
    assert env["PATH"] == os.environ["PATH"]


@pytest.mark.parametrize(
    ("text", "seconds"), [("600", 600.0), ("90s", 90.0), ("10m", 600.0), ("1h30m", 5400.0), ("1.5m", 90.0)]
)
def test_a_budget_is_written_as_people_say_it(text: str, seconds: float) -> None:
    assert duration(text) == seconds


@pytest.mark.parametrize("text", ["", "soon", "-5", "10 minutes", "1:30", "5x"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        duration(text)


def test_a_width_is_a_share() -> None:
    assert (share("1%"), share("0.01"), share("2.5 %")) == (0.01, 0.01, 0.025)
    for text in ("x", "-1%", "100%", "2"):
        with pytest.raises(argparse.ArgumentTypeError):
            share(text)

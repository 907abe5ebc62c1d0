"""Durability: whatever is killed whenever, nothing finished is lost and resume completes to the same set."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from paretoscope.analysis.record import Record
from paretoscope.errors import Refused
from paretoscope.events import Hello, Observation, Warned, from_line, to_line
from paretoscope.plan import PROTOCOLS, Study
from paretoscope.store.folder import StudyFolder
from paretoscope.store.lines import readable
from paretoscope.store.lock import FolderLock, held
from paretoscope.study.hub import Limits
from paretoscope.study.play import BaselineLost

G, S = "generate:new=8", "score:items=4"

# The command without its checks of the model: what `run --stream` and `resume --stream` do.
DRIVER = """
import os, sys
from pathlib import Path
from paretoscope.catalog import packaged
from paretoscope.plan import Study
from paretoscope.store.folder import StudyFolder
from paretoscope.store.keep import Keeper
from paretoscope.study import neighbours
from paretoscope.study.runner import Options, Runner
neighbours.others = lambda before, after: None
place = StudyFolder(Path(sys.argv[1]))
study = Study.read(place.toml)
keeper = Keeper(place, study, packaged())
options = Options(model=Path("/nowhere/tiny"), identity={"w": "1"}, commands=True)
Runner(place, study, options, echo=lambda line: print(line, flush=True), keep=keeper.keep).run()
"""


def start(folder: StudyFolder) -> subprocess.Popen[str]:
    """The driver as a child, its events as lines."""
    return subprocess.Popen(
        [sys.executable, "-c", DRIVER, str(folder.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def kill_after(child: subprocess.Popen[str], events: int) -> tuple[list[str], bool]:
    """Read so many lines, then kill -9; what was read, and whether it had ended by itself."""
    seen: list[str] = []
    assert child.stdout is not None
    for line in child.stdout:
        seen.append(line)
        if len(seen) >= events:
            child.kill()
            break
    seen += [line for line in child.stdout if line.endswith("\n")]
    return seen, child.wait() == 0


def state(folder: StudyFolder, study: Study) -> dict[tuple[str, str, int], int]:
    """(trial, workload, round) of every turn that counts, and its number of observations."""
    record = Record(study).feed_all(folder.read())
    return {
        (t.id, turn.workload, turn.round): len(turn.observations)
        for t in record.trials.values()
        for turn in t.turns
        if turn.counts
    }


def observations(lines: list[str]) -> set[int]:
    """Sequence numbers of the observations among lines."""
    return {e.seq for e in map(from_line, lines) if isinstance(e, Observation)}


def stored(folder: StudyFolder) -> set[int]:
    """Sequence numbers of the observations on disk."""
    return {e.seq for e in folder.read() if isinstance(e, Observation)}


def torture(tmp_path: Path, study: Study, kills: int, seed: int) -> None:
    """Kill the command at many random moments; compare with a study that nobody disturbed."""
    calm = StudyFolder(tmp_path / "calm")
    calm.create(study)
    child = start(calm)
    lines, finished = kill_after(child, sys.maxsize)
    assert finished
    total = len(lines)
    wanted, draw = state(calm, study), random.Random(seed)
    done, number = 0, 0
    while done < kills:
        folder = StudyFolder(tmp_path / f"hurt-{number}")
        folder.create(study)
        number, finished, seen = number + 1, False, set[int]()
        while not finished:
            until = draw.randint(1, total // 2) if done < kills else sys.maxsize
            lines, finished = kill_after(start(folder), until)
            done += not finished
            seen |= observations(lines)
            assert seen <= stored(folder)
        assert state(folder, study) == wanted
        quality = Record(study).feed_all(folder.read()).trials
        assert all(t.state == "valid" and len(t.items(S)) == 4 for t in quality.values())


def test_m27_durability_kill_9_at_random_moments_loses_nothing(tmp_path: Path, study_of: Any) -> None:
    torture(tmp_path, study_of("a.b", workloads=(G, S)), 10, 11)


@pytest.mark.heavy
@pytest.mark.timeout(3600)
def test_m27_durability_kill_9_at_fifty_random_moments_loses_nothing(tmp_path: Path, study_of: Any) -> None:
    torture(tmp_path, study_of("a.b", "c.d", workloads=(G, S), protocol="quick"), 50, 12)


def test_a_killed_command_takes_its_workers_with_it(tmp_path: Path, study_of: Any) -> None:
    folder = StudyFolder(tmp_path / "study")
    folder.create(study_of("a.b"))
    child = start(folder)
    lines, _ = kill_after(child, 60)
    pids = [json.loads(line)["pid"] for line in lines if '"hello"' in line and '"worker"' in line]
    assert pids
    for pid in pids:
        wait_until_gone(pid)


def wait_until_gone(pid: int) -> None:
    """Block until a process that is no child of ours has ended. Fails the test by the suite's own time limit."""
    try:
        with open(os.pidfd_open(pid), closefd=True) as handle:
            import select

            assert select.select([handle], [], [], 60)[0]
    except ProcessLookupError:
        return


def test_m27_durability_a_truncated_last_line_is_skipped_and_the_next_event_starts_on_its_own(
    play: Any, study_of: Any
) -> None:
    study = study_of("a.b")
    first = play(study)
    for file in first.folder.event_files():
        whole = file.read_bytes()
        file.write_bytes(whole[: len(whole) - 7])
    again = play(study)
    assert again.code == 0
    assert {len(t.valid_turns(G)) for t in again.record.trials.values()} == {4}
    lines = (again.folder.events / "study.jsonl").read_text().splitlines()
    assert json.loads(lines[-1])["kind"] == "done"
    damaged = [n for n, line in enumerate(lines) if not _is_json(line)]
    assert len(damaged) == 1
    assert json.loads(lines[damaged[0] + 1])["kind"] == "hello"  # whole, on a line of its own


def _is_json(line: str) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def test_a_complete_study_is_not_run_again(play: Any, study_of: Any) -> None:
    study = study_of("a.b", workloads=(G, S))
    attempts = [play(study).record.trials["a.b"].attempts for _ in range(2)]
    assert attempts == [1, 1]


def test_an_unfinished_round_is_superseded_and_run_again_whole(play: Any, study_of: Any) -> None:
    study = study_of("a.b")
    first = play(study)
    victim = first.record.trials["a.b"].turns[-1]
    file = first.folder.events / "a.b.0.jsonl"
    kept = [line for line in file.read_text().splitlines(keepends=True) if not ended(line, victim.round)]
    file.write_text("".join(kept))
    again = play(study)
    for trial in again.record.trials.values():
        assert [t.superseded for t in trial.turns].count(True) == 1
        assert {(t.block, t.round) for t in trial.turns if t.superseded} == {(0, victim.round)}
        assert {b for b, r in trial.valid_turns(G) if r == victim.round} == {1}


def ended(line: str, number: int) -> bool:
    """Whether a line ends the turn of that round, or the trial."""
    body = json.loads(line)
    return (body["kind"] == "turn_end" and body["round"] == number) or (
        body["kind"] == "state" and body["state"] == "valid"
    )


def test_a_changed_model_is_refused_unless_accepted(play: Any, study_of: Any) -> None:
    study = study_of("a.b")
    first = play(study, identity={"config.json": "1", "model.safetensors": "2"})
    with pytest.raises(Refused, match=r"model has changed.*model\.safetensors"):
        play(study, identity={"config.json": "1", "model.safetensors": "3"})
    assert first.record.state == "done"  # a refusal leaves the study as it was
    done = play(study, identity={"config.json": "1", "model.safetensors": "3"}, accept_changes=True)
    assert [w.code for w in done.record.warnings] == ["null_worker", "changed", "null_worker"]


def test_changed_libraries_are_refused_unless_accepted(play: Any, study_of: Any) -> None:
    study = study_of("a.b")
    first = play(study, folder=None)
    file = first.folder.events / "baseline.0.jsonl"
    with_torch = [e if not isinstance(e, Hello) else replace(e, versions={**e.versions, "torch": "2.0"})
                  for e in readable(file.read_text().splitlines())]  # fmt: skip
    file.write_text("".join(line + "\n" for line in map(to_line, with_torch) if not ended(line, 3)))
    with pytest.raises(Refused, match=r"torch 2\.0 -> absent"):
        play(study)
    done = play(study, accept_changes=True)
    assert done.code == 0
    assert len([e for e in done.events if isinstance(e, Warned) and e.code == "changed"]) == 1


def test_a_failed_trial_stays_failed_until_retry_is_asked_for(play: Any, study_of: Any, script: Any) -> None:
    script(**{"bad.one": {"fail_at": {"turn": 1, "how": "error", "attempt": 0}}})
    study = study_of("bad.one", "good.one")
    before = {t: r.valid_turns(G) for t, r in play(study).record.trials.items()}
    assert play(study).record.trials["bad.one"].attempts == 1
    done = play(study, retry=True)
    assert done.code == 0
    record = done.record
    assert record.trials["bad.one"].state == "valid"
    assert set(record.trials["good.one"].valid_turns(G)) == set(before["good.one"])  # nobody else is disturbed
    both = set(record.trials["bad.one"].valid_turns(G)) & set(record.trials["baseline"].valid_turns(G))
    assert len(both) >= PROTOCOLS["glance"].rounds


def test_a_trial_whose_worker_was_killed_from_outside_is_completed_by_a_plain_resume(
    play: Any, study_of: Any, script: Any
) -> None:
    script(**{"a.b": {"fail_at": {"turn": 1, "how": "kill", "attempt": 0}}})
    study = study_of("a.b", "c.d")
    first = play(study)
    assert (first.code, first.record.trials["a.b"].state) == (3, "failed")
    done = play(study)
    assert done.code == 0
    assert {t.state for t in done.record.trials.values()} == {"valid"}
    both = set(done.record.trials["a.b"].valid_turns(G)) & set(done.record.trials["baseline"].valid_turns(G))
    assert len(both) >= PROTOCOLS["glance"].rounds


def test_a_killed_baseline_is_completed_by_a_plain_resume(play: Any, study_of: Any, script: Any) -> None:
    script(baseline={"fail_at": {"turn": 2, "how": "kill", "attempt": 0}})
    study = study_of("a.b")
    with pytest.raises(BaselineLost):
        play(study)
    done = play(study)
    assert {t.state for t in done.record.trials.values()} == {"valid"}


def test_a_lost_baseline_can_be_retried(play: Any, study_of: Any, script: Any) -> None:
    script(baseline={"fail_at": {"turn": 2, "how": "error", "attempt": 0}})
    study = study_of("a.b")
    with pytest.raises(BaselineLost):
        play(study)
    done = play(study, retry=True)
    assert {t.state for t in done.record.trials.values()} == {"valid"}
    assert {len(t.valid_turns(G)) for t in done.record.trials.values()} == {4}


def test_two_processes_on_one_folder_are_refused(play: Any, study_of: Any, tmp_path: Path) -> None:
    study = study_of("a.b")
    folder = StudyFolder(tmp_path / "study")
    folder.create(study)
    child = start(folder)
    assert child.stdout is not None
    child.stdout.readline()
    with pytest.raises(Refused, match=rf"in use.*{child.pid}"):
        play(study, limits=Limits(grace=0.1))
    child.send_signal(signal.SIGKILL)
    child.communicate()
    lock = FolderLock(folder.lock)
    lock.acquire()  # the system dropped the dead holder's lock
    lock.release()


def test_a_stopped_study_shows_no_trial_as_running(play: Any, study_of: Any, tmp_path: Path) -> None:
    folder = StudyFolder(tmp_path / "study")
    folder.create(study_of("a.b"))
    child = start(folder)
    assert child.stdout is not None
    next(line for line in child.stdout if '"turn_start"' in line)
    assert held(folder.lock)
    child.send_signal(signal.SIGTERM)
    child.stdout.read()
    child.wait()
    assert not held(folder.lock)
    record = Record(folder.study()).feed_all(folder.read())
    assert record.state == "cancelled"
    assert {t.state for t in record.trials.values()} == {"waiting"}

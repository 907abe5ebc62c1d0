"""The study folder as a whole: names, list of studies, renaming, deleting; and what a full disk does."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from paretoscope.cli import main
from paretoscope.errors import EXIT_REQUEST, BadStudy, Refused, StorageFull
from paretoscope.events import Observation
from paretoscope.plan import Study
from paretoscope.store import recent
from paretoscope.store.folder import StudyFolder, delete, disk_use, new_folder, rename, write_atomic
from paretoscope.store.stored import StoredStudy

G = "generate:new=8"


@pytest.fixture
def folder(tmp_path: Path) -> StudyFolder:
    made = StudyFolder(tmp_path / "studies" / "one")
    made.create(Study(model="builtin:demo-lm", name="First"))
    return made


def test_new_folders_count_up_and_hold_no_foreign_characters(tmp_path: Path) -> None:
    first = new_folder("/home/me/My model!", tmp_path)
    assert first.name.endswith("-My-model--1")
    first.mkdir(parents=True)
    assert new_folder("/home/me/My model!", tmp_path).name.endswith("-2")
    assert new_folder("builtin:demo-lm", tmp_path).name.endswith("-demo-lm-1")


def test_a_folder_that_holds_a_study_is_not_overwritten(folder: StudyFolder) -> None:
    (folder.events / "study.jsonl").write_text("{}\n")
    with pytest.raises(Refused, match="holds a study already"):
        folder.create(Study(model="other"))
    assert folder.study().model == "builtin:demo-lm"


def test_rename_delete_and_disk_use(folder: StudyFolder, tmp_path: Path) -> None:
    assert disk_use(folder.path) == sum(p.stat().st_size for p in folder.path.rglob("*") if p.is_file())
    for bad in ("", "..", "a/b"):
        with pytest.raises(Refused):
            rename(folder.path, bad)
    moved = rename(folder.path, "two")
    assert (moved.name, StudyFolder(moved).study().name) == ("two", "First")
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.png").write_bytes(b"x")
    with pytest.raises(BadStudy):
        delete(tmp_path / "photos")
    assert (tmp_path / "photos" / "cat.png").exists()
    delete(moved)
    assert not moved.exists()


def test_a_file_that_goes_while_the_disk_use_is_counted_counts_nothing(
    folder: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder.path / "draft.tmp").write_bytes(bytes(1000))
    whole, lstat = disk_use(folder.path), Path.lstat

    def gone(file: Path) -> os.stat_result:
        if file.name == "draft.tmp":
            file.unlink()
        return lstat(file)

    monkeypatch.setattr(Path, "lstat", gone)
    assert disk_use(folder.path) == whole - 1000


def test_the_list_of_studies_forgets_what_is_gone(folder: StudyFolder, tmp_path: Path) -> None:
    other = StudyFolder(tmp_path / "studies" / "two")
    other.create(Study(model="m"))
    recent.remember(folder.path)
    recent.remember(other.path)
    recent.remember(folder.path)
    assert sorted(s.name for s in recent.recent()) == ["First", "two"]
    delete(other.path)
    found = recent.recent()
    assert [(s.name, s.model, s.trials, s.state) for s in found] == [("First", "builtin:demo-lm", 1, "unfinished")]
    recent.forget(folder.path)
    assert recent.recent() == []
    recent.list_file().write_text("no json")
    assert recent.recent() == []


def test_write_atomic_leaves_the_old_file_when_it_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "results.json"
    write_atomic(file, "old")

    def full(fd: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_atomic(file, "new")
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_full_disk_ends_the_study_in_order_and_resume_completes_it(
    play: Any, study_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = study_of("a.b")
    real, left = os.write, [80]

    def write(fd: int, data: bytes) -> int:
        if not os.path.realpath(f"/proc/self/fd/{fd}").endswith(".jsonl"):
            return real(fd, data)
        left[0] -= 1
        if left[0] < 0:
            raise OSError(28, os.strerror(28))
        return real(fd, data[:40]) if left[0] == 0 else real(fd, data)  # the last one is cut short

    monkeypatch.setattr(os, "write", write)
    with pytest.raises(StorageFull, match="No space left") as caught:
        play(study)
    assert caught.value.exit_code == 4
    monkeypatch.setattr(os, "write", real)
    before = {o.seq for o in StudyFolder(caught_path(play, study)).read() if isinstance(o, Observation)}
    done = play(study)
    assert done.code == 0
    assert before <= {o.seq for o in done.events if isinstance(o, Observation)}
    assert {len(t.valid_turns(G)) for t in done.record.trials.values()} == {4}


def caught_path(play: Any, study: Study) -> Path:
    """Where `play` puts its study."""
    return Path(play.__closure__[0].cell_contents) / "study"


def test_a_file_size_limit_is_told_as_a_sentence(tmp_path: Path, study_of: Any) -> None:
    """The system's own limit (EFBIG), in a process of its own."""
    folder = StudyFolder(tmp_path / "study")
    folder.create(study_of("a.b"))
    code = (
        "import sys; from pathlib import Path; from paretoscope.plan import Study\n"
        "from paretoscope.store.folder import StudyFolder; from paretoscope.study.runner import Options, Runner\n"
        "from paretoscope.errors import StorageFull\n"
        "f = StudyFolder(Path(sys.argv[1]))\n"
        "try: Runner(f, f.study(), Options(model=Path('/nowhere'))).run()\n"
        "except StorageFull as e: print(e.text); raise SystemExit(e.exit_code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder.path)], capture_output=True, text=True, timeout=120, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000)),
    )  # fmt: skip
    assert done.returncode == 4, done.stderr
    assert "File too large" in done.stdout


def test_a_folder_is_taken_only_when_the_model_has_been_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading a large model takes minutes, in which another command may take the same folder."""
    out, seen = tmp_path / "study", []

    def hashes(*_: object) -> dict[str, str]:
        seen.append((out / "study.toml").exists())
        return {"model.safetensors": "1"}

    monkeypatch.setattr("paretoscope.study.launch.identity", hashes)
    command = ["run", "builtin:demo-lm", "--protocol", "glance", "--workload", "generate:prompt=8,new=4", "--json"]
    assert main([*command, "--out", str(out)]) == 0
    assert main([*command, "--out", str(out)]) == EXIT_REQUEST  # refused before anything is read
    assert seen == [False]


def test_drafts_that_a_kill_has_left_go_when_the_study_is_written_again(play: Any, study_of: Any) -> None:
    """Only our own, and only those whose writer is gone or that are too old to be its."""
    study = study_of("a.b")
    folder = play(study).folder
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    gone, alive = ended.pid, os.getppid()
    left = [folder.path / f".results.json.{gone}.tmp", folder.artefacts / f"reference-score-ab12.{gone}.tmp",
            folder.artefacts / f".a.b.inside.json.{gone}.tmp", folder.path / f".schedule.json.{alive}.tmp"]  # fmt: skip
    kept = [folder.path / f".results.json.{alive}.tmp", folder.path / f".notes.{gone}.tmp", folder.path / "x.tmp",
            folder.path / f".schedule.json.{gone}.tmp.txt"]  # fmt: skip
    for file in (*left, *kept):
        file.write_text("half")
    os.utime(left[-1], (1e9, 1e9))  # another process has got that number since
    play(study)
    assert [f.name for f in left if f.exists()] == []
    assert [f.name for f in kept if not f.exists()] == []


def test_a_reader_who_makes_the_tables_again_sweeps_too(play: Any, study_of: Any) -> None:
    folder = play(study_of("a.b")).folder
    draft = folder.path / ".results.json.999999999.tmp"
    draft.write_text("half")
    assert StoredStudy(folder.path).results.state == "done"
    assert not draft.exists()

"""A line of an event file that was altered is left out and named; the rest of the study is read as ever."""

from __future__ import annotations

import json
import random
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from paretoscope.analysis.record import Record
from paretoscope.analysis.summary import summarise
from paretoscope.catalog import packaged
from paretoscope.cli import main
from paretoscope.errors import EXIT_DONE, BadStudy
from paretoscope.events import KINDS, Observation, to_line
from paretoscope.store.folder import StudyFolder
from paretoscope.store.lines import Damaged, opened, readable, sealed
from paretoscope.store.stored import StoredStudy

G = "generate:new=8"


@pytest.mark.parametrize("kind", KINDS.values())
def test_a_sealed_line_is_the_same_event_to_every_reader(kind: Any) -> None:
    line = sealed(to_line(kind(trial="a\ud800b")))
    assert opened(line + "\n") == kind(trial="a\ud800b")
    assert json.loads(line)["crc"]


def test_no_flipped_byte_of_a_line_is_believed() -> None:
    """Altered lines are damaged or, where only the check sum's own frame was hit, give what was written."""
    event = Observation(trial="a", workload=G, seq=7, values={"ttft": 0.125, "e2e": 1e-3}, series={"deliveries": [0.5]})
    line = sealed(to_line(event))
    for place in range(len(line)):
        for byte in '09e-.,"}x\x00':
            altered = line[:place] + byte + line[place + 1 :]
            try:
                found = opened(altered)
            except Damaged:
                continue
            assert found == event, altered


@pytest.mark.parametrize(
    "body",
    ['"t":1e999', '"t":-1e999', '"t":1e200', '"t":NaN', '"t":"1"', '"round":1.5', '"round":null', '"values":[]',
     '"values":{"e2e":1e400}', '"series":{"deliveries":[0.1,1e400]}', '"workload":5', '"t":' + "9" * 400,
     '"t":' + "9" * 5000],
)  # fmt: skip
def test_a_line_of_an_older_file_that_nobody_has_written_is_damaged(body: str) -> None:
    with pytest.raises(Damaged):
        opened(f'{{"kind":"observation","trial":"a",{body}}}')


@pytest.mark.parametrize("line", ['{"kind":["x"]}', '{"kind":"round_start","order":5}', '{"a":1}}', "[" * 9999 + "}"])
def test_json_of_another_shape_is_damaged_too(line: str) -> None:
    with pytest.raises(Damaged):
        opened(line)


def test_a_line_that_was_cut_off_is_none_and_no_damage() -> None:
    line = sealed(to_line(Observation(trial="a", values={"e2e": 0.25, "x": -1.5e-7}, series={"deliveries": [1.0]})))
    assert [n for n in range(len(line)) if opened(line[:n]) is not None] == []
    assert list(readable([line[:40], line, ""])) == [opened(line)]


@pytest.fixture
def study(play: Any, study_of: Any) -> Path:
    folder: Path = play(study_of("a.b", "c.d", workloads=(G, "score:context=32,stride=8"))).folder.path
    return folder


def change(folder: Path, file: str, number: int, old: str, new: str) -> None:
    """Alter one line of an event file as a failing disk or an editor would, and let the tables be made again."""
    path = folder / "events" / file
    lines = path.read_text().split("\n")
    assert old in lines[number - 1]
    lines[number - 1] = lines[number - 1].replace(old, new, 1)
    path.write_text("\n".join(lines))
    StudyFolder(folder).database.unlink(missing_ok=True)


def line_of(folder: Path, file: str, words: str) -> int:
    lines = (folder / "events" / file).read_text().split("\n")
    return next(n for n, line in enumerate(lines, 1) if words in line)


def test_a_digit_that_makes_a_number_infinite_is_told_with_file_and_line(
    study: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trial = next(p.name for p in (study / "events").glob("a.b*.jsonl"))
    number = line_of(study, trial, '"purpose":"timing"')
    change(study, trial, number, '"e2e":', '"e2e":9e999')
    told = f"events/{trial}, line {number}, was changed after it was written; it is left out"
    stored = StoredStudy(study)
    assert told in stored.results.health["flags"]
    assert [t.status for t in stored.results.trials] == ["valid"] * 3
    assert all(t.find("latency.e2e", G) for t in stored.results.trials)
    capsys.readouterr()
    assert main(["report", str(study), "--format", "md"]) == EXIT_DONE
    assert told in (study / "reports" / "report.md").read_text()


def test_only_a_few_of_many_damaged_lines_are_named(study: Path) -> None:
    for number in range(1, 10):
        change(study, "study.jsonl", number, '"kind"', '"kinb"')
    flags = StoredStudy(study).results.health["flags"]
    assert flags[5] == "4 further lines of the event files were changed, and left out"


def test_any_damage_leaves_a_study_that_can_be_read(study: Path, tmp_path: Path) -> None:
    """Random bytes of random lines, in files with check sums and in older ones without.

    Of the older ones a changed sequence number, or protocol, may look like another run's, or program's; no more.
    """
    dice = random.Random(5)
    plan, cards = StudyFolder(study).study(), packaged()
    whole = {p.name: p.read_text() for p in (study / "events").iterdir()}
    old = {n: "".join(to_line(e) + "\n" for e in readable(t.splitlines())) for n, t in whole.items()}
    place = StudyFolder(tmp_path / "hurt")
    shutil.copytree(study, place.path)
    for turn in range(20):
        name = dice.choice(sorted(whole))
        text = bytearray((whole if turn % 2 else old)[name].encode())
        for at in dice.sample(range(len(text)), 3):
            text[at] = dice.choice(b'0123456789e.-,:"{}[]xX\x80\n')
        (place.events / name).write_bytes(text)
        with suppress(*() if turn % 2 else (BadStudy,)):
            summarise(Record(plan).feed_all(place.read()), plan, cards)
        (place.events / name).write_text(whole[name])

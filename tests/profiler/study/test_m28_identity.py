"""M28: every record carries who the model, the data, the study and the program are; one flipped byte shows."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from paretoscope.analysis import instrument
from paretoscope.analysis.record import Record
from paretoscope.events import Artefact, Event, Hello
from paretoscope.models.identity import identity as model_identity
from paretoscope.models.info import ModelInfo
from paretoscope.plan import Recipe, Study, Workload
from paretoscope.study import identity, power


def flip(file: Path) -> None:
    body = bytearray(file.read_bytes())
    body[len(body) // 2] ^= 1
    file.write_bytes(body)


@pytest.fixture
def study(tmp_path: Path) -> Study:
    text = tmp_path / "held-out.txt"
    text.write_text("some text to be scored " * 20, encoding="utf-8")
    return Study(model=str(tmp_path), workloads=(Workload("score", {"text": str(text)}),))


def test_m28_flip_one_byte_of_the_data(study: Study, tmp_path: Path) -> None:
    before = identity.identity_of(study, tmp_path)
    assert {"study", "code", "data/held-out.txt"} <= set(before)
    assert all(len(v) == 64 for v in before.values())
    flip(tmp_path / "held-out.txt")
    assert identity.changed(before, identity.identity_of(study, tmp_path)) == ["data/held-out.txt"]
    (tmp_path / "held-out.txt").unlink()
    assert identity.identity_of(study, tmp_path)["data/held-out.txt"] == "unreadable"


def test_m28_flip_one_byte_of_the_model(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text('{"a": 1}')
    info = ModelInfo(path=tmp_path, architecture="", model_type="", task="causal_lm", files=("config.json",))
    before = model_identity(info)
    flip(tmp_path / "config.json")
    assert identity.changed(before, model_identity(info)) == ["config.json"]


def test_m28_flip_one_byte_of_a_replayed_trace_a_task_or_a_draft_model(tmp_path: Path) -> None:
    places = [tmp_path / n for n in ("a/requests.csv", "b/requests.csv", "task/own.yaml", "draft/model.safetensors")]
    for place in places:
        place.parent.mkdir()
        place.write_text(f"arrival,prompt,new {place.parent.name}")
    study = Study(
        model=str(tmp_path), recipes=(Recipe.parse(f'decode.assisted:draft="{tmp_path / "draft"}"'),),
        workloads=(*(Workload("trace", {"file": str(p)}) for p in places[:2]),
                   Workload("task", {"name": "own", "include": str(tmp_path / "task")})),
    )  # fmt: skip
    known = identity.identity_of(study, tmp_path)
    labels = ["data/requests.csv", "data/requests.csv (2)", "folder/task", "folder/draft"]
    for place, label in zip(places, labels, strict=True):
        flip(place)
        now = identity.identity_of(study, tmp_path)
        assert identity.changed(known, now) == [label]
        known = now
    assert not any(str(tmp_path) in name for name in known)
    shutil.rmtree(tmp_path / "task")
    assert identity.identity_of(study, tmp_path)["folder/task"] == "unreadable"


def test_m28_a_changed_study_is_another_one(study: Study, tmp_path: Path) -> None:
    before, after = (identity.identity_of(s, tmp_path) for s in (study, replace(study, seed=1)))
    assert identity.changed(before, after) == ["study"]


class Journal:
    """Takes events as a study's hub does."""

    def __init__(self) -> None:
        self.record, self.full, self.told = Record(), False, list[Event]()

    def emit(self, event: Event) -> None:
        self.told.append(event)
        self.record.feed(event)


def test_m28_what_was_modified_between_two_runs_is_told(study: Study, tmp_path: Path) -> None:
    hub: Any = Journal()
    power._tell_identity(hub, study, tmp_path)
    power._tell_identity(hub, study, tmp_path)
    assert not hub.record.warnings
    flip(tmp_path / "held-out.txt")
    power._tell_identity(hub, study, tmp_path)
    assert [w.text for w in hub.record.warnings] == ["modified since the study began: data/held-out.txt"]


def test_m28_results_carry_all_of_it() -> None:
    record = Record()
    record.feed(Hello(role="study", identity={"model.safetensors": "aa"}))
    record.feed(Artefact(name="identity", text=json.dumps({"study": "bb", "code": "cc"})))
    assert instrument.identity(record) == {"model.safetensors": "aa", "study": "bb", "code": "cc"}


def test_a_gpu_that_others_use_and_nearly_full_memory_are_told(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    hub: Any = Journal()
    monkeypatch.setattr(power, "processes", lambda device: {1: 5, 2: 0} if device == "cuda:0" else None)
    monkeypatch.setattr(power.psutil, "virtual_memory", lambda: SimpleNamespace(available=1 << 28, total=16 << 30))
    power._tell_doubts(hub, replace(study, device="cuda:0"))
    assert [w.code for w in hub.record.warnings] == ["device_shared", "memory_full"]
    assert hub.record.warnings[0].text.startswith("2 other processes")


def test_the_studys_energy_is_summed_over_its_runs_and_priced_by_the_user(study: Study) -> None:
    from paretoscope.events import Sample

    record = Record()
    for joules in (1.8e6, 1.8e6):
        record.feed(Sample(name="study.seconds", value=60.0, unit="s"))
        record.feed(Sample(name="study.energy", value=joules, unit="J"))
    plain = instrument.study_energy(record, study)
    assert (plain["joules"], plain["seconds"]) == (3.6e6, 120.0)
    assert "carbon_g" not in plain  # no intensity of ours is presented as the user's
    priced = instrument.study_energy(record, replace(study, carbon_intensity=400.0, electricity_price=0.3,
                                                     currency="EUR"))  # fmt: skip
    assert (priced["carbon_g"], priced["cost"], priced["currency"]) == (400.0, 0.3, "EUR")
    record.feed(Sample(name="study.seconds", value=60.0, unit="s"))
    assert instrument.study_energy(record, study)["joules"] is None  # a run without a counter: no sum

"""The machine's answers as findings that a person can read."""

from __future__ import annotations

import pytest

from paretoscope_gui.state.doctor import read_doctor


def check(topic: str, name: str, state: str, text: str = "t", hint: str = "h") -> dict[str, str]:
    """One line as doctor prints it."""
    return {"topic": topic, "name": name, "state": state, "text": text, "hint": hint}


def test_energy_is_one_line_with_the_counter_that_works() -> None:
    rows = [
        check("measuring", "energy: RAPL", "ok", "package"),
        check("measuring", "energy: NVML", "missing", "no GPU"),
    ]
    (energy,) = [f for f in read_doctor({"checks": rows}) if f.title == "Energy"]
    assert (energy.state, energy.hint) == ("yes", "")
    assert "RAPL" in energy.text


def test_without_any_counter_every_reason_and_a_hint_are_told() -> None:
    rows = [check("measuring", "energy: RAPL", "missing", "no counters", "elsewhere"),
            check("measuring", "energy: NVML", "missing", "no GPU")]  # fmt: skip
    (energy,) = [f for f in read_doctor({"checks": rows}) if f.title == "Energy"]
    assert (energy.state, energy.text, energy.hint) == ("no", "No counters. No GPU.", "Elsewhere.")


@pytest.mark.parametrize(("lacking", "state"), [("torch", "no"), ("torchao", "partly")])
def test_what_the_workers_lack_is_told(lacking: str, state: str) -> None:
    rows = [check("measuring", "peak memory", "ok"), check("worker", lacking, "missing", hint="pip install it")]
    (found,) = [f for f in read_doctor({"checks": rows}) if f.title == "All techniques"]
    assert found.state == state
    assert lacking in found.text


@pytest.mark.parametrize("answer", [None, "text", [], {}, {"checks": []}, {"checks": [3]}])
def test_an_answer_of_another_shape_is_told(answer: object) -> None:
    (found,) = read_doctor(answer)
    assert found.state == "no"

"""doctor on made-up machines, its self-test, and what inspect and techniques print."""

from __future__ import annotations

import json
import os
import struct
import sys
from pathlib import Path

import pytest

from paretoscope.cli import main
from paretoscope.commands import _machine_checks as checks
from paretoscope.commands import _self_test
from paretoscope.models.info import ModelInfo
from paretoscope.models.layers import kv_bytes
from paretoscope.store import instrument


def rapl(root: Path, readable: bool = True) -> None:
    """A machine with one package counter."""
    zone = root / "sys/class/powercap/intel-rapl:0"
    zone.mkdir(parents=True)
    (zone / "name").write_text("package-0\n")
    (zone / "max_energy_range_uj").write_text("262143328850\n")
    (zone / "energy_uj").write_text("1000000\n")
    if not readable:
        (zone / "energy_uj").unlink()


def test_a_bare_machine_says_why_nothing_is_counted(tmp_path: Path) -> None:
    found = {c.name: c for c in [*checks.energy(tmp_path), checks.clocks(tmp_path), checks.counters(tmp_path)]}
    assert found["energy: RAPL"].state == "missing"
    assert "(RAPL)" in found["energy: RAPL"].text
    assert found["clock frequency"].state == "missing"
    assert found["performance counters"].text == "this machine shows none"
    assert all(c.hint for c in found.values() if c.state != "ok")


@pytest.mark.parametrize("readable", [True, False])
def test_a_counter_that_is_there_is_told(tmp_path: Path, readable: bool) -> None:
    rapl(tmp_path, readable)
    found = next(c for c in checks.energy(tmp_path) if "RAPL" in c.name)
    assert (found.state == "ok") == readable
    assert found.hint or readable


@pytest.mark.parametrize(("level", "state"), [("1", "ok"), ("2", "ok"), ("4", "limited")])
def test_performance_counters_need_permission(tmp_path: Path, level: str, state: str) -> None:
    (tmp_path / "proc/sys/kernel").mkdir(parents=True)
    (tmp_path / "proc/sys/kernel/perf_event_paranoid").write_text(level + "\n")
    (tmp_path / "sys/bus/event_source/devices/cpu").mkdir(parents=True)
    assert checks.counters(tmp_path).state == state


@pytest.mark.parametrize(("governor", "state"), [("performance", "ok"), ("powersave", "limited")])
def test_a_governor_is_named(tmp_path: Path, governor: str, state: str) -> None:
    folder = tmp_path / "sys/devices/system/cpu/cpu0/cpufreq"
    folder.mkdir(parents=True)
    (folder / "scaling_governor").write_text(governor + "\n")
    found = next(c for c in checks.processor(tmp_path) if c.name == "frequency governor")
    assert (found.state, found.text) == (state, governor)


def test_the_peak_needs_proc(tmp_path: Path) -> None:
    assert checks.peak_memory(tmp_path).state == "limited"
    file = tmp_path / "proc/self/clear_refs"
    file.parent.mkdir(parents=True)
    file.touch()
    assert os.access(file, os.W_OK)
    assert checks.peak_memory(tmp_path).state == "ok"


def test_the_instruments_own_tests_are_told_with_their_age_and_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    never = {c.name: c for c in checks.proofs()}
    assert {(c.state, c.text) for c in never.values()} == {("missing", "not run on this machine yet")}
    assert "doctor --aa" in never["A against A"].hint
    instrument.save("selftest", {"passed": True, "text": "6 of 6 known quantities came out right"})
    instrument.save(
        "gpu",
        {
            "passed": False,
            "device": "A GPU",
            "checks": [
                {"name": "energy", "passed": False},
                {"name": "allocator", "passed": True},
                {"name": "uuid", "passed": None},
            ],
        },
    )
    body = json.loads(instrument.health_file().read_text())
    body["aa"] = {"passed": True, "text": "fine", "when": 0.0, "machine": {"processor": "another"}}
    instrument.health_file().write_text(json.dumps(body))
    found = {c.name: c for c in checks.proofs()}
    assert found["Self-test"].state == "ok"
    assert found["Self-test"].text.startswith("6 of 6 known quantities")
    assert found["A against A"].state == "limited"
    assert "another machine" in found["A against A"].text
    assert "1 of 2 passed on A GPU; wrong: energy" in found["Checks of the GPU"].text


def test_missing_system_libraries_come_with_the_command() -> None:
    found = checks.system_libraries({**dict.fromkeys(checks.QT_LIBRARIES, "there"), "xcb-cursor": None, "EGL": None})
    assert found.state == "missing"
    assert found.hint == "sudo apt-get install libegl1 libxcb-cursor0"
    assert checks.system_libraries(dict.fromkeys(checks.QT_LIBRARIES, "there")).state == "ok"


@pytest.mark.parametrize(
    ("environment", "state"), [({"DISPLAY": ":0"}, "ok"), ({"WAYLAND_DISPLAY": "w"}, "ok"), ({}, "limited")]
)
def test_a_display_is_found(environment: dict[str, str], state: str) -> None:
    assert checks.display(environment).state == (state if sys.platform.startswith("linux") else "ok")


def test_a_python_that_cannot_run_is_told(tmp_path: Path) -> None:
    found = list(checks.worker(str(tmp_path / "no-python")))
    assert [c.state for c in found] == ["missing"]
    assert "--python" in found[0].hint


def test_the_self_test_knows_right_from_wrong() -> None:
    assert _self_test.near(1.009, 1.0)
    assert not _self_test.near(1.011, 1.0)
    assert all(p.passed for p in (_self_test.memory(), _self_test.freed(), _self_test.counter()))


def test_doctor_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--json"]) == 0
    body = json.loads(capsys.readouterr().out)
    assert {c["topic"] for c in body["checks"]} == {"machine", "measuring", "instrument", "worker", "window"}
    assert all(c["hint"] for c in body["checks"] if c["state"] == "missing")
    assert main(["doctor", "--python", "/no/python"]) == 4


def test_the_cache_of_one_token() -> None:
    """Keys and values x layers x KV heads x head size x 2 B, by hand for a small grouped-query model."""
    info = ModelInfo(path=Path(), architecture="L", model_type="llama", task="causal_lm", layers=6, hidden=384, heads=6,
                     kv_heads=2, context=2048)  # fmt: skip
    assert kv_bytes(info) == 2 * 6 * 2 * 64 * 2


def test_inspect_prints_facts_and_refuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    header = json.dumps({
        "model.layers.0.self_attn.q_proj.weight": {"dtype": "F32", "shape": [8, 8], "data_offsets": [0, 256]},
        "model.embed_tokens.weight": {"dtype": "F32", "shape": [16, 8], "data_offsets": [256, 768]},
    }).encode()  # fmt: skip
    (tmp_path / "model.safetensors").write_bytes(struct.pack("<Q", len(header)) + header + bytes(768))
    (tmp_path / "config.json").write_text(json.dumps({
        "architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": 8, "num_hidden_layers": 1,
        "num_attention_heads": 2, "vocab_size": 16, "max_position_embeddings": 64, "intermediate_size": 16,
    }))  # fmt: skip
    assert main(["inspect", str(tmp_path), "--json"]) == 0
    body = json.loads(capsys.readouterr().out)
    assert body["parameters"] == 192
    assert body["where"] == {"embedding": 512, "attention": 256}
    assert body["fits"]["bfloat16"]["weights"] == 384
    assert isinstance(body["fits"]["bfloat16"]["notes"], list)
    assert main(["inspect", str(tmp_path)]) == 0
    assert "LlamaForCausalLM" in capsys.readouterr().out
    assert main(["inspect", str(tmp_path / "none")]) == 2
    assert "hint:" in capsys.readouterr().err


def test_techniques_as_table_card_and_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["techniques", "--json"]) == 0
    body = json.loads(capsys.readouterr().out)
    wanted = {
        "id",
        "title",
        "stage",
        "family",
        "tasks",
        "lossless",
        "simulated",
        "parameters",
        "needs",
        "conflicts",
        "papers",
    }
    assert body
    assert all(wanted <= set(t) for t in body)
    assert main(["techniques", body[0]["id"]]) == 0
    assert body[0]["title"] in capsys.readouterr().out
    assert main(["techniques", "--stage", "cache"]) == 0
    assert "kv.snapkv" in capsys.readouterr().out
    assert main(["techniques", "nothing.like_this"]) == 2
    assert main(["techniques", "--python", "/no/python"]) == 4

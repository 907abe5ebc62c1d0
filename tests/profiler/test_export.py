"""An exported folder loads by itself, gives what was measured, and holds no pickle; damage is told in words."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from paretoscope.cli import main
from paretoscope.errors import EXIT_INTERRUPTED, BadModel, Refused, TrialFailed
from paretoscope.models.inspect import inspect
from paretoscope.models.load import load
from paretoscope.models.subject import Subject
from paretoscope.plan import Recipe, Study, Workload
from paretoscope.store.lock import FolderLock
from paretoscope.techniques.base import Context
from paretoscope.worker import build, export

STACKS = (
    "baseline",
    "prune.magnitude:sparsity=0.5",
    "prune.cfsp:sparsity=0.4,samples=2,length=32 + quantize.weight_only:bits=4,group=32",
    "depth.layer_skip + quantize.int8_dynamic",
    "low_rank.svd:rank=0.3,whiten=false + kv.snapkv:budget=16 + runtime.dtype:dtype=float32",
)


@pytest.fixture
def text(tmp_path: Path) -> Path:
    file = tmp_path / "calibration.txt"
    file.write_text("the quick brown fox jumps over the lazy dog. " * 60, encoding="utf-8")
    return file


def exported(folder: Path, recipe: str, text: Path, out: Path) -> Subject:
    """Apply and write as the export process does; the subject as it was measured."""
    info = inspect(folder)
    plan = build.planned(Recipe.parse(recipe), info, "cpu")
    kept, context, subject = export.stored(plan), Context(calibration=text), load(info)
    build.apply(subject, kept, context, lambda *_: None)
    out.mkdir()
    export.write(subject, kept, out, {"recipe": recipe, "dtype": "float32", "base": {}, "versions": {}})
    build.apply(subject, plan[len(kept) :], context, lambda *_: None)
    return subject


@pytest.mark.parametrize("recipe", STACKS)
def test_the_reloaded_model_gives_the_same_logits(
    recipe: str, tiny_llama_folder: Path, text: Path, tmp_path: Path
) -> None:
    out, ids = tmp_path / "out", torch.arange(3, 40).unsqueeze(0)
    measured = exported(tiny_llama_folder, recipe, text, out)
    again = export.reload(out)
    with torch.no_grad():
        torch.testing.assert_close(again.model(ids).logits, measured.model(ids).logits, atol=1e-5, rtol=1e-5)
    assert (again.cache is None) == (measured.cache is None)
    assert not [f for f in out.rglob("*") if f.suffix in (".bin", ".pt", ".pth", ".pkl")]


def test_a_plain_stack_also_loads_with_transformers_alone(tiny_llama_folder: Path, text: Path, tmp_path: Path) -> None:
    from transformers import AutoModelForCausalLM

    measured = exported(tiny_llama_folder, "prune.magnitude:sparsity=0.5", text, tmp_path / "out")
    ids = torch.arange(3, 40).unsqueeze(0)
    plain = AutoModelForCausalLM.from_pretrained(tmp_path / "out").eval()
    with torch.no_grad():
        torch.testing.assert_close(plain(ids).logits, measured.model(ids).logits)


def test_damage_and_newer_formats_are_refused(tiny_llama_folder: Path, text: Path, tmp_path: Path) -> None:
    exported(tiny_llama_folder, "baseline", text, tmp_path / "out")
    newer = Path(shutil.copytree(tmp_path / "out", tmp_path / "newer"))
    recipe = newer / "recipe.toml"
    recipe.write_text(recipe.read_text().replace("format = 1", "format = 2"))
    cut = Path(shutil.copytree(tmp_path / "out", tmp_path / "cut"))
    (cut / "model.safetensors").write_bytes((cut / "model.safetensors").read_bytes()[:-9])
    for folder in (newer, cut, tiny_llama_folder):
        with pytest.raises(BadModel) as caught:
            export.reload(folder)
        assert caught.value.hint


def test_a_difference_in_quality_stops_the_export() -> None:
    first, second = object(), object()
    with pytest.raises(TrialFailed, match="reloaded"):
        export.same_quality(first, second, lambda s: 1.0 if s is first else 1.01)  # type: ignore[arg-type, return-value]


def test_the_command_writes_a_folder_that_runs(
    tiny_llama_folder: Path, text: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recipe = Recipe.parse("prune.cfsp:sparsity=0.4,samples=2,length=32")
    study = Study(
        model=str(tiny_llama_folder), recipes=(recipe,), workloads=(Workload.parse("generate"),), calibration=str(text),
        threads=1,
    )  # fmt: skip
    (tmp_path / "study").mkdir()
    (tmp_path / "study" / "study.toml").write_text(study.to_toml())
    out = tmp_path / "model"
    assert main(["export", str(tmp_path / "study"), recipe.id, str(out), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["quality"]["measured"] == pytest.approx(said["quality"]["reloaded"], rel=1e-3)
    done = subprocess.run(
        [sys.executable, str(out / "run.py"), "the quick"], capture_output=True, text=True, check=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )  # fmt: skip
    assert done.stdout.startswith("the quick")
    assert main(["export", str(tmp_path / "study"), recipe.id, str(out)]) == 2
    assert "not empty" in capsys.readouterr().err
    assert main(["export", str(tmp_path / "study"), "nothing", str(tmp_path / "other")]) == 2
    lock = FolderLock(tmp_path / "study" / ".lock")
    lock.acquire()
    assert main(["export", str(tmp_path / "study"), recipe.id, str(tmp_path / "other")]) == 2
    lock.release()
    assert "is being measured" in capsys.readouterr().err


def test_what_cannot_be_stored_first_is_refused(tiny_llama_folder: Path) -> None:
    plan = build.planned(Recipe.parse("prune.magnitude + kv.snapkv"), inspect(tiny_llama_folder), "cpu")
    assert [p.card.id for p in export.stored(plan)] == ["prune.magnitude"]
    with pytest.raises(Refused, match="memory only"):
        export.stored(plan[::-1])


def test_asked_to_end_a_command_clears_away_what_it_was_making() -> None:
    """The window asks so when an export is cancelled: SIGTERM is to a command what Ctrl+C is."""
    code = (
        "import os, signal, sys\n"
        "from paretoscope import cli\n"
        "def made(args):\n"
        "    try:\n"
        "        os.kill(os.getpid(), signal.SIGTERM)\n"
        "    finally:\n"
        "        print('cleared')\n"
        "cli.guarded = made\n"
        "sys.argv = ['paretoscope', 'cache']\n"
        "sys.exit(cli.main())\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (EXIT_INTERRUPTED, "cleared\n"), ended.stderr

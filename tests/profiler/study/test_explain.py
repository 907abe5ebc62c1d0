"""`explain`: a stack brings the parts of it that can stand alone, each once, in stacking order."""

from __future__ import annotations

from pathlib import Path

from paretoscope.plan import Recipe, Study
from paretoscope.study.checks import check

CUT, INT8 = "prune.cfsp:sparsity=0.3", "quantize.int8_dynamic"


def planned(tmp_path: Path, *recipes: str, explain: bool = True) -> list[str]:
    """Trials of a study of the built-in model, as they are typed."""
    study = Study(model="builtin:demo-lm", recipes=tuple(map(Recipe.parse, recipes)), explain=explain)
    return [r.text() for r in check(study, tmp_path / "study").study.recipes]


def test_a_stack_brings_its_layers_in_stacking_order(tmp_path: Path) -> None:
    stack = f"{CUT} + {INT8} + kv.snapkv"
    assert planned(tmp_path, f"kv.snapkv + {INT8} + {CUT}") == ["baseline", CUT, f"{CUT} + {INT8}", stack]
    assert planned(tmp_path, stack, explain=False) == ["baseline", stack]


def test_what_two_stacks_share_is_measured_once(tmp_path: Path) -> None:
    found = planned(tmp_path, f"{CUT} + {INT8}", f"{CUT} + kv.snapkv", INT8)
    assert found == ["baseline", CUT, f"{CUT} + {INT8}", f"{CUT} + kv.snapkv", INT8]

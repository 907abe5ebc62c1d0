"""What is really loaded: import-linter sees the source, these see the processes."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import paretoscope

SOURCE = Path(paretoscope.__file__).parent
HEAVY = "[m for m in ('torch', 'transformers', 'numpy', 'PySide6', 'pyqtgraph', 'scipy') if m in sys.modules]"
TECHNIQUES = sorted(p for p in (SOURCE / "techniques").rglob("*.py"))


@pytest.mark.parametrize(
    "rooms",
    ["paretoscope", "paretoscope.plan, paretoscope.catalog, paretoscope.store", "paretoscope.cli", "paretoscope.study",
     "paretoscope.analysis, paretoscope.report", "paretoscope.models.inspect, paretoscope.models.identity",
     "paretoscope.techniques; paretoscope.techniques.all_techniques()"],
)  # fmt: skip
def test_a_room_without_torch_stays_so(rooms: str) -> None:
    code = f"import sys; import {rooms}; print({HEAVY})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("file", TECHNIQUES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_no_technique_file_imports_torch_at_its_top(file: Path) -> None:
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        assert not [n for n in names if n.split(".")[0] in ("torch", "transformers", "numpy", "peft")], file.name

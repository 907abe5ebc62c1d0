"""Pages of weight files are given back only where the process changed none of them, and come again when touched."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from paretoscope.meters.mapped import release, unchanged

SMAPS = """\
7f00-7f80 rw-p 00000000 08:01 1 /models/one/model.safetensors
Size:                 80 kB
Rss:                  64 kB
Private_Dirty:        64 kB
Anonymous:             0 kB
Swap:                  0 kB
VmFlags: rd wr mr mw me
8000-9000 rw-p 00000000 08:01 2 /models/one/changed in place.safetensors
Rss:                  16 kB
Private_Dirty:         4 kB
Anonymous:             4 kB
9000-a000 r-xp 00000000 08:01 3 /usr/lib/libtorch.so
Rss:                 999 kB
Anonymous:             0 kB
a000-b000 r--p 00000000 08:01 4 /models/not touched.bin
Rss:                   0 kB
b000-c000 rw-p 00000000 00:00 0
Rss:                   4 kB
c000-d000 r--s 00000000 08:01 5 /models/two.GGUF
Rss:                   4 kB
"""
LIVE = """
import sys, torch
from safetensors import safe_open
from paretoscope.meters import mapped, memory
with safe_open(sys.argv[1], framework="pt") as file:
    used, left = file.get_tensor("a"), file.get_tensor("b")
sums = float(used.sum()), float(left.sum())
touched = memory.read().mapped
given = mapped.release()
after = memory.read().mapped
again = float(used.sum())
half = memory.read().mapped
left[:] = 7.0  # changed in place, as a pruning does
kept = mapped.release()
print(touched - after, given, half - after, again == sums[0], float(left[5]), kept)
"""


def test_only_unchanged_weight_files_are_chosen() -> None:
    assert list(unchanged(SMAPS)) == [(0x7F00, 0x80, 64 << 10), (0xC000, 0x1000, 4 << 10)]
    assert list(unchanged("")) == []


def test_where_there_is_no_such_file_nothing_is_given_back(tmp_path: Path) -> None:
    assert release(tmp_path / "smaps") == 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux only")
def test_m21_what_a_technique_replaced_is_resident_no_more_and_no_change_is_lost(tmp_path: Path) -> None:
    import torch
    from safetensors.torch import save_file

    size = 40_000_000
    file = tmp_path / "model.safetensors"
    save_file({"a": torch.ones(size // 4), "b": torch.full((size // 4,), 2.0)}, file)
    done = subprocess.run([sys.executable, "-c", LIVE, str(file)], capture_output=True, text=True, check=True)
    fell, given, used, same, changed, kept = done.stdout.split()
    assert int(fell) == pytest.approx(2 * size, rel=0.1)
    assert int(given) == pytest.approx(2 * size, rel=0.1)
    assert int(used) == pytest.approx(size, rel=0.1)
    assert (same, changed) == ("True", "7.0")
    assert int(kept) == 0

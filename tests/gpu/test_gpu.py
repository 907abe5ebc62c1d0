"""The GPU paths on a real NVIDIA GPU: `python -m pytest -m gpu tests/gpu`. No network, no window, a minute.

The same checks as `paretoscope doctor --gpu`, one test each; docs/hardware.md says where they were run.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest

from paretoscope.meters.nvml import library_here
from paretoscope.worker import gpu_checks

pytestmark = pytest.mark.gpu
CHECKS = (
    gpu_checks.synchronisation, gpu_checks.allocator, gpu_checks.driver_memory, gpu_checks.energy, gpu_checks.kv_cache,
)  # fmt: skip


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.__name__)
def test_gpu_path(check: Callable[[str, Any, Any], gpu_checks.Answer]) -> None:
    import torch

    nvml = library_here()
    assert nvml is not None, "pip install nvidia-ml-py"
    nvml.nvmlInit()
    assert torch.cuda.is_available(), "this Python's torch finds no NVIDIA GPU"
    answer = check("cuda:0", torch, nvml)
    print(gpu_checks.describe("cuda:0", torch, nvml), answer.text)
    assert answer.passed is not False, answer.text
    assert "PySide6" not in sys.modules

"""Techniques that calibrate do so on an image model with the images that ship beside it."""

from __future__ import annotations

from typing import Any

import pytest

from paretoscope.models import builtin
from paretoscope.models.inspect import inspect
from paretoscope.models.load import load
from paretoscope.plan import Workload
from paretoscope.techniques import all_techniques, calibration
from paretoscope.techniques.context import Context
from paretoscope.workloads.classify import Classify

CALIBRATED: dict[str, dict[str, Any]] = {
    "prune.wanda": {"sparsity": 0.3, "samples": 16},
    "prune.cfsp": {"sparsity": 0.1, "samples": 16},
    "quantize.gptq": {"bits": "8", "samples": 16},
    "low_rank.svd": {"rank": 0.9, "whiten": True, "samples": 16},
}


@pytest.mark.parametrize("name", CALIBRATED)
def test_image_model_is_calibrated_by_its_own_images_and_still_reads(name: str) -> None:
    info = inspect(builtin.path("demo-vit"))
    assert calibration.missing(info) == []
    subject = load(info, device="cpu")
    change = all_techniques()[name](**CALIBRATED[name]).apply(subject, Context(seed=1))
    assert change.modules
    correct = [v["correct"] for _, v in Classify(subject, Workload("classify", {"items": 96, "batch": 32})).judge()]
    assert sum(correct) / len(correct) > 0.8

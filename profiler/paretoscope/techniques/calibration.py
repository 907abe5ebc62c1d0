"""What a technique sees of the data: batches of text windows, or of images for image models."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from paretoscope.catalog import Reason
from paretoscope.errors import Refused
from paretoscope.models.images import prepared
from paretoscope.models.info import ModelInfo

if TYPE_CHECKING:
    from paretoscope.techniques.context import Context
    from paretoscope.techniques.subject import Subject

IMAGES = "data/calibration.safetensors"
SAMPLES = "calibration windows (images for an image model)"
LENGTH = "tokens of a calibration window"


def batches(subject: Subject, context: Context, samples: int, length: int) -> list[dict[str, Any]]:
    """Keyword arguments of the model, one dict a calibration window, spread over the data by the context's seed.

    Raises:
        Refused: no calibration data.
    """
    if subject.task == "image_classification":
        return _images(subject, context, samples)
    limit = subject.info.context or length
    windows = context.calibration_windows(subject, samples, min(length, limit))
    if subject.task == "seq2seq":
        return [{"input_ids": w, "decoder_input_ids": w, "use_cache": False} for w in windows]
    extra = {"use_cache": False} if subject.task == "causal_lm" else {}
    return [{"input_ids": w, **extra} for w in windows]


def missing(model: ModelInfo) -> list[Reason]:
    """Told before loading: an image model without calibration images, a text model without tokenizer."""
    if model.task == "image_classification" and not (model.path / IMAGES).exists():
        return [Reason("there are no calibration images", f"put pixel_values into {IMAGES} of the model's folder")]
    if model.task != "image_classification" and not model.tokenizer:
        return [Reason("calibration needs a tokenizer, and the model's folder has none", "add tokenizer.json")]
    return []


def _images(subject: Subject, context: Context, samples: int) -> list[dict[str, Any]]:
    import torch
    from safetensors.torch import load_file

    given = context.calibration
    file = given if given and given.suffix == ".safetensors" else Path(subject.info.path) / IMAGES
    if not file.exists():
        raise Refused("there are no calibration images", f"put pixel_values into {IMAGES} of the model's folder")
    pixels = prepared(load_file(file)["pixel_values"], Path(subject.info.path))
    order = torch.randperm(len(pixels), generator=torch.Generator().manual_seed(context.seed))[:samples]
    first = next(subject.model.parameters())
    return [{"pixel_values": pixels[i : i + 1].to(first.device, first.dtype)} for i in order.tolist()]

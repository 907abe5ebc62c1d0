"""Images as files keep them, and as an image model sees them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from torch import Tensor


def prepared(images: Tensor, folder: Path) -> Tensor:
    """What the model of `folder` sees, (n, channels, height, width).

    Floating-point pixels are taken as prepared. Bytes, (n, height, width) when grey, become (x * rescale - mean) / std
    a channel, as the folder's preprocessor_config.json says.
    """
    import torch

    if images.is_floating_point():
        return images
    body = _processor(folder / "preprocessor_config.json")
    channels = images if images.dim() == 4 else images.unsqueeze(1)
    pixels = channels.float() * float(body.get("rescale_factor", 1 / 255))
    if not body.get("do_normalize", False):
        return pixels
    mean, std = (torch.tensor(body[k]).view(1, -1, 1, 1) for k in ("image_mean", "image_std"))
    return (pixels - mean) / std


def _processor(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    body: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return body

"""Headers of safetensors files, read without torch and without the tensors. Format: 8 bytes length, JSON, data."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any, BinaryIO

from paretoscope.errors import BadModel
from paretoscope.models.info import DTYPE_BYTES, TensorInfo

_MOST = 100 << 20  # the format's own limit for a header, B


def read_header(file: Path) -> list[TensorInfo]:
    """The tensors that a safetensors file says it holds.

    Raises:
        BadModel: unreadable, truncated, or a header that contradicts the file's size.
    """
    try:
        size = file.stat().st_size
        with file.open("rb") as stream:
            length, body = _header(stream, size, file)
    except OSError as error:
        raise BadModel(
            f"cannot read {file.name}: {error.strerror}", "check the file's permissions and links"
        ) from error
    body.pop("__metadata__", None)
    tensors = [_tensor(name, spec, file) for name, spec in body.items()]
    data = max((int(spec["data_offsets"][1]) for spec in body.values()), default=0)
    _check_extent(8 + length + data, size, file)
    return tensors


def _header(stream: BinaryIO, size: int, file: Path) -> tuple[int, dict[str, Any]]:
    prefix = stream.read(8)
    if len(prefix) < 8:
        raise _broken(file, "it is too short to be a safetensors file")
    (length,) = struct.unpack("<Q", prefix)
    if length > min(size - 8, _MOST):
        raise _broken(file, "its header is cut off")
    try:
        body = json.loads(stream.read(length))
    except (ValueError, RecursionError) as error:
        raise _broken(file, "its header is no JSON") from error
    if not isinstance(body, dict):
        raise _broken(file, "its header is no table of tensors")
    return length, body


def _tensor(name: str, spec: Any, file: Path) -> TensorInfo:
    try:
        tensor = TensorInfo(name, tuple(int(n) for n in spec["shape"]), str(spec["dtype"]), file.name)
        start, end = (int(place) for place in spec["data_offsets"])
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise _broken(file, f"the entry of tensor {name!r} is damaged") from error
    if min(tensor.shape, default=0) < 0 or (tensor.dtype in DTYPE_BYTES and end - start != tensor.bytes):
        raise _broken(file, f"tensor {name!r} does not have the size of its shape")
    return tensor


def _check_extent(expected: int, size: int, file: Path) -> None:
    if size < expected:
        raise _broken(file, f"{expected - size:,} bytes are missing at its end")
    if size > expected:
        raise _broken(file, f"it is {size - expected:,} bytes longer than its header says")


def _broken(file: Path, why: str) -> BadModel:
    return BadModel(f"{file.name} is damaged: {why}", "copy or download the model again")

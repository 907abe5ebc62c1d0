"""Opens Windows' energy meters: device interfaces by class, and DeviceIoControl on each. Windows only."""

from __future__ import annotations

import ctypes
import uuid
from typing import Any

CLASS = uuid.UUID("45BD8344-7ED6-49CF-A440-C276C933B053")  # GUID_DEVICE_ENERGY_METER
_READ, _SHARE, _EXISTING = 0x80000000, 0x3, 3


class WindowsPort:
    """One open device."""

    def __init__(self, path: str) -> None:
        """Open it. Raises OSError."""
        self._kernel: Any = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
        self._kernel.CreateFileW.restype = ctypes.c_void_p
        self._handle = self._kernel.CreateFileW(path, _READ, _SHARE, None, _EXISTING, 0, None)
        if self._handle in (None, ctypes.c_void_p(-1).value):
            raise _failure()

    def ask(self, code: int, size: int) -> bytes:
        """The answer to a control code. Raises OSError."""
        buffer, got = ctypes.create_string_buffer(size), ctypes.c_uint32()
        done = self._kernel.DeviceIoControl(
            ctypes.c_void_p(self._handle), code, None, 0, buffer, size, ctypes.byref(got), None
        )
        if not done:
            raise _failure()
        return buffer.raw[: got.value]


def open_all() -> list[WindowsPort]:
    """Every energy meter. Raises OSError."""
    return [WindowsPort(path) for path in _paths()]


def _paths() -> list[str]:
    """Paths of the present device interfaces of the class."""
    manager: Any = ctypes.WinDLL("cfgmgr32")  # type: ignore[attr-defined,unused-ignore]
    guid, length = ctypes.create_string_buffer(CLASS.bytes_le, 16), ctypes.c_ulong()
    if manager.CM_Get_Device_Interface_List_SizeW(ctypes.byref(length), guid, None, 0):
        return []
    buffer = ctypes.create_unicode_buffer(length.value)
    if manager.CM_Get_Device_Interface_ListW(guid, None, buffer, length, 0):
        return []
    return [p for p in ctypes.wstring_at(buffer, length.value).split("\0") if p]


def _failure() -> OSError:
    error: OSError = ctypes.WinError(ctypes.get_last_error())  # type: ignore[attr-defined,unused-ignore]
    return error

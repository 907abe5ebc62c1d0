"""EMI, Windows' energy meters: by scripted ports, and by the bytes that the interface's header lays out."""

from __future__ import annotations

import ctypes
import struct
from pathlib import Path

import pytest

from paretoscope.meters import emi
from paretoscope.meters.emi import emi_meter
from paretoscope.meters.energy import Meter, between


def joules(meter: Meter) -> float:
    found = meter.read()
    assert found is not None
    return found.joules


def wide(text: str, size: int = 0) -> bytes:
    body = (text + "\0").encode("utf-16-le")
    return body.ljust(size, b"\0")


NAMES = ("RAPL_Package0_PKG", "RAPL_Package0_DRAM", "RAPL_Package0_PP0", "RAPL_Package0_PP1")


def metadata_v2(names: tuple[str, ...] = NAMES) -> bytes:
    """EMI_METADATA_V2 as the Windows driver of Intel processors answers it."""
    head = wide("Intel", 32) + wide("RAPL", 32) + struct.pack("<HH", 1, len(names))
    return head + b"".join(struct.pack("<iH", 0, len(wide(n))) + wide(n) for n in names)


class FakePort:
    """A device whose picowatt-hours a test moves."""

    def __init__(self, metadata: bytes, version: int, counts: list[int]) -> None:
        self.metadata, self.version, self.counts = metadata, version, counts

    def ask(self, code: int, size: int) -> bytes:
        answers = {
            emi.VERSION: struct.pack("<H", self.version), emi.METADATA_SIZE: struct.pack("<I", len(self.metadata)),
            emi.METADATA: self.metadata,
            emi.MEASUREMENT: b"".join(struct.pack("<QQ", c, 10_000_000) for c in self.counts),
        }  # fmt: skip
        return answers[code][:size]


def test_m10_emi_sums_package_and_dram_and_no_part_of_them() -> None:
    port = FakePort(metadata_v2(), 2, [1_000, 2_000, 3_000, 4_000])
    meter = emi_meter([port])
    assert meter.domains == NAMES[:2]
    first = meter.read()
    port.counts = [1_000 + 10**9, 2_000 + 10**9, 9 * 10**12, 9 * 10**12]  # a picowatt-hour is 3.6 nJ
    assert between(first, meter.read()) == pytest.approx(7.2)


def test_emi_of_version_1_is_one_meter() -> None:
    head = struct.pack("<i", 0) + wide("Maker", 32) + wide("Board", 32) + struct.pack("<HH", 1, len(wide("CPU")))
    port = FakePort(head + wide("CPU"), 1, [0])
    meter = emi_meter([port])
    assert meter.domains == ("CPU",)
    port.counts = [10**9]
    assert joules(meter) == pytest.approx(3.6)


def single(name: str, joules: int = 0) -> FakePort:
    """A board's meter of one thing, EMI_METADATA_V1."""
    head = struct.pack("<i", 0) + wide("Maker", 32) + wide("Board", 32) + struct.pack("<HH", 1, len(wide(name)))
    return FakePort(head + wide(name), 1, [joules])


def test_m10_emi_takes_a_boards_meter_of_the_processor_only_where_there_is_no_rapl() -> None:
    boards = [single("Display"), single("Current Socket Power"), single("Battery"), single("CPUFAN")]
    assert emi_meter([*boards]).domains == ("Current Socket Power",)
    assert emi_meter([*boards, FakePort(metadata_v2(), 2, [0] * 4)]).domains == NAMES[:2]
    assert emi_meter([single("Display")]).state == "unavailable"


class MetadataV1(ctypes.LittleEndianStructure):
    """EMI_METADATA_V1 as the public header emi.h declares it (Windows SDK; the same in mingw-w64); names follow."""

    _fields_ = (
        ("MeasurementUnit", ctypes.c_int32), ("HardwareOEM", ctypes.c_uint16 * 16),
        ("HardwareModel", ctypes.c_uint16 * 16), ("HardwareRevision", ctypes.c_uint16),
        ("MeteredHardwareNameSize", ctypes.c_uint16), ("MeteredHardwareName", ctypes.c_uint16 * 1),
    )  # fmt: skip


class ChannelV2(ctypes.LittleEndianStructure):
    """EMI_CHANNEL_V2; the next channel begins ChannelNameSize bytes after ChannelName, without any padding."""

    _fields_ = (
        ("MeasurementUnit", ctypes.c_int32), ("ChannelNameSize", ctypes.c_uint16), ("ChannelName", ctypes.c_uint16 * 1),
    )  # fmt: skip


class MetadataV2(ctypes.LittleEndianStructure):
    """EMI_METADATA_V2."""

    _fields_ = (
        ("HardwareOEM", ctypes.c_uint16 * 16), ("HardwareModel", ctypes.c_uint16 * 16),
        ("HardwareRevision", ctypes.c_uint16), ("ChannelCount", ctypes.c_uint16), ("Channels", ChannelV2 * 1),
    )  # fmt: skip


class Measurement(ctypes.LittleEndianStructure):
    """EMI_CHANNEL_MEASUREMENT_DATA."""

    _fields_ = (("AbsoluteEnergy", ctypes.c_uint64), ("AbsoluteTime", ctypes.c_uint64))


def test_emi_fixtures_and_codes_are_what_the_header_declares() -> None:
    """The fixtures are laid out by hand, not recorded: nobody had a Windows machine with counters. So the C compiler's
    rules (here ctypes') are laid over their bytes, and every field must hold what its comment in the file says."""
    device, read, buffered = 0x22, 1, 0  # FILE_DEVICE_UNKNOWN, FILE_READ_ACCESS, METHOD_BUFFERED
    codes = [(device << 16) | (read << 14) | (function << 2) | buffered for function in range(4)]
    assert codes == [emi.VERSION, emi.METADATA_SIZE, emi.METADATA, emi.MEASUREMENT]
    body = bytes_of("metadata")
    head = MetadataV2.from_buffer_copy(body)
    assert (head.HardwareRevision, head.ChannelCount) == (1, 3)
    at, names = MetadataV2.Channels.offset, []
    for _ in range(head.ChannelCount):  # as the macro EMI_CHANNEL_V2_NEXT_CHANNEL walks
        channel = ChannelV2.from_buffer_copy(body[at:])
        assert channel.MeasurementUnit == 0  # EmiMeasurementUnitPicowattHours
        first = at + ChannelV2.ChannelName.offset
        names.append(body[first : first + channel.ChannelNameSize].decode("utf-16-le").removesuffix("\0"))
        at = first + channel.ChannelNameSize
    assert at == len(body) == int.from_bytes(bytes_of("metadata_size"), "little")
    assert names == emi.channel_names(body, 2) == ["RAPL_Package0_PKG", "RAPL_Package0_PP0", "RAPL_Package0_DRAM"]
    values = (Measurement * 3).from_buffer_copy(bytes_of("measurement_1"))
    found = [(v.AbsoluteEnergy, v.AbsoluteTime) for v in values]
    assert found == emi.measured(bytes_of("measurement_1"), 3)
    assert found[0] == (2_200_000_000_000_000, 638_000_000_000)


def test_emi_version_1_is_read_where_the_header_puts_its_name() -> None:
    made = MetadataV1(MeasurementUnit=0, HardwareRevision=7, MeteredHardwareNameSize=len(wide("CPU")))
    body = bytes(made)[: MetadataV1.MeteredHardwareName.offset] + wide("CPU")
    assert emi.channel_names(body, 1) == ["CPU"]
    made.MeasurementUnit = 1
    with pytest.raises(ValueError, match="unit 1"):
        emi.channel_names(bytes(made) + wide("CPU"), 1)


def bytes_of(name: str) -> bytes:
    """A fixture: hexadecimal bytes, with comments after `#`."""
    lines = (Path(__file__).parents[1] / "data" / "emi" / f"{name}.hex").read_text().splitlines()
    return bytes.fromhex("".join(line.partition("#")[0] for line in lines))


class HeaderPort:
    """Answers with the bytes of fixtures, each control code by its number in emi.h."""

    def __init__(self) -> None:
        self.measurement = "measurement_1"

    def ask(self, code: int, size: int) -> bytes:
        names = {0x224000: "version", 0x224004: "metadata_size", 0x224008: "metadata", 0x22400C: self.measurement}
        return bytes_of(names[code])[:size]


def test_emi_reads_the_bytes_that_the_interfaces_header_lays_out() -> None:
    """Bytes in a file: a wrong offset in the reader is not repeated by code of ours that writes them."""
    port = HeaderPort()
    meter = emi_meter([port])
    assert meter.domains == ("RAPL_Package0_PKG", "RAPL_Package0_DRAM")
    assert len(bytes_of("metadata")) == 2 * (32 + 2) + 3 * 6 + 2 * (18 + 18 + 19)
    first = meter.read()
    port.measurement = "measurement_2"  # one second later: 10 J and 0.5 J more, and 7 J in a part of the package
    assert between(first, meter.read()) == pytest.approx(10.5, rel=1e-6)


def test_emi_that_breaks_off_or_answers_nonsense_says_so() -> None:
    port = FakePort(metadata_v2(), 2, [10, 10, 0, 0])
    meter = emi_meter([port])
    first = meter.read()
    port.counts = [5, 5, 0, 0]  # reset
    assert between(first, meter.read()) is None
    port.counts = []
    assert meter.read() is None
    assert "not answer" in emi_meter([FakePort(metadata_v2()[:80], 2, [1] * 4)]).why
    assert emi_meter([]).state == "unavailable"

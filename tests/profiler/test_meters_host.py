"""A guest reads its host's counters over a real connection; a clock that is off, or a host that ends, is told."""

from __future__ import annotations

import argparse
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from paretoscope.commands import meter as command
from paretoscope.errors import Refused, Unavailable
from paretoscope.meters import energy, host
from paretoscope.meters.energy import Meter, NullMeter, ReplayMeter, between
from paretoscope.meters.host import Line, connect, host_meter, parsed
from paretoscope.meters.host_server import Server, Shared
from paretoscope.meters.watch import Watch
from paretoscope.plan import Study
from paretoscope.study import checks

NOW = 1.7e9  # s since the epoch


class Source:
    """A host's counter at 40 J a reading, whose clock is `skew` s ahead."""

    def __init__(self, skew: float = 0.0) -> None:
        self.now = [0.0]
        trace = [(float(i), 40.0 * i) for i in range(100)]
        self.meter: Meter = ReplayMeter(
            trace, lambda: self.now[0], domains=("package-0", "package-0 dram"), update=0.02
        )
        self.skew = skew


@pytest.fixture(autouse=True)
def _no_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both sides read a clock that stands, and wait long: how busy this machine is must not decide a test."""
    monkeypatch.setattr(connect, "__defaults__", (lambda: NOW,))
    monkeypatch.setattr(host, "PATIENCE", 60.0)


@contextmanager
def serving(source: Source) -> Iterator[str]:
    server = Server(("127.0.0.1", 0), Shared(source.meter, lambda: NOW + source.skew))
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_m12_a_guest_counts_by_its_hosts_counter() -> None:
    source = Source()
    with serving(source) as address:
        meter = connect(address)
        assert meter.domains == ("package-0 (of the host)", "package-0 dram (of the host)")
        assert (meter.update, meter.state, meter.covers) == (0.02, "measured", "processor")
        before = meter.read()
        source.now[0] = 3.0
        assert between(before, meter.read()) == 120.0
        meter.close()


@pytest.mark.parametrize("skew", [0.2, -3600.0])
def test_m12_a_host_whose_clock_is_off_is_refused(skew: float) -> None:
    with serving(Source(skew)) as address:
        with pytest.raises(Refused, match="clock is off by"):
            connect(address)
        refused = host_meter(address)
        assert isinstance(refused, NullMeter)
        assert "chrony" in refused.remedy


def test_m12_a_clock_that_wanders_off_in_mid_run_ends_the_energy_not_the_study() -> None:
    source = Source()
    with serving(source) as address:
        meter = connect(address)
        watch = Watch([meter])
        watch.begin()
        source.skew = 0.1
        assert watch.end() == {}
        assert "could not be read any more" in watch.trouble
        source.skew = 0.0
        assert meter.read() is not None
        meter.close()


def test_a_host_that_ends_gives_no_reading_and_a_new_one_breaks_the_chain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(host, "REST", 0.0)
    source = Source()
    with serving(source) as address:
        meter = connect(address)
        before = meter.read()
    meter.close()  # the server lets an open connection live on
    assert meter.read() is None
    source.now[0], source.skew = 5.0, 0.01  # a new one tells since when it counts
    with serving(source) as other:
        meter._line.place = parsed(other)  # a port of its own: the old one may be another program's by now
        after = meter.read()
        assert after is not None
        assert between(before, after) is None
        meter.close()


def test_a_host_that_did_not_answer_is_left_alone_for_a_while() -> None:
    with serving(Source()) as address:
        meter = connect(address)
    meter.close()
    assert meter.read() is None
    with pytest.raises(OSError, match="a moment ago"):
        meter._line.ask()


def test_a_host_without_counter_or_of_another_version_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    source = Source()
    source.meter = NullMeter("RAPL", "root only", "chmod")
    with serving(source) as address, pytest.raises(Unavailable, match="root only"):
        connect(address)
    monkeypatch.setattr("paretoscope.meters.host_server.PROTOCOL", 99)
    with serving(Source()) as address, pytest.raises(Unavailable, match="another version"):
        connect(address)


def test_the_server_answers_one_question_only() -> None:
    with serving(Source()) as address:
        line = Line(address)
        line.ask()
        assert line._socket is not None
        line._socket.sendall(b"give me a file\n")
        assert line._socket.recv(10) == b""
        line.close()


@pytest.mark.parametrize(
    ("text", "place"), [("host", ("host", 8766)), ("10.0.2.2:9", ("10.0.2.2", 9)), ("[::1]:77", ("::1", 77))]
)
def test_addresses(text: str, place: tuple[str, int]) -> None:
    assert parsed(text) == place


@pytest.mark.parametrize("text", ["", ":5", "host:", "host:x", "host:70000"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        parsed(text)


def test_the_command_offers_counters_or_says_why_there_are_none(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = argparse.Namespace(listen="127.0.0.1:0")
    with pytest.raises(Refused):
        command.run(arguments)
    arguments.listen = "127.0.0.1:18766"
    monkeypatch.setattr(energy, "meters", lambda: [NullMeter("RAPL", "root only", "chmod")])
    with pytest.raises(Unavailable, match="root only"):
        command.run(arguments)
    monkeypatch.setattr(energy, "meters", lambda: [Source().meter])
    monkeypatch.setattr(Server, "__init__", _refuses)
    with pytest.raises(Unavailable, match="cannot listen"):
        command.run(arguments)


def _refuses(*_: object) -> None:
    raise OSError(98, "Address already in use")


def test_a_study_whose_host_does_not_answer_is_refused_before_it_runs(tmp_path: object) -> None:
    with serving(Source()) as address:
        host.reachable(address)
    study = Study(model="builtin:demo-lm", energy_from=address)
    with pytest.raises(Unavailable, match="host's meter cannot be read"):
        checks.check(study, tmp_path / "study")  # type: ignore[operator]


def test_the_hosts_meter_stands_for_the_processor() -> None:
    with serving(Source()) as address:
        watch = Watch.here(host=address)
        assert watch.domains[0] == "package-0 (of the host)"
        watch.live[0].close()  # type: ignore[attr-defined]

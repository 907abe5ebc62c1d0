"""Clocks of two machines: the offset is found from round trips, and one that is too far off is refused."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paretoscope.errors import Refused
from paretoscope.meters.remote import Offset, offset, trusted


@given(st.floats(-10, 10), st.integers(0, 10**6))
def test_m12_the_offset_is_found_within_its_own_bound(skew: float, seed: int) -> None:
    dice = random.Random(seed)
    trips = []
    for start in range(20):
        there, back = dice.uniform(1e-4, 0.02), dice.uniform(1e-4, 0.02)
        trips.append((float(start), start + there + skew, start + there + back))
    found = offset(trips)
    assert abs(found.seconds - skew) <= found.error + 1e-9
    assert found.error == min(back - sent for sent, _, back in trips) / 2  # the quickest trip tells most


@pytest.mark.parametrize(("skew", "error", "fine"), [(0.04, 0.005, True), (-0.04, 0.02, False), (0.06, 0.0, False)])
def test_m12_more_than_fifty_milliseconds_are_refused(skew: float, error: float, fine: bool) -> None:
    found = Offset(skew, error)
    if fine:
        assert trusted(found) is found
        return
    with pytest.raises(Refused, match="off by"):
        trusted(found)


def test_a_clock_that_was_never_read_is_no_offset() -> None:
    with pytest.raises(Refused):
        offset([])

"""The event stream: what is written is what is read; what is unknown, partial or newer is told apart."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paretoscope.errors import BadStudy
from paretoscope.events import KINDS, PROTOCOL, Event, Hello, Observation, from_line, read_lines, to_line

numbers = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**53), 2**53)
values = {
    "float": st.floats(allow_nan=False, allow_infinity=False),
    "float | None": st.none() | st.floats(allow_nan=False, allow_infinity=False),
    "int": st.integers(0, 2**53),
    "str": st.text(),
    "bool": st.booleans(),
    "tuple[str, ...]": st.lists(st.text()).map(tuple),
    "dict[str, float]": st.dictionaries(st.text(), numbers),
    "dict[str, list[float]]": st.dictionaries(st.text(), st.lists(numbers)),
    "dict[str, str]": st.dictionaries(st.text(), st.text()),
    "dict[str, Any]": st.dictionaries(st.text(), st.none() | st.text() | numbers),
}


@st.composite
def events(draw: st.DrawFn) -> Event:
    kind = draw(st.sampled_from(sorted(KINDS)))
    body = {f.name: draw(values[str(f.type)]) for f in fields(KINDS[kind]) if f.name != "protocol"}
    return KINDS[kind](**body)


@given(events())
def test_every_event_survives_its_line(event: Event) -> None:
    line = to_line(event)
    assert "\n" not in line
    assert from_line(line) == event


@given(events(), st.integers(1, 200))
def test_a_cut_line_is_skipped_never_misread(event: Event, cut: int) -> None:
    line = to_line(event)
    assert from_line(line[: len(line) - min(cut, len(line))]) is None


def test_unknown_kinds_and_fields_are_skipped() -> None:
    known = json.loads(to_line(Observation(index=3)))
    lines = ['{"kind": "from_the_future"}', json.dumps({**known, "new_field": 1}), "[]", "", "null"]
    assert list(read_lines(lines)) == [Observation(index=3)]


def test_a_newer_protocol_is_refused_in_words() -> None:
    line = to_line(Hello()).replace(f'"protocol":{PROTOCOL}', f'"protocol":{PROTOCOL + 1}')
    with pytest.raises(BadStudy, match="protocol"):
        from_line(line)


def test_values_that_json_lacks_become_null() -> None:
    assert json.loads(to_line(Observation(values={"a": float("nan"), "b": float("inf")})))["values"] == {
        "a": None,
        "b": None,
    }


def test_decoded_events_share_nothing_and_equal_those_made_by_hand() -> None:
    first, second = (from_line('{"kind":"observation","workload":"generate","from":"a newer program"}') for _ in "ab")
    assert first == second == Observation(workload="generate")
    assert isinstance(first, Observation)
    assert isinstance(second, Observation)
    assert first.values is not second.values
    assert all(from_line(to_line(kind())) == kind() for kind in KINDS.values())

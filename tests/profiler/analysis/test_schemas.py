"""The schemas are those of the dataclasses, accept what we write and refuse what we would not."""

from __future__ import annotations

import json
import tomllib
from types import ModuleType

import jsonschema
import pytest

from paretoscope import events as ev
from paretoscope.schemas import NAMES, schema
from paretoscope.schemas.make import events_schema, results_schema, study_schema


def test_the_files_are_fresh() -> None:
    """`python -m paretoscope.schemas` writes them anew."""
    assert {n: schema(n) for n in NAMES} == {
        "results": results_schema(), "events": events_schema(), "study": study_schema()
    }  # fmt: skip
    for name in NAMES:
        jsonschema.Draft202012Validator.check_schema(schema(name))
    with pytest.raises(KeyError):
        schema("nothing")


def test_every_event_line_is_valid(simulated: ModuleType) -> None:
    valid = jsonschema.Draft202012Validator(schema("events"))
    _, events = simulated.simulate(recipes=("quantize.int8_dynamic", "depth.layer_skip:keep=6"))
    for event in [*events, *(kind() for kind in ev.KINDS.values())]:
        valid.validate(json.loads(ev.to_line(event)))
    valid.validate({"kind": "from_the_future", "anything": 1})
    for wrong in ({"kind": "turn_end", "valid": "yes"}, {"kind": "hello", "protocol": 99}, {"t": 1.0}):
        with pytest.raises(jsonschema.ValidationError):
            valid.validate(wrong)


def test_a_study_file_is_valid(simulated: ModuleType) -> None:
    valid = jsonschema.Draft202012Validator(schema("study"))
    valid.validate(tomllib.loads(simulated.study().to_toml()))
    for wrong in ({}, {"model": 1}, {"model": "x", "protocol": "forever"}, {"model": "x", "colour": "red"}):
        with pytest.raises(jsonschema.ValidationError):
            valid.validate(wrong)

"""Dataclasses to JSON Schema (draft 2020-12)."""

from __future__ import annotations

import types
import typing
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

from paretoscope.analysis.results import Front, Results
from paretoscope.events import KINDS, PROTOCOL, Event, Hello
from paretoscope.plan import PROTOCOLS, WORKLOADS, Study

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]
_PLAIN: dict[Any, Schema] = {
    str: {"type": "string"}, int: {"type": "integer"}, float: {"type": ["number", "null"]}, bool: {"type": "boolean"},
    Any: {}, type(None): {"type": "null"}, object: {},
}  # fmt: skip


def results_schema() -> Schema:
    """results.json, as Results.to_dict writes it."""
    return {"$schema": DRAFT, "title": "Paretoscope results", **of(Results)}


def events_schema() -> Schema:
    """One line of an event file; unknown kinds and fields are allowed, as readers skip them."""
    known = [_event(kind) for kind in KINDS.values()]
    other = {"type": "object", "properties": {"kind": {"type": "string", "not": {"enum": list(KINDS)}}}}
    return {"$schema": DRAFT, "title": "Paretoscope event", "required": ["kind"], "oneOf": [*known, other]}


def study_schema() -> Schema:
    """study.toml, read as data."""
    body = of(Study)
    body["properties"] |= {
        "schema": {"const": 1},
        "recipes": {"type": "array", "items": {"type": "string"}},
        "workloads": {"type": "array", "items": {"anyOf": [{"type": "string"}, _swept()]}},
        "protocol": {"enum": list(PROTOCOLS)},
    }
    return {
        "$schema": DRAFT,
        "title": "Paretoscope study",
        **body,
        "required": ["model"],
        "additionalProperties": False,
    }


def _swept() -> Schema:
    """A workload as a table: its kind, and parameters that may be lists."""
    scalar: list[Schema] = [{"type": t} for t in ("string", "number", "boolean")]
    value = {"anyOf": [*scalar, {"type": "array", "items": {"anyOf": scalar}, "minItems": 1}]}
    kind = {"kind": {"enum": list(WORKLOADS)}}
    return {"type": "object", "properties": kind, "required": ["kind"], "additionalProperties": value}


def _event(kind: type[Event]) -> Schema:
    body = of(kind)
    body["properties"] = {"kind": {"const": kind.kind}, **body["properties"]}
    if kind is Hello:
        body["properties"]["protocol"] = {"const": PROTOCOL}
    return {**body, "required": ["kind"]}


def of(kind: type) -> Schema:
    """The schema of a dataclass: a property for each field, required when it has no default."""
    hints = typing.get_type_hints(kind)
    own = [f for f in fields(kind) if not f.name.startswith("_")]
    properties = {f.name: _type(hints[f.name]) for f in own}
    if kind is Front:  # written as {id, probability}, kept as pairs
        pair = {"id": {"type": "string"}, "probability": {"type": "number", "minimum": 0, "maximum": 1}}
        properties["trials"] = {
            "type": "array", "items": {"type": "object", "properties": pair, "required": list(pair)}
        }  # fmt: skip
    required = [f.name for f in own if f.default is MISSING and f.default_factory is MISSING]
    return {"type": "object", "properties": properties, **({"required": required} if required else {})}


def _type(hint: Any) -> Schema:
    if hint in _PLAIN:
        return dict(_PLAIN[hint])
    if is_dataclass(hint):
        return of(typing.cast(type, hint))
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [_type(p) for p in parts]}
    if origin is dict:
        return {"type": "object", "additionalProperties": _type(parts[1])}
    if origin in (list, tuple):
        return {"type": "array", "items": _type(parts[0])}
    return {}

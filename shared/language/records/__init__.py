"""What services tell one another: one file a noun, typed frozen records, found by the package itself.

A reader ignores fields it does not know, so a newer publisher can talk to an older reader;
what it cannot read it refuses.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import msgspec

from shared.language.records.record import Proof, Record

__all__ = ["KINDS", "Proof", "Record", "TooNew", "Unreadable", "read", "state", "to_json", "withdrawn"]


class Unreadable(ValueError):
    """What arrived is not a record of its kind."""


class TooNew(Unreadable):
    """The record has a later shape than is known here."""


def found() -> dict[str, type[Record]]:
    """Every kind of record, from the files of this package."""
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        import_module(module.name)
    return {kind.KIND: kind for kind in Record.__subclasses__()}


KINDS = found()


def state(record: Record) -> dict[str, object]:
    """The JSON state of a record with the number of its shape."""
    return {"schema": record.SCHEMA, **to_json(record)}


def to_json(typed: Any) -> Any:
    """Typed values as JSON holds them: days are ISO strings, sums decimal strings."""
    return msgspec.json.decode(msgspec.json.encode(typed))


def withdrawn(kind: str, data: Mapping[str, object]) -> dict[str, object]:
    """The JSON state of a record said so that it counts nowhere and proves nothing."""
    proves: dict[str, object] = {"evidence": []} if "evidence" in data else {}
    return {**data, **to_json(dict(KINDS[kind].WITHDRAWN)), **proves}


def read(kind: str, data: dict[str, object]) -> Record:
    """A record from its JSON state; Unreadable when a field is missing or wrong, TooNew."""
    cls = KINDS[kind]
    if not isinstance(data, dict):
        raise Unreadable("it has no fields")
    schema = data.get("schema", 1)
    if not isinstance(schema, int):
        raise Unreadable(f"its schema is {schema!r}")
    if schema > cls.SCHEMA:
        raise TooNew(f"schema {schema}, known here up to {cls.SCHEMA}")
    try:
        return msgspec.convert(data, cls)
    except msgspec.ValidationError as error:
        raise Unreadable(str(error)) from None

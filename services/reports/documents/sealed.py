"""Sealed snapshots as they are kept: JSON of the schema of its day, read into the shape of today.
A snapshot of an older schema is read as it was meant, and never rewritten."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

import msgspec

from services.reports.documents.snapshot import Snapshot
from shared.language import records

SCHEMA = 8
Kept: TypeAlias = Mapping[str, object]
# What snapshots of the first schema leave out where they were sealed before it was known.
LEFT_OUT: Kept = {"region": None, "contributions": {}}
LINE: Kept = {"id": None}
INDICATOR: Kept = {"id": None, "late": 0, "proviso": None, "share": None, "region_targets": {}}
FUND: Kept = {"contest": "", "recommended": None}
SIGNER: Kept = {"code": None, "name": ""}


class SchemaUnknown(ValueError):
    """The snapshot has a schema that is not known here."""


class Unreadable(ValueError):
    """The snapshot is not of the schema it names; the message says where."""


def read(kept: Kept) -> Snapshot:
    """A snapshot from its JSON; SchemaUnknown, Unreadable."""
    schema = kept.get("schema", 1)
    if schema == SCHEMA:
        return typed(kept)
    if schema not in FORMER:
        raise SchemaUnknown(str(schema))
    return read(FORMER[schema](kept))


def typed(kept: Kept) -> Snapshot:
    """A snapshot of the schema of today; Unreadable."""
    try:
        return msgspec.convert(kept, Snapshot)
    except msgspec.ValidationError as error:
        raise Unreadable(str(error)) from None


def to_json(snapshot: Snapshot) -> dict[str, object]:
    """A snapshot as it is kept: days are ISO strings, decimals exact strings."""
    return dict(records.to_json(snapshot))


def from_first(kept: Kept) -> Kept:
    """The second schema says everything; the first left out what a report did not have."""
    return {
        **LEFT_OUT,
        **kept,
        "schema": 2,
        "period": {"running": False, **part(kept, "period")},
        "sections": [with_all({**LINE, **section}, INDICATOR) for section in parts(kept, "sections")],
        "funds": [{**FUND, **fund} for fund in parts(kept, "funds")],
        "signatures": [{**SIGNER, **signer} for signer in parts(kept, "signatures")],
    }


def from_second(kept: Kept) -> Kept:
    """The third schema says by which versions of its rule a figure was derived; the second did not know."""
    sections = [with_all(section, {"rules": []}) for section in parts(kept, "sections")]
    return {**kept, "schema": 3, "sections": sections}


def from_third(kept: Kept) -> Kept:
    """The fourth schema keeps the records behind its figures as rows; the third held them itself."""
    return {**kept, "schema": 4, "seal": None, "behind": {}}


def from_fourth(kept: Kept) -> Kept:
    """The fifth schema tells adjustments apart from records; before it there were none."""
    sections = [untyped(section) for section in parts(kept, "sections")]
    return {**kept, "schema": 5, "sections": sections}


def from_fifth(kept: Kept) -> Kept:
    """The sixth schema tells how the expected results stand; before it a report was silent of them."""
    return {**kept, "schema": 6, "results": []}


def from_sixth(kept: Kept) -> Kept:
    """The seventh schema says the plan in two languages; before it there was Russian alone."""
    return {**kept, "schema": 7, "languages": ["ru"]}


def from_seventh(kept: Kept) -> Kept:
    """The eighth schema says of which regions figures were old; before it none had an installation of its
    own."""
    return {**kept, "schema": 8, "stale": []}


def untyped(section: Kept) -> Kept:
    """A section whose figures are of records alone."""
    activities = [
        {**activity, "indicators": [of_records(item) for item in parts(activity, "indicators")]}
        for activity in parts(section, "activities")
    ]
    return {**section, "activities": activities}


def of_records(item: Kept) -> Kept:
    """An indicator nobody adjusted."""
    return {**item, "recorded": item.get("actual"), "adjustments": [], "adjusted_text": ""}


def with_all(section: Kept, said: Kept) -> Kept:
    """A section with what is said of its indicators besides."""
    activities = [
        {**LINE, **activity, "indicators": [{**said, **item} for item in parts(activity, "indicators")]}
        for activity in parts(section, "activities")
    ]
    return {**section, "activities": activities}


def part(kept: Kept, name: str) -> Kept:
    """One part of a snapshot; Unreadable when there is none."""
    found = kept.get(name)
    if not isinstance(found, dict):
        raise Unreadable(name)
    return found


def parts(kept: Kept, name: str) -> list[Kept]:
    """A list of parts of a snapshot; Unreadable when there is none."""
    found = kept.get(name)
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise Unreadable(name)
    return found


FORMER: dict[object, Callable[[Kept], Kept]] = {
    1: from_first,
    2: from_second,
    3: from_third,
    4: from_fourth,
    5: from_fifth,
    6: from_sixth,
    7: from_seventh,
}

"""Keeping what the other services publish; each function gives what was newer than before."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from services.reports.copies.models import AttendanceCopy, GatheringCopy, PersonCopy, RecordCopy
from shared.language.records import state, to_json
from shared.language.records.application import Application
from shared.language.records.attendance import Attendance
from shared.language.records.award import Award
from shared.language.records.centre import Centre
from shared.language.records.contest import Contest
from shared.language.records.gathering import Gathering
from shared.language.records.publication import Publication
from shared.queue.receiving import Envelope, newer
from shared.tables import Sessions

OfProject = Centre | Publication | Contest | Application | Award
GATHERING = (
    "project_id",
    "activity_id",
    "type",
    "title",
    "title_kk",
    "region",
    "settlement",
    "starts_on",
    "starts_at",
    "ends_at",
    "zone",
    "centre_id",
    "status",
    "page",
    "entered_by",
    "waived",
    "answered",
)
PLACE = (
    "project_id",
    "activity_id",
    "type",
    "region",
    "settlement",
    "starts_on",
    "centre_id",
    "status",
)
ATTENDANCE = ("gathering_id", "person_id", "attended", "sex", "birth_year", "category")


def keep_gatherings(session: Sessions, envelopes: list[Envelope]) -> list[Envelope]:
    """Keep gatherings with their evidence."""
    return newer(session, GatheringCopy, envelopes, of_gathering)


def places_of(session: Sessions, keys: Collection[str]) -> dict[str, tuple[Any, ...]]:
    """What decides where and when people at these gatherings are counted, by the gathering's key."""
    columns = [getattr(GatheringCopy, name) for name in PLACE]
    rows = session.execute(select(GatheringCopy.key, *columns).where(GatheringCopy.key.in_(keys)))
    return {row[0]: tuple(row[1:]) for row in rows}


def of_gathering(record: Gathering) -> dict[str, Any]:
    """A gathering as its copy keeps it."""
    plain = {name: getattr(record, name) for name in GATHERING}
    return {**plain, "evidence": to_json(record.evidence), "also_needed": to_json(record.also_needed)}


def keep_attendances(session: Sessions, envelopes: list[Envelope]) -> list[Envelope]:
    """Keep who was at a gathering."""
    return newer(session, AttendanceCopy, envelopes, of_attendance)


def of_attendance(record: Attendance) -> dict[str, Any]:
    """An attendance as its copy keeps it."""
    return {name: getattr(record, name) for name in ATTENDANCE}


def keep_people(session: Sessions, envelopes: list[Envelope]) -> list[Envelope]:
    """Keep who counts as whom."""
    return newer(session, PersonCopy, envelopes, lambda record: {"same_as": record.same_as})


def keep_records(session: Sessions, envelopes: list[Envelope]) -> list[Envelope]:
    """Keep records that come one by one, whole."""
    return newer(session, RecordCopy, envelopes, of_record, source)


def of_record(record: OfProject) -> dict[str, Any]:
    """A record as its copy keeps it."""
    return {"kind": record.KIND, "project_id": record.project_id, "state": state(record)}


def source(envelope: Envelope) -> str:
    """What the facts of a record are derived from: "award/<key>"."""
    return f"{envelope.kind}/{envelope.key}"

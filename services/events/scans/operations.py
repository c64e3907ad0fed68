"""Keeping scans, filing them, setting them aside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from services.events.db import db
from services.events.scans.models import Scan
from services.events.scans.queries.scans import RECORD, WAITING, state_of, waits_already
from services.events.scans.rules.hints import day_in
from shared.access import require, scope
from shared.acts.doer import doer
from shared.clock import now
from shared.doors.errors import Conflict, Invalid, Refusal
from shared.files import FileMissing, Stored
from shared.proofs.declaring import floor
from shared.proofs.models import EvidenceMixin
from shared.proofs.operations import arrived, attach
from shared.proofs.taking import Sent


class ScanWaitsAlready(Conflict):
    """This very file waits to be filed already."""

    code = "scan_waits_already"


class ScanNotWaiting(Conflict):
    """“%(name)s” was filed or set aside meanwhile."""

    code = "scan_not_waiting"


class NothingToPutBack(Conflict):
    """This scan was not set aside."""

    code = "nothing_to_put_back"


class RegionOfScansNeeded(Invalid):
    """Say of which region these scans are."""

    code = "region_of_scans_needed"


@dataclass
class Taken:
    """What came of several files: the scans kept, and those refused by name."""

    kept: list[Scan] = field(default_factory=list)
    refused: dict[str, Refusal] = field(default_factory=dict)


def keep_scans(sent: Sequence[Sent], region: str | None) -> Taken:
    """Keep several files, the good ones whatever the others are. FileMissing, RegionOfScansNeeded."""
    check_region(region)
    taken = Taken()
    if not sent:
        raise FileMissing(field="file")
    for file in sent:
        try:
            taken.kept.append(keep_scan(arrived(file), region))
        except Refusal as refusal:
            taken.refused[file.name] = refusal
    return taken


def keep_scan(stored: Stored, region: str | None) -> Scan:
    """Keep one stored file until somebody says what it belongs to. ScanWaitsAlready."""
    check_region(region)
    if waits_already(stored.sha256, region):
        raise ScanWaitsAlready(field="file")
    told = {name: getattr(stored, name) for name in ("sha256", "name", "mime", "size", "unopened", "pages")}
    scan = Scan(region=region, dated_on=day_in(stored.name), created_at=now(), **told)
    db.session.add(scan)
    db.session.flush()
    return scan


def check_region(region: str | None) -> None:
    """Refuse a region that is not the actor's; the whole project is of whoever works in all regions."""
    if region is None and scope(RECORD) is not None:
        raise RegionOfScansNeeded(field="region")
    if region is not None:
        require(RECORD, region)


def file_scans(
    scans: Iterable[Scan], record: Any, kind: str, again: bool, both_sides: bool
) -> list[EvidenceMixin]:
    """File locked scans as one kind of evidence of a record, all of them or none. ScanNotWaiting, what
    `attach` refuses."""
    return [file_scan(scan, record, kind, again, both_sides) for scan in scans]


def file_scan(scan: Scan, record: Any, kind: str, again: bool, both_sides: bool) -> EvidenceMixin:
    """File one locked scan; it is then a file of the record like any other."""
    check_waiting(scan)
    stored = Stored(scan.sha256, scan.size, scan.mime, scan.name, scan.unopened, scan.pages)
    item = attach(record, stored, kind, again, both_sides)
    scan.filed_kind, scan.filed_id = floor().of(record).kind, record.id
    scan.evidence_id, scan.filed_by = item.id, doer()
    return item


def check_waiting(scan: Scan) -> None:
    """Refuse a scan that does not wait. ScanNotWaiting."""
    if state_of(scan) != WAITING:
        raise ScanNotWaiting(name=scan.name)


def set_aside(scan: Scan, reason: str) -> Scan:
    """Set a locked scan aside: it proves nothing, and stays with the reason. ScanNotWaiting."""
    check_waiting(scan)
    scan.aside_because = reason
    return scan


def put_back(scan: Scan) -> Scan:
    """Let a scan that was set aside wait again. NothingToPutBack, ScanWaitsAlready."""
    if scan.aside_because is None:
        raise NothingToPutBack
    if waits_already(scan.sha256, scan.region):
        raise ScanWaitsAlready
    scan.aside_because = None
    return scan

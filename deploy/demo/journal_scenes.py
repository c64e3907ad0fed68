"""The journals of the centres: written entry by entry, their months closed and scanned."""

from __future__ import annotations

import uuid

from deploy.demo.consultations import Page, entries, pages, scanned
from deploy.demo.stage import Stage
from services.events.consultations.operations import match_visitor, record_consultation
from services.events.consultations.queries import RECORD, centres_of
from services.events.consultations.schemas import ConsultationIn
from services.events.db import db
from services.events.journals.operations import close_month
from services.events.journals.queries import get_month
from shared.proofs.operations import attach


def keep_journals(stage: Stage) -> None:
    """Every month of every journal; the centres have to be known to events."""
    stage.deliver("registry")
    proven = {page.key for page in scanned()}
    for page in pages():
        with stage.acting("events", page.by, page.day):
            keep(stage, page, page.key in proven)


def keep(stage: Stage, page: Page, proven: bool) -> None:
    """Write the entries of one month; close it once it is over, and attach its scan."""
    centre = next(key for key, row in centres_of(RECORD).items() if row.name == page.centre.name)
    said = [ConsultationIn().load({**entry, "centre_id": centre}) for entry in entries(page)]
    people = [match_visitor(values) for values in said]  # before anything is written: it ends transactions
    written = [record_consultation(*pair) for pair in zip(people, said, strict=True)]
    if page.closed:
        db.session.flush()
        close(stage, page, written[0].month_id, proven)


def close(stage: Stage, page: Page, month_id: uuid.UUID, proven: bool) -> None:
    """Close a month and attach its scan."""
    month = close_month(get_month(month_id, "journal.close"), {"reason": None})
    if proven:
        attach(month, stage.file(*page.key), "journal")

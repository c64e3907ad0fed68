"""Which papers are there, and which exceptions are in force."""

from __future__ import annotations

import uuid
from typing import Any

from msgspec import to_builtins
from sqlalchemy import select, type_coerce
from sqlalchemy.dialects.postgresql import JSONB

from services.grants.db import db
from services.grants.waivers.models import Waiver
from shared.clock import now
from shared.doors.errors import NotFound
from shared.proofs.declaring import floor
from shared.proofs.queries import files_of, present_in


def has_paper(record: Any, kind: str) -> bool:
    """Whether a file of this kind is attached to the record, and opens."""
    return bool(present_in(files_of(record)).get(kind))


def attach_page(record: Any, kind: str) -> str:
    """The address where such a file is attached."""
    return f"{floor().page(record)}/evidence/new?kind={kind}"


def paper_due(record: Any, kind: str) -> dict[str, str]:
    """What a refusal tells a tool: the kind of paper and where it is attached."""
    return {"paper": kind, "attach": attach_page(record, kind)}


def waivers_on(record: Any) -> list[Waiver]:
    """Every exception of a record, the latest first."""
    mine = (Waiver.owner_kind == floor().of(record).kind, Waiver.owner_id == record.id)
    return list(db.session.scalars(select(Waiver).where(*mine).order_by(Waiver.id.desc())))


def waiver_out(waiver: Waiver) -> dict[str, Any]:
    """An exception as a tool is told it."""
    return {
        "id": waiver.id,
        "rule": waiver.rule,
        "reason": waiver.reason,
        "asked_at": waiver.created_at,
        "asked_by": to_builtins(waiver.entered_by),
        "confirmed_by": to_builtins(waiver.confirmed_by),
        "expires_at": waiver.expires_at,
        "in_force": bool(waiver.confirmed_by) and is_alive(waiver),
    }


def standing_waiver(record: Any, rule: str) -> Waiver | None:
    """The exception to a rule that is asked for or in force now."""
    return next((found for found in waivers_on(record) if found.rule == rule and is_alive(found)), None)


def is_alive(waiver: Waiver) -> bool:
    """Whether an exception has not run out."""
    return waiver.expires_at > now()


def waived(record: Any, rule: str) -> bool:
    """Whether a confirmed exception lets the record pass this rule now."""
    return rule in passed(waivers_on(record))


def passed(waivers: list[Waiver]) -> set[str]:
    """The rules that these exceptions let pass now."""
    return {found.rule for found in waivers if found.confirmed_by and is_alive(found)}


def get_waiver(record: Any, waiver_id: uuid.UUID) -> Waiver:
    """An exception of a record; NotFound."""
    waiver = db.session.get(Waiver, waiver_id, with_for_update=True, populate_existing=True)
    if waiver is None or waiver.owner_id != record.id:
        raise NotFound
    return waiver


def unconfirmed(but_of: str) -> list[Waiver]:
    """Exceptions in wait of a second person, but those this user asked for, the soonest to end first."""
    mine = type_coerce(Waiver.entered_by, JSONB)["id"].astext == but_of
    waits = select(Waiver).where(Waiver.confirmed_by.is_(None), Waiver.expires_at > now(), ~mine)
    return list(db.session.scalars(waits.order_by(Waiver.expires_at).limit(100)))

"""Asking for an exception and confirming it; the paper it stands for is still to come."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from services.grants.db import db
from services.grants.waivers.models import RULES, Waiver
from services.grants.waivers.queries import is_alive, standing_waiver
from shared.acts.doer import doer
from shared.clock import now
from shared.doors.errors import Conflict, Forbidden, Invalid
from shared.i18n import format_date
from shared.proofs.declaring import floor

LASTS = timedelta(days=7)


class PeopleOnly(Forbidden):
    """An exception is asked for and confirmed by people who are signed in, not by a tool."""

    code = "people_only"


class RuleElsewhere(Invalid):
    """This rule does not concern this record."""

    code = "rule_elsewhere"


class WaiverAsked(Conflict):
    """This exception is asked for already and stands until %(day)s."""

    code = "waiver_asked"


class WaiverOver(Conflict):
    """This exception is confirmed already, or its time is over: ask for it again."""

    code = "waiver_over"


class SecondPersonNeeded(Conflict):
    """You asked for this exception, so somebody else must confirm it."""

    code = "second_person_needed"


def ask_waiver(record: Any, rule: str, reason: str) -> Waiver:
    """Ask that a rule does not stop a record for a week; it does nothing until another person confirms it."""
    only_people()
    kind = floor().of(record).kind
    if rule not in RULES[kind]:
        raise RuleElsewhere(field="rule")
    if standing := standing_waiver(record, rule):
        raise WaiverAsked(day=format_date(standing.expires_at))
    waiver = Waiver(owner_kind=kind, owner_id=record.id, rule=rule, reason=reason, expires_at=now() + LASTS)
    db.session.add(waiver)
    db.session.flush()
    return waiver


def confirm_waiver(waiver: Waiver) -> None:
    """Confirm an exception somebody else asked for; it ends when it would have ended."""
    only_people()
    if doer().id == waiver.entered_by.id:
        raise SecondPersonNeeded
    if waiver.confirmed_by or not is_alive(waiver):
        raise WaiverOver
    waiver.confirmed_by = doer()


def only_people() -> None:
    """Refuse whoever is not a person: behind two tokens there may be one."""
    if doer().kind != "user":
        raise PeopleOnly

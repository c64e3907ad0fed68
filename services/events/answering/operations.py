"""Answering without signing in: by a person's hand, once a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.events.db import db
from services.events.surveys.models import Answer, Sheet, Survey
from services.events.surveys.operations.answering import answer_online, take_sheet
from shared.doors.errors import Invalid

QUICKEST, SLOWEST = 3, 86400  # seconds a person needs at least, and how long a page may lie open
TRAP = "website"  # a field nobody sees: only a robot fills it in


class FilledByRobot(Invalid):
    """A robot seems to have filled this in. If you are a person, leave the field “Website” empty
    and send again: what you chose is kept."""

    code = "filled_by_robot"


class TooQuick(Invalid):
    """That was quicker than anybody reads. What you chose is kept: look at it and send again."""

    code = "too_quick"


class PageTooOld(Invalid):
    """This page lay open for too long. What you chose is kept: send again."""

    code = "page_too_old"


def answer(sheet: Sheet, typed: Mapping[str, Any], seconds: float | None) -> Answer:
    """Take what a person answered on a sheet; `seconds` since the page was shown, None: nobody knows."""
    refuse_robots(typed, seconds)
    return answer_online(held(sheet.survey_id), sheet, dict(typed))


def take(survey: Survey, typed: Mapping[str, Any], seconds: float | None) -> Sheet:
    """Give a person a sheet of his own."""
    refuse_robots(typed, seconds, quickest=0)
    return take_sheet(held(survey.id))


def refuse_robots(typed: Mapping[str, Any], seconds: float | None, quickest: int = QUICKEST) -> None:
    """Refuse what no hand fills in; FilledByRobot, TooQuick, PageTooOld."""
    if typed.get(TRAP):
        raise FilledByRobot
    if seconds is None or seconds > SLOWEST:
        raise PageTooOld
    if seconds < quickest:
        raise TooQuick


def held(survey_id: Any) -> Survey:
    """A survey, held: two who answer at once come one after the other."""
    return db.session.get_one(Survey, survey_id, with_for_update=True, populate_existing=True)

"""The numbered sheets of a survey, ready to be printed in the language they are filled in."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from services.events.projects.queries import projects
from services.events.questionnaires.wording import in_language
from services.events.surveys.models import Sheet, Survey
from services.events.surveys.queries import sheets_out
from services.events.surveys.wording.links import drawing, link_of
from shared.doors.errors import Conflict, Unavailable
from shared.i18n import current_locale, format_period
from shared.language.questionnaires import MARKS
from shared.office.papers import drawn
from shared.spoken import grantee_of, title_in, title_of

DRAWN_BY = "services.events.surveys.paper:draw"


class SheetsNotDrawn(Unavailable):
    """The sheets could not be printed just now. Try again in a moment; nothing is lost."""

    code = "sheets_not_drawn"


class NoSheetsOut(Conflict):
    """No paper sheet of this survey is out. Say how many are needed first."""

    code = "no_sheets_out"


def pdf_of(item: Survey) -> bytes:
    """Every sheet that is out, a page each, out of a limited child; NoSheetsOut, SheetsNotDrawn."""
    out = sheets_out(item)
    if not out:
        raise NoSheetsOut
    pictures = {f"{sheet.number}.svg": drawing(link_of(sheet.secret)) for sheet in out}
    return drawn(DRAWN_BY, SheetsNotDrawn, 60, data=printed(item, out), pictures=pictures)


def printed(item: Survey, out: Any) -> dict[str, Any]:
    """Everything the paper says, in words."""
    version = item.version
    return {
        "locale": "kk" if current_locale() == "kk" else "ru",
        "grantee": grantee_of(projects.get(item.project_id)),
        "title": in_language(version.title),
        "about": f"{title_of(item)}, {format_period(item.opens_on, item.closes_on)}",
        "intro": in_language(version.intro),
        "questions": [question(asked) for asked in version.questions],
        "marks": list(MARKS),
        "sheets": [sheet_words(sheet) for sheet in out],
        "online": _("Or answer on your phone"),
        "anonymous": _("Nobody’s name is asked. One sheet is one answer."),
    }


def question(asked: dict[str, Any]) -> dict[str, Any]:
    """One question with its answers, in one language."""
    options = [in_language(option) for option in asked["options"]]
    return {"kind": asked["kind"], "words": in_language(asked), "options": options}


def sheet_words(sheet: Sheet) -> dict[str, str]:
    """What tells one sheet from the others."""
    return {"number": str(sheet.number), "called": _("Sheet No. %(number)s", number=sheet.number)}


def file_name(item: Survey) -> str:
    """A name people recognise."""
    return f"{_('Questionnaire')} {title_in(item.title, item.title_kk)}.pdf"

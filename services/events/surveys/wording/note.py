"""The analytic note about surveys, in words: of one, or of all that a reader sees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from services.events.projects.queries import projects
from services.events.questionnaires.models import Version
from services.events.questionnaires.wording import in_language
from services.events.surveys.listing import Sum, sums
from services.events.surveys.queries import Found, said_in, versions_of
from services.events.surveys.rules.cells import cells_of
from services.events.surveys.rules.results import Result, results
from services.events.surveys.wording.names import days_words, percent, rate_words, share_words
from shared.clock import today
from shared.doors.errors import Conflict, Unavailable
from shared.i18n import current_locale, format_date, format_percent
from shared.office.papers import drawn
from shared.spoken import grantee_of

DRAWN_BY = "services.events.surveys.note:draw"
MOST_WORDS = 12


class NoteNotDrawn(Unavailable):
    """The note could not be drawn just now. Try again in a moment; nothing is lost."""

    code = "note_not_drawn"


class NothingToTell(Conflict):
    """No questionnaire came back yet: there is nothing to write a note about."""

    code = "nothing_to_tell"


def note_of(rows: Sequence[Found], form: str) -> bytes:
    """The note about surveys, out of a limited child; NothingToTell, NoteNotDrawn."""
    if not any(row.answered for row in rows):
        raise NothingToTell
    return drawn(DRAWN_BY, NoteNotDrawn, 60, data=written(rows), format=form)


def written(rows: Sequence[Found]) -> dict[str, Any]:
    """Everything the note says, in words."""
    places = sums(rows)
    whole = places[-1]
    return {
        "locale": "kk" if current_locale() == "kk" else "ru",
        "grantee": grantee_of(projects.get(rows[0].project_id)),
        "title": _("Analytic note on the results of the survey"),
        "about": _("Answers of %(days)s", days=days_words(whole)),
        "sentence": sentence(whole),
        "places_title": _("Satisfaction by places"),
        "columns": [_("Where"), _("Satisfied: marks 4 and 5"), _("Answered"), _("Days of answers")],
        "places": [place_row(place) for place in places],
        "places_bars": [bar(place.name, place.satisfied, place.base) for place in places if place.base],
        "questions_title": _("Answers to the questions"),
        "questions": [told for version, ids in versions_of(rows) for told in questions(version, ids)],
        "signature": _("Made on %(day)s from %(num)s answers", day=format_date(today()), num=whole.answered),
    }


def sentence(whole: Sum) -> str:
    """What it all comes to."""
    return _(
        "Satisfied people: %(share)s. Questionnaires that came back: %(rate)s.",
        share=share_words(whole.satisfied, whole.base),
        rate=rate_words(whole.answered, whole.issued),
    )


def place_row(place: Sum) -> list[str]:
    """A place as a row of the table."""
    share, rate = share_words(place.satisfied, place.base), rate_words(place.answered, place.issued)
    return [place.name, share, rate, days_words(place)]


def questions(version: Version, ids: Sequence[Any]) -> Iterator[dict[str, Any]]:
    """The questions of a version with what was answered in these surveys."""
    for result in results(cells_of(version.questions), said_in(ids)):
        yield question(result)


def question(result: Result) -> dict[str, Any]:
    """One place of a questionnaire: bars, or what was written most often."""
    cell = result.cell
    line = f" – {in_language(cell.line)}" if cell.line else ""
    labels = [in_language(option) for option in cell.options] or [str(mark) for mark in range(1, 6)]
    bars = [bar(label, count, result.base) for label, count in zip(labels, result.counts, strict=False)]
    answers = ngettext("%(num)s answer", "%(num)s answers", result.base)
    share = result.share
    marks = f", {_('marks 4 and 5: %(share)s', share=format_percent(share))}" if share is not None else ""
    return {
        "words": f"{cell.number}. {in_language(cell.question)}{line}",
        "bars": bars if result.base else [],
        "lines": [f"{text} × {count}" if count > 1 else text for text, count in result.texts[:MOST_WORDS]],
        "sum": f"{answers}{marks}",
    }


def bar(label: str, part: int, base: int) -> dict[str, Any]:
    """A bar: its length in thousandths and its value in words."""
    return {"label": label, "part": part * 1000 // (base or 1), "value": f"{percent(part, base)} ({part})"}

"""Letters whose answer is late."""

from __future__ import annotations

from operator import attrgetter

from flask_babel import gettext as _
from flask_babel import ngettext

from services.registry.letters.models import IN, Letter
from services.registry.letters.queries import RECORD, overdue
from services.registry.letters.wording.names import numbered
from shared.access import actor
from shared.i18n import format_short_date
from shared.language.roles import COORDINATOR
from shared.spoken import words_of
from shared.web.week import Card, Thing, card_of

LATE = "/registry/letters?state=overdue"


def week() -> list[Card]:
    """What we owe an answer to, and what nobody answered us, after its day."""
    found = overdue() if actor().can(RECORD) else []
    return card_of(
        found,
        thing,
        LATE,
        title=ngettext(
            "%(num)s letter has no answer after its day",
            "%(num)s letters have no answer after their day",
            len(found),
        ),
        why=_("Write the answer, or remind the other side and move the day."),
        action=_("See the letters"),
        day=attrgetter("answer_until"),
        late=True,
        owner=COORDINATOR,
        icon="inbox",
    )


def thing(item: Letter) -> Thing:
    """One letter, and whose answer is missing."""
    day = format_short_date(item.answer_until)
    missing = (
        _("we answer until %(day)s", day=day)
        if item.direction == IN
        else _("they answer until %(day)s", day=day)
    )
    called = f"{numbered(item)}, {words_of(item.party, item.party_kk)}"
    return Thing(text=called, href=f"/registry/letters/{item.id}", missing=missing)

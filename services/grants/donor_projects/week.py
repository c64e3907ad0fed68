"""What of projects funded by donors waits for whoever enters them."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from flask_babel import gettext as _
from flask_babel import ngettext

from services.grants.donor_projects.queries import RECORD, UNPROVEN, WAITING, Found, lacking
from shared.access import actor
from shared.language.roles import COORDINATOR
from shared.spoken import title_of
from shared.web.week import Card, Thing, card_of

PAGE = "/grants/donor-projects"


def week() -> Iterator[Card]:
    """Funded projects without the donor's letter, projects that wait for a decision."""
    if actor().can(RECORD):
        yield from without_letter()
        yield from undecided()


def without_letter() -> list[Card]:
    """Projects a donor decided to fund, and nothing shows it."""
    found = lacking(UNPROVEN)
    return card_of(
        found,
        thing,
        f"{PAGE}?state={UNPROVEN}",
        title=ngettext(
            "%(num)s donor project has no letter of the donor",
            "%(num)s donor projects have no letter of the donor",
            len(found),
        ),
        why=_("The letter or the agreement proves that the donor gives money."),
        action=_("Attach the letter"),
        day=attrgetter("decided_on"),
        owner=COORDINATOR,
        icon="evidence",
    )


def undecided() -> list[Card]:
    """Projects whose donor has not decided."""
    found = lacking(WAITING)
    return card_of(
        found,
        thing,
        f"{PAGE}?state={WAITING}",
        title=ngettext(
            "%(num)s project waits for a donor’s decision",
            "%(num)s projects wait for a donor’s decision",
            len(found),
        ),
        why=_("It counts from the day the donor decides: ask the participant, and enter the day."),
        action=_("Enter the decision"),
        owner=COORDINATOR,
        icon="clock",
    )


def thing(row: Found) -> Thing:
    """One project with its donor."""
    return Thing(text=title_of(row), href=f"{PAGE}/{row.id}", missing=row.donor)

"""The protocol of a thematic session, ready to be printed and signed."""

from __future__ import annotations

from collections.abc import Sequence

from flask import current_app
from flask_babel import gettext as _
from flask_babel import ngettext

from services.events.gatherings.models import Gathering
from services.events.gatherings.operations import asked_about
from services.events.gatherings.wording.names import led
from services.events.participants.queries import alphabetical
from services.events.participants.wording.names import categories
from services.events.problems.models import Problem, Protocol
from services.events.problems.queries import problems_of, protocol_of
from services.events.problems.wording.names import priorities, sectors
from services.events.projects.queries import projects
from services.events.projects.wording import region_name
from shared.access import actor
from shared.i18n import current_locale, format_date, format_number
from shared.office.paper.described import Paper, Part
from shared.plugins import extra
from shared.spoken import grantee_of, mark_words, place_words, title_of

MOST_NAMED = 1000


def paper_of(session: Gathering) -> Paper:
    """The protocol in words; who came is named for whoever may read names."""
    protocol, problems = protocol_of(session), problems_of(session)
    return Paper(
        locale=current_locale(),
        over=grantee_of(projects.get(session.project_id)),
        title=titled(protocol),
        subtitle=title_of(session),
        accent=current_app.extensions["plugins"].branding(session.region, session.starts_on).accent,
        facts=facts(session, protocol),
        parts=[part for part in parts(session, protocol, problems) if part.items or part.rows],
        signatures=signatures(session, protocol),
        foot=" · ".join(filter(None, [titled(protocol), format_date(session.starts_on), mark_words()])),
    )


def titled(protocol: Protocol | None) -> str:
    """The title with the number, where there is one."""
    return _("Protocol No. %(number)s", number=protocol.number) if protocol else _("Protocol of the session")


def facts(session: Gathering, protocol: Protocol | None) -> list[tuple[str, str]]:
    """When, where, how many came, who led, what its region asks of gatherings and has printed."""
    place = [place_words(session.settlement), region_name(session.region)]
    found = [
        (_("Day"), format_date(session.starts_on)),
        (_("Place"), ", ".join(part for part in place if part)),
        (_("Attended"), ngettext("%(num)s person", "%(num)s people", session.attended)),
    ]
    if session.trainers:
        found.append((_("Who led it"), "; ".join(led(session.trainers))))
    found += extra.printed(asked_about(session), session.extra)
    if protocol and sees_names(session):
        found += [(_("Chair"), protocol.chair), (_("Secretary"), protocol.secretary)]
    return found


def parts(session: Gathering, protocol: Protocol | None, problems: Sequence[Problem]) -> list[Part]:
    """The agenda, who came, the problems as a table, the decisions."""
    agenda, decisions = (lines(protocol.agenda), lines(protocol.decisions)) if protocol else ([], [])
    named = Part(title=_("Problems the session named"), columns=columns(), rows=list(map(cells, problems)))
    return [
        Part(title=_("Agenda"), items=agenda),
        attended(session),
        named,
        Part(title=_("Decisions"), items=decisions),
    ]


def lines(text: str) -> list[str]:
    """The lines somebody wrote, each a question or a decision."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def columns() -> list[tuple[str, int]]:
    """The head of the problems with their shares of the width."""
    return [(_("Problem"), 7), (_("Sector"), 4), (_("Settlement"), 3), (_("Votes"), 2), (_("Priority"), 3)]


def cells(item: Problem) -> list[str]:
    """A problem as a row."""
    votes = format_number(item.votes)
    return [
        title_of(item),
        sectors()[item.sector],
        place_words(item.settlement),
        votes,
        priorities()[item.priority],
    ]


def attended(session: Gathering) -> Part:
    """Who came, by name; for whoever may not read names the number alone stands among the facts."""
    people = alphabetical(session.id, MOST_NAMED, 0) if sees_names(session) else []
    said = categories()
    rows = [
        [row.name, place_words(row.settlement) or "–", said.get(row.category or "", "–")]
        for row in people
        if row.attended
    ]
    heads = [(_("No."), 1), (_("Name"), 6), (_("Settlement"), 4), (_("Category"), 4)]
    numbered = [[str(number), *row] for number, row in enumerate(rows, 1)]
    return Part(title=_("Attended"), columns=heads, rows=numbered)


def signatures(session: Gathering, protocol: Protocol | None) -> list[tuple[str, str]]:
    """Who signs."""
    known = (protocol.chair, protocol.secretary) if protocol and sees_names(session) else ("", "")
    return list(zip((_("Chair of the session"), _("Secretary of the session")), known, strict=True))


def sees_names(session: Gathering) -> bool:
    """Whether the reader may read who came."""
    return actor().can("participant.view", session.region)


def file_name(session: Gathering) -> str:
    """A name people recognise."""
    return f"{titled(protocol_of(session))} {session.settlement} {session.starts_on:%Y-%m-%d}"

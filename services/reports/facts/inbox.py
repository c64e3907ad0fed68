"""Records of the registry, events and grants: keep the copy, then bring what follows from it up to date."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import text

from services.reports.copies import operations as copies
from services.reports.copies.queries import projects
from services.reports.facts.operations.attachments import attach
from services.reports.facts.operations.gatherings import derive_attendances, derive_gatherings
from services.reports.facts.operations.moved import Moved
from services.reports.facts.operations.others import derive_records
from services.reports.facts.operations.people import follow, keys_of, recount
from services.reports.facts.operations.proofs import refiled
from services.reports.facts.operations.sealing import moves
from services.reports.facts.operations.tallies import Place, beat, renamed, tally, tally_anew
from services.reports.facts.operations.unique import count_once, days_of, follow_plan
from services.reports.facts.operations.unused import follow_lines, settle_unused
from services.reports.facts.rules.kinds import RULES
from services.reports.identities.operations import keep_identities
from shared.queue.receiving import Envelope, Handler
from shared.tables import Sessions

# One statement for any number of people.
MERGED = text("SELECT counted_as FROM counted_people WHERE person_id = ANY(:people)")


def keep_projects(session: Sessions, envelopes: list[Envelope]) -> None:
    """Keep projects; a plan may ask for people counted once whom nobody asked for before."""
    before = days_of(session, [envelope.record.id for envelope in envelopes])
    changed = projects.keep(session, envelopes)
    moved = renamed(session, [project.id for project in changed])
    tally_anew(session, moved.sources)
    tally(session, count_once(session, moved))
    tally(session, follow_plan(session, changed, before))
    follow_lines(session, changed)
    beat(session, [(project.id, None) for project in changed])


def keep_gatherings(session: Sessions, envelopes: list[Envelope]) -> None:
    """Keep gatherings; who was there is counted again only where the gathering itself is another one."""
    before = copies.places_of(session, [envelope.key for envelope in envelopes])
    changed = copies.keep_gatherings(session, envelopes)
    after = copies.places_of(session, [envelope.key for envelope in changed])
    elsewhere = sorted(key for key in after if after[key] != before.get(key))
    moved = derive_gatherings(session, sorted(after)).and_also(derive_attendances(session, elsewhere, None))
    sources = [f"gathering/{envelope.key}" for envelope in changed]
    settle(session, moved, sources)
    settle_unused(session, sources)
    beat(session, map(place, changed))


def keep_attendances(session: Sessions, envelopes: list[Envelope]) -> None:
    """Keep who was at a gathering: only these people are counted again."""
    changed = copies.keep_attendances(session, envelopes)
    gatherings = {envelope.record.gathering_id for envelope in changed}
    people = who(session, {envelope.record.person_id for envelope in changed})
    follow(session, derive_attendances(session, keys_of(session, gatherings), people))


def keep_people(session: Sessions, envelopes: list[Envelope]) -> None:
    """Keep who counts as whom in his own register."""
    changed = copies.keep_people(session, envelopes)
    recount(session, {envelope.record.id for envelope in changed})


def keep_known(session: Sessions, envelopes: list[Envelope]) -> None:
    """Keep by what people of one deployment are known in another."""
    changed = keep_identities(session, envelopes)
    recount(session, {envelope.record.id for envelope in changed})


def keep_records(session: Sessions, envelopes: list[Envelope]) -> None:
    """Keep records that come one by one."""
    changed = copies.keep_records(session, envelopes)
    records = {copies.source(item): item.record for item in changed}
    settle(session, derive_records(session, records), list(records))
    beat(session, map(place, changed))


def settle(session: Sessions, moved: Moved, sources: list[str]) -> None:
    """What follows from records that changed: their facts that moved, and their files."""
    attach(session, sources)
    moves(session, sources)
    follow(session, moved.and_also(refiled(session, sources)))


def place(envelope: Envelope) -> Place:
    """The project and the region a record is of."""
    return envelope.record.project_id, getattr(envelope.record, "region", None)


def who(session: Sessions, people: Collection[str]) -> set[str]:
    """Whom these people count as, themselves included."""
    return {*people, *session.scalars(MERGED, {"people": list(people)})}


HANDLERS: dict[str, Handler] = {
    "project": keep_projects,
    "gathering": keep_gatherings,
    "attendance": keep_attendances,
    "person": keep_people,
    "identity": keep_known,
    **dict.fromkeys(RULES, keep_records),
}

"""Whether names of participants go up: only while both sides of a pairing say so (decision 104).

Each side keeps its own word and the last one it heard of the other, which comes with every call and every
answer, signed as these are. Whoever ends it begins a new round, in which nobody has agreed yet: a word of a
round that is over counts no more, in whatever order it is heard.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select, text

from services.registry.db import db
from services.registry.deployments.models import ABOVE, BELOW, PAIRED, THEM, US, Deployment, NameAgreement
from services.registry.deployments.queries import agreement_of
from services.registry.deployments.schemas import MOST_REASON, NamesWord, Sent
from services.registry.people.models import Person
from shared.doors.errors import Conflict
from shared.language.records.identity import Identity
from shared.queue.outbox import pass_on, resend_later

COUNTING, CHUNK = "reports", 500
FORGET = text("""UPDATE foreign_records SET state = state - 'name'
    WHERE deployment_id = :deployment AND kind = 'identity' AND state->>'name' IS NOT NULL
    RETURNING kind, key, state, aside_at""")


class AgreedAlready(Conflict):
    """This side agrees already that names go up."""

    code = "names_agreed_already"


class NotAgreed(Conflict):
    """Neither side agrees at present that names go up: there is nothing to end."""

    code = "names_not_agreed"


class NotPairedNow(Conflict):
    """Names can be agreed on only with an installation that is paired."""

    code = "names_not_paired"


def agree(deployment: Deployment, reason: str) -> NameAgreement:
    """Say for this side that names may go up, and why. NotPairedNow, AgreedAlready."""
    if deployment.state != PAIRED:
        raise NotPairedNow
    found = locked(deployment)
    if found.ours is not None:
        raise AgreedAlready(field="reason")
    found.ours = reason
    begin(deployment, found, False)
    return found


def end(deployment: Deployment) -> NameAgreement:
    """End the agreement, or take back what was said; the other side hears it next. NotAgreed."""
    found = locked(deployment)
    if found.ours is None and found.theirs is None:
        raise NotAgreed
    over(deployment, found, found.round + 1, US)
    return found


def end_with_pairing(deployment: Deployment) -> None:
    """End it where the pairing ends."""
    if is_said(deployment):
        end(deployment)


def end_as_heard(deployment: Deployment) -> None:
    """End it where the other side says that it ended the pairing: until this side does too it goes on
    calling, but tells no name to whoever takes nothing any more."""
    if is_said(deployment):
        found = locked(deployment)
        over(deployment, found, found.round + 1, THEM)


def is_said(deployment: Deployment) -> bool:
    """Whether either side agrees at present."""
    found = agreement_of(deployment)
    return found is not None and (found.ours is not None or found.theirs is not None)


def hear(deployment: Deployment, word: NamesWord) -> None:
    """Take the other side's present word; one of a round that is over says nothing."""
    if not word.round and not word.agrees and agreement_of(deployment) is None:
        return
    found = locked(deployment)
    if word.round < found.round:
        return
    if word.round > found.round:
        over(deployment, found, word.round, THEM)
    before = found.in_force
    found.theirs = word.reason[:MOST_REASON] if word.agrees else None
    if before and not found.in_force:
        forget(deployment)
    begin(deployment, found, before)


def word_for(deployment: Deployment) -> NamesWord:
    """This side's present word, as it is told with every call."""
    found = agreement_of(deployment)
    if found is None:
        return NamesWord()
    return NamesWord(round=found.round, agrees=found.ours is not None, reason=found.ours or "")


def locked(deployment: Deployment) -> NameAgreement:
    """What the two said, for whoever changes it; the first word of either side waits for the other's."""
    if (found := said_by(deployment)) is None:
        db.session.execute(select(Deployment.id).where(Deployment.id == deployment.id).with_for_update())
        found = said_by(deployment) or NameAgreement(deployment_id=deployment.id, round=0)
        db.session.add(found)
    db.session.flush()
    return found


def said_by(deployment: Deployment) -> NameAgreement | None:
    """What the two said, if either did, held."""
    wanted = select(NameAgreement).where(NameAgreement.deployment_id == deployment.id)
    return db.session.scalar(wanted.with_for_update().execution_options(populate_existing=True))


def over(deployment: Deployment, found: NameAgreement, number: int, by: str) -> None:
    """Begin a round in which nobody has agreed; names that came go where the agreement was in force."""
    was = found.in_force
    if found.ours is not None or found.theirs is not None:
        found.ended_at, found.ended_by = datetime.now(UTC), by
    found.round, found.ours, found.theirs = number, None, None
    db.session.flush()
    if was:
        forget(deployment)


def begin(deployment: Deployment, found: NameAgreement, before: bool) -> None:
    """Send everybody's identity anew where names may go up from now on."""
    db.session.flush()
    if found.in_force and not before and deployment.side == ABOVE:
        resend_later(db.session, "registry")


def forget(deployment: Deployment) -> None:
    """Take the names that came of a home out of what is kept here, and tell who shows them."""
    if deployment.side != BELOW:
        return
    rows = db.session.execute(FORGET, {"deployment": deployment.id}).all()
    told = sorted((row.kind, row.key, row.state) for row in rows if row.aside_at is None)
    for at in range(0, len(told), CHUNK):
        pass_on(db.session, COUNTING, told[at : at + CHUNK])


def with_names(deployment: Deployment, rows: Sequence[Sent]) -> list[Sent]:
    """Records as they leave this home now: identities with the name while both sides agree, of nobody who was
    erased. Nothing that waits here holds a name, so none leaves once it is over."""
    found = agreement_of(deployment)
    if found is None or not found.in_force:
        return list(rows)
    names = names_of([row.state["id"] for row in rows if row.kind == Identity.KIND])
    return [named(row, names) for row in rows]


def named(row: Sent, names: dict[str, str]) -> Sent:
    """A record with the name of whom it is about, where he has one here."""
    name = names.get(str(row.state.get("id"))) if row.kind == Identity.KIND else None
    return Sent(row.kind, row.key, row.version, {**row.state, "name": name}) if name else row


def names_of(people: list[str]) -> dict[str, str]:
    """What these people are called, by id; who was erased is called nothing."""
    wanted = select(Person.id, Person.name).where(Person.id.in_(people), Person.erased_on.is_(None))
    return {str(who): name for who, name in db.session.execute(wanted)} if people else {}


def without_name(kind: str, state: dict[str, Any]) -> dict[str, Any]:
    """The state of a record of a home that may not tell names."""
    return {name: said for name, said in state.items() if name != "name"} if kind == Identity.KIND else state

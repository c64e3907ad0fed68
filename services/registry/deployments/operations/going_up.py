"""This home's side: paired with a centre, its records sent up batch by batch, a pulse each minute."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import orjson
from sqlalchemy import delete, select, text, update

from services.registry.db import db
from services.registry.deployments.models import (
    ABOVE,
    PAIRED,
    UNPAIRED,
    Deployment,
    DeploymentNews,
    OwnKey,
)
from services.registry.deployments.operations import agreeing, pairing, wire
from services.registry.deployments.operations.alone import alone
from services.registry.deployments.operations.relaying import heads, raise_head
from services.registry.deployments.queries import (
    above,
    called,
    news_of,
    own_name,
    own_url,
    paired_above,
    waiting,
)
from services.registry.deployments.rules import signing
from services.registry.deployments.schemas import (
    Heard,
    Introduction,
    NamesWord,
    NewKey,
    Pulse,
    Said,
    Sent,
    Welcome,
)
from services.registry.people.operations.programme import take
from services.registry.people.queries import programme_keys
from shared import peers
from shared.access import ask_anew
from shared.clock import gone_by
from shared.doors import transaction
from shared.doors.errors import NotFound, Refusal
from shared.doors.transaction import let_go
from shared.language.version import VERSION
from shared.plugins import plugins
from shared.queue.waiting import begin_anew

log = logging.getLogger("asar.deployments")
NEIGHBOURS = ("events", "grants", "reports")
GATE, PAIRING = "/registry/internal/deployments", "/registry/api/pairing"
BATCH, LEASE, SLOWEST = 200, 90, 300
EVERY = timedelta(minutes=1)
CLAIM = text("""
    UPDATE upwards SET claimed_until = now() + make_interval(secs => :lease), attempts = attempts + 1
    WHERE (kind, key) IN (SELECT kind, key FROM upwards WHERE refused IS NULL AND due_at <= now()
        AND (claimed_until IS NULL OR claimed_until < now())
        ORDER BY due_at, key LIMIT :batch FOR UPDATE SKIP LOCKED)
    RETURNING kind, key, version, state""")
OURS = """FROM jsonb_to_recordset(CAST(:rows AS jsonb))
        AS r(kind text, key text, version bigint, refused jsonb)
    WHERE u.kind = r.kind AND u.key = r.key AND u.version = r.version"""
TAKEN = text(f"DELETE FROM upwards u USING {OURS.removeprefix('FROM ')}")
REFUSED = text(f"UPDATE upwards u SET refused = r.refused, claimed_until = NULL {OURS}")
LATER = text(f"""UPDATE upwards u SET claimed_until = NULL,
    due_at = now()
        + make_interval(secs => greatest(:least, least(:slowest, power(2, least(attempts, 9)))))
    {OURS}""")
AGAIN = text("""UPDATE upwards SET refused = NULL, claimed_until = NULL, attempts = 0, due_at = now()
    WHERE refused IS NOT NULL AND (CAST(:key AS text) IS NULL OR (kind = :kind AND key = :key))
    RETURNING key""")
HURRY = text("UPDATE upwards SET due_at = now() WHERE refused IS NULL AND claimed_until IS NULL")


class Known(msgspec.Struct, frozen=True):
    """What this home remembers of the last call: the clock's error in seconds, what the centre said; and of
    the last one of which something was taken, the number of the answer and the highest versions then: a
    backup goes back to those too."""

    off: int = 0
    refused: Said | None = None
    at: str = ""
    turn: int = 0
    taken: dict[str, int] = {}


def introduce(url: str, code: str) -> Welcome:
    """Show the centre at an address the code it gave, and the key this home will sign by; what it answers.
    Raises why that cannot be. Nothing of this home is held meanwhile."""
    address = wire.checked(url)
    private = pairing.ensured_key()
    said = Introduction(code, own_name(), signing.public_of(private), own_url(), VERSION)
    let_go()  # a key that was shown is not lost, whatever becomes of the answer
    reply = wire.post(address + PAIRING, msgspec.json.encode(said), {})
    if reply.status != 200:
        raise wire.refusal(reply)
    try:
        told = msgspec.json.decode(reply.body, type=Welcome)
    except msgspec.MsgspecError as error:
        raise wire.NoLine(detail={"why": str(error)}) from error
    pairing.check_key(told.public_key)
    return told


def keep(told: Welcome | None, url: str) -> Deployment:
    """Know the centre from now on as it answered. NoLine where it did not."""
    if told is None:
        raise wire.NoLine
    other = called(told.name)
    if told.name == own_name() or (other and other.side != ABOVE):
        raise pairing.DeploymentNameTaken(field="url", name=told.name)
    found = above() or Deployment(side=ABOVE)
    if found.id:  # what was agreed with the centre before is over
        agreeing.end_with_pairing(found)
    found.name, found.url, found.public_key = told.name, wire.checked(url), told.public_key
    found.regions, found.state, found.paired_at = told.regions, PAIRED, datetime.now(UTC)
    db.session.add(found)
    db.session.flush()
    db.session.execute(delete(DeploymentNews).where(DeploymentNews.deployment_id == found.id))
    db.session.add(DeploymentNews(deployment_id=found.id))
    db.session.flush()
    take(told.programme)
    ask_anew()  # whoever is signed in records for these regions from now on
    return found


def send_all_anew(tops: dict[str, int]) -> list[str]:
    """Have every service publish everything anew, with versions above these; those that did not answer. The
    neighbours first: whoever publishes here meanwhile must not wait for them."""

    def told(service: str) -> Any:
        asked = {"most": 0, "again": False, "anew": True, "above": tops.get(service, 0)}
        return peers.ask(service, f"/{service}/internal/outbox", asked)

    let_go()  # no transaction waits for them
    silent = peers.ask_each(NEIGHBOURS, told)[1]
    begin_anew(db.session, "registry", tops.get("registry", 0))
    return silent


def exchange_key() -> None:
    """Tell the centre a new key of this home, which the former one vouches for. The new one is kept before it
    is told, so that an answer that never came does not lock this home out."""
    found, fresh = get_above(), next_key()
    told = NewKey(signing.public_of(fresh))
    transaction.commit()
    try:
        wire.ask(found, f"{GATE}/key", told)
    except wire.NotKnownThere:  # it was told before, and the answer was lost
        wire.ask(found, f"{GATE}/key", told, private=fresh)


def use_new_key() -> Deployment:
    """Sign by the key that was exchanged."""
    db.session.execute(delete(OwnKey).where(OwnKey.state == "present"))
    db.session.execute(update(OwnKey).where(OwnKey.state == "next").values(state="present"))
    return get_above()


def get_above() -> Deployment:
    """The centre this home is paired with; NotPaired."""
    if found := paired_above():
        return found
    raise wire.NotPaired


def next_key() -> str:
    """The key that is being exchanged, made where none is."""
    sealed = db.session.scalar(select(OwnKey.private_key).where(OwnKey.state == "next"))
    if sealed and (begun := signing.unseal(sealed)):
        return begun
    db.session.execute(delete(OwnKey).where(OwnKey.state == "next"))
    fresh = signing.new_private()
    db.session.add(OwnKey(state="next", private_key=signing.seal(fresh)))
    db.session.flush()
    return fresh


def tell_the_end() -> None:
    """Tell the centre that the pairing is over, where there is a line."""
    try:
        wire.ask(get_above(), f"{GATE}/unpairing", {}, deadline=10)
    except wire.NotPaired:
        raise
    except Refusal as refusal:
        log.warning("the centre was not told of the end of the pairing: %s", refusal.code)


def unpair() -> Deployment:
    """End the pairing here."""
    found = get_above()
    pairing.end(found, UNPAIRED)
    return found


def go_up() -> int:
    """Send what waits, batch by batch, while it is taken, and a pulse where none went for a minute; how many
    were taken. One process at a time."""
    with alone("deployments going up") as mine:
        return sum(batches()) if mine else 0


def batches() -> Any:
    """How many were taken of each batch."""
    found = paired_above()
    while found is not None:
        rows = claimed()
        if not rows and not is_due(found):
            break
        taken = send(found, rows)
        yield max(taken, 0)
        if taken < 0 or len(rows) < BATCH:
            break
    db.session.rollback()


def is_due(found: Deployment) -> bool:
    """Whether a pulse is due though nothing waits."""
    news = news_of(found)
    at = known_of(news).at
    return not at or gone_by(datetime.fromisoformat(at)) >= EVERY


def known_of(news: DeploymentNews | None) -> Known:
    """What this home remembers of the last call."""
    return msgspec.convert(news.said if news else {}, Known)


def claimed() -> list[Sent]:
    """A batch for a lease, so that no lock is held while the line is slow."""
    rows = db.session.execute(CLAIM, {"lease": LEASE, "batch": BATCH}).mappings().all()
    transaction.commit()
    return [Sent(**row) for row in rows]


def send(found: Deployment, rows: Sequence[Sent]) -> int:
    """Send one batch with the pulse and settle it; how many were taken, −1 where nobody took any."""
    known = known_of(news_of(found))
    told = {"names": agreeing.word_for(found), "records": agreeing.with_names(found, rows)}
    pulse = msgspec.structs.replace(present_pulse(), turn=known.turn, taken=known.taken, **told)
    transaction.commit()
    try:
        reply = wire.ask(found, f"{GATE}/records", pulse)
        heard = msgspec.json.decode(reply.body, type=Heard)
    except Refusal as refusal:
        return not_taken(found, rows, refusal)
    if heard.above:
        return from_the_start(found, heard)
    if heard.whole:
        return held_back(found, rows, heard.whole, heard.names)
    return settled(found, rows, heard)


def present_pulse() -> Pulse:
    """How this home is."""
    found = waiting()
    oldest = int((datetime.now(UTC) - found.oldest).total_seconds()) if found.oldest else 0
    return Pulse(
        version=VERSION,
        url=own_url(),
        plugins=[f"{each.name} {each.version}" for each in plugins().loaded],
        waiting=found.waiting,
        oldest=max(oldest, 0),
        refused=found.refused,
        reasons=found.reasons,
        highest=heads(),
        generation=max(programme_keys(), default=0),
    )


def settled(found: Deployment, rows: Sequence[Sent], heard: Heard) -> int:
    """Forget what was taken, keep what was refused with the reason."""
    taken = [row for place, row in enumerate(rows) if place not in heard.refused]
    refused = [(rows[place], why) for place, why in heard.refused.items() if place < len(rows)]
    if not rows or was_cut(found):
        db.session.execute(HURRY)  # there is a line again
    db.session.execute(TAKEN, {"rows": named(taken)})
    db.session.execute(REFUSED, {"rows": told(refused)})
    remember(found, Known(at=datetime.now(UTC).isoformat()), heard=True, turn=heard.turn)
    if heard.programme:
        take(heard.programme)
    if heard.names:
        agreeing.hear(found, heard.names)
    transaction.commit()
    return len(taken)


def was_cut(found: Deployment) -> bool:
    """Whether the call before did not get through; what failed meanwhile waits for its minutes."""
    before = known_of(news_of(found)).refused
    return before is not None and before.code == wire.NoLine.code


def held_back(found: Deployment, rows: Sequence[Sent], why: Said, names: NamesWord | None) -> int:
    """Try later what the centre does not take as a whole, and remember why; no name goes with it again where
    the centre ended that."""
    db.session.execute(LATER, {"rows": named(rows), "slowest": SLOWEST, "least": 30})
    remember(found, Known(refused=why, at=datetime.now(UTC).isoformat()), heard=True)
    if names:
        agreeing.hear(found, names)
    transaction.commit()
    return -1


def not_taken(found: Deployment, rows: Sequence[Sent], refusal: Refusal) -> int:
    """Try later what did not go through, and remember why it did not."""
    db.session.rollback()
    seconds = refusal.detail.get("seconds", 0)
    off = seconds if isinstance(seconds, int) else 0
    db.session.execute(LATER, {"rows": named(rows), "slowest": SLOWEST, "least": max(refusal.again_after, 0)})
    params = {"seconds": off} if off else {}
    known = Known(off, Said(refusal.code, params), datetime.now(UTC).isoformat())
    remember(found, known, heard=not isinstance(refusal, wire.UNHEARD))
    if refusal.code == wire.ENDED:
        agreeing.end_as_heard(found)
    transaction.commit()
    return -1


def from_the_start(found: Deployment, heard: Heard) -> int:
    """The centre asks for everything anew: versions go on above the highest it has seen."""
    if send_all_anew(heard.above):
        db.session.rollback()  # not before every service has heard it
        return -1
    for sender, top in heard.above.items():
        raise_head(sender, top)
    remember(found, Known(at=datetime.now(UTC).isoformat()), heard=True, turn=heard.turn)
    transaction.commit()
    return -1


def remember(found: Deployment, known: Known, heard: bool, turn: int = 0) -> None:
    """Keep what came of the last call, for the page of this home, and the number of its answer if it has
    one."""
    news = news_of(found)
    former = known_of(news)
    counted = (turn, heads()) if turn else (former.turn, former.taken)
    known = msgspec.structs.replace(known, turn=counted[0], taken=counted[1])
    if news is None:
        news = DeploymentNews(deployment_id=found.id, seen={}, taken=0)
        db.session.add(news)
    news.said = msgspec.to_builtins(known)
    if heard:
        news.heard_at = datetime.now(UTC)
    db.session.flush()


def named(rows: Sequence[Sent]) -> str:
    """Rows with the versions that were sent, as SQL takes them."""
    return orjson.dumps([{"kind": row.kind, "key": row.key, "version": row.version} for row in rows]).decode()


def told(refused: Sequence[tuple[Sent, Said]]) -> str:
    """Refused rows with the reason of each, as SQL takes them."""
    return orjson.dumps(
        [
            {"kind": row.kind, "key": row.key, "version": row.version, "refused": msgspec.to_builtins(why)}
            for row, why in refused
        ]
    ).decode()


def try_again(values: Mapping[str, str | None]) -> None:
    """Let what was refused be sent again: the record that is named, or all. NotFound."""
    found = db.session.execute(AGAIN, {name: values.get(name) for name in ("kind", "key")}).first()
    if values.get("key") and found is None:
        raise NotFound

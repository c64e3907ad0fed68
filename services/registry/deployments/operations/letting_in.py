"""What came up: each record looked at by itself, kept where it is newer, passed on to reports."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import msgspec
import orjson
from sqlalchemy import select, text, tuple_

from services.registry.db import db
from services.registry.deployments.models import GIVEN, Deployment, DeploymentNews, ForeignRecord
from services.registry.deployments.operations import agreeing
from services.registry.deployments.operations.pairing import VersionsApart
from services.registry.deployments.queries import agreement_of, approved_ids, kinds_below
from services.registry.deployments.record import publish_now_and_then
from services.registry.deployments.rules.admitting import Bounds, admitted, linked
from services.registry.deployments.schemas import MOST_RECORDS, Heard, NamesWord, Pulse, Said, Sent
from services.registry.people.operations.programme import HandedKey, hand_over
from services.registry.people.queries import programme_keys
from shared import routes
from shared.clock import gone_by
from shared.doors.errors import Conflict, Invalid, Refusal, Unavailable
from shared.language.records.attendance import Attendance
from shared.language.records.gathering import Gathering
from shared.language.records.record import Record
from shared.language.version import VERSION, may_talk
from shared.queue.outbox import pass_on

log = logging.getLogger("asar.deployments")
A_MINUTE, QUOTA, MOST_WAITING = 60, 6000, 20_000
GATHERING = Gathering.KIND
COUNTING = "reports"  # nobody else here works with what is another's
KEEP = text("""
    INSERT INTO foreign_records AS kept
        (kind, key, deployment_id, version, sender, region, project_id, state, came_at, waits_for)
    SELECT r.kind, r.key, :deployment, r.version, r.sender, r.region, r.project_id, r.state,
        clock_timestamp(), r.waits_for
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(kind text, key text, version bigint, sender text,
        region text, project_id text, state jsonb, waits_for text)
    ON CONFLICT (kind, key) DO UPDATE SET version = excluded.version, state = excluded.state,
        region = excluded.region, project_id = excluded.project_id, came_at = excluded.came_at,
        waits_for = excluded.waits_for, aside_at = NULL, files_asked = false
    WHERE kept.deployment_id = excluded.deployment_id
        AND (kept.version < excluded.version OR kept.aside_at IS NOT NULL)
    RETURNING kind, key""")
RELEASE = text("""UPDATE foreign_records SET waits_for = NULL
    WHERE deployment_id = :deployment AND waits_for = ANY(:keys) RETURNING kind, key""")
CROWDED = text("SELECT count(*) > :most FROM outbox")


class QuotaSpent(Refusal):
    """More records came than one deployment may send in a minute (%(most)s). Go on in %(seconds)s s."""

    code, status = "deployment_quota", 429


class CentreBusy(Unavailable):
    """The centre has not yet counted what came before. Go on in a minute; nothing is lost."""

    code, again_after = "deployment_busy", 60


class TooManyAtOnce(Invalid):
    """At most %(most)s records at once."""

    code, status = "deployment_batch_too_large", 413


class VersionsBackwards(Conflict):
    """This deployment has forgotten some of what it sent, as after an old backup was restored. What it sends
    is held until somebody at the centre has looked at it; nothing is lost."""

    code = "deployment_versions_backwards"


def hear(deployment: Deployment, pulse: Pulse, off: int = 0) -> Heard:
    """Note how a home is and let in what it sends. Raises why nothing of it is taken."""
    news = locked_news(deployment)
    note(news, pulse, off)
    agreeing.hear(deployment, pulse.names)  # also of a home of which nothing is taken, which hears ours
    word = agreeing.word_for(deployment)
    move(deployment, pulse.url)
    if not may_talk(pulse.version, VERSION):
        return refused_whole(VersionsApart(theirs=pulse.version[:20], ours=VERSION), word)
    if behind := runs_backwards(news, pulse):
        if news.raised_at is None:
            news.held_at = news.held_at or datetime.now(UTC)
            return refused_whole(VersionsBackwards(), word)
        return Heard(version=VERSION, above=behind, names=word, turn=given(news))
    refused, turn = received(deployment, news, pulse), count_turn(news, pulse)
    return Heard(version=VERSION, refused=refused, programme=unheard(pulse), names=word, turn=turn)


def received(deployment: Deployment, news: DeploymentNews, pulse: Pulse) -> dict[int, Said]:
    """Let in what a home that is not held sends; what of it is refused."""
    news.held_at = news.raised_at = None
    check_room(news, len(pulse.records))
    refused = let_in(deployment, news, pulse.records)
    news.taken_at = news.heard_at
    publish_now_and_then(deployment, news)
    db.session.flush()
    return refused


def move(deployment: Deployment, url: str) -> None:
    """Keep where a home is now."""
    if url != deployment.url and url.startswith(("https://", "http://")):
        deployment.url = url.rstrip("/")


def unheard(pulse: Pulse) -> list[HandedKey]:
    """The keys of the programme a home has not heard of, once there is a newer one than it has."""
    return hand_over() if pulse.generation < max(programme_keys(), default=0) else []


def refused_whole(why: Refusal, word: NamesWord) -> Heard:
    """What a home is answered of which nothing is taken: that it was heard is kept."""
    return Heard(version=VERSION, whole=Said(why.code, plain(why.params)), names=word)


def locked_news(deployment: Deployment) -> DeploymentNews:
    """What is known of a home, for whoever hears it; its calls come one after the other."""
    wanted = select(DeploymentNews).where(DeploymentNews.deployment_id == deployment.id).with_for_update()
    found = db.session.scalar(wanted)
    if found is None:
        found = DeploymentNews(deployment_id=deployment.id, said={}, seen={}, taken=0)
        db.session.add(found)
    return found


def note(news: DeploymentNews, pulse: Pulse, off: int) -> None:
    """Keep what a home says of itself, and by how much its clock is off."""
    said = msgspec.to_builtins(msgspec.structs.replace(pulse, clock=off))
    del said["records"], said["names"]  # each is kept in a place of its own
    news.heard_at, news.said = datetime.now(UTC), said | {GIVEN: given(news)}


def runs_backwards(news: DeploymentNews, pulse: Pulse) -> dict[str, int]:
    """The highest versions that came of a home which says now it never sent them, or never heard that they
    came, whatever it wrote since; nothing as a rule."""
    seen: dict[str, int] = news.seen
    forgot = any(pulse.highest.get(sender, 0) < top for sender, top in seen.items())
    unheard_of = pulse.turn is not None and pulse.turn < given(news) - 1
    return dict(seen) if forgot or unheard_of else {}


def given(news: DeploymentNews) -> int:
    """The number of the last answer a home was given."""
    return int(news.said.get(GIVEN, 0))


def count_turn(news: DeploymentNews, pulse: Pulse) -> int:
    """The number of this answer: the last one again where the home did not hear that."""
    if pulse.turn is None:
        return 0
    turn = max(given(news), pulse.turn + 1)
    news.said = {**news.said, GIVEN: turn}
    return turn


def check_room(news: DeploymentNews, many: int) -> None:
    """TooManyAtOnce, QuotaSpent, CentreBusy."""
    if many > MOST_RECORDS:
        raise TooManyAtOnce(most=MOST_RECORDS)
    if news.quota_from is None or gone_by(news.quota_from).total_seconds() >= A_MINUTE:
        news.quota_from, news.taken = datetime.now(UTC), 0
    if many and news.taken + many > QUOTA:
        left = max(1, A_MINUTE - int(gone_by(news.quota_from).total_seconds()))
        refusal = QuotaSpent(most=QUOTA, seconds=left)
        refusal.again_after = left
        raise refusal
    if many and db.session.scalar(CROWDED, {"most": MOST_WAITING}):
        raise CentreBusy
    news.taken += many


def let_in(deployment: Deployment, news: DeploymentNews, wire: list[Any]) -> dict[int, Said]:
    """Keep what may come in and pass it on; what may not is answered by its place with the reason."""
    bounds = bounds_of(deployment, bool(wire))
    refused: dict[int, Said] = {}
    kept: dict[tuple[str, str], dict[str, Any]] = {}
    for place, data in enumerate(wire):
        try:
            row = entered(data, bounds)
        except Refusal as refusal:
            refused[place] = Said(refusal.code, plain(refusal.params))
            continue
        former = kept.get((row["kind"], row["key"]))
        if former is None or former["version"] < row["version"]:
            kept[row["kind"], row["key"]] = row
    keep(deployment, [kept[name] for name in sorted(kept)])
    news.seen = highest(news.seen, kept.values())
    return refused


def bounds_of(deployment: Deployment, asked: bool) -> Bounds:
    """What a home may speak of; its projects only where they are asked for."""
    agreement, projects = agreement_of(deployment), approved_ids() if asked else ()
    names = agreement is not None and agreement.in_force
    return Bounds(deployment.name, deployment.url, deployment.regions, projects, kinds_below(), names)


def plain(params: dict[str, object]) -> dict[str, Any]:
    """What a refusal is about, as JSON carries it."""
    return {name: value if isinstance(value, int) else str(value)[:500] for name, value in params.items()}


class RecordMisshapen(Refusal):
    """It is no record: %(why)s."""

    code, status = "deployment_record_misshapen", 422


def entered(data: Any, bounds: Bounds) -> dict[str, Any]:
    """One record as it is kept; raises why it is not let in."""
    try:
        sent = msgspec.convert(data, Sent)
    except msgspec.ValidationError as error:
        raise RecordMisshapen(why=str(error)) from None
    record = admitted(sent.kind, sent.key, sent.version, sent.state, bounds)
    state = linked(sent.state, bounds.url, bounds.name)
    return {
        "kind": sent.kind,
        "key": sent.key,
        "version": sent.version,
        "sender": routes.sender_of(sent.kind),
        "region": getattr(record, "region", None),
        "project_id": getattr(record, "project_id", None),
        "state": state if bounds.names else agreeing.without_name(sent.kind, state),
        "waits_for": waits_for(record, bounds.name),
    }


def waits_for(record: Record, name: str) -> str | None:
    """The gathering without which nobody knows where somebody was, and so whether this home may say so."""
    return f"{name}:{record.gathering_id}" if isinstance(record, Attendance) else None


def keep(deployment: Deployment, rows: list[dict[str, Any]]) -> None:
    """Keep records where they are newer, and pass on those that wait for nothing."""
    if not rows:
        return
    wait_no_more(deployment, rows)
    given = {"deployment": deployment.id, "rows": orjson.dumps(rows).decode()}
    newer = set(db.session.execute(KEEP, given))
    states = {(row["kind"], row["key"]): row["state"] for row in rows if row["waits_for"] is None}
    told = [(kind, key, states[kind, key]) for kind, key in sorted(newer) if (kind, key) in states]
    pass_on(db.session, COUNTING, told)
    release(deployment, [key for kind, key in newer if kind == GATHERING])


def wait_no_more(deployment: Deployment, rows: list[dict[str, Any]]) -> None:
    """Let those go on whose gathering is known, or comes with them."""
    known = gatherings({row["waits_for"] for row in rows if row["waits_for"]}, deployment)
    known |= {row["key"] for row in rows if row["kind"] == GATHERING}
    for row in rows:
        row["waits_for"] = None if row["waits_for"] in known else row["waits_for"]


def gatherings(keys: set[str], deployment: Deployment) -> set[str]:
    """Those of these gatherings that came of this home."""
    found = select(ForeignRecord.key).where(
        ForeignRecord.kind == GATHERING,
        ForeignRecord.key.in_(keys),
        ForeignRecord.deployment_id == deployment.id,
    )
    return set(db.session.scalars(found)) if keys else set()


def release(deployment: Deployment, keys: list[str]) -> None:
    """Pass on who came to gatherings that have now come themselves."""
    if not keys:
        return
    found = db.session.execute(RELEASE, {"deployment": deployment.id, "keys": keys}).all()
    if found:
        pass_on_kept(found)


def pass_on_kept(names: Iterable[tuple[str, str]]) -> None:
    """Pass on records as they are kept here."""
    columns = ForeignRecord.kind, ForeignRecord.key, ForeignRecord.state
    named = tuple_(ForeignRecord.kind, ForeignRecord.key).in_(list(names))
    found = db.session.execute(select(*columns).where(named).order_by(*columns[:2]))
    pass_on(db.session, COUNTING, list(found))


def highest(seen: dict[str, int], rows: Iterable[dict[str, Any]]) -> dict[str, int]:
    """The highest version that came of each service of a home."""
    found = dict(seen)
    for row in rows:
        found[row["sender"]] = max(found.get(row["sender"], 0), row["version"])
    return found

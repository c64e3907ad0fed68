"""What the pages of deployments show of each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import msgspec
from flask_babel import gettext as _

from services.registry.deployments import queries
from services.registry.deployments.models import (
    INVITED,
    PAIRED,
    UNPAIRED,
    Deployment,
    DeploymentNews,
    NameAgreement,
    Upward,
)
from services.registry.deployments.operations.admission import DeploymentEnded
from services.registry.deployments.operations.going_up import Known, known_of
from services.registry.deployments.operations.wire import AnswerForged, NotKnownThere
from services.registry.deployments.queries import Kept, NotTaken, Waiting, refused_above
from services.registry.deployments.rules.signing import fingerprint
from services.registry.deployments.schemas import Pulse, Said
from services.registry.deployments.wording import (
    Reason,
    ago,
    clock,
    in_words,
    reasons_in_words,
    record_kinds,
    sides,
    state_in_words,
    waits,
)
from services.registry.regions.wording import region_name, region_names
from shared.access import actor
from shared.i18n import format_datetime, format_number

SHAPES = {"invited": "plain", "late": "warn", "paired": "ok", "unpaired": "warn", "revoked": "bad"}
A_DAY = 86400
SHOWN = 200
TITLES = ("title", "name", "group")  # by which pages call a record
LATE = "late"  # invited, and its code is over
OVER = (DeploymentEnded.code, NotKnownThere.code)  # what the centre says when only a new code helps


@dataclass(frozen=True)
class Card:
    """One deployment as the pages show it; `held`: somebody has to say whether it was restored; `paired`: the
    other side, as far as it said, knows it is."""

    deployment: Deployment
    state: str
    shape: str
    facts: list[tuple[str, str]]
    warnings: list[str]
    reasons: list[Reason]
    held: bool = False
    aside: int = 0
    paired: bool = False


def below() -> list[Card]:
    """The regions' homes."""
    kept = queries.kept_of_each()
    return [card(each, news, kept.get(each.id, Kept(0, 0, 0))) for each, news in queries.below()]


def of(deployment: Deployment) -> Card:
    """One of the regions' homes."""
    kept = queries.kept_of_each().get(deployment.id, Kept(0, 0, 0))
    return card(deployment, queries.news_of(deployment), kept)


def card(deployment: Deployment, news: DeploymentNews | None, kept: Kept) -> Card:
    """A region's home."""
    pulse = msgspec.convert(news.said, Pulse) if news and news.said else None
    state = LATE if is_late(deployment) else deployment.state
    facts = [(_("Regions"), region_names(deployment.regions))]
    if deployment.url:
        facts.append((_("Address"), deployment.url))
    facts += heard(news, pulse) + [(_("Records from it"), counted(kept))]
    if deployment.public_key:
        facts.append((_("Fingerprint of its key"), fingerprint(deployment.public_key)))
    return Card(
        deployment,
        state_in_words(state),
        SHAPES[state],
        facts,
        warnings(deployment, news, kept),
        reasons_in_words(told_of(pulse, deployment)) if pulse else [],
        bool(news and news.held_at and not news.raised_at),
        kept.aside,
    )


def told_of(pulse: Pulse, of: Deployment) -> list[NotTaken]:
    """Why records of a home are not taken, as it tells: by code; which of its records, only it knows."""
    about = {"mine": ", ".join(of.regions)}
    return [NotTaken({"code": code, "params": about}, many, "") for code, many in pulse.reasons.items()]


def counted(kept: Kept) -> str:
    """How many records are kept of a home, and how many of them count nowhere."""
    parts = [format_number(kept.all)]
    if kept.aside:
        parts.append(_("set aside: %(many)s", many=format_number(kept.aside)))
    if kept.waiting:
        parts.append(_("without their gathering yet: %(many)s", many=format_number(kept.waiting)))
    return " · ".join(parts)


def heard(news: DeploymentNews | None, pulse: Pulse | None) -> list[tuple[str, str]]:
    """What a home last told of itself."""
    last = (_("Last heard"), ago(news.heard_at if news else None))
    if pulse is None:
        return [last]
    return [
        last,
        (_("On the way"), waits(pulse.waiting, pulse.oldest)),
        (_("Not taken here"), format_number(pulse.refused)),
        (_("Version"), pulse.version),
        (_("Plugins"), ", ".join(pulse.plugins) or "—"),
        (_("Clock"), clock(pulse.clock)),
    ]


def warnings(deployment: Deployment, news: DeploymentNews | None, kept: Kept) -> list[str]:
    """What somebody at the centre has to look at."""
    found = []
    if deployment.state == PAIRED and news and news.heard_at and is_silent(news.heard_at):
        found.append(_("It has not been heard for more than a day: figures of its regions are that old."))
    if news and news.held_at and not news.raised_at:
        found.append(
            _("It forgot some of what it sent, as after an old backup was restored. Nothing of it is taken.")
        )
    if deployment.state == PAIRED and knows_former(news):
        found.append(_("It knows our former key only. With its next call it is told the new one."))
    if kept.aside and deployment.aside_since:
        since = format_datetime(deployment.aside_since)
        found.append(_("What came since %(moment)s is set aside and counts nowhere.", moment=since))
    return found


def is_late(deployment: Deployment) -> bool:
    """Whether the time of its code passed without it."""
    until = deployment.code_until
    return deployment.state == INVITED and until is not None and until < datetime.now(UTC)


def is_silent(heard_at: datetime) -> bool:
    """Whether a deployment has not been heard for a day."""
    return (datetime.now(UTC) - heard_at).total_seconds() > A_DAY


def home() -> Card:
    """This home, and how it stands with the centre above it."""
    found = queries.above()
    news = queries.news_of(found) if found else None
    waiting, known = queries.waiting(), known_of(news)
    over = known.refused is not None and known.refused.code in OVER
    state = found.state if found and not over else UNPAIRED
    shown = found or Deployment(name=queries.own_name(), state=state, regions=[], url=queries.upstream())
    return Card(
        shown,
        state_in_words(state),
        SHAPES[state],
        ours(shown, news, waiting, clock(known.off)),
        [in_words(known.refused)] if known.refused else [],
        reasons_in_words(queries.not_taken()),
        paired=state == PAIRED and not is_forged(known),
    )


def is_forged(known: Known) -> bool:
    """Whether the centre answered by a key this home does not know: a line that lies, or a key that was
    renewed because it was stolen, which only a new code tells."""
    return known.refused is not None and known.refused.code == AnswerForged.code


def ours(
    centre: Deployment, news: DeploymentNews | None, waiting: Waiting, off: str
) -> list[tuple[str, str]]:
    """How this home stands with the centre."""
    oldest = (datetime.now(UTC) - waiting.oldest).total_seconds() if waiting.oldest else 0
    facts = [
        (_("The centre"), centre.url),
        (_("The centre last answered"), ago(news.heard_at if news else None)),
        (_("On the way"), waits(waiting.waiting, int(oldest))),
        (_("Not taken there"), format_number(waiting.refused)),
        (_("Our clock"), off),
    ]
    if centre.public_key:
        facts.append((_("Fingerprint of the centre’s key"), fingerprint(centre.public_key)))
    return [*facts, (_("Fingerprint of our key"), queries.own_fingerprint() or "—")]


@dataclass(frozen=True)
class OurKey:
    """The key homes know the centre by: its id and fingerprint, the homes that know a former one still."""

    id: str
    fingerprint: str
    behind: list[str]


def our_key() -> OurKey | None:
    """The centre's own key; None before it has one, and at a home, which says its own beside the centre's."""
    found = None if queries.sends_up() else queries.present_key()
    if found is None:
        return None
    behind = [each.name for each, news in queries.below() if each.state == PAIRED and knows_former(news)]
    return OurKey(str(found.id), queries.own_fingerprint(), behind)


def knows_former(news: DeploymentNews | None) -> bool:
    """Whether a home has not heard of our present key yet."""
    mine = list(queries.own_prints())
    return news is not None and bool(mine) and (news.knows or mine[-1]) != mine[0]


@dataclass(frozen=True)
class Untaken:
    """A record in words: what it is and what it is called, of which region, why it is not taken, its page."""

    kind: str
    key: str
    what: str
    called: str
    region: str
    why: str
    page: str
    since: datetime


def untaken_page() -> dict[str, Any]:
    """Everything the page of untaken records shows."""
    found = refused_above(SHOWN)
    return {
        "rows": [untaken(each) for each in found[:SHOWN]],
        "more": len(found) > SHOWN,
        "may_retry": actor().everywhere("deployment.retry"),
    }


def untaken(record: Upward) -> Untaken:
    """One record in words."""
    state = record.state
    return Untaken(
        record.kind,
        record.key,
        record_kinds().get(record.kind, record.kind),
        next((str(state[name]) for name in TITLES if state.get(name)), ""),
        region_name(state.get("region")),
        in_words(msgspec.convert(record.refused or {}, Said)),
        str(state.get("page") or ""),
        record.since,
    )


@dataclass(frozen=True)
class Agreed:
    """How it stands with names: in words, with facts; what the button that agrees is called (none: this side
    agrees already), the button that ends it and what it asks before (none: there is nothing to end); `id`
    is that of its history."""

    words: str
    shape: str
    facts: list[tuple[str, str]]
    id: str = ""
    agree: str = ""
    end: str = ""
    ask: str = ""


def agreed(deployment: Deployment | None) -> Agreed | None:
    """How it stands with names; None with an installation that is not paired."""
    if deployment is None or deployment.state != PAIRED:
        return None
    found = queries.agreement_of(deployment) or NameAgreement(ours=None, theirs=None)
    may = actor().everywhere("deployment.manage")
    shown = replace(in_force(found) if found.in_force else not_in_force(found), id=str(found.id or ""))
    return shown if may else replace(shown, agree="", end="")


def in_force(found: NameAgreement) -> Agreed:
    """Both agree."""
    return Agreed(
        _("Both sides agree: names of participants go up to the centre."),
        "ok",
        facts(found),
        end=_("End the agreement"),
        ask=_("End the agreement? No name goes up any more, and the centre erases those that came."),
    )


def not_in_force(found: NameAgreement) -> Agreed:
    """One side agrees, or none."""
    if found.ours is not None:
        words = _("Offered by this side. Until the other side agrees, no name goes up.")
        return Agreed(words, "warn", facts(found), end=_("Take the offer back"))
    if found.theirs is not None:
        words = _("The other side offers that names go up. Until this side agrees, none does.")
        return Agreed(words, "warn", facts(found), agree=_("Agree"), end=_("Decline"))
    words = _("Names of participants stay at the region’s home; people are counted once by pseudonyms.")
    return Agreed(words, "plain", facts(found), agree=_("Offer that names go up"))


def facts(found: NameAgreement) -> list[tuple[str, str]]:
    """Why each side agrees, and how it ended before."""
    told = [(_("Why this side agrees"), found.ours), (_("Why the other side agrees"), found.theirs)]
    if found.ended_at and not found.in_force:
        how = f"{format_datetime(found.ended_at)} · {sides()[found.ended_by or 'us']}"
        told.append((_("Ended before"), how))
    return [(label, words) for label, words in told if words]

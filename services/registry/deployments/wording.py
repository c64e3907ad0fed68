"""Deployments in words, and how their history is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec
from flask_babel import format_timedelta, pgettext
from flask_babel import gettext as _

from services.registry.deployments.operations.admission import ClockOff, DeploymentEnded, DeploymentUnknown
from services.registry.deployments.operations.letting_in import (
    CentreBusy,
    QuotaSpent,
    RecordMisshapen,
    VersionsBackwards,
)
from services.registry.deployments.operations.pairing import VersionsApart
from services.registry.deployments.operations.wire import (
    AnswerForged,
    NoLine,
    NotKnownThere,
    NotPaired,
    TlsRequired,
)
from services.registry.deployments.queries import NotTaken
from services.registry.deployments.rules.admitting import REASONS
from services.registry.deployments.schemas import Said
from services.registry.regions.wording import region_names
from shared.acts.words import Words
from shared.doors.errors import Refusal
from shared.i18n import format_datetime, once_a_language
from shared.queue.receiving import RecordTooNew, RecordUnreadable

SAYINGS: Mapping[str, type[Refusal]] = {
    **REASONS,
    **{
        kind.code: kind
        for kind in (
            AnswerForged,
            CentreBusy,
            ClockOff,
            DeploymentEnded,
            DeploymentUnknown,
            NoLine,
            NotKnownThere,
            NotPaired,
            QuotaSpent,
            RecordMisshapen,
            RecordTooNew,
            RecordUnreadable,
            TlsRequired,
            VersionsApart,
            VersionsBackwards,
        )
    },
}


REGIONS_SAID = ("region", "mine")  # parameters of refusals that are regions


@dataclass(frozen=True)
class Reason:
    """Why records are not taken: in words, how many, the page of one of them."""

    words: str
    many: int
    page: str = ""


@once_a_language
def deployment_states() -> Mapping[str, str]:
    """States of a pairing."""
    return {
        "invited": pgettext("deployment", "waits for its code"),
        "late": pgettext("deployment", "its code is over"),
        "paired": pgettext("deployment", "paired"),
        "unpaired": pgettext("deployment", "not paired"),
        "revoked": pgettext("deployment", "revoked"),
    }


def state_in_words(state: str) -> str:
    """The state of a pairing."""
    return deployment_states()[state]


def in_words(said: Said) -> str:
    """A refusal of the other side in the reader's language; by its code where this version does not know
    it."""
    kind = SAYINGS.get(said.code)
    if kind is None:
        return said.code
    known: defaultdict[str, object] = defaultdict(lambda: "—", map(named, said.params.items()))
    return kind.words() % known


def named(about: tuple[str, object]) -> tuple[str, object]:
    """What a refusal is about, regions by their names."""
    name, value = about
    return name, region_names(str(value).split(", ")) if name in REGIONS_SAID else value


def reasons_in_words(found: Sequence[NotTaken]) -> list[Reason]:
    """Why records are not taken."""
    return [Reason(in_words(msgspec.convert(each.said, Said)), each.many, each.page) for each in found]


@once_a_language
def record_kinds() -> Mapping[str, str]:
    """What goes up, in words."""
    return {
        "centre": pgettext("record", "Centre"),
        "memorandum": pgettext("record", "Memorandum"),
        "initiative_group": pgettext("record", "Initiative group"),
        "village_plan": pgettext("record", "Village plan"),
        "person": pgettext("record", "Person"),
        "identity": pgettext("record", "Pseudonyms of a person"),
        "gathering": pgettext("record", "Gathering"),
        "problem": pgettext("record", "Problem that was named"),
        "attendance": pgettext("record", "Who came to a gathering"),
        "publication": pgettext("record", "Publication"),
        "consultation_journal": pgettext("record", "Journal of consultations"),
        "social_review": pgettext("record", "Opinion in social networks"),
        "survey": pgettext("record", "Survey"),
        "public_report": pgettext("record", "Published report"),
        "contest": pgettext("record", "Contest"),
        "application": pgettext("record", "Application"),
        "award": pgettext("record", "Award"),
        "story": pgettext("record", "Success story"),
        "donor_project": pgettext("record", "Donor project"),
    }


def ago(moment: datetime | None) -> str:
    """When it was, and how long ago."""
    if moment is None:
        return _("never")
    passed = format_timedelta(moment - datetime.now(UTC), add_direction=True)
    return f"{format_datetime(moment)} ({passed})"


def waits(many: int, oldest: int) -> str:
    """How much waits, and how long the oldest of it."""
    if not many:
        return _("nothing")
    return _("%(many)s, the oldest for %(long)s", many=many, long=format_timedelta(oldest))


def clock(off: int) -> str:
    """How far a clock is off."""
    if not off:
        return _("right")
    long = format_timedelta(abs(off))
    return _("ahead by %(long)s", long=long) if off > 0 else _("behind by %(long)s", long=long)


def deployment() -> Words:
    """A deployment in words."""
    fields = {
        "state": _("State"),
        "regions": _("Regions"),
        "url": _("Address"),
        "public_key": _("Key"),
        "aside_since": _("Set aside since"),
        "restored_at": _("Goes on from an old backup"),
    }
    return Words(_("Deployment"), fields, {"state": dict(deployment_states())})


def names() -> Words:
    """What two installations agree on about names, in words."""
    fields = {
        "ours": _("Why we agree that names go up"),
        "theirs": _("Why the other side agrees that names go up"),
        "ended_at": _("Ended"),
        "ended_by": _("Ended by"),
    }
    return Words(_("Names of participants"), fields, {"ended_by": dict(sides())})


@once_a_language
def sides() -> Mapping[str, str]:
    """Who of two installations ended what they agreed on."""
    return {"us": pgettext("side", "this side"), "them": pgettext("side", "the other side")}


def own_key() -> Words:
    """The centre's own key in words."""
    return Words(_("Key of this installation"), {})

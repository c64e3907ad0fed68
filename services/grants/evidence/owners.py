"""The three things a file of grants can prove, found by the address of a page or a call."""

from __future__ import annotations

import uuid
from typing import Any

from flask_babel import gettext as _

from services.grants.applications.models import Application
from services.grants.applications.queries import get_application
from services.grants.awards.queries import get_award, parents_of
from services.grants.contests.models import Contest
from services.grants.contests.queries import get_contest
from services.grants.evidence.models import Evidence
from services.grants.evidence.queries import LINKS, Owner, also_on, is_visible

FINDERS: dict[str, Any] = {
    "contest_id": get_contest,
    "application_id": get_application,
    "award_id": get_award,
}


def get_owner(named: dict[str, uuid.UUID], permission: str, lock: bool = False) -> Owner:
    """The contest, application or award an address names, `{"award_id": …}`; NotFound, Forbidden."""
    ((name, owner_id),) = named.items()
    return FINDERS[name](owner_id, permission, lock=lock)


def owner_of(evidence: Evidence, lock: bool = True) -> Owner:
    """What a file the actor may open proves; `lock` holds it against a concurrent change."""
    name = next(link for link in FINDERS if getattr(evidence, link))
    return get_owner({name: getattr(evidence, name)}, "evidence.view", lock=lock)


def elsewhere(files: list[Evidence]) -> dict[uuid.UUID, list[dict[str, str]]]:
    """What else these files prove, {title, href}, by file;
    what the actor may not see has neither name nor link."""
    return {key: [named(twin) for twin in twins] for key, twins in also_on(files).items()}


def named(evidence: Evidence) -> dict[str, str]:
    """What a file proves, as a link."""
    if not is_visible(evidence):
        return {"title": _("a record of another region"), "href": ""}
    owner = owner_of(evidence, lock=False)
    return {"title": title_of(owner), "href": address(owner)}


def address(owner: Owner) -> str:
    """The page of what a file proves."""
    return f"/grants/{LINKS[type(owner)].removesuffix('_id')}s/{owner.id}"


def title_of(owner: Owner) -> str:
    """How a page names it."""
    if isinstance(owner, Contest):
        return owner.title
    application = owner if isinstance(owner, Application) else parents_of(owner)[1]
    return f"{application.number} {application.group_name}"

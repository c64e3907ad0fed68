"""What is true about reviews in social networks."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, case, cast, func, or_, select

from services.events.db import Evidence, db
from services.events.publications.queries import link_key
from services.events.reviews.models import SocialReview
from shared.doors.errors import NotFound
from shared.language.reviews import POSITIVE
from shared.reach import in_reach, in_sight, placed, reachable
from shared.sorting import Sorting

VIEW, RECORD = "review.view", "review.record"
PROVEN, UNPROVEN, WITHDRAWN = "proven", "unproven", "withdrawn"
MOST_WAITING = 200
Found = Any  # a row of a list as it was found, with the names of COLUMNS
Filters = Mapping[str, Any]
FILES = (
    select(func.count())
    .where(Evidence.proving("social_review", SocialReview.id))
    .correlate(SocialReview)
    .scalar_subquery()
)
SHOWN = or_(SocialReview.link.is_not(None), FILES > 0)
STATE = case((SocialReview.withdrawn_because.is_not(None), WITHDRAWN), (SHOWN, PROVEN), else_=UNPROVEN)
COLUMNS = (
    SocialReview.id,
    SocialReview.project_id,
    SocialReview.activity_id,
    SocialReview.region,
    SocialReview.written_on,
    SocialReview.network,
    SocialReview.tone,
    SocialReview.said,
    SocialReview.link,
    STATE.label("state"),
)
SORTS = {
    "written_on": SocialReview.written_on,
    "network": SocialReview.network,
    "tone": SocialReview.tone,
    "region": SocialReview.region,
    "state": STATE,
}


def get_review(review_id: uuid.UUID, permission: str = VIEW, lock: bool = False) -> SocialReview:
    """A review the actor may see; NotFound. `lock` holds it against a concurrent change."""
    found = db.session.get(SocialReview, review_id, with_for_update=lock or None)
    if found is None or not reachable(permission, found.region):
        raise NotFound
    return found


def with_link(project_id: uuid.UUID, link: str) -> list[SocialReview]:
    """Reviews of a project under the same link, however it is written; none that was withdrawn."""
    key = link_key(link)
    near = SocialReview.link.icontains(key.partition("?")[0], autoescape=True)
    mine = SocialReview.project_id == project_id, SocialReview.withdrawn_because.is_(None)
    found = db.session.scalars(select(SocialReview).where(near, *mine).order_by(SocialReview.id))
    return [item for item in found if item.link and link_key(item.link) == key]


def visible() -> ColumnElement[bool]:
    """Reviews of the actor's regions, and those of the whole project."""
    return in_sight(SocialReview.region, VIEW)


CONDITIONS: dict[str, Callable[[Any], ColumnElement[bool]]] = {
    "project": lambda key: cast(SocialReview.project_id, Text) == str(key),
    "network": lambda name: SocialReview.network == name,
    "tone": lambda tone: SocialReview.tone == tone,
    "region": lambda region: placed(SocialReview.region, region),
    "state": lambda state: state == STATE,
    "q": lambda words: SocialReview.said.icontains(words, autoescape=True),
}


def filtered(filters: Filters) -> Select[Any]:
    """Reviews the actor may see by the filters of a list, those of CONDITIONS."""
    wanted = (condition(filters[name]) for name, condition in CONDITIONS.items() if filters.get(name))
    return select(*COLUMNS).where(visible(), *wanted)


def review_rows(filters: Filters, sorting: Sorting, limit: int | None, offset: int = 0) -> Sequence[Found]:
    """The list a page shows, None is no limit."""
    term = sorting.term(SORTS, SocialReview.written_on).nulls_last()
    ordered = filtered(filters).order_by(term, SocialReview.id.desc())
    return db.session.execute(ordered.limit(limit).offset(offset)).all()


def count_reviews(filters: Filters) -> int:
    """How many reviews a list has."""
    return db.session.scalar(select(func.count()).select_from(filtered(filters).subquery())) or 0


def share_of(filters: Filters) -> tuple[int, int]:
    """How many reviews of a list are positive, and of how many: those that were withdrawn are none."""
    found = filtered(filters).where(SocialReview.withdrawn_because.is_(None)).subquery()
    liked = func.count().filter(found.c.tone == POSITIVE)
    positive, base = db.session.execute(select(liked, func.count()).select_from(found)).one()
    return positive, base


def review_page(filters: Filters, after: uuid.UUID | None, limit: int) -> list[dict[str, Any]]:
    """The list a tool reads, the newest entry first, one row more than the limit."""
    statement = filtered(filters).order_by(SocialReview.id.desc()).limit(limit + 1)
    if after:
        statement = statement.where(SocialReview.id < after)
    return [dict(row) for row in db.session.execute(statement).mappings()]


def state_of(item: SocialReview) -> str:
    """The state of one review."""
    return db.session.scalars(select(STATE).where(SocialReview.id == item.id)).one()


def waiting() -> list[Found]:
    """Reviews with neither a link nor a file that are the actor's to enter, the earliest first."""
    found = select(*COLUMNS).where(STATE == UNPROVEN, in_reach(SocialReview.region, RECORD))
    ordered = found.order_by(SocialReview.written_on, SocialReview.id)
    return list(db.session.execute(ordered.limit(MOST_WAITING)))

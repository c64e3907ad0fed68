"""What is true about success stories."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, and_, case, cast, func, or_, select

from services.grants.applications.models import Application
from services.grants.awards.models import Award
from services.grants.contests.models import Contest
from services.grants.contests.queries.reach import may, within
from services.grants.db import Evidence, db
from services.grants.stories.models import Story
from shared.doors.errors import NotFound
from shared.language.evidence import CONSENT, PHOTO, PUBLICATION_LINK
from shared.sameness import as_said
from shared.sorting import Sorting

Found = Any  # a row of a list as it was found, with the names of COLUMNS
Filters = Mapping[str, Any]
VIEW, RECORD = "story.view", "story.record"
DRAFT, WITHHELD, PUBLISHED, WITHDRAWN = "draft", "withheld", "published", "withdrawn"
MOST_WAITING = 200


def has(kind: str) -> ColumnElement[bool]:
    """The condition that a story has a file of a kind that opens."""
    there = select(Evidence.id).where(Evidence.proving("story", Story.id), Evidence.kind == kind)
    return there.correlate(Story).exists()


SHOWN_PEOPLE = and_(has(PHOTO), ~Story.faceless)
UNASKED = and_(or_(SHOWN_PEOPLE, Story.quoted != ""), ~has(CONSENT))
STATE = case(
    (Story.withdrawn_because.is_not(None), WITHDRAWN),
    (Story.published_on.is_(None), DRAFT),
    (UNASKED, WITHHELD),
    else_=PUBLISHED,
)
UNPROVEN = and_(STATE == PUBLISHED, Story.link.is_(None), ~has(PUBLICATION_LINK))
KAZAKH = (Story.problem_kk, Story.action_kk, Story.result_kk, Story.numbers_kk, Story.quote_kk)
COLUMNS = (
    Story.id,
    Story.award_id,
    Story.contest_id,
    Contest.project_id,
    Story.region,
    Application.settlement,
    Application.group_name.label("group"),
    Application.group_kk,
    Story.title,
    Story.title_kk,
    Story.problem,
    Story.action,
    Story.result,
    Story.numbers,
    Story.quote,
    *KAZAKH,
    Story.published_on,
    Story.channel,
    Story.link,
    STATE.label("state"),
)
SORTS = {
    "title": Story.title,
    "group": Application.group_name,
    "region": Story.region,
    "published_on": Story.published_on,
    "state": STATE,
}
OF_AWARD = Award.application_id == Application.id


def get_story(story_id: uuid.UUID, permission: str = VIEW, lock: bool = False) -> Story:
    """A story of the actor's regions; NotFound. `lock` holds it against a concurrent change."""
    found = db.session.get(Story, story_id, with_for_update=lock or None, populate_existing=lock)
    if found is None or not may(permission, found.contest_id, found.region):
        raise NotFound
    return found


def of_groups(groups: Collection[str]) -> Sequence[Story]:
    """Every story of these groups, held: it tells the names the register has for them."""
    mine = select(Story).join(Award, Award.id == Story.award_id)
    of_it = mine.join(Application, Application.id == Award.application_id)
    found = of_it.where(cast(Application.group_id, Text).in_(groups)).order_by(Story.id)
    return db.session.scalars(found.with_for_update(of=Story)).all()


def worded(words: str) -> ColumnElement[bool]:
    """The condition that a story has these words somewhere."""
    told = (
        Story.title,
        Story.title_kk,
        Story.problem,
        Story.action,
        Story.result,
        *KAZAKH,
        Application.group_name,
        Story.channel,
    )
    return or_(*(column.icontains(words, autoescape=True) for column in told))


CONDITIONS: dict[str, Callable[[Any], ColumnElement[bool]]] = {
    "project": lambda key: cast(Contest.project_id, Text) == str(key),
    "award": lambda key: Story.award_id == key,
    "region": lambda region: Story.region == region,
    "state": lambda state: state == STATE,
    "q": worded,
}


def told() -> Select[Any]:
    """Stories the actor may see, with the group whose sub-project it was."""
    of_group = select(*COLUMNS).select_from(Story).join(Award, Award.id == Story.award_id)
    whole = of_group.join(Application, OF_AWARD).join(Contest, Contest.id == Story.contest_id)
    return whole.where(within(VIEW, Story.contest_id, Story.region))


def filtered(filters: Filters) -> Select[Any]:
    """Stories by the filters of a list, those of CONDITIONS."""
    wanted = (condition(filters[name]) for name, condition in CONDITIONS.items() if filters.get(name))
    return told().where(*wanted)


def story_rows(filters: Filters, sorting: Sorting, limit: int | None, offset: int = 0) -> Sequence[Found]:
    """The list a page shows, None is no limit."""
    term = sorting.term(SORTS, Story.published_on).nulls_first()
    ordered = filtered(filters).order_by(term, Story.id.desc())
    return db.session.execute(ordered.limit(limit).offset(offset)).all()


def count_stories(filters: Filters) -> int:
    """How many stories a list has."""
    return db.session.scalar(select(func.count()).select_from(filtered(filters).subquery())) or 0


def story_page(filters: Filters, after: uuid.UUID | None, limit: int) -> list[dict[str, Any]]:
    """The list a tool reads, the newest first, one row more than the limit."""
    statement = filtered(filters).order_by(Story.id.desc()).limit(limit + 1)
    if after:
        statement = statement.where(Story.id < after)
    return [dict(row) for row in db.session.execute(statement).mappings()]


def state_of(story: Story) -> str:
    """The state of one story."""
    return db.session.scalars(select(STATE).where(Story.id == story.id)).one()


def is_unproven(story: Story) -> bool:
    """Whether a published story has neither a link nor a copy of its publication."""
    return bool(db.session.scalar(select(UNPROVEN).where(Story.id == story.id)))


def earlier(award_id: uuid.UUID, besides: Story | None = None) -> list[Story]:
    """The stories of a sub-project that stand, the oldest first."""
    standing = select(Story).where(Story.award_id == award_id, Story.withdrawn_because.is_(None))
    found = db.session.scalars(standing.order_by(Story.id))
    return [story for story in found if story is not besides]


def same_words(one: str, other: str) -> bool:
    """Whether two titles say one thing, however they are typed."""
    return bool(db.session.scalar(select(as_said(one) == as_said(other))))


def subprojects() -> Sequence[Any]:
    """Sub-projects the actor may write a story of: their award, group, title and region."""
    of_it = (Application.number, Application.group_name, Application.group_kk, Application.title)
    found = select(Award.id, *of_it, Award.region).join(Application, OF_AWARD)
    standing = found.where(Award.status != "cancelled")
    mine = standing.where(within(RECORD, Award.contest_id, Award.region))
    return db.session.execute(mine.order_by(Application.number)).all()


def waiting(condition: ColumnElement[bool]) -> list[Found]:
    """Stories the actor writes of which something is lacking, the earliest day first."""
    mine = within(RECORD, Story.contest_id, Story.region)
    found = told().where(mine, condition).order_by(Story.published_on, Story.id)
    return list(db.session.execute(found.limit(MOST_WAITING)))

"""What grants knows about initiative groups."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from services.grants.db import db
from services.grants.groups.models import GroupCopy
from shared.doors.errors import Invalid
from shared.sameness import is_called
from shared.spoken import words_of

STANDS = GroupCopy.status != "withdrawn"


class GroupUnknown(Invalid):
    """There is no such group in the register of this region. Record it there first."""

    code = "group_unknown"


def known_group(group_id: uuid.UUID | None) -> GroupCopy | None:
    """A group of the register, whether or not it was withdrawn since; None where there is none."""
    return db.session.scalar(select(GroupCopy).where(GroupCopy.id == str(group_id))) if group_id else None


def group_of(project_id: uuid.UUID, region: str, group_id: uuid.UUID) -> GroupCopy:
    """A group that stands, of this project and region; GroupUnknown."""
    found = known_group(group_id)
    if found is None or found.status == "withdrawn":
        raise GroupUnknown(field="group_id")
    if (found.project_id, found.region) != (str(project_id), region):
        raise GroupUnknown(field="group_id")
    return found


def groups_in(project_id: uuid.UUID, region: str) -> Sequence[GroupCopy]:
    """The groups of a project in a region, by name."""
    mine = GroupCopy.project_id == str(project_id), GroupCopy.region == region, STANDS
    return db.session.scalars(select(GroupCopy).where(*mine).order_by(GroupCopy.name)).all()


def called(project_id: uuid.UUID, region: str, name: str) -> str | None:
    """The id of the only group there that is called so, however it is typed."""
    mine = GroupCopy.project_id == str(project_id), GroupCopy.region == region, STANDS
    so = is_called(name, GroupCopy.name, GroupCopy.name_kk)
    ids = db.session.scalars(select(GroupCopy.id).where(*mine, so)).all()
    return ids[0] if len(ids) == 1 else None


def group_words(application: Any) -> str:
    """The group an application is of, in the reader's language; its Kazakh name is the register's."""
    return words_of(application.group_name, application.group_kk)

"""How a list was said to be read: what a person answers, kept by region and set of headings."""

from __future__ import annotations

import hashlib
import uuid
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from services.events.db import Job, db
from services.events.gatherings.models import Gathering
from services.events.participants.models import ListLayout
from services.events.participants.operations.forgetting import check_kept
from services.events.participants.reader.columns import key_of
from shared.clock import today
from shared.doors.errors import Conflict, Invalid
from shared.queue import jobs

MARKS = {"attended", "day"}
PEOPLE = {"name", "surname", "given_name"}
ABOUT_THE_FILE = {"sheets", "no_header", "coloured", "boxes"}


class NotAsking(Conflict):
    """This list is read already, or is being read."""

    code = "not_asking"


class NameColumnNeeded(Invalid):
    """Say which column holds the names."""

    code = "name_column_needed"


class WhoCameNeeded(Invalid):
    """Say who came: choose the columns with the marks, or say that all of them came, or nobody yet."""

    code = "who_came_needed"


def go_on(job: Job, gathering: Gathering, said: dict[str, Any]) -> Job:
    """Go on reading a list as a person says: {sheet, header_row, columns, everybody, take}."""
    held = db.session.get_one(Job, job.id, with_for_update=True, populate_existing=True)
    if held.state != "asks":
        raise NotAsking
    check_kept(held)
    meanings = set(said["columns"].values())
    if not meanings & PEOPLE:
        raise NameColumnNeeded(field="columns")
    if not meanings & MARKS and said.get("everybody") is None and gathering.starts_on <= today():
        raise WhoCameNeeded(field="everybody")
    mapping = {name: said.get(name) for name in ("sheet", "header_row", "columns")}
    return jobs.resume(
        db.session, held, {"mapping": mapping, "everybody": said.get("everybody"), "take": said["take"]}
    )


def remember(gathering: Gathering, read: dict[str, Any], mapping: dict[str, Any]) -> None:
    """Keep what the columns of such headings mean in this region; the last word counts."""
    values = {"region": gathering.region, "titles": titles_of(read), "columns": mapping["columns"]}
    statement = insert(ListLayout).values(id=uuid.uuid4(), **values)
    db.session.execute(
        statement.on_conflict_do_update(
            index_elements=["region", "titles"],
            set_={"columns": statement.excluded.columns, "created_at": func.now()},
        )
    )


def remembered(region: str, read: dict[str, Any]) -> dict[str, Any] | None:
    """How such a list was read in this region, where that answers all its questions: its marks are known,
    and nothing is asked about the file itself."""
    columns = kept_columns(region, read)
    asked = {question["code"] for question in read["questions"]}
    if not columns or not set(columns.values()) & MARKS or asked & ABOUT_THE_FILE:
        return None
    return {"sheet": read["sheet"], "header_row": read["header_row"], "columns": columns}


def kept_columns(region: str, read: dict[str, Any]) -> dict[str, Any] | None:
    """What the columns of such headings were said to mean in this region."""
    return db.session.scalar(
        select(ListLayout.columns).where(ListLayout.region == region, ListLayout.titles == titles_of(read))
    )


def titles_of(read: dict[str, Any]) -> str:
    """A set of headings, as it is kept: no heading may hold a person's name."""
    keys = "|".join(key_of(column["title"]) for column in read["layout"]).rstrip("|")
    return hashlib.sha256(keys.encode()).hexdigest()

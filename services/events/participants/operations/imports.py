"""Lists that come as a file: good rows are kept, bad ones given back with reasons."""

from __future__ import annotations

import uuid
from typing import Any

from flask_babel import get_locale
from werkzeug.datastructures import FileStorage

from services.events.db import Job, db
from services.events.gatherings.models import Gathering
from services.events.participants.operations.attendance import Marker
from services.events.participants.operations.entering import add_participants
from services.events.participants.operations.matching import CancelledTakesNobody, Matched, match_people
from services.events.participants.operations.reading import keep_bad_rows, read_list
from services.events.participants.queries import hold_people
from services.events.projects.queries import projects
from shared.doors.transaction import carry_out
from shared.files import FileMissing, Stored, files
from shared.queue import jobs
from shared.queue.jobs import Progress


def keep_list(file: FileStorage | None) -> Stored:
    """Keep an uploaded list as it is: what it is, the reader in its limited child will say.
    FileMissing, FileEmpty, FileTooLarge."""
    if not file:
        raise FileMissing(field="file")
    return files().keep(file.stream.read(), file.filename or "file")


def start_import(gathering: Gathering, stored: Stored, by: str) -> Job:
    """Queue the reading of a stored list."""
    if gathering.status == "cancelled":
        raise CancelledTakesNobody
    projects.open(gathering.project_id)
    data = {
        "gathering_id": str(gathering.id),
        "sha256": stored.sha256,
        "name": stored.name,
        "locale": str(get_locale() or "ru"),
        "by": by,
    }
    return jobs.enqueue(db.session, Job, "events.import_participants", data, by)


def import_list(data: dict[str, Any], advance: Progress) -> dict[str, Any]:
    """Read the list and enter its good rows: {added, updated, repeated, refused,
    doubtful, unknown_columns, problems,
    bad_rows: sha256 | None}."""
    content = files().get(data["sha256"])
    read = read_list(content, data["name"])
    gathering = get_listed(data["gathering_id"])
    rows = read["rows"]
    matched = match_people(
        gathering, [{key: row[key] for key in row if key != "row"} for row in rows], advance
    )
    # What is entered stays, and no transaction waits for a child.
    results = carry_out(enter_matched, data, matched)
    problems = read["problems"] + [
        {
            "row": rows[result["row"]]["row"],
            "column": field,
            "value": "",
            "code": "refused",
            "params": {"text": "; ".join(map(str, texts))},
        }
        for result in results
        if result["status"] == "refused"
        for field, texts in result["problems"].items()
    ]
    twice = {
        rows[result["row"]]["row"]: rows[result["repeats"]]["row"]
        for result in results
        if "repeats" in result
    }
    problems = [
        problem for problem in problems if problem["code"] != "repeated" or problem["row"] not in twice
    ] + [
        {
            "row": row,
            "column": None,
            "value": "",
            "code": "counted_once",
            "level": "warning",
            "params": {"first": first},
        }
        for row, first in twice.items()
    ]
    counted = {
        status: sum(result["status"] == status for result in results)
        for status in ("added", "updated", "refused")
    }
    counted["repeated"] = len(twice)
    counted["updated"] -= counted["repeated"]
    bad = {problem["row"] for problem in problems if problem.get("level") != "warning"}
    return {
        **counted,
        "refused": len(bad),
        "doubtful": sum(result.get("match") == "doubtful" for result in results),
        "unknown_columns": read["unknown_columns"],
        "problems": problems[:200],
        "bad_rows": keep_bad_rows(content, data, problems) if bad else None,
    }


def enter_matched(data: dict[str, Any], matched: Matched) -> list[dict[str, Any]]:
    """Enter a matched list as who sent it."""
    hold_people()
    gathering = get_listed(data["gathering_id"], lock=True)
    return add_participants(gathering, matched, Marker("import", data.get("by", "")))


def get_listed(gathering_id: str, lock: bool = False) -> Gathering:
    """The gathering whose list is read, whoever asked for it."""
    return db.session.get_one(Gathering, uuid.UUID(gathering_id), with_for_update=lock or None)

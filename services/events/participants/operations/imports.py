"""Lists that come as a file: good rows are kept, bad ones given back with reasons."""

from __future__ import annotations

import uuid
from functools import partial
from typing import Any

from flask_babel import get_locale
from werkzeug.datastructures import FileStorage

from services.events.db import Job, db
from services.events.gatherings.models import Gathering
from services.events.participants.operations.attendance import Marker
from services.events.participants.operations.entering import add_participants
from services.events.participants.operations.forgetting import READS, content_of, keep_sealed, list_of
from services.events.participants.operations.layouts import kept_columns, remember, remembered
from services.events.participants.operations.matching import CancelledTakesNobody, Matched, match_people
from services.events.participants.operations.reading import (
    headings_of,
    keep_bad_rows,
    read_list,
    said_about,
    said_of,
)
from services.events.participants.queries import hold_people
from services.events.participants.reader.notes import MAYBE_PEOPLE
from services.events.projects.queries import projects
from shared.clock import today
from shared.doors.errors import Invalid
from shared.doors.transaction import carry_out, let_go
from shared.files import LARGEST, FileMissing, Stored
from shared.personal.masking import masked
from shared.queue import jobs
from shared.queue.jobs import Progress

OF_ATTENDANCE = {
    "marks_unknown",
    "marks_reversed",
    "registered",
    "signed_in_part",
    "arrived_in_part",
    "absent_noted",
    "coloured",
    "boxes",
}


class NothingTaken(Invalid):
    """Choose a row that was left out."""

    code = "nothing_taken"


def keep_text(text: str) -> Stored:
    """Keep a pasted list as the file it could have come in."""
    return keep_sealed(text.encode(), "list.txt")


def keep_list(file: FileStorage | None) -> Stored:
    """Keep an uploaded list as it is: what it is, the reader in its limited child will say.
    FileMissing, FileEmpty, FileTooLarge."""
    if not file:
        raise FileMissing(field="file")
    return keep_sealed(file.stream.read(LARGEST + 1), file.filename or "file")


def start_import(gathering: Gathering, stored: Stored, by: str, said: dict[str, Any] | None = None) -> Job:
    """Queue the reading of a stored list; `said`: {preview, everybody, take, only, mapping}."""
    if gathering.status == "cancelled":
        raise CancelledTakesNobody
    projects.open(gathering.project_id)
    data = {
        "gathering_id": str(gathering.id),
        "sha256": stored.sha256,
        "name": stored.name,
        "locale": str(get_locale() or "ru"),
        "by": by,
        "year": gathering.starts_on.year,
        "headings": headings_of(gathering),
        **(said or {}),
    }
    return jobs.enqueue(db.session, Job, READS, data, by)


def import_list(data: dict[str, Any], advance: Progress) -> dict[str, Any]:
    """Read the list and enter its good rows: {added, updated, repeated, refused,
    doubtful, unknown_columns, problems, bad_rows: sha256 | None, left_out, notes, attendance}; jobs.Asks."""
    content = content_of(data["sha256"])
    gathering, results = get_listed(data["gathering_id"]), advance.done()
    let_go()  # no transaction waits for the child that reads
    read, said = read_or_ask(content, gathering, data)
    if results is None:
        results = entered(gathering, data, read, advance)
    problems = noticed(read, results)
    bad = {problem["row"] for problem in problems if problem.get("level") != "warning"}
    return {
        **told_of(read, results),
        "refused": len(bad),
        "problems": [hidden(problem) for problem in problems[:200]],
        "bad_rows": keep_bad_rows(content, data | said, problems) if bad else None,
        "mapping": said.get("mapping"),
    }


def hidden(problem: dict[str, Any]) -> dict[str, Any]:
    """What was noticed, as the job keeps it: of a phone, and of what looks like one anywhere, its end."""
    whole = problem.get("field") == "phone"
    return problem | {"value": masked(str(problem["value"]), whole)}


def entered(
    gathering: Gathering, data: dict[str, Any], read: dict[str, Any], advance: Progress
) -> list[dict[str, Any]]:
    """Match and enter the rows of a list, once however often the job is begun: what is entered stays,
    and no transaction waits for a child."""
    people = [{key: row[key] for key in row if key != "row"} for row in read["rows"]]
    matched = match_people(gathering, people, advance)
    results: list[dict[str, Any]] = carry_out(advance.once, partial(enter_matched, data, matched, read))
    return results


def told_of(read: dict[str, Any], results: list[dict[str, Any]]) -> dict[str, Any]:
    """What became of a list, in numbers, and what of it was not taken."""
    maybe = [row["row"] for row in read["skipped"] if row["why"] in MAYBE_PEOPLE]
    return {
        **counted(results),
        "doubtful": sum(result.get("match") == "doubtful" for result in results),
        "unknown_columns": read["unknown_columns"],
        "left_out": maybe,
        "other_rows": len(read["skipped"]) - len(maybe),
        "attendance": read["attendance"],
    }


def read_or_ask(
    content: bytes, gathering: Gathering, data: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The list as read, and how: as somebody said it, as it was said of such a list before, or as it says
    itself; jobs.Asks where it leaves a question, or where it is to be looked at first."""
    said = said_of(data)
    read = read_list(content, data["name"], said)
    if "mapping" in data or data.get("only"):
        return read, said
    known = remembered(gathering.region, read) if read["questions"] else None
    if known and not data.get("preview"):
        said = said | {"mapping": known}
        let_go()
        return read_list(content, data["name"], said), said
    asked = read["questions"] + who_came(read, gathering)
    if asked or data.get("preview"):
        raise jobs.Asks({"questions": asked})
    return read, said


def who_came(read: dict[str, Any], gathering: Gathering) -> list[dict[str, Any]]:
    """The question who came, where neither the list nor a person says it; before the day nobody has."""
    unsaid = read["attendance"] == "unsaid" and gathering.starts_on <= today()
    asked = {question["code"] for question in read["questions"]} & OF_ATTENDANCE
    return [{"code": "who_came", "column": "", "title": ""}] if unsaid and not asked else []


def understood(job: Job, gathering: Gathering, mapping: dict[str, Any]) -> dict[str, Any]:
    """A list that asks, as it is read so far: as said in `mapping`, or as lists of such headings were before;
    the reader's dict with {mapping}."""
    content, name = list_of(job), job.input["name"]
    said = said_of(job.input)
    if mapping:
        return read_list(content, name, said | mapping) | {"mapping": mapping["mapping"]}
    read = read_list(content, name, said)
    kept = kept_columns(gathering.region, read)
    if kept is None:
        return read
    mapping = {"sheet": read["sheet"], "header_row": read["header_row"], "columns": kept}
    asked = read["questions"]
    return read_list(content, name, said | {"mapping": mapping}) | {"mapping": mapping, "questions": asked}


def take_left_out(gathering: Gathering, job: Job, rows: list[int], by: str) -> Job:
    """Read rows of a list that looked like notes as people."""
    wanted = sorted(set(rows) & set(job.result.get("left_out", [])))
    if not wanted:
        raise NothingTaken
    said = said_about(job) | {"take": wanted, "only": True}
    return start_import(gathering, Stored(job.input["sha256"], 0, "", job.input["name"]), by, said)


def left_out_of(job: Job) -> list[dict[str, Any]]:
    """The rows of a list that were left out and may be people, as they stand in the file."""
    if job.state != "done" or not job.result.get("left_out"):
        return []
    wanted = set(job.result["left_out"])
    read = read_list(list_of(job), job.input["name"], said_about(job))
    return [row for row in read["skipped"] if row["row"] in wanted]


def noticed(read: dict[str, Any], results: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the reader noticed, what the check refused, and who stands twice."""
    rows = read["rows"]
    refused = [
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
    twice = {rows[result["row"]]["row"]: result for result in results if "repeats" in result}
    once = [
        problem
        for problem in read["problems"]
        if problem["code"] != "repeated" or problem["row"] not in twice
    ]
    return [*once, *refused, *(said_twice(row, result, rows) for row, result in twice.items())]


def said_twice(row: int, result: dict[str, Any], rows: list[dict[str, Any]]) -> dict[str, Any]:
    """That a person stands in two rows and counts once; with different marks, as present."""
    return {
        "row": row,
        "column": None,
        "value": "",
        "code": "came_once" if result.get("differs") else "counted_once",
        "level": "warning",
        "params": {"first": rows[result["repeats"]]["row"]},
    }


def counted(results: list[dict[str, Any]]) -> dict[str, int]:
    """How many were added, corrected, refused, and stand twice."""
    numbers = {
        status: sum(result["status"] == status for result in results)
        for status in ("added", "updated", "refused")
    }
    repeated = sum("repeats" in result for result in results)
    return numbers | {"repeated": repeated, "updated": numbers["updated"] - repeated}


def enter_matched(data: dict[str, Any], matched: Matched, read: dict[str, Any]) -> list[dict[str, Any]]:
    """Enter a matched list as who sent it."""
    hold_people()
    gathering = get_listed(data["gathering_id"], lock=True)
    if data.get("mapping") and not data.get("only"):
        remember(gathering, read, data["mapping"])
    return add_participants(gathering, matched, Marker("import", data.get("by", "")))


def get_listed(gathering_id: str, lock: bool = False) -> Gathering:
    """The gathering whose list is read, whoever asked for it."""
    return db.session.get_one(Gathering, uuid.UUID(gathering_id), with_for_update=lock or None)

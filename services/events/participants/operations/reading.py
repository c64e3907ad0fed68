"""Reading a list in a limited child, and giving its bad rows back."""

from __future__ import annotations

import base64
import logging
from typing import Any

import orjson

from services.events.db import Job
from services.events.gatherings.models import Gathering
from services.events.participants.operations.forgetting import keep_sealed
from services.events.participants.operations.questions import asked_in_lists
from shared.doors.errors import Invalid
from shared.doors.transaction import let_go
from shared.imports.regional import EXTRA
from shared.limited import ChildCrashed, LimitExceeded, Unreadable, run_limited
from shared.plugins import plugins
from shared.plugins.specifications import PARTICIPANTS

log = logging.getLogger("asar.events")
READER = "services.events.participants.reader:read_bytes"
SAID = ("mapping", "everybody", "take", "only", "year", "headings")
ANNOTATOR = "services.events.participants.reader:annotate_bytes"


class ListUnreadable(Invalid):
    """This file cannot be read as a list of participants.
    Send .xlsx, .docx or .csv with a header row (ФИО, пол, телефон …)."""

    code = "list_unreadable"


class ColumnsUnknown(Invalid):
    """No column with names was found. Columns in the file: %(headers)s.
    Name one of them “ФИО” and upload it again."""

    code = "unknown_columns"


def headings_of(gathering: Gathering) -> dict[str, str]:
    """What headings of lists mean in a region besides what they mean everywhere: {title: meaning}; the
    first plugin with a word on a title has it, before the labels of what the region asks."""
    said = [
        (title, each.field)
        for each in plugins().import_columns(gathering.region, PARTICIPANTS)
        for title in each.titles
    ]
    asking = [
        (label, f"{EXTRA}{field.key}")
        for field in asked_in_lists(gathering)
        for label in field.label.values()
    ]
    return dict(reversed([*said, *asking]))


def read_list(content: bytes, name: str, said: dict[str, Any] | None = None) -> dict[str, Any]:
    """What `read_in_child` reads; no transaction waits for it."""
    let_go()
    return read_in_child(content, name, said)


def read_in_child(content: bytes, name: str, said: dict[str, Any] | None = None) -> dict[str, Any]:
    """The reader's dict, made in a process of limits; refusals name the place."""
    try:
        return run_limited(READER, payload(content, name, **(said or {})))
    except (Unreadable, LimitExceeded, ChildCrashed) as error:
        raise refused_file(error, "file") from error


def said_of(data: dict[str, Any]) -> dict[str, Any]:
    """What a job says about reading its list."""
    return {name: data[name] for name in SAID if data.get(name) is not None}


def said_about(job: Job) -> dict[str, Any]:
    """How the list of a job was read at last: as somebody said, or said of such a list before."""
    mapping = job.result.get("mapping")
    return said_of(job.input) | ({"mapping": mapping} if mapping else {})


def refused_file(error: Exception, field: str) -> Invalid:
    """Why a list cannot be read, as a refusal of a form's field."""
    if not isinstance(error, Unreadable):
        return ListUnreadable(field=field, detail={"why": "limits"})
    if error.code == "unknown_columns":
        headers = ", ".join(map(str, error.params.get("headers") or [])) or "–"
        return ColumnsUnknown(field=field, headers=headers, detail={"where": error.where, "headers": headers})
    return ListUnreadable(field=field, detail={"why": error.code, "where": error.where})


def keep_bad_rows(content: bytes, data: dict[str, Any], problems: list[dict[str, Any]]) -> str | None:
    """The same file with only its bad rows and a column of reasons in the language of who sent it,
    stored; its hash, or None."""
    said = {"locale": data.get("locale", "ru"), **said_of(data)}
    try:
        answer = run_limited(ANNOTATOR, payload(content, data["name"], problems=problems, **said))
    except (
        Unreadable,
        LimitExceeded,
        ChildCrashed,
    ) as error:  # the good rows are kept all the same, the page names the bad ones
        log.warning("no file of bad rows for %s: %s", data["sha256"], error)
        return None
    return keep_sealed(base64.b64decode(answer["data"]), "bad rows.xlsx").sha256


def payload(content: bytes, name: str, **more: Any) -> bytes:
    """What the child reads from its standard input."""
    return orjson.dumps({"filename": name, "data": base64.b64encode(content).decode(), **more})

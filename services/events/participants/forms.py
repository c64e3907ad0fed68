"""Lists typed into the grid or pasted as text: what was read, what must be corrected."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import orjson
from flask_babel import get_locale
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from services.events.db import Job
from services.events.gatherings.models import Gathering
from services.events.participants.operations.forgetting import list_of
from services.events.participants.operations.matching import checked
from services.events.participants.operations.questions import asked, asked_in_lists
from services.events.participants.operations.reading import READER, read_list, refused_file, said_about
from services.events.participants.reader.cells import BadCell, read_attended
from services.events.participants.reader.columns import EXTRA, Header
from services.events.participants.reader.reasons import reason_text
from services.events.participants.reader.shape import Layout
from services.events.participants.reader.tables import read_rows
from services.events.participants.schemas import WORDS
from shared.clock import today
from shared.doors.errors import Invalid
from shared.imports.cells import read_yes
from shared.limited import ANSWERED_WITHIN, ChildCrashed, LimitExceeded, Unreadable, run_limited
from shared.office.grids import Grid
from shared.plugins.asking import in_words
from shared.plugins.specifications import FieldDef

FIELDS = ("name", "settlement", "phone", "birth_year", "sex", "category", "organisation")
ROWS = 5
GRID = re.compile(r"rows-(\d{1,4})-([\w.]+)")
Line = dict[str, Any]


class NobodyTyped(Invalid):
    """Type at least one person."""

    code = "nobody_typed"


class HeaderAlone(Invalid):
    """This is a header and nobody under it. Add the rows."""

    code = "header_alone"


@dataclass
class Reading:
    """A list as read: good rows ready to enter, lines to correct ({texts, attended,
    reasons}), and what was noticed."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    refused: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    asks: bool = False

    def without_places(self) -> list[dict[str, Any]]:
        """The good rows as they are entered, without where they stood."""
        return [{name: value for name, value in row.items() if name != "row"} for row in self.rows]


def worded(field: FieldDef) -> dict[str, str]:
    """The answers to choose from, {value: words}."""
    return {choice.value: in_words(choice.label) for choice in field.choices}


def is_ticked(text: str) -> bool:
    """Whether a mark says yes, as a list has it or a form sends it; one that cannot be read does not."""
    try:
        return read_yes(text)
    except Invalid:
        return False


def grid_questions(gathering: Gathering) -> dict[str, Any]:
    """What the grid shows of the questions of the region."""
    known = {"in_words": in_words, "worded": worded, "is_ticked": is_ticked}
    return {"questions": asked_in_lists(gathering), **known}


def blank_lines(gathering: Gathering, count: int = ROWS) -> list[Line]:
    """Empty lines of the grid; before the day nobody is marked as present."""
    return [
        {"texts": {}, "attended": gathering.starts_on <= today(), "reasons": {}} for _number in range(count)
    ]


def typed_lines(form: MultiDict[str, str]) -> list[Line]:
    """The lines of the posted grid that say something, in their order."""
    found: dict[int, dict[str, str]] = {}
    for name, value in form.items():
        place = GRID.fullmatch(name)
        if place and (place[2] in (*FIELDS, "attended") or place[2].startswith(EXTRA)):
            found.setdefault(int(place[1]), {})[place[2]] = value.strip()
    return [
        {"texts": texts, "attended": "attended" in texts, "reasons": {}}
        for _place, texts in sorted(found.items())
        if any(text for name, text in texts.items() if name != "attended")
    ]


def read_typed(lines: list[Line]) -> Reading:
    """Check the lines of the grid as those of a list; NobodyTyped."""
    if not lines:
        raise NobodyTyped
    questions = {name for line in lines for name in line["texts"] if name.startswith(EXTRA)}
    columns = [*FIELDS, *sorted(questions)]
    header = Header([""] * len(columns), {name: place for place, name in enumerate(columns)}, {}, 0)
    grid = Grid([[cell(line["texts"], name) for name in columns] for line in lines])
    read = read_rows(grid, Layout((header,)))
    reading = sorted_out(read, dict(enumerate(lines, start=1)))
    for row in reading.rows:
        row["attended"] = lines[row["row"] - 1]["attended"]
    return reading


def cell(texts: dict[str, str], name: str) -> str:
    """A cell as the reader knows it: codes of categories as words."""
    return texts.get(name, "").replace("_", " ") if name == "category" else texts.get(name, "")


def read_text(text: str, everybody_came: bool, preview: bool, headings: dict[str, str]) -> Reading:
    """Read a pasted list in a limited child, its headings as the region means them too; without a column
    of attendance all came, or nobody did. One that leaves a question, or is to be looked at first, asks.
    Refusals name `pasted`."""
    if preview:
        return Reading(asks=True)
    asked = {"text": text, "everybody": everybody_came, "headings": headings}
    try:
        read = run_limited(READER, orjson.dumps(asked), seconds=ANSWERED_WITHIN)
    except (Unreadable, LimitExceeded, ChildCrashed) as error:
        empty = {"empty_table": NobodyTyped, "only_header": HeaderAlone}.get(getattr(error, "code", ""))
        raise (empty(field="pasted") if empty else refused_file(error, "pasted")) from error
    if read["questions"]:
        return Reading(asks=True)
    lines = {
        item["row"]: {
            "texts": in_codes(item["texts"]),
            "attended": came(item["texts"], everybody_came),
            "reasons": {},
        }
        for item in read["refused"]
    }
    return sorted_out(read, lines)


def read_again(job: Job, gathering: Gathering) -> list[Line]:
    """The lines of an uploaded file that were refused, to correct here;
    phones are never kept apart from the file."""
    read = read_list(list_of(job), job.input["name"], said_about(job))
    everybody = read["attendance"] == "everybody"
    lines = {
        item["row"]: {
            "texts": in_codes(item["texts"]),
            "attended": came(item["texts"], everybody),
            "reasons": {},
        }
        for item in read["refused"]
    }
    reading, (results, _good) = (
        sorted_out(read, lines),
        checked(
            [{key: row[key] for key in row if key != "row"} for row in read["rows"]],
            asked(gathering).fields(),
        ),
    )
    return reading.refused + [
        back(read["rows"][result["row"]], result["problems"])
        for result in results
        if result["status"] == "refused"
    ]


def in_codes(texts: dict[str, str]) -> dict[str, str]:
    """A row's texts as the grid's choices know them;
    a word nobody knows stays as it was typed, to be seen and corrected."""
    known = dict(texts)
    for name in ("sex", "category"):
        with suppress(BadCell):
            known[name] = WORDS[name](texts.get(name, "")) or texts.get(name, "")
    return known


def came(texts: dict[str, str], otherwise: bool) -> bool:
    """The mark of attendance of a line to correct."""
    try:
        return read_attended(texts["attended"]) if "attended" in texts else otherwise
    except BadCell:
        return False


def sorted_out(read: dict[str, Any], lines: dict[int, Line]) -> Reading:
    """Good rows apart from lines with reasons;
    a line taken for a note comes back too, so that nothing is lost."""
    language, reading = str(get_locale()), Reading(rows=read["rows"])
    everybody = read["attendance"] == "everybody"
    for problem in read["problems"]:
        words = reason_text(problem | {"column": None} if problem["row"] else problem, language)
        if problem["level"] == "error":
            lines[problem["row"]]["reasons"].setdefault(problem["field"], words)
        else:
            reading.notes.append(
                _("row %(row)s: %(words)s", row=problem["row"], words=words) if problem["row"] else words
            )
    for note in read["skipped"]:
        line = lines.setdefault(
            note["row"], {"texts": {"name": note["text"]}, "attended": everybody, "reasons": {}}
        )
        line["reasons"]["name"] = _("This does not look like a person")
    reading.refused = [line for _row, line in sorted(lines.items()) if line["reasons"]]
    return reading


def take_back(reading: Reading, results: list[dict[str, Any]]) -> None:
    """Let the rows that the check refused come back too, as lines to correct."""
    for row, result in zip(reading.rows, results, strict=True):
        if result["status"] == "refused":
            reading.refused.append(back(row, result["problems"]))


def back(row: dict[str, Any], problems: dict[str, Any]) -> Line:
    """A row the check refused, as a line to correct."""
    texts = {name: str(row[name]) for name in FIELDS if row.get(name) is not None}
    texts |= {f"{EXTRA}{key}": str(value) for key, value in row.get("extra", {}).items()}
    return {
        "texts": texts,
        "attended": row["attended"],
        "reasons": {name: " ".join(map(str, words)) for name, words in problems.items()},
    }

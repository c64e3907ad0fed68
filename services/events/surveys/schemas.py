"""Shapes of surveys, their sheets and answers, in forms and on the wire."""

from __future__ import annotations

import re
from typing import Any

from marshmallow import Schema, ValidationError, fields, pre_load, validates_schema

from shared.doors.cursors import PageArgs
from shared.doors.kazakh import InKazakh, in_kazakh
from shared.validation import Day, Length, Range, Whole, Words

ENDS_BEFORE = "It cannot end before it begins."
MOST_SHEETS, MOST_ROWS = 500, 200
PLACE = re.compile(r"s-(\d{1,6})-(q[\d-]+)")


class Term(InKazakh):
    """What it is called, and from when to when answers are taken."""

    title = Words(200, "Give it a title.", required=True)
    title_kk = in_kazakh(200)
    opens_on = Day(required=True, error_messages={"required": "Say on which day it begins."})
    closes_on = Day(required=True, error_messages={"required": "Say on which day it ends."})

    @validates_schema
    def ends(self, data: dict[str, Any], **kwargs: Any) -> None:
        """It ends on the day it begins or later."""
        if data.get("opens_on") and data.get("closes_on") and data["closes_on"] < data["opens_on"]:
            raise ValidationError({"closes_on": [ENDS_BEFORE]})


class SurveyIn(Term):
    """A new survey: of a centre, of a gathering, of a region, or (none of them) of the whole project."""

    project_id = fields.UUID(required=True)
    questionnaire_id = fields.UUID(required=True, error_messages={"required": "Choose the questionnaire."})
    centre_id = fields.UUID(load_default=None, allow_none=True)
    gathering_id = fields.UUID(load_default=None, allow_none=True)
    region = fields.String(load_default=None, allow_none=True)


class SheetsIn(Schema):
    """How many numbered sheets are to go out."""

    count = Whole(
        required=True,
        validate=Range(1, MOST_SHEETS),
        error_messages={"required": "Say how many sheets are needed."},
    )


class RowIn(Schema):
    """One paper sheet by its number, its answers by their places: {"q1": 5, "q2-1": 4, "q4": "…"}."""

    number = Whole(required=True, validate=Range(1, 999999))
    answers = fields.Dict(keys=fields.String(), values=fields.Raw(allow_none=True), required=True)


class RowsIn(Schema):
    """Paper sheets that are keyed in together, all filled in on one day."""

    answered_on = Day(required=True, error_messages={"required": "Say on which day they were filled in."})
    rows = fields.List(fields.Nested(RowIn), required=True, validate=Length(max=MOST_ROWS))


class RowsForm(RowsIn):
    """The grid of a page: a row a sheet, its fields are s-<number>-<place>."""

    @pre_load
    def sewn(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        """Put the rows together; a row left empty is none."""
        rows: dict[int, dict[str, str]] = {}
        for name, text in data.items():
            if (place := PLACE.fullmatch(name)) and text:
                rows.setdefault(int(place[1]), {})[place[2]] = text
        sewn = [{"number": number, "answers": answers} for number, answers in sorted(rows.items())]
        return {name: data[name] for name in ("answered_on",) if name in data} | {"rows": sewn}


class StrikingIn(Schema):
    """Why an answer is struck."""

    reason = Words(500, "Say why it is struck.", required=True)


class SurveyOut(Schema):
    """A survey in a list with what came back: sheets `issued` and `answered` (`paper`: on paper), marks 4
    and 5 (`satisfied`) of all marks (`base`), the first and the last day of answers."""

    id = fields.UUID()
    project_id = fields.UUID()
    activity_id = fields.String(allow_none=True)
    title = fields.String()
    title_kk = fields.String()
    region = fields.String(allow_none=True)
    centre_id = fields.UUID(allow_none=True)
    centre = fields.String(allow_none=True)
    centre_kk = fields.String(allow_none=True)
    gathering_id = fields.UUID(allow_none=True)
    opens_on = fields.Date()
    closes_on = fields.Date()
    closed_on = fields.Date(allow_none=True)
    issued = fields.Integer()
    answered = fields.Integer()
    satisfied = fields.Integer()
    base = fields.Integer()
    paper = fields.Integer()
    first_on = fields.Date(allow_none=True)
    last_on = fields.Date(allow_none=True)


class SheetOut(Schema):
    """A sheet with its link; `answered_on` None: it did not come back yet."""

    number = fields.Integer()
    way = fields.String()
    link = fields.String()
    answered_on = fields.Date(allow_none=True)


class SurveyFilter(PageArgs):
    """Which surveys."""

    project_id = fields.UUID(load_default=None)
    centre_id = fields.UUID(load_default=None)
    gathering_id = fields.UUID(load_default=None)

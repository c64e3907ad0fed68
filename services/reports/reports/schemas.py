"""Shapes of figures and reports on the wire."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validates

from services.reports.reports.operations import FORMATS, KINDS, PUBLIC_FORMATS
from shared.clock import last_day, today
from shared.doors.cursors import PageArgs
from shared.language.team import BY_CODE
from shared.language.verdicts import VERDICTS
from shared.validation import Day, Length, OneOf, of_this_century

MONTH = re.compile(r"\d{4}-\d{2}")


class Period(fields.Field[dict[str, Any]]):
    """`{"from": "2022-04-01", "to": "2022-09-30"}`, "2022-04/2022-09",
    or one month "2022-09" (from the start until its end)."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> dict[str, Any]:
        try:
            first, last = self._ends(value)
            return {"from": edge(first, end=False), "to": edge(last, end=True)}
        except (ValueError, TypeError, AttributeError) as error:
            raise ValidationError(
                "Not a period: give {from, to}, a month like 2022-09, or 2022-04/2022-09."
            ) from error

    def _ends(self, value: Any) -> tuple[str | None, str | None]:
        if isinstance(value, dict):
            if set(value) - {"from", "to", "start", "end"}:
                raise ValueError
            return value.get("from") or value.get("start"), value.get("to") or value.get("end")
        first, slash, last = value.partition("/")
        return (first, last) if slash else (None, first)


def edge(text: str | None, *, end: bool) -> date | None:
    """A day, or the first or last day of a month."""
    if not text:
        return None
    first = date.fromisoformat(f"{text}-01" if MONTH.fullmatch(text) else text)
    if not of_this_century(first):
        raise ValueError(text)
    return last_day(first) if end and MONTH.fullmatch(text) else first


class ReportIn(Schema):
    """What to build."""

    kind = fields.String(load_default="programme_report", validate=OneOf(KINDS))
    period = Period(
        load_default=dict,
        metadata={
            "description": f"{Period.__doc__} Left out: from the project's first month until today.",
            "example": {"to": "2022-09-30"},
        },
    )
    formats = fields.List(
        fields.String(validate=OneOf((*FORMATS, *PUBLIC_FORMATS))),
        load_default=list(FORMATS),
        validate=Length(1, 3, error="Choose at least one document."),
    )
    locale = fields.String(
        load_default=None,
        allow_none=True,
        validate=OneOf(["ru", "kk", "en"]),
        metadata={
            "description": "the language; without it the language of the page, "
            "or of the Accept-Language header"
        },
    )
    region = fields.String(load_default=None, allow_none=True)
    signatories = fields.List(
        fields.String(validate=OneOf([*BY_CODE])),
        load_default=None,
        allow_none=True,
        metadata={
            "description": "who signs, by the codes of roles in the plan's team; "
            "left out: the lead, the accountant and the coordinator"
        },
    )

    @post_load
    def everywhere(self, values: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        """An empty region is none."""
        return {**values, "region": values["region"] or None}


class ReportForm(ReportIn):
    """What the page asks: instead of a period the day until which everything counts, which must have come."""

    class Meta:
        exclude = ("period",)

    until = Day(load_default=None, allow_none=True)

    @validates("until")
    def has_come(self, value: date | None, **kwargs: Any) -> None:
        """Refuse a day to come: a report shows what was, not what will be."""
        if value and value > today():
            raise ValidationError("This day has not come yet.")


class JobStarted(Schema):
    """Long work: ask for it at /jobs/{id}."""

    job = fields.UUID()


class JobOut(Schema):
    """How far long work is: state is queued, running, done or failed; progress is 0–100;
    result.report is the report's id."""

    id = fields.UUID()
    state = fields.String(metadata={"enum": ["queued", "running", "done", "failed"]})
    progress = fields.Integer()
    done = fields.Integer()
    total = fields.Integer()
    result = fields.Dict()
    error = fields.String(allow_none=True)


class ReportOut(Schema):
    """A report with the hash of its sealed snapshot."""

    id = fields.UUID()
    number = fields.String()
    kind = fields.String()
    state = fields.String(metadata={"enum": ["building", "sealed", "ready"]})
    period = fields.Dict()
    locale = fields.String()
    region = fields.String(allow_none=True)
    sealed_at = fields.DateTime(allow_none=True)
    sha256 = fields.String(allow_none=True)
    formats = fields.List(fields.String())
    snapshot = fields.Dict(allow_none=True)


class FileArgs(Schema):
    """Which document."""

    format = fields.String(required=True, validate=OneOf((*FORMATS, *PUBLIC_FORMATS)))


class AdjustedOut(Schema):
    """An approved adjustment of a figure; `base` is what it adds to the denominator of a share."""

    id = fields.UUID()
    region = fields.String(allow_none=True)
    day = fields.Date()
    amount = fields.Integer()
    base = fields.Integer(allow_none=True)
    reason = fields.String()
    papers = fields.List(fields.String(), metadata={"description": "SHA-256 of the files that show it"})


class FigureOut(Schema):
    """An indicator with its figure; `actual` is null where nothing is known, which is not 0."""

    id = fields.String(metadata={"description": "stays the same, whatever becomes of the code"})
    code = fields.String()
    name = fields.String()
    name_kk = fields.String(allow_none=True, metadata={"description": "null while nobody has written it"})
    unit = fields.String(allow_none=True)
    unit_kk = fields.String(allow_none=True)
    comparator = fields.String(allow_none=True)
    target = fields.Decimal(allow_none=True)
    actual = fields.Decimal(allow_none=True, metadata={"description": "in all: recorded and adjusted"})
    recorded = fields.Decimal(allow_none=True, metadata={"description": "from records alone"})
    adjustments = fields.List(
        fields.Nested(AdjustedOut), metadata={"description": "approved adjustments, each apart"}
    )
    numerator = fields.Decimal(allow_none=True)
    denominator = fields.Decimal(allow_none=True)
    percent = fields.Integer(allow_none=True)
    verdict = fields.String(metadata={"enum": list(VERDICTS)})
    as_of = fields.DateTime(
        allow_none=True,
        metadata={
            "description": "until when everything regions with installations of their own wrote has come; "
            "null where no region of it has one, or from one nothing came yet"
        },
    )
    late = fields.Integer(
        metadata={
            "description": "records of this figure dated after the indicator's term; they count all the same"
        }
    )
    clauses = fields.List(fields.Dict(), metadata={"description": "[{text, met}]"})
    evidence = fields.Dict(metadata={"description": "{needed, present}"})
    needed = fields.List(
        fields.String(), metadata={"description": "kinds of files of which one proves a record of this line"}
    )
    rules = fields.List(
        fields.Integer(),
        metadata={"description": "versions of the measure's rule by which the facts were derived"},
    )
    by_region = fields.Dict()
    by_month = fields.Dict()
    share = fields.String(
        allow_none=True,
        metadata={
            "enum": ["set", "even", None],
            "description": "seen from a region: the plan sets its target, or it is an even share; else null",
        },
    )
    region_targets = fields.Dict(metadata={"description": "targets the plan sets, by region"})
    month_targets = fields.Dict(metadata={"description": "targets the plan sets, by month"})
    activity_id = fields.String()
    activity = fields.String(metadata={"description": "the code of the line in the plan in force"})
    due = fields.Date(allow_none=True)


class RecordOut(Schema):
    """A record behind a figure."""

    source = fields.String(metadata={"description": "its name among the records of all installations"})
    kind = fields.String()
    id = fields.String()
    title = fields.String()
    occurred_on = fields.Date()
    timing = fields.String(
        allow_none=True,
        metadata={"description": "early, late or outside the project; null within the plan's term"},
    )
    region = fields.String(allow_none=True)
    settlement = fields.String()
    value = fields.Decimal()
    base = fields.Decimal(allow_none=True, metadata={"description": "of how much, where it is a share"})
    proven = fields.Boolean()
    url = fields.String()
    entered_by = fields.Dict(
        allow_none=True,
        metadata={
            "description": "Who entered it: {kind, id, name}, by the name of that time; null where not "
            "told. Each file of `evidence` says the same of who attached it (`by`)"
        },
    )
    evidence = fields.List(
        fields.Dict(),
        metadata={"description": "`unopened` says why a file cannot be opened, and so proves nothing"},
    )


class FigureArgs(Schema):
    """From which region's side, and up to which day."""

    region = fields.String(load_default=None)
    until = Day(load_default=None)


class RecordArgs(FigureArgs, PageArgs):
    """Which records behind a figure."""


class SealedRecordOut(Schema):
    """A record behind a cell of a sealed report, as it was then."""

    source = fields.String(metadata={"description": "its name among the records of all installations"})
    kind = fields.String()
    id = fields.String()
    occurred_on = fields.Date()
    region = fields.String(allow_none=True)
    value = fields.Decimal()
    base = fields.Decimal(allow_none=True, metadata={"description": "of how much, where it is a share"})
    evidence = fields.List(fields.String(), metadata={"description": "SHA-256 of its files"})

"""Shapes of gatherings on the wire."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from marshmallow import Schema, fields, pre_load

from shared.clock import ZONE
from shared.doors.cursors import PageArgs
from shared.doors.kazakh import InKazakh, in_kazakh
from shared.language.evidence import PROGRAMME
from shared.language.gatherings import HELD, MODES, PLANNED, STATUSES, TYPES
from shared.plugins.extra import answers_in, answers_out
from shared.validation import Length, OneOf, Words

CLOCK = {"example": "10:00", "description": "The time of day in its zone; left out: the day alone"}
MOST_TRAINERS = 20
ZONES = tuple(sorted(name for name in available_timezones() if name.startswith(("Asia/", "Europe/"))))


def day_of(data: dict[str, Any], name: str) -> str | None:
    """The day of a moment in the zone the call names; None for no moment, or one that cannot be read."""
    try:
        at, zone = datetime.fromisoformat(data[name]), ZoneInfo(data.get("zone") or ZONE.key)
    except (KeyError, TypeError, ValueError, ZoneInfoNotFoundError):
        return None
    return (at if at.tzinfo else at.replace(tzinfo=ZONE)).astimezone(zone).date().isoformat()


class TrainerIn(Schema):
    """Who led a gathering, and as what."""

    name = Words(200, "Name who led it.", required=True)
    role = Words(200, load_default="", metadata={"example": "trainer"})


class TrainerOut(TrainerIn):
    """Who led a gathering."""

    person_id = fields.UUID(
        metadata={"description": "Who that is among the people of the registry; left out until it was asked"}
    )


def trainers_of(text: str) -> list[dict[str, str]]:
    """Those who led a gathering as a form writes them: a line each, "name, role"."""
    parted = (line.partition(",") for line in text.splitlines() if line.strip())
    return [{"name": name.strip(), "role": role.strip()} for name, _comma, role in parted]


class GatheringFields(InKazakh):
    """What a person says about a gathering."""

    activity = fields.String(
        required=True,
        error_messages={"required": "Choose the activity of the plan."},
        metadata={"example": "4.1", "description": "The id of a line of the plan, or its code"},
    )
    type = fields.String(
        required=True,
        error_messages={"required": "Choose the type of the gathering."},
        validate=OneOf(TYPES),
    )
    title = Words(300, "Give it a title.", required=True)
    title_kk = in_kazakh(300)
    settlement = Words(200, load_default="")
    starts_on = fields.Date(required=True, error_messages={"required": "Say on which day."})
    ends_on = fields.Date(load_default=None, allow_none=True)
    starts_time = fields.Time("%H:%M", load_default=None, allow_none=True, metadata=CLOCK)
    ends_time = fields.Time("%H:%M", load_default=None, allow_none=True, metadata=CLOCK)
    centre_id = fields.UUID(
        load_default=None, allow_none=True, metadata={"description": "The centre it is held at, if at one"}
    )
    mode = fields.String(required=True, validate=OneOf(MODES))
    trainers = fields.List(
        fields.Nested(TrainerIn),
        load_default=list,
        validate=Length(max=MOST_TRAINERS),
        metadata={"description": "Who led it, the first first"},
    )
    extra = answers_in()

    @pre_load
    def tidy(self, data: Any, **kwargs: Any) -> Any:
        """No value for an absent settlement; who led it may come as lines of a form."""
        if not isinstance(data, dict):
            return data
        said = {key: value for key, value in data.items() if (key, value) != ("settlement", None)}
        led = said.get("trainers")
        return {**said, "trainers": trainers_of(led)} if isinstance(led, str) else said


class GatheringIn(GatheringFields):
    """A new gathering; the region as a code, ISO or KATO code, or name."""

    project_id = fields.UUID(required=True)
    region = fields.String(
        required=True, error_messages={"required": "Choose the region."}, metadata={"example": "turkistan"}
    )
    starts_at = fields.AwareDateTime(
        default_timezone=ZONE,
        load_default=None,
        allow_none=True,
        metadata={"description": "Instead of starts_on, or with it: the moment"},
    )
    again = fields.Boolean(
        load_default=True,
        metadata={
            "description": "false: refuse (409 gathering_recorded and its id) where one of the same "
            "activity, day and place is recorded already"
        },
    )
    ends_at = fields.AwareDateTime(default_timezone=ZONE, load_default=None, allow_none=True)
    zone = fields.String(
        load_default=None,
        allow_none=True,
        validate=OneOf(ZONES),
        metadata={"description": "Left out: Asia/Almaty"},
    )

    @pre_load
    def with_days(self, data: Any, **kwargs: Any) -> Any:
        """The days of the moments, where only those are said."""
        if not isinstance(data, dict):
            return data
        first = data.get("starts_on") or day_of(data, "starts_at")
        last = data.get("ends_on") or day_of(data, "ends_at")
        days = {"starts_on": first, "ends_on": last if last != first else None}
        return {**data, **{name: day for name, day in days.items() if day}}


class GatheringForm(GatheringIn):
    """The form of a new gathering; whether it was held is said, never assumed,
    and the type may follow from the activity. `programme` takes that of the one it is `like` along."""

    type = fields.String(load_default=None, validate=OneOf(TYPES))
    again = fields.Boolean(load_default=False)
    like = fields.UUID(load_default=None, allow_none=True)
    programme = fields.Boolean(load_default=False)
    status = fields.String(
        required=True,
        error_messages={"required": "Say whether it has taken place."},
        validate=OneOf([PLANNED, HELD]),
    )


class GatheringChange(GatheringFields):
    """The form that corrects a gathering; `again` says that it is not the one it looks like now."""

    again = fields.Boolean(load_default=False)


class CancellationForm(Schema):
    """Why a gathering does not take place."""

    reason = Words(500, "Say why it does not take place.", required=True)


class WaiverForm(Schema):
    """Why a condition of the plan is not asked of a gathering; its paper comes as `file`."""

    reason = Words(500, "Say why the condition is not asked of it.", required=True)


class CompletionIn(Schema):
    """Why nobody was there, where nobody was."""

    reason = Words(500, load_default=None, metadata={"description": "Needed where nobody is present"})


def series_form(rows: Iterable[str]) -> Schema:
    """A form that plans gatherings like an earlier one: a day and a settlement a row; a row without a day
    is left out; `meant` says that what is odd in it is so."""
    rows = list(rows)
    days = {f"day_{row}": fields.Date(load_default=None, allow_none=True) for row in rows}
    places = {f"place_{row}": Words(200, load_default="") for row in rows}
    ticks = {name: fields.Boolean(load_default=False) for name in ("again", "meant", PROGRAMME, "trainers")}
    return Schema.from_dict(
        {"title": Words(300, "Give it a title.", required=True), **ticks, **days, **places}
    )()


class GatheringOut(Schema):
    """A gathering."""

    id = fields.UUID()
    project_id = fields.UUID()
    activity_id = fields.String(metadata={"description": "The line of the plan, whatever its code becomes"})
    activity = fields.String(metadata={"description": "Its code in the plan in force", "example": "4.1"})
    type = fields.String()
    title = fields.String()
    title_kk = fields.String()
    region = fields.String()
    settlement = fields.String()
    starts_on = fields.Date()
    ends_on = fields.Date(allow_none=True)
    starts_at = fields.AwareDateTime(allow_none=True)
    ends_at = fields.AwareDateTime(allow_none=True)
    zone = fields.String()
    centre_id = fields.UUID(allow_none=True)
    centre = fields.String(allow_none=True)
    centre_kk = fields.String(allow_none=True)
    mode = fields.String()
    trainers = fields.List(fields.Nested(TrainerOut))
    status = fields.String()
    attended = fields.Integer()
    answered = fields.Integer()
    extra = answers_out()
    evidence_kinds = fields.List(fields.String())
    also_needed = fields.List(
        fields.List(fields.String()),
        metadata={"description": "Evidence the region asks for besides: of each list, any one kind"},
    )


class GatheringFilter(PageArgs):
    """Which gatherings."""

    project_id = fields.UUID(load_default=None)
    region = fields.String(load_default=None)
    type = fields.String(load_default=None, validate=OneOf(TYPES))
    activity = fields.String(load_default=None)
    status = fields.String(load_default=None, validate=OneOf(STATUSES))


class Completed(Schema):
    """A held gathering and what still lacks."""

    id = fields.UUID()
    status = fields.String()
    missing_evidence = fields.List(fields.String())

"""Shapes of participants on the wire."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from typing import Any

from marshmallow import Schema, ValidationError, fields, pre_load, validate

from services.events.participants.reader.cells import (
    BadCell,
    birth_years,
    read_birth_year,
    read_category,
    read_sex,
)
from services.events.participants.reader.phones import normalise_phone
from services.events.participants.reader.shape import MEANINGS
from shared.clock import today
from shared.doors.api import UploadedFile
from shared.imports.regional import EXTRA
from shared.language.categories import CATEGORIES, SEXES
from shared.plugins.extra import SAID, answers_in, answers_out
from shared.validation import UNPRINTABLE, Length, OneOf, Range, Whole, is_seen

WORDS: dict[str, Callable[[str], Any]] = {
    "sex": read_sex,
    "category": lambda word: (
        word if word in CATEGORIES else read_category(word, lambda *_seen, **_kept: None)
    ),
    "birth_year": lambda word: read_birth_year(word, today().year),
}


NAMELESS = "Write the name."
UNSAID = "Say whether the person came."


def possible_year(year: int) -> None:
    """Refuse a year in which nobody on a list can be born."""
    years_of(today().year)(year)


@lru_cache(maxsize=2)
def years_of(present: int) -> Range:
    """The years between which people on a list are born, as of a year."""
    return Range(*birth_years(present))


class Phone(fields.String):
    """A Kazakhstani phone in any spelling, kept as +77XXXXXXXXX."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        if not text or not text.strip():
            return None
        try:
            return normalise_phone(text)
        except ValueError as error:
            raise ValidationError("Not a phone number of Kazakhstan.") from error


def shown(name: str) -> None:
    """Refuse a long enough name of which nothing is seen: it would be a person in the figures."""
    if len(name) > 1 and not is_seen(name):
        raise ValidationError(NAMELESS)


class ParticipantIn(Schema):
    """A line of a list. `category`: leader, opinion_leader, akimat, ngo, youth, resident …"""

    name = fields.String(
        required=True,
        error_messages={"required": NAMELESS, "null": NAMELESS},
        validate=[Length(2, error=NAMELESS), Length(max=200), shown],
    )
    sex = fields.String(load_default=None, allow_none=True, validate=OneOf(SEXES))
    birth_year = Whole(load_default=None, allow_none=True, validate=possible_year)
    settlement = fields.String(load_default=None, allow_none=True, validate=Length(max=200))
    category = fields.String(load_default=None, allow_none=True, validate=OneOf(CATEGORIES))
    organisation = fields.String(load_default=None, allow_none=True, validate=Length(max=300))
    phone = Phone(load_default=None, allow_none=True)
    attended = fields.Boolean(required=True, error_messages={"required": UNSAID, "null": UNSAID})
    days = fields.Dict(
        keys=fields.String(validate=Length(1, 60)),
        values=fields.Boolean(),
        load_default=None,
        allow_none=True,
        validate=Length(max=40),
    )
    extra = answers_in()

    @pre_load
    def tidy(self, data: Any, **kwargs: Any) -> Any:
        """Fold spaces; an empty text is no value;
        sex, category and birth year may be said in words, as in a list."""
        if not isinstance(data, dict):
            raise ValidationError("Not a participant: an object with a name is needed.")
        folded = {
            key: " ".join(UNPRINTABLE.sub("", value).split()) if isinstance(value, str) else value
            for key, value in data.items()
        }
        for field, read in WORDS.items():
            if folded.get(field) and isinstance(folded[field], str):
                with suppress(BadCell):  # a word nobody knows stays as it is, and is refused by name
                    folded[field] = read(folded[field])
        days = folded.get("days")
        if isinstance(days, dict) and days and folded.get("attended") is None:
            folded["attended"] = any(value is True for value in days.values())
        return {key: None if value == "" and key != "name" else value for key, value in folded.items()}


ROW = {
    "type": "object",
    "description": "One line of the list; words of a list (“жен.”, “лидер”) are understood too",
    "properties": {
        "name": {"type": "string", "maxLength": 200, "example": "Ахметова Айгүл"},
        "sex": {"type": ["string", "null"], "enum": [*SEXES, None]},
        "birth_year": {"type": ["integer", "null"], "example": 1985},
        "settlement": {"type": ["string", "null"], "example": "с. Қарнақ"},
        "category": {"type": ["string", "null"], "enum": [*CATEGORIES, None]},
        "organisation": {"type": ["string", "null"]},
        "phone": {"type": ["string", "null"], "example": "+7 700 000 00 15"},
        "attended": {
            "type": "boolean",
            "description": "Whether the person came. It may be left out only on a list made before the day, "
            "and beside `days`",
        },
        "days": {
            "type": ["object", "null"],
            "description": "Whether the person came, day by day; who came on any of them attended",
            "additionalProperties": {"type": "boolean"},
            "example": {"2022-05-10": True, "2022-05-11": False},
        },
        "extra": {"type": "object", **SAID},
    },
    "required": ["name"],
}


class LineForm(ParticipantIn):
    """A line of a list as it is rewritten; a phone is the registry's,
    and a box left empty says that nobody came."""

    class Meta:
        exclude = ("phone", "days")

    attended = fields.Boolean(load_default=False)


class ParticipantsIn(Schema):
    """A list of participants; each row is checked alone, so a bad one does not spoil the rest."""

    participants = fields.List(
        fields.Raw(allow_none=True, metadata=ROW), required=True, validate=Length(1, 5000)
    )


class AttendanceForm(Schema):
    """Lines of a list that were shown, and those of them marked as present."""

    shown = fields.List(fields.UUID(), load_default=list)
    present = fields.List(fields.UUID(), load_default=list)


class RowResult(Schema):
    """What became of a row (`row` counts from 0): the field names in `problems`,
    the same in words in `message`."""

    row = fields.Integer()
    status = fields.String(metadata={"enum": ["added", "updated", "refused"]})
    name = fields.String()
    person_id = fields.UUID()
    match = fields.String(metadata={"enum": ["new", "same", "doubtful"]})
    reasons = fields.List(
        fields.String(),
        metadata={"description": "Why it is the same person, or may be: same_name, same_phone …"},
    )
    repeats = fields.Integer(
        metadata={"description": "The row of this very call that already named the person: he counts once"}
    )
    remarks = fields.Dict(
        metadata={"description": "{field: [why]} of a category or a phone the person was taken without"}
    )
    differs = fields.Boolean(
        metadata={"description": "An earlier row of this call had another mark: who came at all attended"}
    )
    problems = fields.Dict(metadata={"description": "{field: [what is wrong]} of a refused row"})
    message = fields.String(metadata={"description": "The result in words, in the caller's language"})


class ParticipantOut(Schema):
    """A line of a list."""

    id = fields.UUID()
    person_id = fields.UUID()
    name = fields.String()
    sex = fields.String(allow_none=True)
    birth_year = fields.Integer(allow_none=True)
    settlement = fields.String(allow_none=True)
    category = fields.String(allow_none=True)
    organisation = fields.String(allow_none=True)
    attended = fields.Boolean()
    extra = answers_out()


class ListIn(Schema):
    """A list of participants as a file."""

    file = UploadedFile("An .xlsx, .docx or .csv with a heading row")
    everybody = fields.Boolean(
        load_default=None,
        metadata={
            "description": "Whether all of a list without marks came: true, or false: nobody yet. "
            "Left out, such a list of a past day asks"
        },
    )


def known_meaning(said: str) -> None:
    """Refuse what no column means; a question of the region is named `extra.<plugin>.<key>`."""
    if not said.startswith(EXTRA):
        OneOf(MEANINGS)(said)


class MappingIn(Schema):
    """How a list is to be read: its sheet, the number of the last row of its heading (0: none), what each
    column means, whether all came where no column says so, and rows taken for notes that are people."""

    sheet = fields.String(load_default=None, allow_none=True, validate=Length(max=200))
    header_row = fields.Integer(required=True, strict=True, validate=Range(0, 1000), metadata={"example": 1})
    columns = fields.Dict(
        keys=fields.String(validate=validate.Regexp("[A-Z]{1,3}$")),
        values=fields.String(validate=known_meaning),
        required=True,
        metadata={"example": {"A": "number", "B": "name", "C": "attended"}},
    )
    everybody = fields.Boolean(load_default=None, allow_none=True)
    take = fields.List(fields.Integer(strict=True), load_default=list, validate=Length(max=500))


class MappingOut(Schema):
    """How a list is understood so far: what is asked, and of each column its meaning and first cells."""

    sheets = fields.List(fields.String())
    sheet = fields.String(allow_none=True)
    header_row = fields.Integer()
    questions = fields.List(fields.Dict())
    layout = fields.List(fields.Dict())
    attendance = fields.String()
    rows = fields.List(fields.Dict())
    skipped = fields.List(fields.Dict())


class JobStarted(Schema):
    """Long work: ask for it at /jobs/{id}."""

    job = fields.UUID()


class ListJobOut(Schema):
    """How far long work is: state is queued, running, asks, done or failed; progress is 0–100.
    One that asks goes on when /jobs/{id}/mapping is answered; nothing of it counts before."""

    id = fields.UUID()
    state = fields.String()
    progress = fields.Integer()
    done = fields.Integer()
    total = fields.Integer()
    result = fields.Dict()
    error = fields.String(allow_none=True)

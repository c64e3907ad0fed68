"""What a region's plugins ask of a record, as columns of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from shared.doors.errors import Invalid
from shared.imports.cells import key_of, read_day, read_number, read_yes
from shared.imports.declaring import Field, Read, Values
from shared.plugins.asking import in_words
from shared.plugins.specifications import FieldDef

EXTRA, YES = "extra.", "1"
READS: dict[str, Read] = {"number": read_number, "date": read_day}


def question_fields(asked: Iterable[FieldDef]) -> list[Field]:
    """A column for each question of the regions, asked once however many types of record it is of; a table
    holds no files."""
    return [question(one) for one in {one.key: one for one in asked}.values() if one.type != "file"]


def question(one: FieldDef) -> Field:
    """The column of one question, by its label; choices by their words."""
    words = {choice.value: in_words(choice.label) for choice in one.choices}
    titles = tuple(title for title in one.label.values() if title)
    read = ticked if one.type == "checkbox" else READS.get(one.type)
    return Field(key=f"{EXTRA}{one.key}", label=in_words(one.label), also=titles, words=words, read=read)


def ticked(text: str) -> str:
    """A mark as a form sends it."""
    return YES if read_yes(text) else ""


def in_codes(asked: Iterable[FieldDef], said: Mapping[str, Any]) -> dict[str, Any]:
    """Answers as they were written, as a form sends them; what cannot be read stays as it is."""
    known = {one.key: one for one in asked}
    return {key: in_code(known[key], value) if key in known else value for key, value in said.items()}


def in_code(one: FieldDef, value: Any) -> Any:
    """One answer: a choice by its words in any language, a day and a number in any spelling, a mark."""
    words = {key_of(label): each.value for each in one.choices for label in each.label.values()}
    read = ticked if one.type == "checkbox" else READS.get(one.type)
    try:
        return words.get(key_of(str(value)), value) if words else read(str(value)) if read else value
    except Invalid:
        return value


def with_answers(values: Values) -> Values:
    """The values with the answers of a row put together, as page and API send them."""
    said = {name.removeprefix(EXTRA): value for name, value in values.items() if name.startswith(EXTRA)}
    plain = {name: value for name, value in values.items() if not name.startswith(EXTRA)}
    return plain | ({"extra": said} if said else {})

"""What a noun declares to be brought in from tables: its columns, and the operation that enters one row."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from marshmallow import Schema, fields, missing

from shared.doors.days import day_of
from shared.i18n import LOCALES
from shared.imports.cells import key_of, read_code, read_day, read_number, read_yes, regions_spelt, spelt
from shared.imports.models import BroughtMixin, RowRevealMixin, RowToCorrectMixin, TableLayoutMixin
from shared.language.records.project import Project
from shared.projects import activity_titles
from shared.spoken import CALLED, label_in_kazakh

Values = dict[str, Any]
Read = Callable[[str], Any]
STRANGER = uuid.UUID(int=0)  # whoever a neighbour would name, where a row is only tried


@dataclass(frozen=True, kw_only=True)
class Field:
    """What a column may mean: `key` is a field of the noun's schema, or a name that `arrange` knows.

    `label` is what pages call it, `also` other titles it has in people's tables and in our own workbooks.
    `words` are codes and their words, `more` further spellings of codes; `read` reads a cell where its kind
    does not say how, beside words it may answer None. `for_all`: it may be said once for every row.
    `needed`: no row is entered without it; `hint` says of which rows it is asked, where not of all. What it
    says is `personal`: of a row that waits its end alone is shown.
    """

    key: str
    label: str
    also: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, str] = field(default_factory=dict)
    read: Read | None = None
    for_all: bool = False
    needed: bool = False
    hint: str = ""
    personal: bool = False


@dataclass(frozen=True, kw_only=True)
class Brings:
    """How one noun is brought in: rows go through the schema and the operation its page and API use.

    `about` gives the object its rows belong to, by the id that the address names `of`, where there is one;
    `beforehand` asks neighbours about a row while nothing is held; `enter` gets the object, the loaded
    values and what was answered, and makes the row. `stands` finds the row of ours that is meant, `same`
    names the fields by which it is compared. `asks` names refusals that are questions, with the field that
    answers yes; `undone` says of a row that it was withdrawn since, so that it may come in again.
    """

    noun: str
    permission: str
    table: type[Any]
    title: Callable[[], str]
    fields: Callable[[Any], Sequence[Field]]
    schema: Callable[[Any], Schema]
    enter: Callable[[Any, Values, Any], Any]
    home: Callable[[Any], str]
    stands: Callable[[Any, Values], Any]
    same: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)
    asks: Mapping[str, str] = field(default_factory=dict)
    about: Callable[[uuid.UUID], Any] | None = None
    of: str = ""
    arrange: Callable[[Any, Values], Values] | None = None
    beforehand: Callable[[Any, Values], Any] | None = None
    undone: Callable[[Any], Any] | None = None

    def found(self, about: str) -> Any:
        """The object the rows belong to; NotFound where there is none, or it is not open to the actor."""
        return self.about(uuid.UUID(about)) if self.about else None


@dataclass(frozen=True)
class Meaning:
    """A field as it is understood in every language: its titles, the surest first, and how its cells are
    read."""

    field: Field
    titles: tuple[str, ...]
    read: Read
    needed: bool

    @property
    def is_mark(self) -> bool:
        """Whether its cells say yes or no."""
        return self.read is read_yes

    @property
    def is_number(self) -> bool:
        """Whether its cells hold numbers."""
        return self.read is read_number

    def day(self, text: str) -> date | None:
        """The day a text of this field is; None where it is none, or the field holds no days."""
        return day_of(text) if self.read is read_day else None


@dataclass(frozen=True)
class Floor:
    """The tables of a service and what its nouns bring in."""

    db: Any
    brought: type[BroughtMixin]
    layouts: type[TableLayoutMixin]
    to_correct: type[RowToCorrectMixin]
    reveals: type[RowRevealMixin]
    jobs: type[Any]
    nouns: Mapping[str, Brings]


def floor() -> Floor:
    """What the present service brings in."""
    found: Floor = current_app.extensions["imports"]
    return found


def meanings(brings: Brings, about: Any) -> dict[str, Meaning]:
    """What the columns of a table may mean, by key, in the order of the declaration."""
    schema, here = brings.schema(about), brings.fields(about)
    in_all = list(each_language(partial(brings.fields, about)))
    return {
        one.key: Meaning(
            one,
            tuple(dict.fromkeys(key_of(title) for all_of in in_all for title in titles(all_of[place]))),
            reader(one, schema.fields.get(one.key), [all_of[place].words for all_of in in_all]),
            one.needed or needs(schema.fields.get(one.key)),
        )
        for place, one in enumerate(here)
    }


def each_language(say: Callable[[], Sequence[Field]]) -> Iterator[Sequence[Field]]:
    """The fields as each language calls them."""
    for locale in LOCALES:
        with force_locale(locale):
            yield say()


def titles(one: Field) -> tuple[str, ...]:
    """Everything a column of a field may be called."""
    return (one.label, *one.also)


def needs(given: fields.Field | None) -> bool:
    """Whether a row cannot do without a field: the schema asks for it, or would put something in its place
    that nobody has said."""
    if given is None:
        return False
    default = given.load_default() if callable(given.load_default) else given.load_default
    return given.required or default not in (missing, None, "", False, [], {})


def reader(one: Field, given: fields.Field | None, words: list[Mapping[str, str]]) -> Read:
    """How a cell of a field is read: as it says, by the words of its codes, by the schema's kind; a text is
    never an id, be there nothing yet that it could name."""
    if one.words or isinstance(given, fields.UUID):
        return partial(read_word, one, spelt(words, one.more))
    if one.read:
        return one.read
    kinds: tuple[tuple[Any, Read], ...] = (
        (fields.Date, read_day),
        (fields.Boolean, read_yes),
        (fields.Number, read_number),
    )
    return next((read for kind, read in kinds if isinstance(given, kind)), str)


def read_word(one: Field, known: Mapping[str, frozenset[str]], text: str) -> Any:
    """The code that is spelt so, or what the field itself reads in it."""
    return (one.read and one.read(text)) or read_code(text, known, one.words)


def kazakh_field(key: str = "title", label: str = "") -> Field:
    """The column of the Kazakh words beside a field."""
    also = ("Название на казахском", "Наименование на казахском", "Заголовок на казахском", "Қазақша атауы")
    titles = also if key in CALLED else ()
    return Field(key=f"{key}_kk", label=label_in_kazakh(key, label), also=titles)


def region_field(label: str, names: Mapping[str, str], **more: Any) -> Field:
    """The column of a region, which people write in many ways."""
    also = ("Регион", "Область", "Өңір", "Облыс", "Region", "Oblast")
    return Field(
        key="region", label=label, also=also, words=names, more=regions_spelt(), for_all=True, **more
    )


def project_field(names: Mapping[str, str]) -> list[Field]:
    """The column of the project, by the names of those that are open; none where there is no choice."""
    also = ("Проект", "Жоба", "Project")
    one = Field(key="project_id", label=_("Project"), also=also, words=names, for_all=True)
    return [one] if len(names) > 1 else []


def activity_field(projects: Sequence[Project], **more: Any) -> Field:
    """The column of a line of the plan, written as its code, as its title in any language, or as both."""
    also = ("Пункт плана", "Код", "Мероприятие плана", "№ по плану", "Жоспар тармағы")
    lines = {key: title for project in projects for key, title in activity_titles(project).items()}
    ways = [(way, key) for project in projects for key, way in ways_of(project)]
    once = Counter(way for way, _key in set(ways))
    alone = {way: key for way, key in ways if once[way] == 1}
    return Field(
        key="activity", label=_("Activity"), also=also, words=lines, more=alone, for_all=True, **more
    )


def ways_of(project: Project) -> Iterator[tuple[str, str]]:
    """Lines of a plan by their ids, each with a way to write it: its code, its title in every language."""
    for line in project.activities:
        yield line.id, key_of(line.code)
    for locale in LOCALES:
        with force_locale(locale):
            yield from (
                (key, key_of(title.partition(" ")[2])) for key, title in activity_titles(project).items()
            )


def of_project(values: Values, names: Mapping[str, str]) -> Values:
    """The values with the only open project, where there is no other."""
    return {"project_id": next(iter(names)), **values} if len(names) == 1 else values

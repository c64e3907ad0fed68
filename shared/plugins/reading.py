"""The one strict reader: a table of region.toml or an answer of a hook (`shapes`), down to the last value.

What is wrong is collected whole and said by its place ("branding.accent: …") with the nearest legal
value; what is right comes out as new objects of plain values, so nothing of the plugin's own stays in
what the caller holds.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from marshmallow import INCLUDE, Schema, ValidationError, fields, post_load, validates_schema

from shared.language import gatherings, measures, regions
from shared.language.expressions import Expression, parse
from shared.language.measures.gatherings import RECORD as GATHERINGS
from shared.plugins.pictures import Unfit, contrast_with_white, drawing

LANGUAGES = ("ru", "kk", "en")
FIELD_TYPES = ("text", "number", "date", "choice", "checkbox", "file")
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
ANSWER = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
CONDITION = re.compile(r"[a-z][a-z0-9_]{0,39}=[a-z][a-z0-9_]{0,59}")
HREF = re.compile(r"/[A-Za-z0-9_./?=&%-]{0,300}")
VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,19}")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
MOST, LONGEST, EVERYWHERE = 50, 1000, "*"
MOST_SHOWN, LONGEST_TEMPLATE = 40, 100_000
HIGHEST_AMOUNT, LEAST_CONTRAST = Decimal(10) ** 12, Decimal("4.5")
KINDS = {
    str: "text",
    bool: "true or false",
    int: "a number",
    Decimal: "an amount",
    list: "a list",
    dict: "a table",
}

REGION_NAMES = [name for region in regions.ALL for name in (region.code, region.ru, region.kk)]


class Wrong(ValueError):
    """An answer or a file that cannot be used; the words name every place."""


class Unread(ValidationError):
    """A value that cannot be read. Its words are for the author of the plugin, in the language of its
    documents."""


def nearest(value: object, legal: Iterable[str]) -> str:
    """A hint at what was meant: the nearest legal value, or what is known."""
    known = sorted(legal)
    near = difflib.get_close_matches(str(value), known, 1, 0.5)
    more = f", and {len(known) - MOST_SHOWN} more" if len(known) > MOST_SHOWN else ""
    said = ", ".join(known[:MOST_SHOWN]) or "there is none to choose from"
    return f"did you mean “{near[0]}”?" if near else f"known: {said}{more}"


def kind_of(value: object) -> str:
    """What a value is, in the words of a region.toml."""
    return next((words for kind, words in KINDS.items() if type(value) is kind), "something else")


def each_read(inner: fields.Field[Any], values: Iterable[tuple[Any, Any]]) -> dict[Any, Any]:
    """Every value read, by its place; all that is wrong is collected by its place too."""
    read, wrong = {}, {}
    for place, value in values:
        try:
            read[place] = inner.deserialize(value)
        except ValidationError as error:
            wrong[place] = error.messages
    if wrong:
        raise Unread(wrong)
    return read


class Text(fields.Field[str]):
    """A text, not longer than it may be, of a pattern where there is one."""

    def __init__(self, longest: int = LONGEST, pattern: re.Pattern[str] | None = None, **more: Any) -> None:
        super().__init__(**more)
        self.longest, self.pattern = longest, pattern

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> str:
        if type(value) is not str:
            raise Unread(f"must be a text, not {kind_of(value)}")
        if len(value) > self.longest:
            raise Unread(f"is {len(value)} characters long, at most {self.longest} are taken")
        if self.pattern and not self.pattern.fullmatch(value):
            raise Unread(f"“{value}” is not written like {self.metadata['example']}")
        return value


class OneOf(fields.Field[str]):
    """One of a few words; another is refused with the nearest."""

    def __init__(self, legal: Iterable[str], **more: Any) -> None:
        super().__init__(**more)
        self.legal = tuple(legal)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> str:
        if type(value) is not str:
            raise Unread(f"must be a text, not {kind_of(value)}; {nearest('', self.legal)}")
        if value not in self.legal:
            raise Unread(f"“{value[:60]}” is not known; {nearest(value, self.legal)}")
        return value


class Region(fields.Field[str]):
    """A region by its code or its name, kept as the code."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> str:
        if value == EVERYWHERE:
            return EVERYWHERE
        if type(value) is str and (found := regions.find(value)):
            return found.code
        raise Unread(f"“{value}” is not a region; {nearest(value, REGION_NAMES)}")


class Whole(fields.Field[int]):
    """A whole number, within its limits where there are any."""

    def __init__(self, least: int | None = None, most: int | None = None, **more: Any) -> None:
        super().__init__(**more)
        self.least, self.most = least, most

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> int:
        if type(value) is not int:
            raise Unread(f"must be a whole number, not {kind_of(value)}")
        if self.least is not None and self.most is not None and not self.least <= value <= self.most:
            raise Unread(f"is {value}, between {self.least} and {self.most} are taken")
        return value


class Day(fields.Field[date]):
    """A day, as a date."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> date:
        if type(value) is not date:
            raise Unread(f"must be a date like 2022-03-21, not {kind_of(value)}")
        return value


class Yes(fields.Field[bool]):
    """true or false."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> bool:
        if type(value) is not bool:
            raise Unread(f"must be true or false, not {kind_of(value)}")
        return value


class Tenge(fields.Field[Decimal]):
    """A positive amount with at most two decimals; no NaN, no infinity."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Decimal:
        try:
            amount = Decimal(str(value)) if type(value) in (int, Decimal) else Decimal("NaN")
        except InvalidOperation:
            amount = Decimal("NaN")
        if not amount.is_finite() or not 0 < amount < HIGHEST_AMOUNT:
            raise Unread("must be an amount in tenge greater than 0, for example 480000")
        return amount


class Amount(fields.Field[Decimal]):
    """A number of any sign that is one: no NaN, no infinity, nothing a page cannot hold."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Decimal:
        number = Decimal(value) if type(value) is int else value
        if type(number) is not Decimal:
            raise Unread(f"must be a number (Decimal), not {kind_of(value)}")
        if not number.is_finite() or abs(number) >= HIGHEST_AMOUNT:
            raise Unread("must be a finite number below a million million")
        return number


class Measured(Text):
    """A measure that reports add up by region, with what narrows it."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> str:
        expression = parse(super()._deserialize(value, attr, data, **more))
        if not expression.delivered:
            raise Unread(f"“{value}” is not counted; {nearest(expression.name, measures.measures())}")
        if expression.unique:
            raise Unread(
                f"“{value}” counts people once within a line of the plan, so no region has a sum of it"
            )
        if other := [word for word in expression.subtypes if word not in narrowing(expression)]:
            raise Unread(f"“{value}” counts no “{other[0]}”; {nearest(other[0], narrowing(expression))}")
        if expression.group:
            raise Unread(f"“{value}” is not counted by category in a region; leave the category out")
        return expression.text


def narrowing(expression: Expression) -> set[str]:
    """The words a measure of a region may be narrowed to."""
    measure = measures.measures()[expression.name]
    offered = {word for form in measure.forms for word in parse(measure.name + form.narrowed).subtypes}
    return offered | (set(gatherings.TYPES) if measure.record == GATHERINGS else set())


class Colour(Text):
    """#rrggbb that white text can be read on."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> str:
        text = super()._deserialize(value, attr, data, **more)
        if text and not COLOUR.fullmatch(text):
            raise Unread(f"must look like #0b6b5b, not “{text}”")
        if text and (contrast := contrast_with_white(text)) < LEAST_CONTRAST:
            raise Unread(f"{text} has contrast {contrast:.1f} : 1 with white, {LEAST_CONTRAST} is needed")
        return text


class Drawing(Text):
    """An SVG, cleaned of everything that could run or load."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> str:
        try:
            return drawing(value) if value != "" else ""
        except Unfit as error:
            raise Unread(str(error)) from error


class Said(fields.Field[dict[str, Any]]):
    """{ru, kk, en} of texts, or of lists of lines; ru and kk are needed wherever anything is said."""

    def __init__(self, lines: bool = False, longest: int = 200, **more: Any) -> None:
        super().__init__(**more)
        self.inner = ListOf(Text(longest)) if lines else Text()

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> dict[str, Any]:
        if type(value) is not dict or ((value or self.required) and not {"ru", "kk"} <= set(value)):
            raise Unread("needs ru and kk (en if you like)")
        if other := [key for key in value if key not in LANGUAGES]:
            raise Unread(f"unknown language “{other[0]}”; {nearest(other[0], LANGUAGES)}")
        return each_read(self.inner, value.items())


class ListOf(fields.Field[list[Any]]):
    """A list, not longer than it may be, of values of one kind."""

    def __init__(self, inner: fields.Field[Any], least: int = 0, most: int = MOST, **more: Any) -> None:
        super().__init__(**more)
        self.inner, self.least, self.most = inner, least, most

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> list[Any]:
        if type(value) not in (list, tuple):
            raise Unread(f"must be a list, not {kind_of(value)}")
        if not self.least <= len(value) <= self.most:
            raise Unread(f"has {len(value)} entries, between {self.least} and {self.most} are taken")
        return list(each_read(self.inner, enumerate(value)).values())


class Tuple(ListOf):
    """A list that nobody changes later."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        return tuple(super()._deserialize(value, attr, data, **more))


class Shape(Schema):
    """A table whose unknown keys are refused with the nearest known one; `of` is what it becomes."""

    class Meta:
        """Unknown keys reach `known`, which names them."""

        unknown = INCLUDE

    of: ClassVar[type] = dict
    error_messages = {"type": "must be a table"}  # noqa: RUF012

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def known(self, data: Any, original: Any, **more: Any) -> None:
        """Refuse keys nobody reads."""
        known = [field.data_key or name for name, field in self.fields.items()]
        strange = [key for key in original if key not in known] if type(original) is dict else []
        if strange:
            raise Unread({str(key): [f"unknown key, {nearest(key, known)}"] for key in strange})

    @post_load
    def made(self, data: dict[str, Any], **more: Any) -> Any:
        """The frozen object of the specification."""
        return self.of(**data)


def load(shape: Shape, data: Any, place: str) -> Any:
    """A table read by its shape; Wrong says every place and what is wrong there."""
    try:
        return shape.load(data)
    except ValidationError as error:
        raise Wrong("; ".join(spelt(error.messages, place))) from error


def spelt(messages: Any, place: str) -> list[str]:
    """Nested messages, each as “place: words”."""
    if isinstance(messages, dict):
        return [
            words
            for key, inner in messages.items()
            for words in spelt(inner, place if key == "_schema" else below(place, key))
        ]
    return [f"{place}: {MISSING.get(text, text)}" for text in messages]


def below(place: str, key: Any) -> str:
    """The place of a key or of an entry."""
    return f"{place}[{key}]" if isinstance(key, int) else f"{place}.{key}" if place else str(key)


MISSING = {
    "Missing data for required field.": "is missing",
    "Field may not be null.": "must not be empty",
    "Invalid input type.": "must be a table",
    "Invalid type.": "must be a list of tables",
}

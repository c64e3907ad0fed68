"""The one strict reader: a table of region.toml or an answer of a hook, down to the last value.

What is wrong is collected whole and said by its place ("branding.accent: …") with the nearest legal
value; what is right comes out as new objects of plain values, so nothing of the plugin's own stays in
what the caller holds.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import fields as fields_of
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from marshmallow import INCLUDE, Schema, ValidationError, fields, post_load, validates_schema

from shared.language import evidence, regions
from shared.plugins import specifications as said
from shared.plugins.pictures import Unfit, contrast_with_white, drawing
from shared.plugins.specifications import RECORDS, Rule

LANGUAGES = ("ru", "kk", "en")
FIELD_TYPES = ("text", "number", "date", "choice", "checkbox")
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
HREF = re.compile(r"/[A-Za-z0-9_./?=&%-]{0,300}")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
MOST, LONGEST, EVERYWHERE = 50, 1000, "*"
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
    """A hint at what was meant: the nearest legal value, or the first of them."""
    known = sorted(legal)
    near = difflib.get_close_matches(str(value), known, 1, 0.5)
    return f"did you mean “{near[0]}”?" if near else f"known: {', '.join(known[:20])}"


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
    """A whole number."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> int:
        if type(value) is not int:
            raise Unread(f"must be a whole number, not {kind_of(value)}")
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

    def __init__(self, lines: bool = False, **more: Any) -> None:
        super().__init__(**more)
        self.inner = ListOf(Text(200)) if lines else Text()

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


class BrandingShape(Shape):
    """A face."""

    of = said.Branding
    name = Said()
    accent = Colour()
    logo = Drawing()
    letterhead = Said(lines=True)
    contacts = Text()
    disclaimer = Said()


class NavItemShape(Shape):
    """An entry of the navigation."""

    of = said.NavItem
    group = Text(60, required=True)
    label = Text(60, required=True)
    href = Text(300, HREF, required=True, metadata={"example": "/events/gatherings"})
    icon = Text(40, required=True)
    order = Whole(required=True)
    permission = Text(60)


class ChoiceShape(Shape):
    """One answer to choose from."""

    of = said.Choice
    value = Text(60, NAME, required=True, metadata={"example": "first_choice"})
    label = Said(required=True)


class FieldDefShape(Shape):
    """An extra field."""

    of = said.FieldDef
    key = Text(40, NAME, required=True, metadata={"example": "school_year"})
    type = OneOf(FIELD_TYPES, required=True)
    label = Said(required=True)
    hint = Said()
    required = Yes()
    choices = Tuple(fields.Nested(ChoiceShape))

    @validates_schema
    def complete(self, data: dict[str, Any], **more: Any) -> None:
        """A choice has something to choose from, nothing else has."""
        if (data.get("type") == "choice") != bool(data.get("choices")):
            raise Unread({"choices": ["go with type “choice”, and with no other"]})


class BudgetCapShape(Shape):
    """A cap."""

    of = said.BudgetCap
    amount = Tenge(required=True)
    reason = Said(required=True)


class EvidenceNeedShape(Shape):
    """More evidence."""

    of = said.EvidenceNeed
    kinds = Tuple(OneOf(evidence.OWNERS["gathering"]), least=1, required=True)
    reason = Said(required=True)


class ProblemShape(Shape):
    """A refusal."""

    of = said.Problem
    field = Text(60, required=True)
    code = Text(40, NAME, required=True, metadata={"example": "too_late"})
    message = Said(required=True)


SHAPES: dict[type, type[Shape]] = {shape.of: shape for shape in Shape.__subclasses__()}


def answer(rule: Rule, given: Any, asked: dict[str, Any]) -> Any:
    """An answer as new objects; None is no opinion. Wrong names every place that is not right."""
    if given is None:
        return None
    items = given if rule.many else [given]
    if type(items) not in (list, tuple):
        raise Wrong(f"must answer a list of {rule.answer.__name__}, not {kind_of(given)}")
    if len(items) > MOST:
        raise Wrong(f"answers {len(items)} entries, at most {MOST} are taken")
    read = [read_item(rule, item, f"[{place}]" if rule.many else "") for place, item in enumerate(items)]
    check_fields(read, asked)
    return read if rule.many else read[0]


def read_item(rule: Rule, item: Any, place: str) -> Any:
    """One entry of an answer, taken apart and put together again."""
    if type(item) is not rule.answer:
        raise Wrong(f"answer{place} must be a {rule.answer.__name__}, not {kind_of(item)}")
    return load(SHAPES[rule.answer](), taken_apart(item), f"answer{place}")


def taken_apart(item: Any) -> dict[str, Any]:
    """The fields of an entry; choices as tables."""
    values = {each.name: getattr(item, each.name) for each in fields_of(item)}
    if type(values.get("choices")) in (list, tuple):
        values["choices"] = [as_choice(choice) for choice in values["choices"]]
    return values


def as_choice(choice: Any) -> Any:
    """A pair (value, label) as a table; anything else stays and is refused by its place."""
    pair = isinstance(choice, tuple) and len(choice) == 2
    return {"value": choice[0], "label": choice[1]} if pair else choice


def check_fields(read: list[Any], asked: dict[str, Any]) -> None:
    """Refuse a problem about a field the record does not have."""
    if "record" not in asked:
        return
    legal = [each.name for each in fields_of(RECORDS[asked["service"], asked["entity"]])]
    for problem in read:
        if problem.field and not problem.field.startswith("extra.") and problem.field not in legal:
            raise Wrong(f"there is no field “{problem.field}”; {nearest(problem.field, legal)}")


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

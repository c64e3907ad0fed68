"""The shape of everything a plugin may answer, in a table of region.toml or from a hook."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, validates_schema
from marshmallow.validate import Length

from shared.language import evidence
from shared.language.questionnaires import CHOICE, GRID, QUESTIONS, SATISFACTION
from shared.language.reminders import CARRIERS, CHANNELS, DEVICE, POST
from shared.plugins import specifications as said
from shared.plugins.gaps import ChannelCode, DeviceLink, Posted
from shared.plugins.pictures import MOST_PARTNERS
from shared.plugins.reading import (
    ANSWER,
    CONDITION,
    FIELD_TYPES,
    HREF,
    LONGEST,
    LONGEST_TEMPLATE,
    NAME,
    VERSION,
    Amount,
    Colour,
    Day,
    Drawing,
    Measured,
    OneOf,
    Said,
    Shape,
    Tenge,
    Text,
    Tuple,
    Unread,
    Whole,
    Yes,
    each_read,
    kind_of,
)

FILLS = ("number", "name", "settlement", "category", "organisation")
PAPER = {said.PORTRAIT: 180, said.LANDSCAPE: 265}  # mm between the margins
NAMES_OF_PEOPLE = ("name", "surname", "given_name", "patronymic")
READ = (
    *NAMES_OF_PEOPLE,
    *("sex", "birth_year", "age", "settlement", "category", "organisation", "phone", "attended"),
)
DAY_KINDS = (said.OFF, said.WORK, said.SHORT)


class PartnerShape(Shape):
    """A partner's logo."""

    of = said.Partner
    name = Said(required=True)
    logo = Drawing(required=True)


class BrandingShape(Shape):
    """A face."""

    of = said.Branding
    name = Said()
    accent = Colour()
    logo = Drawing()
    letterhead = Said(lines=True)
    contacts = Text()
    disclaimer = Said()
    partners = Tuple(fields.Nested(PartnerShape), validate=Length(max=MOST_PARTNERS))


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


class Condition(Text):
    """A choice of the same plugin and the answer it needs; "" for no condition."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> str:
        text = super()._deserialize(value, attr, data, **more)
        if text and not CONDITION.fullmatch(text):
            raise Unread(f"“{text}” is not written like ownership=private")
        return text


class FieldDefShape(Shape):
    """An extra field."""

    of = said.FieldDef
    key = Text(40, NAME, required=True, metadata={"example": "school_year"})
    type = OneOf(FIELD_TYPES, required=True)
    label = Said(required=True)
    hint = Said()
    required = Yes()
    choices = Tuple(fields.Nested(ChoiceShape))
    visible_if = Condition(81)
    keep_days = Whole(1, 36_500, allow_none=True)
    printed = Yes()

    @validates_schema
    def complete(self, data: dict[str, Any], **more: Any) -> None:
        """A choice has something to choose from, nothing else has; a file is no word of a paper."""
        if data.get("type") == "file" and data.get("printed"):
            raise Unread({"printed": ["a file cannot be printed as a word"]})
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


class Filled(OneOf):
    """What is printed of a person: a column of every list, or an answer to a question of a plugin."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> str:
        asked = type(value) is str and ANSWER.fullmatch(value)
        return value if asked else super()._deserialize(value, attr, data, **more)


class SheetColumnShape(Shape):
    """A column of a list to sign."""

    of = said.SheetColumn
    label = Said(required=True)
    width = Whole(6, 120, required=True)
    fills = Filled(("", *FILLS))


class AttendanceSheetShape(Shape):
    """A list to sign."""

    of = said.AttendanceSheet
    title = Said(required=True)
    columns = Tuple(fields.Nested(SheetColumnShape), least=2, most=12, required=True)
    blank_rows = Whole(0, 200)
    orientation = OneOf(PAPER)
    footer = Said()

    @validates_schema
    def fits(self, data: dict[str, Any], **more: Any) -> None:
        """The columns stand side by side on the paper."""
        wide, room = (
            sum(column.width for column in data.get("columns", ())),
            PAPER[data.get("orientation", said.PORTRAIT)],
        )
        if wide > room:
            raise Unread({"columns": [f"are {wide} mm wide together, the paper has {room} mm"]})


class CalendarDayShape(Shape):
    """A day off, a short or a moved day."""

    of = said.CalendarDay
    day = Day(required=True)
    kind = OneOf(DAY_KINDS, required=True)
    name = Said(required=True)


class FindingShape(Shape):
    """A condition of an application."""

    of = said.Finding
    rule = Text(40, NAME, required=True, metadata={"example": "own_share"})
    ok = Yes(required=True)
    message = Said(required=True)
    legal_ref = Said()


class ImportColumnShape(Shape):
    """What columns with these titles hold."""

    of = said.ImportColumn
    field = OneOf(READ, required=True)
    titles = Tuple(Text(120), least=1, required=True)


class IndicatorDefShape(Shape):
    """A figure of the region's own."""

    of = said.IndicatorDef
    code = Text(40, NAME, required=True, metadata={"example": "share_of_women"})
    name = Said(required=True)
    unit = Said(required=True)
    measures = Tuple(Measured(120), least=1, most=8, required=True)
    note = Said()


class ComputedShape(Shape):
    """A figure worked out."""

    of = said.Computed
    value = Amount(allow_none=True, required=True)
    numerator = Amount(allow_none=True)
    denominator = Amount(allow_none=True)
    note = Said()


class NoteShape(Shape):
    """A note on a record."""

    of = said.Note
    text = Said(required=True)


class Texts(fields.Field[dict[str, Any]]):
    """Texts by their names."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> dict[str, Any]:
        if type(value) is not dict:
            raise Unread(f"must be a table of texts, not {kind_of(value)}")
        return each_read(Said(required=True), value.items())


class DocumentTemplateShape(Shape):
    """A paper or a text in the region's own form."""

    of = said.DocumentTemplate
    version = Text(20, VERSION, required=True, metadata={"example": "2022-1"})
    typst = Text(LONGEST_TEMPLATE)
    texts = Texts()


class DocumentLineShape(Shape):
    """A line of a paper."""

    of = said.DocumentLine
    key = Text(40, NAME, required=True, metadata={"example": "visited_by"})
    label = Said(required=True)
    value = Said(required=True)


class PageRowShape(Shape):
    """A line of a small table."""

    of = said.PageRow
    label = Said(required=True)
    value = Said(required=True)


class PageSectionShape(Shape):
    """A part of a page."""

    of = said.PageSection
    title = Said(required=True)
    lines = Said(lines=True, longest=LONGEST)
    rows = Tuple(fields.Nested(PageRowShape))


class RegionPageShape(Shape):
    """A page of the region's own."""

    of = said.RegionPage
    slug = Text(40, NAME, required=True, metadata={"example": "memo"})
    title = Said(required=True)
    sections = Tuple(fields.Nested(PageSectionShape), least=1, most=20, required=True)


class PersonalPartShape(Shape):
    """Something a region keeps of a person."""

    of = said.PersonalPart
    code = Text(40, NAME, required=True, metadata={"example": "paper_register"})
    title = Said(required=True)
    value = Said(required=True)
    stays = Said()


class FormQuestionShape(Shape):
    """A question of a questionnaire."""

    of = said.FormQuestion
    kind = OneOf(QUESTIONS, required=True)
    label = Said(required=True)
    options = Tuple(Said(required=True), most=12)

    @validates_schema
    def answerable(self, data: dict[str, Any], **more: Any) -> None:
        """A choice has two answers at least, a grid a line, nothing else has any."""
        least = {CHOICE: 2, GRID: 1}.get(data["kind"])
        count = len(data.get("options", ()))
        if count < (least or 0) or (count and least is None):
            raise Unread({"options": ["a choice has two at least, a grid one, other kinds none"]})


class FormTemplateShape(Shape):
    """A questionnaire to begin from."""

    of = said.FormTemplate
    code = Text(40, NAME, required=True, metadata={"example": "after_training"})
    version = Text(40, required=True)
    title = Said(required=True)
    intro = Said(required=True)
    questions = Tuple(fields.Nested(FormQuestionShape), least=1, most=30, required=True)

    @validates_schema
    def one_figure(self, data: dict[str, Any], **more: Any) -> None:
        """Exactly one question makes the figure."""
        kinds = [question.kind for question in data["questions"]]
        if kinds.count(SATISFACTION) != 1:
            raise Unread({"questions": [f"exactly one is of the kind “{SATISFACTION}”"]})


class NotificationChannelShape(Shape):
    """A channel of messages."""

    of = said.NotificationChannel
    code = Text(40, NAME, required=True, metadata={"example": "sms"})
    label = Said(required=True)
    by = OneOf(CARRIERS)
    link = DeviceLink()
    address = Said()
    body = Posted()

    @validates_schema
    def of_its_kind(self, data: dict[str, Any], **more: Any) -> None:
        """A link is opened by a device, a body is posted and says the text; what is sent has an address."""
        by = data.get("by", DEVICE)
        if data.get("link") and by != DEVICE:
            raise Unread({"link": ["goes with by “device”, and with no other"]})
        if (by == POST) != ("{text}" in "".join(data.get("body", {}).values())):
            raise Unread({"body": ["goes with by “post”, with no other, and holds {text}"]})
        if (by != DEVICE) != bool(data.get("address")):
            raise Unread({"address": ["goes with by “mail” and “post”, and with no other"]})


class NotificationRouteShape(Shape):
    """The order of channels."""

    of = said.NotificationRoute
    channels = Tuple(ChannelCode(CHANNELS), least=1, most=20, required=True)


SHAPES: dict[type, type[Shape]] = {shape.of: shape for shape in Shape.__subclasses__()}

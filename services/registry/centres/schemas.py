"""Shapes of centres in forms and on the wire."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load

from shared.doors.cursors import PageArgs
from shared.doors.kazakh import InKazakh, in_kazakh
from shared.i18n import NBSP
from shared.language.centres import ENDINGS, FUNDINGS
from shared.plugins.extra import answers_in, answers_out
from shared.validation import Day, Length, OneOf, Range, Sentence, Whole, Words

MOST_LINES = 100
TENGE = re.compile(r"[0-9]{1,12}(?:[.,][0-9]{1,2})?")
PADDING = re.compile(rf"[ {NBSP}\u202f\u2009]|₸")
NOT_TENGE = "Write the amount in tenge with ordinary digits, for example 450000 or 450000.50."
ABOVE_ZERO = "The amount must be more than zero."
NAMELESS = "Line %(line)s: say what it is."
HOW_MANY = "Line %(line)s: the number must be a whole one between 1 and 100000."


class Tenge(fields.Decimal):
    """An amount above zero, as people write it: with spaces, the sign ₸, a decimal comma."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Decimal:
        text = "" if isinstance(value, bool) else PADDING.sub("", str(value))
        if not TENGE.fullmatch(text):
            raise ValidationError(NOT_TENGE)
        amount = Decimal(text.replace(",", "."))
        if not amount:
            raise ValidationError(ABOVE_ZERO)
        return amount


class CentreFields(InKazakh):
    """What is said of a centre, new or corrected."""

    name = Words(200, required=True)
    name_kk = in_kazakh(200)
    settlement = Words(200, required=True)
    address = Words(300, load_default=None, allow_none=True)
    host = Words(300, load_default=None, allow_none=True)
    host_kk = in_kazakh(300)
    operator = Words(200, load_default=None, allow_none=True)
    contacts = Words(200, load_default=None, allow_none=True)
    hours = Words(200, load_default=None, allow_none=True)
    hours_kk = in_kazakh(200)
    extra = answers_in()


class CentreIn(CentreFields):
    """A new centre."""

    project_id = fields.UUID(required=True)
    region = fields.String(required=True)


class CentreRow(CentreIn):
    """A centre out of a table: one that has opened has its day, and its act."""

    opened_on = Day(load_default=None, allow_none=True)
    act = Words(200, load_default=None, allow_none=True)


class CorrectionIn(CentreFields):
    """What may be corrected about a centre; the day and the act only of one that has opened."""

    opened_on = Day(load_default=None, allow_none=True)
    act = Words(200, load_default=None, allow_none=True)


class OpeningIn(Schema):
    """The day a centre opened, and the number and day of the act that opened it."""

    opened_on = Day(required=True)
    act = Words(200, load_default=None, allow_none=True)


class EndingIn(Schema):
    """How a centre ended, on which day and why; `all_the_same`: though it still owes something."""

    outcome = fields.String(
        required=True,
        validate=OneOf(ENDINGS),
        error_messages={"required": "Say whether it was handed over or closed."},
    )
    ended_on = Day(required=True, error_messages={"required": "Say on which day."})
    handed_to = Words(300, load_default=None, allow_none=True)
    reason = Words(500, "Say why.", required=True)
    all_the_same = fields.Boolean(
        load_default=False,
        metadata={"description": "true: though it still owes something, which is else asked about"},
    )


class ResumingIn(Schema):
    """Why an ended centre is open again."""

    reason = Words(500, "Say why.", required=True)


class LineIn(Schema):
    """One line of what stands in a centre."""

    name = Words(200, required=True)
    quantity = Whole(required=True, validate=Range(1, 100_000))
    source = Words(200, load_default=None, allow_none=True)


class EquipmentIn(Schema):
    """All that stands in a centre, as a tool sends it."""

    lines = fields.List(fields.Nested(LineIn), required=True, validate=Length(max=MOST_LINES))


class EquipmentForm(Schema):
    """All that stands in a centre, as its form has it: a column a list; empty lines are left out."""

    name = fields.List(fields.String(), load_default=list, validate=Length(max=MOST_LINES))
    quantity = fields.List(fields.String(), load_default=list, validate=Length(max=MOST_LINES))
    source = fields.List(fields.String(), load_default=list, validate=Length(max=MOST_LINES))

    @post_load
    def lines(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        """The lines that say something; what is wrong with one is said with its number."""
        columns = (data["name"], data["quantity"], data["source"])
        typed = list(zip_longest(*columns, fillvalue=""))
        return {
            "lines": [line(no, *cells) for no, cells in enumerate(typed, 1) if any(map(str.strip, cells))]
        }


def line(no: int, name: str, quantity: str, source: str) -> dict[str, Any]:
    """A line as a tool sends it; ValidationError says which one is wrong."""
    errors = LineIn().validate(said := {"name": name, "quantity": quantity.strip(), "source": source})
    if "quantity" in errors:
        raise ValidationError(Sentence(HOW_MANY, line=no), "quantity")
    if errors:
        raise ValidationError(Sentence(NAMELESS, line=no), "name")
    loaded: dict[str, Any] = LineIn().load(said)
    return loaded


class FundingIn(Schema):
    """Money others give for a centre; `document` is the number and day of what says so."""

    kind = fields.String(required=True, validate=OneOf(FUNDINGS))
    source = Words(300, "Say who gives the money.", required=True)
    amount = Tenge(required=True, places=2, error_messages={"required": "Write an amount in tenge."})
    agreed_on = Day(required=True, error_messages={"required": "Say on which day."})
    document = Words(200, load_default=None, allow_none=True)


class FundingWithdrawalIn(Schema):
    """Why money for a centre is withdrawn."""

    reason = Words(500, "Say why.", required=True)


class CentreOut(Schema):
    """A centre in a list."""

    id = fields.UUID()
    project_id = fields.UUID()
    name = fields.String()
    name_kk = fields.String()
    region = fields.String()
    settlement = fields.String()
    address = fields.String(allow_none=True)
    host = fields.String(allow_none=True)
    host_kk = fields.String()
    operator = fields.String(allow_none=True)
    hours = fields.String(allow_none=True)
    hours_kk = fields.String()
    status = fields.String()
    opened_on = fields.Date(allow_none=True)
    ended_on = fields.Date(allow_none=True)
    files = fields.Integer()
    extra = answers_out()


class FundingOut(FundingIn):
    """Money for a centre; `proven` says whether its document is attached and opens."""

    id = fields.UUID()
    withdrawn_because = fields.String(allow_none=True)
    proven = fields.Boolean()


class CentreFilter(PageArgs):
    """Which centres."""

    project_id = fields.UUID(load_default=None)
    region = fields.String(load_default=None)
    status = fields.String(load_default=None)

"""What the forms of a centre begin with."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from flask import request

from services.registry.centres.models import Centre, Funding
from services.registry.centres.operations.opening import asked
from services.registry.centres.schemas import CorrectionIn, FundingIn
from shared.clock import today
from shared.doors.form import Form
from shared.plugins import extra

COLUMNS = ("name", "quantity", "source")
LEAST, MORE = 6, 3


def begun() -> dict[str, Any]:
    """What the address says of a new centre, whose extra fields follow the choice of its region."""
    region = request.args.get("region")
    return {} if region is None else {"region": region, "extra": extra.in_address()}


def questions(form: Form) -> dict[str, Any]:
    """What the part of the form of a new centre with the region's fields shows."""
    return extra.on_form(asked(str(form.value("region")), today()), form)


def own(values: dict[str, Any]) -> dict[str, Any]:
    """The values without answers to questions of another region, left over when the region was changed."""
    return extra.own(values, asked(values["region"], today()))


def present(centre: Centre) -> dict[str, Any]:
    """Start values of the form that corrects a centre."""
    return {name: getattr(centre, name) for name in CorrectionIn().fields if name != "kazakh"}


def present_funding(item: Funding) -> dict[str, Any]:
    """Start values of the form that corrects money for a centre."""
    return {name: getattr(item, name) for name in FundingIn().fields}


def present_equipment(centre: Centre) -> dict[str, Any]:
    """Start values of the list of what stands in a centre, a column a list."""
    return {name: [str(getattr(line, name) or "") for line in centre.equipment] for name in COLUMNS}


def lines(form: Form) -> list[tuple[str, str, str]]:
    """The lines of that list with room for more."""
    typed = list(zip_longest(*(form.value(name, []) for name in COLUMNS), fillvalue=""))
    return typed + [("", "", "")] * max(LEAST - len(typed), MORE)

"""What the forms of a centre begin with."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from services.registry.centres.models import Centre, Funding
from services.registry.centres.schemas import CorrectionIn, FundingIn
from shared.doors.form import Form

COLUMNS = ("name", "quantity", "source")
LEAST, MORE = 6, 3


def present(centre: Centre) -> dict[str, Any]:
    """Start values of the form that corrects a centre."""
    return {name: getattr(centre, name) for name in CorrectionIn().fields}


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

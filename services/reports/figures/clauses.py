"""The second conditions of an indicator: "not less than 15 at each training", "2 in each region"."""
from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _

from services.reports.figures.verdicts import reached


def judge(clause: dict[str, Any], groups: dict[str, Any]) -> dict[str, Any]:
    """`{text, met}` of a clause; `met` is None when it cannot be measured."""
    kind = clause.get("kind")
    if kind == "each_gathering":
        return each(clause, groups["gathering"].values(), _("%(good)s of %(all)s gatherings: %(what)s"))
    if kind == "each_region":
        over = clause.get("over") or list(groups["region"])
        return each(clause, [groups["region"].get(code, Decimal(0)) for code in over], _("%(good)s of %(all)s regions: %(what)s"))
    if kind == "each_month":
        over = [month for month in clause.get("over") or [] if month <= groups["until"]]
        return each(clause, [groups["month"].get(month, Decimal(0)) for month in over], _("%(good)s of %(all)s months: %(what)s"))
    if kind == "distinct_regions":
        return distinct(clause, groups["region"])
    return {"text": clause["text"], "met": None}


def each(clause: dict[str, Any], values: Iterable[Decimal], words: str) -> dict[str, Any]:
    """Every group must fulfil the condition, and there must be one."""
    found = list(values)
    good = sum(reached(clause.get("comparator") or "at_least", Decimal(str(clause["value"])), None, value) for value in found)
    return {"text": words % {"good": good, "all": len(found), "what": clause["text"]}, "met": bool(found) and good == len(found)}


def distinct(clause: dict[str, Any], regions: dict[str, Decimal]) -> dict[str, Any]:
    """Enough different regions must have something."""
    found = sum(1 for code, value in regions.items() if code and value > 0)
    text = _("%(found)s different regions of %(needed)s", found=found, needed=clause["value"])
    return {"text": f"{clause['text']}: {text}", "met": found >= Decimal(str(clause["value"]))}

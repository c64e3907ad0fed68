"""The second conditions of an indicator: "not less than 15 at each training", "2 in each region",
judged and put into words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from services.reports.figures.measures import Measure
from services.reports.figures.verdicts import reached
from shared.i18n import format_number

MARKS = {"paper": "category", "electronic": "category", "women": "sex", "youth": "category"}


def judge(clause: dict[str, Any], groups: dict[str, Any] | None, measure: Measure | None) -> dict[str, Any]:
    """`{text, met}` of a clause in the reader's language; `met` is None when it cannot be measured."""
    if groups is not None and clause["kind"] == "part" and (clause.get("over") or [""])[0] in MARKS:
        return judge_part(clause, groups)
    values = None if groups is None else measured(clause, groups)
    if values is None:
        return {"text": promised(clause, measure), "met": None}
    if clause["kind"] == "distinct_regions":
        found = sum(value > 0 for value in values)
        return {
            "text": _("different regions: %(found)s of %(needed)s", found=found, needed=number(clause)),
            "met": found >= Decimal(str(clause["value"])),
        }
    if not values:
        return {"text": promised(clause, measure), "met": False}
    good = sum(keeps(clause, value) for value in values)
    return {"text": kept(clause, measure, good, len(values)), "met": good == len(values)}


def judge_part(clause: dict[str, Any], groups: dict[str, Any]) -> dict[str, Any]:
    """A part of the total, "of them 80 on paper";
    not judged while what nobody marked could still make up for what lacks."""
    name = clause["over"][0]
    found, unmarked = (
        groups["part"].get(name, Decimal(0)),
        groups["total"] - groups["part"].get(MARKS[name], Decimal(0)),
    )
    text = _(
        "of them %(what)s: %(found)s (%(amount)s)",
        what=part_words()[name],
        found=format_number(found),
        amount=in_all(clause),
    )
    verdicts = {
        reached(clause.get("comparator") or "at_least", Decimal(str(clause["value"])), None, value)
        for value in (found, found + unmarked)
    }
    if len(verdicts) == 1:
        return {"text": text, "met": verdicts.pop()}
    return {
        "text": _("%(part)s; not said of %(unmarked)s", part=text, unmarked=format_number(unmarked)),
        "met": None,
    }


def measured(clause: dict[str, Any], groups: dict[str, Any]) -> list[Decimal] | None:
    """What each gathering, region or month brought; None for a condition that no fact can answer."""
    kind, over, regions = (
        clause.get("kind"),
        clause.get("over"),
        {code: value for code, value in groups["region"].items() if code},
    )
    if kind == "each_gathering":
        return list(groups["gathering"].values())
    if kind == "each_region":
        return [regions.get(code, Decimal(0)) for code in over or regions]
    if kind == "each_month":
        came = {
            month: groups["month"].get(month, Decimal(0)) for month in over or [] if month <= groups["until"]
        }
        return [value for month, value in came.items() if month <= groups["ended"] or keeps(clause, value)]
    return list(regions.values()) if kind == "distinct_regions" else None


def keeps(clause: dict[str, Any], value: Decimal) -> bool:
    """Whether one gathering, region or month keeps the condition;
    a month that has not ended is judged only once it does."""
    return reached(clause.get("comparator") or "at_least", Decimal(str(clause["value"])), None, value)


def kept(clause: dict[str, Any], measure: Measure | None, good: int, num: int) -> str:
    """How many of them keep the condition: "13 of 14 trainings with 15 or more"."""
    if clause["kind"] == "each_region":
        if num == 1:
            return _("%(amount)s in the region", amount=each(clause))
        of = ngettext("%(good)s of %(num)s region", "%(good)s of %(num)s regions", num, good=good)
    elif clause["kind"] == "each_month":
        of = ngettext("%(good)s of %(num)s month", "%(good)s of %(num)s months", num, good=good)
    else:
        of = of_gatherings(sort_of(measure), good, num)
        if (
            measure
            and measure.facts == "attendance_persons"
            and clause.get("comparator", "at_least") == "at_least"
        ):
            return _(
                "%(of)s with %(amount)s",
                of=of,
                amount=pgettext("each, people", "%(amount)s or more", amount=number(clause)),
            )
    return _("%(of)s with %(amount)s", of=of, amount=each(clause))


def of_gatherings(sort: str, good: int, num: int) -> str:
    """So many of so many gatherings, by their name."""
    match sort:
        case "training":
            return ngettext("%(good)s of %(num)s training", "%(good)s of %(num)s trainings", num, good=good)
        case "master_class":
            return ngettext(
                "%(good)s of %(num)s master class", "%(good)s of %(num)s master classes", num, good=good
            )
        case "thematic_session":
            return ngettext("%(good)s of %(num)s session", "%(good)s of %(num)s sessions", num, good=good)
        case "round_table":
            return ngettext(
                "%(good)s of %(num)s round table", "%(good)s of %(num)s round tables", num, good=good
            )
    return ngettext("%(good)s of %(num)s gathering", "%(good)s of %(num)s gatherings", num, good=good)


def promised(clause: dict[str, Any], measure: Measure | None) -> str:
    """The condition itself: "15 or more at each training";
    one the plan's reader did not understand stays in the plan's words."""
    kind, sort = clause.get("kind"), (clause.get("over") or [""])[0]
    if kind == "each_gathering":
        return at_each(sort_of(measure), each(clause))
    if kind == "each_region":
        return _("%(amount)s in each region", amount=each(clause))
    if kind == "each_month":
        return _("%(amount)s every month", amount=each(clause))
    if kind == "distinct_regions":
        return _("different regions: %(amount)s", amount=in_all(clause))
    if kind == "part" and sort in part_words():
        return _("of them %(what)s: %(amount)s", what=part_words()[sort], amount=in_all(clause))
    return str(clause["text"])


def at_each(sort: str, amount: str) -> str:
    """So much at each gathering, by its name."""
    match sort:
        case "training":
            return _("%(amount)s at each training", amount=amount)
        case "master_class":
            return _("%(amount)s at each master class", amount=amount)
        case "thematic_session":
            return _("%(amount)s at each session", amount=amount)
        case "round_table":
            return _("%(amount)s at each round table", amount=amount)
    return _("%(amount)s at each gathering", amount=amount)


def part_words() -> dict[str, str]:
    """Parts of a total that a plan asks for."""
    return {
        "paper": _("on paper"),
        "electronic": _("electronic"),
        "women": _("women"),
        "youth": _("young people"),
        "disability": _("people with disabilities"),
        "rural": _("rural residents"),
    }


def each(clause: dict[str, Any]) -> str:
    """An amount that every one must have."""
    match clause.get("comparator"):
        case "at_most":
            return pgettext("each", "%(amount)s or fewer", amount=number(clause))
        case "exactly":
            return pgettext("each", "exactly %(amount)s", amount=number(clause))
    return pgettext("each", "%(amount)s or more", amount=number(clause))


def in_all(clause: dict[str, Any]) -> str:
    """An amount that the whole must have."""
    match clause.get("comparator"):
        case "at_most":
            return pgettext("in all", "%(amount)s or fewer", amount=number(clause))
        case "exactly":
            return pgettext("in all", "exactly %(amount)s", amount=number(clause))
    return pgettext("in all", "%(amount)s or more", amount=number(clause))


def number(clause: dict[str, Any]) -> str:
    """The number of a clause as people read it."""
    return format_number(Decimal(str(clause["value"])))


def sort_of(measure: Measure | None) -> str:
    """The one type of gathering a measure looks at, or nothing."""
    return measure.subtypes[0] if measure and len(measure.subtypes) == 1 else ""

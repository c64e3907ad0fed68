"""Places where the document says two different things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from services.registry.reader.meaning.measures import suggest_measure
from services.registry.reader.meaning.results import figures
from services.registry.reader.words.comparators import said_target
from services.registry.reader.words.conditions import take_conditions
from services.registry.reader.words.gatherings import find_gatherings
from services.registry.reader.words.notes import Notes, Said, say
from services.registry.reader.words.wording import flat, sentences, stems
from shared.language.clauses import AT_LEAST, EACH_GATHERING, EACH_REGION
from shared.language.expressions import parse
from shared.language.measures.gatherings import EVENTS_HELD

Record = dict[str, Any]
FAR = 12  # months between activities of one project that nobody plans


def note_contradictions(passport: Record, sections: list[Record], notes: Notes) -> None:
    """Compare passport with plan, plan with itself, conditions with totals, costs with the grant."""
    indicators = [
        indicator
        for section in sections
        for activity in section["activities"]
        for indicator in activity["indicators"]
    ]
    for result in passport["expected_results"]:
        for figure in (found for found in result["figures"] if not found["part"]):
            _against_plan(result, figure, indicators, notes)
            _against_titles(result, figure, sections, notes)
    _same_measure(indicators, notes)
    for section in sections:
        for activity in section["activities"]:
            _within_activity(activity, notes)
    _periods(passport, sections, notes)
    _costs(passport, sections, notes)


def _said(record: Record) -> Said:
    return said_target(record["comparator"], record.get("value", record.get("target")))


def _differs(figure: Record, other: Record) -> bool:
    return (figure["comparator"], figure["value"]) != (
        other["comparator"],
        other.get("value", other.get("target")),
    )


def _against_plan(result: Record, figure: Record, indicators: list[Record], notes: Notes) -> None:
    """A passport's figure against the indicators that the same measure counts."""
    suggestion = suggest_measure(figure["what"], result["text"], find_gatherings(figure["what"]))
    same = [
        found
        for found in indicators
        if suggestion and found["measure"] == suggestion.measure and found["target"] is not None
    ]
    if not same or any(not _differs(figure, found) for found in same):
        return
    for found in same:
        notes.doubt(
            say("result_indicator", number=result["number"], code=found["code"]),
            result["text"],
            say("kept_in_plan", plan=_said(found)),
            say("passport_and_plan", passport=_said(figure), plan=_said(found)),
        )


def _against_titles(result: Record, figure: Record, sections: list[Record], notes: Notes) -> None:
    """A passport's figure against a section's title or an activity's text that promises
    as many of the same thing."""
    for place, code, text in _promises(sections):
        for other in figures(text):
            if (
                other["value"] == figure["value"]
                and other["comparator"] != figure["comparator"]
                and _alike(figure, other)
            ):
                notes.doubt(
                    say(place, number=result["number"], code=code),
                    result["text"],
                    say("both_kept"),
                    say("passport_and_plan", passport=_said(figure), plan=_said(other)),
                )
                return


def _promises(sections: list[Record]) -> list[tuple[str, str, str]]:
    titles = [("result_section", section["code"], section["title"]) for section in sections]
    return titles + [
        ("result_activity", activity["code"], activity["description"])
        for section in sections
        for activity in section["activities"]
    ]


def _alike(one: Record, other: Record) -> bool:
    """Two phrases of one thing: the same unit, or words in common where no unit is known."""
    if one["unit"] or other["unit"]:
        return bool(one["unit"] == other["unit"])
    return bool(stems(one["what"]) & stems(other["what"]))


def _same_measure(indicators: list[Record], notes: Notes) -> None:
    """Two indicators that read one register must not be added."""
    by_measure: dict[str, list[Record]] = defaultdict(list)
    for indicator in indicators:
        if indicator["measure"]:
            by_measure[indicator["measure"]].append(indicator)
    for same in by_measure.values():
        if len(same) > 1:
            said = "; ".join(
                f"{found['code']} {found['name']}: {found['source']['value_text']}".rstrip(": ")
                for found in same
            )
            notes.doubt(
                say("indicators", codes=[found["code"] for found in same]),
                said,
                say("one_register"),
                say("same_thing"),
            )


def _within_activity(activity: Record, notes: Notes) -> None:
    for indicator in activity["indicators"]:
        for clause in indicator["clauses"]:
            _against_total(activity, indicator, clause, notes)
    totals = " ".join(take_conditions(flat(text))[1] for text in sentences(activity["description"]))
    counted = {clause["value"] for indicator in activity["indicators"] for clause in indicator["clauses"]}
    for figure in figures(totals):
        targets = [
            found["target"]
            for found in activity["indicators"]
            if found["unit"] == figure["unit"] and found["target"] is not None
        ]
        if targets and figure["value"] not in targets and figure["value"] not in counted:
            notes.doubt(
                say("description", code=activity["code"]),
                f"{figure['value']} {figure['what']}",
                say("kept_in_indicators", values=targets),
                say("description_differs"),
                activity["code"],
            )


def _against_total(activity: Record, indicator: Record, clause: Record, notes: Notes) -> None:
    """So many each, times how many there are, against the total."""
    times = _times(activity, clause)
    if (
        not times
        or clause["comparator"] != AT_LEAST
        or not isinstance(indicator["target"], int)
        or not isinstance(clause["value"], int)
    ):
        return
    product = times * clause["value"]
    if product != indicator["target"]:
        notes.doubt(
            say("indicator", code=indicator["code"]),
            indicator["source"]["value_text"] or indicator["name"],
            say("target_and_clause", target=_said(indicator), clause=clause),
            say("product", each=clause["value"], times=times, product=product, target=indicator["target"]),
            indicator["code"],
        )


def _times(activity: Record, clause: Record) -> int | None:
    if clause["kind"] == EACH_REGION:
        return len(clause["over"] or [])
    if clause["kind"] != EACH_GATHERING:
        return None
    held = [
        found["target"]
        for found in activity["indicators"]
        if parse(found["measure"] or "").measure is EVENTS_HELD
    ]
    return held[0] if len(held) == 1 and isinstance(held[0], int) else None


def _periods(passport: Record, sections: list[Record], notes: Notes) -> None:
    """The periods of activities against the project's days, its agreement's, and one another."""
    dated = [row for section in sections for row in section["activities"] if row["period"]]
    dated.sort(key=lambda row: str(row["period"]["start"]))
    for activity, far in zip(dated, _far([row["period"] for row in dated]), strict=True):
        period = activity["period"]
        for why in _astray(period, passport, far):
            place = say("period_of", code=activity["code"])
            months = say("months", start=period["start"], end=period["end"])
            notes.doubt(place, period["source"], months, why, activity["code"])


def _far(periods: list[Record]) -> Iterator[bool]:
    """Whether each of the periods, in their order, is far from every other."""
    ended = 0
    for period, later in zip(periods, [*periods, None][1:], strict=True):
        away = [_month(period["start"]) - ended] if ended else []
        away += [_month(later["start"]) - _month(period["end"])] if later else []
        ended = max(ended, _month(period["end"]))
        yield bool(away) and min(away) > FAR


def _astray(period: Record, passport: Record, far: bool) -> Iterator[Said]:
    """Why the period of an activity may be of another year; `far` from every other."""
    project, agreed = passport["period"], (passport["agreement"] or {}).get("date")
    if project and project["origin"] == "stated":
        if period["start"] < project["start"] or period["end"] > project["end"]:
            yield say("outside_project", start=project["start"], end=project["end"])
    elif far:
        yield say("far_from_others")
    if agreed and period["end"] < agreed[: len("2024-01")]:
        yield say("before_agreement", date=".".join(reversed(agreed.split("-"))))


def _month(written: str) -> int:
    """A month "YYYY-MM" counted from the year 0."""
    return int(written[:4]) * 12 + int(written[5:])


def _costs(passport: Record, sections: list[Record], notes: Notes) -> None:
    costs = [
        Decimal(str(activity["cost"]))
        for section in sections
        for activity in section["activities"]
        if activity["cost"] is not None
    ]
    amount = passport["amount"]
    if amount and sum(costs) > Decimal(str(amount["value"])):
        notes.doubt(
            say("cost_column"),
            str(sum(costs)),
            say("costs_kept"),
            say("costs_over", money=amount["value"]),
            "passport.amount",
        )

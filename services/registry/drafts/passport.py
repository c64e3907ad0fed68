"""The passport and the team on the review page: as form fields, and taken back."""

from __future__ import annotations

import re
from typing import Any

from services.registry.drafts import corrections
from services.registry.drafts.amounts import agrees
from services.registry.drafts.fields import Errors, Typed, collect, in_order, part
from services.registry.drafts.meanwhile import is_untouched, mark_shown
from services.registry.drafts.schemas import MemberForm, PartnerForm, PassportForm
from services.registry.plans.models import Plan
from services.registry.reader.meaning.results import figures
from services.registry.reader.words.numbers import quantity

PARTNER, TEAM = ("name", "region"), "member-0"
MEMBER = ("name", "role", "contact", "duties", "employment_percent")


def shown(plan: Plan, typed: Typed, errors: Errors) -> dict[str, Any]:
    """What stands in the fields: stored values under what was typed;
    one empty row more of results, partners and members."""
    now, texts = stored(plan), texts_of(plan)
    results = [{"text": text} for text in now["results"]]
    return {
        "passport": {name: typed.get(f"passport-{name}", value) for name, value in texts.items()},
        "regions": typed.getlist("passport-regions") if typed else now["regions"],
        "results": rows(typed, "result", results, ("text",)),
        "partners": rows(typed, "partner", now["partners"], PARTNER),
        "team": rows(typed, "member", plan.team, MEMBER),
        "marks": {
            "passport": mark_shown(errors, typed, "passport", now),
            TEAM: mark_shown(errors, typed, TEAM, {"name": members(plan.team)}),
        },
    }


def texts_of(plan: Plan) -> dict[str, Any]:
    """The single fields of the passport as they are stored."""
    passport = plan.passport
    amount, period = passport.get("amount") or {}, passport.get("period") or {}
    return {
        "topic": passport.get("topic"),
        "goal": passport.get("goal"),
        "grantee": (passport.get("grantee") or {}).get("name"),
        "short_name": (passport.get("grantee") or {}).get("short_name"),
        "grantor": (passport.get("grantor") or {}).get("name"),
        "amount": amount.get("value"),
        "in_words": amount.get("in_words"),
        "start": period.get("start"),
        "end": period.get("end"),
    }


def stored(plan: Plan) -> dict[str, Any]:
    """The passport as its form would give it back."""
    partners = (plan.passport.get("partners") or {}).get("items", [])
    return texts_of(plan) | {
        "regions": plan.passport.get("regions") or [],
        "results": [result["text"] for result in plan.passport.get("expected_results") or []],
        "partners": [{name: partner.get(name) for name in PARTNER} for partner in partners],
    }


def members(team: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The team as its form would give it back."""
    return [{name: member.get(name) for name in MEMBER} for member in team]


def rows(
    typed: Typed, key: str, stored: list[dict[str, Any]], names: tuple[str, ...]
) -> list[dict[str, Any]]:
    """The rows of a list with one empty row at the end."""
    found = [
        {name: typed.get(f"{key}-{number}-{name}", "") for name in names} for number in numbers(typed, key)
    ] or stored
    return [row for row in found if any(row.get(name) not in (None, "") for name in names)] + [
        dict.fromkeys(names, "")
    ]


def numbers(typed: Typed, key: str) -> list[int]:
    """Numbers of the rows that were sent, in order."""
    return sorted({int(match[1]) for name in typed if (match := re.match(rf"{key}-(\d{{1,4}})-", name))})


def save(plan: Plan, typed: Typed, by: str, errors: Errors) -> None:
    """Correct passport and team; the reasons by row."""
    if "passport-topic" not in typed:
        return
    values = collect(errors, "passport", lambda: part(typed, "passport", PassportForm()))
    partners = taken(typed, "partner", PartnerForm, errors)
    results = [
        text
        for number in numbers(typed, "result")
        if (text := " ".join(typed.get(f"result-{number}-text", "").split()))
    ]
    if values and not errors:
        collect(
            errors,
            "passport",
            lambda: save_passport(plan, typed, {**values, "results": results, "partners": partners}, by),
        )
    team = taken(typed, "member", MemberForm, errors)
    if numbers(typed, "member") and not errors:
        collect(errors, TEAM, lambda: save_team(plan, typed, team, by))


def save_passport(plan: Plan, typed: Typed, values: dict[str, Any], by: str) -> None:
    """Correct the passport if it was changed here."""
    now = stored(plan)
    values["regions"] = in_order(values["regions"], now["regions"])
    if not is_untouched(typed, "passport", values, now):
        corrections.correct_passport(
            plan, passport_of(plan, values, values["partners"], values["results"]), by
        )


def save_team(plan: Plan, typed: Typed, team: list[dict[str, Any]], by: str) -> None:
    """Correct the team if it was changed here; all its members are one row."""
    said = "; ".join(
        filter(
            None, (f"{member.get('role') or ''} {member.get('name') or ''}".strip() for member in plan.team)
        )
    )
    if not is_untouched(typed, TEAM, {"name": members(team)}, {"name": members(plan.team)}, said):
        corrections.correct_team(plan, team, by)


def taken(
    typed: Typed, key: str, schema: type[PartnerForm | MemberForm], errors: Errors
) -> list[dict[str, Any]]:
    """The rows of a list; those emptied are gone."""
    found = []
    for number in numbers(typed, key):
        if any(typed.get(f"{key}-{number}-{name}", "").strip() for name in schema().fields):
            found.append(
                collect(
                    errors, f"{key}-{number}", lambda place=f"{key}-{number}": part(typed, place, schema())
                )
            )
    return [row for row in found if row]


def passport_of(
    plan: Plan, values: dict[str, Any], partners: list[dict[str, Any]], results: list[str]
) -> dict[str, Any]:
    """The parts of a passport as the reader would have given them;
    a part nobody changed stays the very same."""
    old = plan.passport
    made = {
        "topic": values["topic"],
        "goal": values["goal"] or "",
        "grantee": organisation(values["grantee"], values["short_name"]),
        "grantor": organisation(values["grantor"], (old.get("grantor") or {}).get("short_name")),
        "amount": sum_of(values),
        "regions": in_order(values["regions"], old.get("regions") or []),
    }
    if partners != (old.get("partners") or {}).get("items", []):
        made["partners"] = {"count": len(partners), "items": partners}
    if results != [result["text"] for result in old.get("expected_results") or []]:
        made["expected_results"] = [
            {"number": number, "text": text, "figures": figures(text)}
            for number, text in enumerate(results, 1)
        ]
    period = (values["start"], values["end"])
    if period != ((old.get("period") or {}).get("start"), (old.get("period") or {}).get("end")):
        made["period"] = {"start": period[0], "end": period[1], "origin": "stated"} if all(period) else None
    return made


def organisation(name: str | None, short_name: str | None) -> dict[str, str] | None:
    """An organisation with the abbreviation used for it."""
    return {"name": name, "short_name": short_name or ""} if name else None


def sum_of(values: dict[str, Any]) -> dict[str, Any] | None:
    """The grant's sum in figures and words, and whether they agree."""
    if values["amount"] is None:
        return None
    amount = {"value": quantity(values["amount"]), "in_words": values["in_words"] or ""}
    return amount | {"agrees": agrees(amount) is True}

"""The passport and the team on the review page: as form fields, and taken back."""
from __future__ import annotations

import re
from typing import Any

from services.registry.plans import operations
from services.registry.plans.fields import Errors, Typed, collect, in_order, part
from services.registry.plans.models import Plan
from services.registry.plans.reader.numbers import quantity
from services.registry.plans.reader.results import figures
from services.registry.plans.schemas import MemberForm, PartnerForm, PassportForm

MEMBER = ("name", "role", "contact", "duties", "employment_percent")


def shown(plan: Plan, typed: Typed) -> dict[str, Any]:
    """What stands in the fields: stored values under what was typed; one empty row more of results, partners and members."""
    passport = plan.passport
    amount, period = passport.get("amount") or {}, passport.get("period") or {}
    stored = {"topic": passport.get("topic"), "goal": passport.get("goal"), "grantee": (passport.get("grantee") or {}).get("name"),
              "short_name": (passport.get("grantee") or {}).get("short_name"), "grantor": (passport.get("grantor") or {}).get("name"),
              "amount": amount.get("value"), "in_words": amount.get("in_words"), "start": period.get("start"), "end": period.get("end")}
    results = [{"text": result["text"]} for result in passport.get("expected_results") or []]
    partners = (passport.get("partners") or {}).get("items", [])
    return {"passport": {name: typed.get(f"passport-{name}", value) for name, value in stored.items()},
            "regions": typed.getlist("passport-regions") if typed else passport.get("regions") or [],
            "results": rows(typed, "result", results, ("text",)), "partners": rows(typed, "partner", partners, ("name", "region")),
            "team": rows(typed, "member", plan.team, MEMBER)}


def rows(typed: Typed, key: str, stored: list[dict[str, Any]], names: tuple[str, ...]) -> list[dict[str, Any]]:
    """The rows of a list with one empty row at the end."""
    found = [{name: typed.get(f"{key}-{number}-{name}", "") for name in names} for number in numbers(typed, key)] or stored
    return [row for row in found if any(row.get(name) not in (None, "") for name in names)] + [dict.fromkeys(names, "")]


def numbers(typed: Typed, key: str) -> list[int]:
    """Numbers of the rows that were sent, in order."""
    return sorted({int(match[1]) for name in typed if (match := re.match(rf"{key}-(\d{{1,4}})-", name))})


def save(plan: Plan, typed: Typed, by: str, errors: Errors) -> None:
    """Correct passport and team; the reasons by row."""
    if "passport-topic" not in typed:
        return
    values = collect(errors, "passport", lambda: part(typed, "passport", PassportForm()))
    partners = taken(typed, "partner", PartnerForm, errors)
    results = [text for number in numbers(typed, "result") if (text := " ".join(typed.get(f"result-{number}-text", "").split()))]
    if values and not errors:
        collect(errors, "passport", lambda: operations.correct_passport(plan, passport_of(plan, values, partners, results), by))
    team = taken(typed, "member", MemberForm, errors)
    if numbers(typed, "member") and not errors:
        operations.correct_team(plan, team, by)


def taken(typed: Typed, key: str, schema: type[PartnerForm | MemberForm], errors: Errors) -> list[dict[str, Any]]:
    """The rows of a list; those emptied are gone."""
    found = []
    for number in numbers(typed, key):
        if any(typed.get(f"{key}-{number}-{name}", "").strip() for name in schema().fields):
            found.append(collect(errors, f"{key}-{number}", lambda place=f"{key}-{number}": part(typed, place, schema())))
    return [row for row in found if row]


def passport_of(plan: Plan, values: dict[str, Any], partners: list[dict[str, Any]], results: list[str]) -> dict[str, Any]:
    """The parts of a passport as the reader would have given them; a part nobody changed stays the very same."""
    old = plan.passport
    made = {"topic": values["topic"], "goal": values["goal"] or "", "grantee": organisation(values["grantee"], values["short_name"]),
            "grantor": organisation(values["grantor"], (old.get("grantor") or {}).get("short_name")), "amount": sum_of(values),
            "regions": in_order(values["regions"], old.get("regions") or [])}
    if partners != (old.get("partners") or {}).get("items", []):
        made["partners"] = {"count": len(partners), "items": partners}
    if results != [result["text"] for result in old.get("expected_results") or []]:
        made["expected_results"] = [{"number": number, "text": text, "figures": figures(text)} for number, text in enumerate(results, 1)]
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
    return amount | {"agrees": operations.agrees(amount) is True}

"""The passport and the team on the review page: as form fields, and taken back."""

from __future__ import annotations

import re
from typing import Any

from services.registry.drafts.forms.fields import Errors, Typed, collect, in_order, part
from services.registry.drafts.forms.meanwhile import is_untouched, mark_shown
from services.registry.drafts.operations import corrections
from services.registry.drafts.operations.amounts import agrees
from services.registry.drafts.schemas import MemberForm, PartnerForm, PassportForm, SignatoryForm
from services.registry.plans.models import Plan
from services.registry.plans.rules.team import member
from services.registry.reader.meaning.results import figures
from services.registry.reader.words.numbers import quantity

PARTNER, TEAM, SIGNATORY = ("name", "region"), "member-0", ("side", "role", "name")
MEMBER = ("name", "role", "contact", "duties", "employment_percent", "role_code", "signs")
Part = dict[str, Any]  # of a passport, as JSON keeps it
CHOSEN = ("role_code", "signs", "side")  # an empty row of a list has these too


def shown(plan: Plan, typed: Typed, errors: Errors) -> Part:
    """What stands in the fields: stored values under what was typed;
    one empty row more of results, partners and members."""
    now, texts = stored(plan), texts_of(plan)
    results = [{"text": text} for text in now["results"]]
    return {
        "passport": {name: typed.get(f"passport-{name}", value) for name, value in texts.items()},
        "regions": typed.getlist("passport-regions") if typed else now["regions"],
        "results": rows(typed, "result", results, ("text",)),
        "partners": rows(typed, "partner", now["partners"], PARTNER),
        "signatories": rows(typed, "signatory", now["signatories"], SIGNATORY),
        "team": rows(typed, "member", members(plan.team), MEMBER),
        "marks": {
            "passport": mark_shown(errors, typed, "passport", now),
            TEAM: mark_shown(errors, typed, TEAM, {"name": members(plan.team)}),
        },
    }


def texts_of(plan: Plan) -> Part:
    """The single fields of the passport as they are stored."""
    passport = plan.passport
    amount, period = passport.get("amount") or {}, passport.get("period") or {}
    agreement = passport.get("agreement") or {}
    return {
        "topic": passport.get("topic"),
        "goal": passport.get("goal"),
        "grantee": (passport.get("grantee") or {}).get("name"),
        "short_name": (passport.get("grantee") or {}).get("short_name"),
        "grantor": (passport.get("grantor") or {}).get("name"),
        "amount": amount.get("value"),
        "in_words": amount.get("in_words"),
        "agreement_number": agreement.get("number"),
        "agreement_date": agreement.get("date"),
        "start": period.get("start"),
        "end": period.get("end"),
    }


def stored(plan: Plan) -> Part:
    """The passport as its form would give it back."""
    partners = (plan.passport.get("partners") or {}).get("items", [])
    signatories = plan.passport.get("signatories") or []
    return texts_of(plan) | {
        "regions": plan.passport.get("regions") or [],
        "results": [result["text"] for result in plan.passport.get("expected_results") or []],
        "partners": [{name: partner.get(name) for name in PARTNER} for partner in partners],
        "signatories": [{name: row.get(name) for name in SIGNATORY} for row in signatories],
    }


def members(team: list[Part]) -> list[Part]:
    """The team as its form would give it back."""
    return [{name: getattr(member(row), name) for name in MEMBER} for row in team]


def rows(typed: Typed, key: str, stored: list[Part], names: tuple[str, ...]) -> list[Part]:
    """The rows of a list with one empty row at the end."""
    found = [
        {name: typed.get(f"{key}-{number}-{name}", "") for name in names} for number in numbers(typed, key)
    ] or stored
    written = [name for name in names if name not in CHOSEN]
    kept = [row for row in found if any(row.get(name) not in (None, "") for name in written)]
    return [*kept, dict.fromkeys(names, "")]


def numbers(typed: Typed, key: str) -> list[int]:
    """Numbers of the rows that were sent, in order."""
    return sorted({int(match[1]) for name in typed if (match := re.match(rf"{key}-(\d{{1,4}})-", name))})


def save(plan: Plan, typed: Typed, errors: Errors) -> None:
    """Correct passport and team; the reasons by row."""
    if "passport-topic" not in typed:
        return
    values = collect(errors, "passport", part, typed, "passport", PassportForm())
    partners = taken(typed, "partner", PartnerForm, errors)
    signatories = taken(typed, "signatory", SignatoryForm, errors)
    if values and not errors:
        lists = {"results": results_typed(typed), "partners": partners, "signatories": signatories}
        collect(errors, "passport", save_passport, plan, typed, {**values, **lists})
    team = taken(typed, "member", MemberForm, errors)
    if numbers(typed, "member") and not errors:
        collect(errors, TEAM, save_team, plan, typed, team)


def results_typed(typed: Typed) -> list[str]:
    """The results as they were typed; those emptied are gone."""
    texts = (typed.get(f"result-{number}-text", "") for number in numbers(typed, "result"))
    return [text for text in (" ".join(text.split()) for text in texts) if text]


def save_passport(plan: Plan, typed: Typed, values: Part) -> None:
    """Correct the passport if it was changed here."""
    now = stored(plan)
    values["regions"] = in_order(values["regions"], now["regions"])
    day = values["agreement_date"]
    values["agreement_date"] = day.isoformat() if day else None
    if not is_untouched(typed, "passport", values, now):
        corrections.correct_passport(plan, passport_of(plan, values))


def save_team(plan: Plan, typed: Typed, team: list[Part]) -> None:
    """Correct the team if it was changed here; all its members are one row."""
    said = "; ".join(
        filter(
            None, (f"{member.get('role') or ''} {member.get('name') or ''}".strip() for member in plan.team)
        )
    )
    if not is_untouched(typed, TEAM, {"name": members(team)}, {"name": members(plan.team)}, said):
        corrections.correct_team(plan, members(team))


def taken(
    typed: Typed, key: str, schema: type[PartnerForm | SignatoryForm | MemberForm], errors: Errors
) -> list[Part]:
    """The rows of a list; those emptied are gone."""
    found = []
    written = [name for name in schema().fields if name not in CHOSEN]
    for number in numbers(typed, key):
        if any(typed.get(f"{key}-{number}-{name}", "").strip() for name in written):
            place = f"{key}-{number}"
            found.append(collect(errors, place, part, typed, place, schema()))
    return [row for row in found if row]


def passport_of(plan: Plan, values: Part) -> Part:
    """The parts of a passport as the reader would have given them;
    a part nobody changed stays the very same."""
    old = plan.passport
    return {
        "topic": values["topic"],
        "goal": values["goal"] or "",
        "grantee": organisation(values["grantee"], values["short_name"]),
        "grantor": organisation(values["grantor"], (old.get("grantor") or {}).get("short_name")),
        "amount": sum_of(values),
        "regions": in_order(values["regions"], old.get("regions") or []),
        **partners_of(old, values["partners"]),
        **results_of(old, values["results"]),
        **signing_of(old, values),
        **period_of(old, values),
    }


def partners_of(old: Part, partners: list[Part]) -> Part:
    """The partners, where they were changed."""
    if partners == (old.get("partners") or {}).get("items", []):
        return {}
    return {"partners": {"count": len(partners), "items": partners}}


def results_of(old: Part, results: list[str]) -> Part:
    """What is expected, where it was changed, with the figures of its text."""
    if results == [result["text"] for result in old.get("expected_results") or []]:
        return {}
    rows = [{"number": no, "text": text, "figures": figures(text)} for no, text in enumerate(results, 1)]
    return {"expected_results": rows}


def period_of(old: Part, values: Part) -> Part:
    """The months, where they were changed."""
    former, start, end = old.get("period") or {}, values["start"], values["end"]
    if (start, end) == (former.get("start"), former.get("end")):
        return {}
    return {"period": {"start": start, "end": end, "origin": "stated"} if start and end else None}


def signing_of(old: Part, values: Part) -> Part:
    """The agreement and who signs, where they were changed; who signed for whom stays with the side."""
    return {**agreement_of(old, values), **signatories_of(old, values["signatories"])}


def agreement_of(old: Part, values: Part) -> Part:
    """Number and day of the agreement, where they were changed."""
    former, number, day = old.get("agreement") or {}, values["agreement_number"], values["agreement_date"]
    if (number, day) == (former.get("number"), former.get("date")):
        return {}
    return {"agreement": {"number": number or "", "date": day} if number or day else None}


def signatories_of(old: Part, rows: list[Part]) -> Part:
    """Who signs, where that was changed; each for the organisation of his side."""
    was = old.get("signatories") or []
    if [{name: row.get(name) for name in SIGNATORY} for row in was] == rows:
        return {}
    organisations = {row["side"]: row.get("organisation") or "" for row in was}
    return {"signatories": [{**row, "organisation": organisations.get(row["side"], "")} for row in rows]}


def organisation(name: str | None, short_name: str | None) -> dict[str, str] | None:
    """An organisation with the abbreviation used for it."""
    return {"name": name, "short_name": short_name or ""} if name else None


def sum_of(values: Part) -> Part | None:
    """The grant's sum in figures and words, and whether they agree."""
    if values["amount"] is None:
        return None
    amount = {"value": quantity(values["amount"]), "in_words": values["in_words"] or ""}
    return amount | {"agrees": agrees(amount) is True}

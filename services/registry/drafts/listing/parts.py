"""The passport and the team as a person reads them: what two versions are compared by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from services.registry.plans.models import Plan
from services.registry.plans.wording.phrases import worded
from shared.i18n import format_money, format_period, format_short_date


def parts(plan: Plan) -> dict[str, str]:
    """Every part of the passport, and the team."""
    passport = plan.passport
    return {
        "topic": passport.get("topic") or "",
        "goal": passport.get("goal") or "",
        **organisations(passport),
        **amounts(passport),
        "expected_results": joined(row["text"] for row in passport.get("expected_results") or []),
        "partners": joined(map(partner, (passport.get("partners") or {}).get("items", []))),
        "regions": worded({"say": "list", "regions": passport.get("regions") or []}),
        "agreement": agreement(passport.get("agreement") or {}),
        "signatories": joined(map(signatory, passport.get("signatories") or [])),
        "team": joined(map(member, plan.team)),
    }


def amounts(passport: dict[str, Any]) -> dict[str, str]:
    """The sum and the months."""
    amount, period = passport.get("amount") or {}, passport.get("period") or {}
    return {
        "amount": format_money(amount.get("value")),
        "in_words": amount.get("in_words") or "",
        "period": format_period(period.get("start"), period.get("end")),
    }


def agreement(said: dict[str, Any]) -> str:
    """Number and day of the agreement."""
    day = said.get("date")
    return " ".join(filter(None, (said.get("number"), format_short_date(day) if day else "")))


def organisations(passport: dict[str, Any]) -> dict[str, str]:
    """Who gets the grant and who gives it."""
    grantee, grantor = passport.get("grantee") or {}, passport.get("grantor") or {}
    return {
        "grantee": grantee.get("name") or "",
        "short_name": grantee.get("short_name") or "",
        "grantor": grantor.get("name") or "",
    }


def joined(texts: Iterable[str]) -> str:
    """Texts in one line."""
    return "; ".join(texts)


def partner(item: dict[str, Any]) -> str:
    """A partner with its region."""
    region = worded({"say": "list", "regions": [item["region"]]}) if item.get("region") else ""
    return ", ".join(filter(None, (item["name"], region)))


def signatory(item: dict[str, Any]) -> str:
    """Who signs, as what, for whom."""
    return ", ".join(filter(None, (item.get("name"), item.get("role"), item.get("organisation"))))


def member(item: dict[str, Any]) -> str:
    """A member of the team with the part of a full post, contact and duties."""
    percent = item.get("employment_percent")
    said = (item.get("name"), f"{percent} %" if percent else "", item.get("contact"), item.get("duties"))
    return f"{item.get('role') or ''}: {', '.join(filter(None, said))}"

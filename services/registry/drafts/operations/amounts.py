"""The sum of the grant: whether its words spell its figures."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from services.registry.drafts.operations.doubts import change, numbered, reopen
from services.registry.plans.models import Plan
from services.registry.plans.queries import notes
from services.registry.reader.words.notes import say
from services.registry.reader.words.numbers import number_in_words

CURRENCY = re.compile(
    r"(?P<whole>.*?)\s*(?:(?:тенге|теңге|tenge)\s*)?(?:(?P<tiyn>\d{1,2})\s*(?:тиын|tiyn))?", re.IGNORECASE
)


def doubt_amount(plan: Plan, corrected: bool) -> None:
    """Doubt a sum whose words do not spell its figures: as it stands now,
    and again when it is corrected to another such sum."""
    amount = plan.passport.get("amount")
    if not amount or agrees(amount):
        return
    said = amount_doubt(amount)
    found = [doubt for doubt in notes(plan) if doubt.get("code") == said["code"]]
    for doubt in found:
        if corrected or not doubt.get("kept"):
            reopen(plan, doubt["id"])
            change(plan, [doubt["id"]], said if corrected else {})
    if not found:
        plan.doubts = [*plan.doubts, *numbered([{"where": say("passport"), **said}])]


def amount_doubt(amount: dict[str, Any]) -> dict[str, Any]:
    """What is doubted about a sum that a person corrected."""
    value, words = amount["value"], amount.get("in_words") or ""
    spelt = spelt_sum(words)
    read = None if spelt is None else str(spelt) if spelt % 1 else int(spelt)
    understood = (
        say("amount_unspelt", value=value) if read is None else say("amount_spelt", value=value, spelt=read)
    )
    why = (
        "amount_without_words" if not words else "amount_words_unread" if spelt is None else "amount_differs"
    )
    return {
        "code": "passport.amount",
        "source": " ".join(filter(None, (str(value), words))),
        "understood": understood,
        "why": say(why),
    }


def agrees(amount: dict[str, Any] | None) -> bool | None:
    """Whether the words of a sum spell its figures; None without a sum or words."""
    if not amount or not amount.get("in_words"):
        return None
    return spelt_sum(amount["in_words"]) == Decimal(str(amount["value"]))


def spelt_sum(words: str) -> Decimal | None:
    """The tenge (and tiyn in digits) that words spell, "… тысяч тенге 50 тиын";
    None where they cannot be read."""
    parts = CURRENCY.fullmatch(words.strip().rstrip("."))
    whole = number_in_words(parts["whole"]) if parts else None
    return None if parts is None or whole is None else Decimal(whole) + Decimal(parts["tiyn"] or 0) / 100

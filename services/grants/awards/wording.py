"""What the pages say about an award: calmly, nothing here forbids it; how its history is told."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import pgettext

from services.grants.applications.models import Application
from services.grants.applications.queries import contest_of
from services.grants.awards.models import Award
from services.grants.awards.operations.giving import OVER, caps
from services.grants.contests.models import Contest
from services.grants.contests.wording import gate
from services.grants.tranches.models import ACCEPTANCE, Tranche
from services.grants.waivers.models import INTAKE, TRANCHE, Waiver
from services.grants.waivers.queries import has_paper, passed, waived
from services.grants.waivers.wording import Gate
from shared.acts.words import Words
from shared.doors.errors import Refusal
from shared.i18n import format_money, once_a_language
from shared.language.evidence import AGREEMENT, PROTOCOL
from shared.proofs.declaring import floor

SHAPES = {"awarded": "pace", "completed": "ok", "cancelled": "bad"}


def words() -> dict[str, Any]:
    """What pages of awards are given."""
    return {"award_statuses": award_statuses(), "award_shapes": SHAPES}


@once_a_language
def award_statuses() -> Mapping[str, str]:
    """States of an award."""
    return {
        "awarded": pgettext("award", "under way"),
        "completed": pgettext("award", "completed"),
        "cancelled": pgettext("award", "cancelled"),
    }


def doubts(application: Application, award: Award | None = None) -> list[str]:
    """What an auditor would ask about an award, made or to be made: no word of the commission,
    no protocol, applications still come."""
    contest, said = contest_of(application), []
    if application.verdict is None:
        said.append(_("The commission’s recommendation is not entered."))
    return said + protocol_doubts(contest, award)


def protocol_doubts(contest: Contest, award: Award | None) -> list[str]:
    """That the protocol is missing, or came after the award."""
    if contest.protocol_on is None:
        return [_("The protocol of the results is not entered.")]
    if award and award.awarded_on < contest.protocol_on:
        return [_("It was awarded before the protocol of the results was signed.")]
    return []


def award_gates(application: Application) -> list[Gate]:
    """What stops the award of an application that waits."""
    contest, gates = contest_of(application), []
    if contest.status not in OVER and not waived(application, INTAKE):
        said = _("Applications still come: close the contest first.")
        gates.append(Gate(INTAKE, said, _("Open the contest’s page"), floor().page(contest)))
    if not has_paper(contest, PROTOCOL) and not waived(application, PROTOCOL):
        gates.append(gate(contest, PROTOCOL, PROTOCOL, _("The protocol of the results is not on file.")))
    return gates


def payment_gates(
    award: Award, parts: Sequence[Tranche], kinds: Collection[str], waivers: list[Waiver]
) -> list[Gate]:
    """What stops the next payment of an award that has these tranches, kinds of papers and exceptions."""
    gates, exceptions = [], passed(waivers)
    if not {AGREEMENT} & (exceptions | set(kinds)):
        gates.append(gate(award, AGREEMENT, AGREEMENT, _("The signed agreement is not on file.")))
    due = next((part for part in parts if part.paid < part.amount), None)
    if TRANCHE in exceptions:
        return gates
    if due is None:
        gates.append(Gate(TRANCHE, _("The next tranche of the agreement is not entered."), "", ""))
    elif due.after == ACCEPTANCE and award.status != "completed":
        said = _("Tranche %(number)s is paid after the sub-project is accepted.", number=due.number)
        gates.append(Gate(TRANCHE, said, "", ""))
    return gates


def over_cap(application: Application) -> str:
    """That a waiting application asks for more than one grant may be;
    nothing when the region's rule cannot be asked."""
    if application.status != "registered":
        return ""
    try:
        limits = caps(contest_of(application), application)
    except Refusal:
        return ""
    above = [(cap, reason) for cap, reason in limits if application.requested > cap]
    return too_much(*min(above)) if above else ""


def too_much(cap: Decimal, reason: str) -> str:
    """That more is requested than a cap, with its reason if it has one."""
    said = _("More is requested than one grant may be: %(cap)s.", cap=format_money(cap))
    return " ".join(filter(None, [said, reason]))


def high_average(contest: Contest, average: str) -> str:
    """That the average grant is above what the contest warns of."""
    return _(
        "The average grant is now %(average)s; "
        "the contest warns above %(warning)s and refuses above %(limit)s.",
        average=average,
        warning=format_money(contest.average_warning),
        limit=format_money(contest.average_limit),
    )


def award() -> Words:
    """An award in words."""
    fields = {
        "amount": _("Amount"),
        "awarded_on": _("Day of the award"),
        "status": _("State"),
        "completed_on": _("Finished on"),
        "reason": _("Reason"),
    }
    return Words(_("Award"), fields, {"status": award_statuses()})


def payment() -> Words:
    """A line of money in words."""
    return Words(_("Payment"), {"amount": _("Amount"), "paid_on": _("Day"), "document": _("Payment order")})

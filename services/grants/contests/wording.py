"""Contests in words: states, what an auditor would ask, how their history is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import pgettext

from services.grants.contests.models import Contest
from services.grants.contests.queries.funds import funds_above
from services.grants.projects.queries import plan_fund, projects
from services.grants.waivers.models import FUND as FUND_RULE
from services.grants.waivers.queries import attach_page, has_paper, waived
from services.grants.waivers.wording import Gate
from shared.acts.words import Words
from shared.i18n import once_a_language
from shared.language.evidence import DECISION, REGULATION
from shared.language.words import inside
from shared.proofs.declaring import floor

SHAPES = {"draft": "plain", "open": "ok", "closed": "pace", "decided": "plain", "dropped": "plain"}


def words() -> dict[str, Any]:
    """What pages of contests are given."""
    return {"contest_statuses": contest_statuses(), "contest_shapes": SHAPES}


@once_a_language
def contest_statuses() -> Mapping[str, str]:
    """States of a contest."""
    return {
        "draft": pgettext("contest", "draft"),
        "open": pgettext("contest", "open"),
        "closed": pgettext("contest", "closed"),
        "decided": pgettext("contest", "results signed"),
        "dropped": pgettext("contest", "dropped"),
    }


def oddities(contest: Contest) -> list[str]:
    """Milestones in an order an auditor would ask about: said, not forbidden."""
    opened, met, signed = contest.opens_on, contest.commission_on, contest.protocol_on
    said = []
    if opened_without(contest):
        said.append(_("It was opened without its regulation on file."))
    if contest.regulation_on and contest.regulation_on > opened:
        said.append(_("The regulation was approved after applications began to come."))
    if met and met < opened:
        said.append(_("The commission met before applications began to come."))
    if met and signed and signed < met:
        said.append(_("The protocol was signed before the commission met."))
    return said


def opened_without(contest: Contest) -> bool:
    """Whether applications were taken with no regulation on file: by an exception, or before the rule."""
    return contest.status in ("open", "closed", "decided") and not has_paper(contest, REGULATION)


def opening_gates(contest: Contest) -> list[Gate]:
    """What stops the opening of a contest."""
    if contest.status not in ("draft", "closed") or contest.protocol_on:
        return []
    gates = []
    if not has_paper(contest, REGULATION) and not waived(contest, REGULATION):
        gates.append(gate(contest, REGULATION, REGULATION, _("The regulation is not on file.")))
    if contest.status == "draft" and above_plan(contest):
        said = _("With this contest a region’s funds would be above the plan’s sum.")
        gates.append(gate(contest, FUND_RULE, DECISION, said))
    return gates


def above_plan(contest: Contest) -> bool:
    """Whether opening a contest needs a decision on the funds that is not there."""
    most = plan_fund(projects.get(contest.project_id), contest.activity_id)
    decided = has_paper(contest, DECISION) or waived(contest, FUND_RULE)
    return not decided and bool(funds_above(contest, most))


def gate(record: Any, rule: str, kind: str, said: str) -> Gate:
    """A paper that is not there, with the way to attach it."""
    label = _("Attach: %(paper)s", paper=inside(floor().of(record).words()[kind]))
    return Gate(rule, said, label, attach_page(record, kind))


def contest() -> Words:
    """A contest in words."""
    fields = {
        "title": _("Title"),
        "title_kk": _("Title in Kazakh"),
        "opens_on": _("First day"),
        "closes_on": _("Last day"),
        "status": _("State"),
        "average_limit": _("Limit of the average"),
        "grant_cap": _("Largest grant"),
        "regulation_on": _("Regulation approved"),
        "commission_on": _("Commission met"),
        "protocol_on": _("Protocol signed"),
    }
    return Words(_("Contest"), fields, {"status": contest_statuses()})


def fund() -> Words:
    """A regional fund in words."""
    return Words(_("Regional fund"), {"fund": _("Fund")})

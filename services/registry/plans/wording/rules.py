"""By which rules of its regions a version of a plan goes, and what of them is another today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from services.registry.plans.models import Plan
from services.registry.plans.record import about, kept_rules, rules_asked
from shared.clock import today
from shared.doors.errors import Refusal
from shared.language.records.project import RegionRules, Spoken
from shared.plugins.asking import in_words
from shared.plugins.lately import Lately
from shared.plugins.rulebook import titled

LATELY = Lately[tuple[RegionRules, ...]]()


@dataclass(frozen=True)
class Region:
    """A region of a plan: which plugins spoke and what a gathering needs by them, since when; what is another
    `today`."""

    region: str
    since: date
    plugins: list[tuple[Spoken, str]]
    needs: list[str]
    today: list[str]


def rules_shown(plan: Plan) -> list[Region]:
    """The regions of a version for which a plugin spoke, or speaks now."""
    said = LATELY.said((plan.id, today()), lambda: said_today(plan)) if plan.status == "approved" else ()
    now = {rules.region: rules for rules in said}
    shown = [region_shown(kept, now.get(kept.region)) for kept in kept_rules(plan)]
    return [each for each in shown if each.plugins or each.today]


def said_today(plan: Plan) -> tuple[RegionRules, ...]:
    """What the plugins say now; nothing where one of them cannot be asked."""
    try:
        return rules_asked(about(plan), today())
    except Refusal:
        return ()


def region_shown(kept: RegionRules, now: RegionRules | None) -> Region:
    """A region in words."""
    plugins = [(each, titled(each)) for each in kept.plugins]
    differs = list(differences(kept, now)) if now else []
    return Region(kept.region, kept.since, plugins, reasons(kept), differs)


def reasons(rules: RegionRules) -> list[str]:
    """Why gatherings need more, each reason once."""
    return list(dict.fromkeys(in_words(rule.reason) for rule in rules.evidence))


def differences(kept: RegionRules, now: RegionRules) -> Iterator[str]:
    """What the plugins of a region say otherwise today."""
    then = {each.name: each for each in kept.plugins}
    today_by_name = {each.name: each for each in now.plugins}
    for name, each in today_by_name.items():
        known = {"plugin": titled(each), "version": each.version, "mark": each.fingerprint[:12]}
        if name not in then:
            yield _("“%(plugin)s” speaks for the region now, and did not then.", plugin=titled(each))
        elif each.fingerprint != then[name].fingerprint:
            yield _("“%(plugin)s” is %(version)s (%(mark)s) now.", **known)
    for name in then.keys() - today_by_name.keys():
        yield _("“%(plugin)s” does not speak for the region any more.", plugin=titled(then[name]))
    for reason in [each for each in reasons(now) if each not in reasons(kept)]:
        yield _("Now it would also need: %(reason)s", reason=reason)

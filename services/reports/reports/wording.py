"""Reports in words: what their pages are given, who signs, how their history is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from services.reports.documents.snapshot import Signer, Snapshot, Spoken
from services.reports.figures.rules.lines import Coverage
from services.reports.figures.wording.adjusted import adjusted_words
from services.reports.figures.wording.clauses import clause_words
from services.reports.freshness.wording import stale_words
from services.reports.identities.wording import counted_words
from services.reports.reasons.wording import printed
from services.reports.reports import listing
from services.reports.reports.rules.asked import Words as Sealed
from services.reports.reports.rules.signatories import members
from services.reports.results.wording import measured, state_word
from shared.acts.words import Words
from shared.i18n import amount_in_words, current_locale, said
from shared.language.records.project import Project
from shared.language.team import BY_CODE
from shared.language.wordings import KAZAKH
from shared.plugins import plugins
from shared.plugins.rulebook import titled
from shared.plugins.writing import spoken
from shared.spoken import term, title_in


def words() -> dict[str, Any]:
    """What every page is given."""
    return {"report_states": listing.states(), "report_region": listing.region_word}


def choices(project: Project) -> list[dict[str, str]]:
    """The roles of the team to choose from, with the names that are known here."""
    names: dict[str, list[str]] = {}
    for code, member in members(project):
        names.setdefault(code, []).append(member.name or "")
    return [
        {"value": code, "label": ", ".join(filter(None, (said(BY_CODE[code].words), *found)))}
        for code, found in names.items()
    ]


def in_words(signatures: Iterable[Signer]) -> str:
    """Who signed a sealed report; one sealed before names travelled says the roles alone."""
    return "; ".join(", ".join(filter(None, (role_in_words(signer), signer.name))) for signer in signatures)


def role_in_words(signer: Signer) -> str:
    """As what somebody signed: the plan's own words, for a Kazakh reader the role's where it is known."""
    known = BY_CODE.get(signer.code or "") if current_locale() == KAZAKH else None
    return said(known.words) if known else signer.role


@dataclass(frozen=True)
class Spoke:
    """A plugin that had a say in a report, and what it is `today`."""

    region: str
    title: str
    version: str
    fingerprint: str
    today: str


def rules_shown(sealed: Snapshot) -> list[Spoke]:
    """The plugins that had a say when a report was sealed; none where that was not kept."""
    return [
        Spoke(each.region, titled(each), each.version, each.fingerprint, compared(each))
        for each in sealed.plugins or ()
    ]


def compared(then: Spoken) -> str:
    """What a plugin is today."""
    known = {each.name: each for each in spoken(plugins(), then.region)}
    if then.name not in known:
        return _("it does not speak for the region any more")
    now = known[then.name]
    if now.fingerprint == then.fingerprint:
        return _("the same today")
    mark = now.fingerprint[:12]
    return _("today %(version)s (%(mark)s), without effect on this report", version=now.version, mark=mark)


def proven(coverage: Coverage) -> str:
    """How many records of a figure are proven."""
    return _("%(present)s of %(needed)s", present=coverage.present, needed=coverage.needed)


def nowhere() -> str:
    """What has no region."""
    return _("without a region")


def running_total() -> str:
    """What the chart of a report shows."""
    return _("Participants, running total")


def grantee(project: Project) -> str:
    """Who holds the grant, by his name in the language that is spoken where it is known."""
    return title_in(project.grantee, project.grantee_kk)


# What a snapshot says in words, in the language that is spoken while it is sealed.
SEALED = Sealed(
    clause=clause_words,
    proven=proven,
    reasons=printed,
    adjusted=adjusted_words,
    amount=amount_in_words,
    nowhere=nowhere,
    running_total=running_total,
    counted=counted_words,
    state=state_word,
    measured=measured,
    term=term,
    grantee=grantee,
    stale=stale_words,
)


def report() -> Words:
    """A report in words."""
    return Words(_("Report"), {"state": _("State")}, {"state": listing.states()})


def document() -> Words:
    """A document of a report in words."""
    return Words(_("Document"))

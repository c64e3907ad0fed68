"""What every page of the registry is given besides the shared shell: names in the user's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import get_locale, pgettext
from flask_babel import gettext as _

from services.registry.plans.reading import reading
from shared.clock import ZONE
from shared.i18n import said
from shared.language.categories import CATEGORIES
from shared.language.regions import REGIONS
from shared.language.roles import ROLES
from shared.language.team import ROLES as TEAM_ROLES
from shared.projects import project_names as shared_names

BROWSERS = {
    "YaBrowser/": "Yandex Browser",
    "SamsungBrowser/": "Samsung Internet",
    "Edg": "Edge",
    "OPR/": "Opera",
    "Firefox/": "Firefox",
    "FxiOS/": "Firefox",
    "CriOS/": "Chrome",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "macOS",
    "Linux": "Linux",
}


def names() -> dict[str, Any]:
    """Words for codes, and the choices of forms."""
    return {
        "plan_statuses": plan_statuses(),
        "centre_statuses": centre_statuses(),
        "categories": categories(),
        "roles": {role: said(words) for role, words in ROLES.items()},
        "reading": reading,
        "region_name": region_name,
        "region_names": lambda codes: ", ".join(map(region_name, codes)),
        "match_words": match_words,
        "browser_name": browser_name,
        "region_options": region_options,
        "project_names": project_names,
        "team_roles": team_roles,
    }


def team_roles() -> list[tuple[str, str]]:
    """Kinds of roles in a team for a select."""
    return [(role.code, said(role.words)) for role in TEAM_ROLES]


@dataclass(frozen=True)
class Approved:
    """A project with a plan in force, as it is named among others."""

    id: str
    topic: str
    approved_on: date


def project_names(rows: list[dict[str, Any]]) -> dict[str, str]:
    """Topics of projects by id, told apart by the day of the plan."""
    return shared_names(
        Approved(str(row["id"]), row["topic"], row["approved_at"].astimezone(ZONE).date()) for row in rows
    )


def region_name(code: str | None) -> str:
    """A region's name in the user's language."""
    region = REGIONS.get(code or "")
    return region.called(str(get_locale())) if region else code or ""


def region_options(mine: set[str] | None) -> list[tuple[str, str]]:
    """Regions to choose from: the actor's own, or all."""
    return [(code, region_name(code)) for code in REGIONS if mine is None or code in mine]


def plan_statuses() -> dict[str, str]:
    """States of a plan's version."""
    return {
        "draft": pgettext("plan", "draft"),
        "submitted": pgettext("plan", "submitted"),
        "approved": pgettext("plan", "approved"),
        "superseded": pgettext("plan", "replaced by a newer version"),
        "withdrawn": pgettext("plan", "withdrawn"),
    }


def centre_statuses() -> dict[str, str]:
    """States of a centre."""
    return {
        "planned": pgettext("centre", "planned"),
        "open": pgettext("centre", "open"),
        "handed_over": pgettext("centre", "handed over"),
        "closed": pgettext("centre", "closed"),
    }


def categories() -> dict[str, str]:
    """Categories of participants."""
    return {name: said(category.words) for name, category in CATEGORIES.items()}


def match_words(reasons: list[str]) -> str:
    """Why two people may be one, in words."""
    known = {
        "same_name": _("the same name"),
        "similar_name": _("similar names"),
        "initials_fit": _("the initials fit"),
        "same_patronymic": _("the same patronymic"),
        "different_patronymic": _("different patronymics"),
        "different_surname": _("different surnames"),
        "different_first_name": _("different first names"),
        "same_phone": _("the same phone"),
        "different_phone": _("different phones"),
        "same_birth_year": _("born in the same year"),
        "different_birth_year": _("born in different years"),
        "birth_year_one_off": _("born a year apart"),
        "same_settlement": _("the same settlement"),
        "different_settlement": _("different settlements"),
        "same_region": _("the same region"),
        "different_region": _("different regions"),
        "different_sex": _("different sex"),
        "different_phone_and_place": _("different phone and place"),
        "several_candidates": _("several people fit"),
        "contradicts_group": _("contradicts another record"),
    }
    return ", ".join(known.get(code, code) for code in reasons)


def browser_name(agent: str) -> str:
    """What a browser is called, "Chrome, Linux", by the first mark found;
    an unknown one as it calls itself."""
    found = [
        next((name for mark, name in names.items() if mark in agent), "") for names in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(filter(None, found)) or agent

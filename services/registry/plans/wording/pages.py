"""Plans and projects as every page of the registry names them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import pgettext

from services.registry.plans.models import Project
from services.registry.plans.queries import Approved, projects_reached, wordings
from services.registry.plans.rules.wordings import in_force
from services.registry.plans.wording.reading import reading
from shared import projects
from shared.i18n import current_locale, once_a_language, said
from shared.language.team import ROLES
from shared.language.wordings import KAZAKH, TOPIC
from shared.spoken import topic


def words() -> dict[str, Any]:
    """What every page is given."""
    return {
        "plan_statuses": plan_statuses(),
        "reading": reading,
        "project_names": project_names,
        "team_roles": team_roles,
        "topic_of": topic_of,
    }


def topic_of(project: Project) -> str:
    """What a project is called, in the reader's language."""
    if current_locale() != KAZAKH:
        return project.topic
    return topic(project.topic, in_force(wordings(project.id), TOPIC, project.topic))


def team_roles() -> list[tuple[str, str]]:
    """Kinds of roles in a team for a select."""
    return [(role.code, said(role.words)) for role in ROLES]


def project_names(found: Iterable[Approved]) -> dict[str, str]:
    """Topics of projects by id, told apart by the day of the plan."""
    return projects.project_names(found)


def project_options(names: Mapping[str, str], permission: str) -> list[tuple[str, str]]:
    """Projects by these names as the filter of a list offers them: those that are carried out where the actor
    holds the permission."""
    here = projects_reached(permission)
    return [(key, name) for key, name in names.items() if here is None or key in here]


@once_a_language
def plan_statuses() -> Mapping[str, str]:
    """States of a plan's version."""
    return {
        "draft": pgettext("plan", "draft"),
        "submitted": pgettext("plan", "submitted"),
        "handed": pgettext("plan", "handed down, waits for you"),
        "approved": pgettext("plan", "approved"),
        "superseded": pgettext("plan", "replaced by a newer version"),
        "withdrawn": pgettext("plan", "withdrawn"),
    }

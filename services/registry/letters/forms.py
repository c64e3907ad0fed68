"""What the form of a letter offers: the other side, lines of the plan, the words of a template."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from services.registry.letters.models import IN, OUT, Letter
from services.registry.letters.paper.texts import TEMPLATES, filled
from services.registry.letters.rules.fields import answers_in, answers_of
from services.registry.letters.wording.names import called
from services.registry.memoranda.forms import Line, line
from services.registry.organisations.queries import directory, labels, meant
from services.registry.organisations.wording import organisation_kinds
from services.registry.plans.models import Plan, Project
from services.registry.plans.queries import activities, grantee_in, wordings
from services.registry.plans.record import project_record
from services.registry.plans.rules.team import member
from services.registry.plans.rules.wordings import in_force
from shared.clock import today
from shared.doors.form import Form
from shared.i18n import current_locale
from shared.language.documents import LETTER
from shared.language.team import LEAD
from shared.language.wordings import KAZAKH, TOPIC
from shared.plugins import plugins
from shared.projects import activity_titles
from shared.web.brand import own_region

Team = Sequence[Mapping[str, Any]]
SAME = ("dated_on", "their_number", "subject", "answer_until", "language", "body", "signed_by")


def begun(
    asked: dict[str, str], project: Project | None, team: Team | None, other: Letter | None
) -> dict[str, Any]:
    """Start values of a new letter: of the template that is asked for, of the letter it answers."""
    start: dict[str, Any] = {"direction": asked.get("direction", ""), "region": asked.get("region", "")}
    if project and team is not None:
        start |= {"project_id": project.id, "signed_by": signer(team), "language": asked.get("language", "")}
    if other:
        back = OUT if other.direction == IN else IN
        start |= {
            "direction": back,
            "answers_id": other.id,
            "party": shown_name(other.organisation_id, other.party),
        }
        start |= {"region": other.region or "", "subject": other.subject}
    if project and asked.get("template") in TEMPLATES and start["direction"] != IN:
        language = start["language"] = asked.get("language") or "ru"
        start |= {
            "direction": OUT,
            **begun_with(asked["template"], language, start["region"], project),
        }
    return start


def begun_with(template: str, language: str, region: str, project: Project) -> dict[str, str]:
    """The subject and the body of a template as a region writes them."""
    own = own_words(template, language, region or own_region())
    return filled(
        template, language, own, topic=topic_in(language, project), grantee=grantee_in(language, project)
    )


def own_words(template: str, language: str, region: str | None) -> dict[str, str]:
    """What a region has of its own in place of a template's words, by subject and body."""
    own = plugins().document_template(region, f"{LETTER}_{template}", language, today())
    return {name: words[language] for name, words in own.texts.items()} if own else {}


def signer(team: Team) -> str:
    """The lead of the project with the name the plan gives him."""
    leads = [each for each in map(member, team) if each.role_code == LEAD]
    return ", ".join(filter(None, (leads[0].role, leads[0].name))) if leads else ""


def present(item: Letter) -> dict[str, Any]:
    """Start values of the form that corrects a letter."""
    values = {name: getattr(item, name) for name in SAME}
    return {**values, "party": shown_name(item.organisation_id, item.party), "activity": item.activity_id}


def lines_of(plan: Plan) -> list[tuple[str, str]]:
    """The activities a letter may be about, in the reader's language."""
    if current_locale() == KAZAKH:
        return list(activity_titles(project_record(plan.project, plan)).items())
    return [(str(row.stable_id), f"{row.code} {row.title}") for row in activities(plan)]


def topic_in(language: str, project: Project) -> str:
    """What the project is called in a letter of this language, in Russian where it is called nothing else."""
    kazakh = in_force(wordings(project.id), TOPIC, project.topic) if language == KAZAKH else None
    return kazakh or project.topic


def shown_name(organisation_id: uuid.UUID, otherwise: str) -> str:
    """How an organisation is offered in the form."""
    return next((label for label, row in labels(directory()).items() if row.id == organisation_id), otherwise)


def gaps(party: Any | None, region: str | None) -> list[tuple[str, str]]:
    """What the text of a letter may name of the organisation, (name in braces, label and answer)."""
    known = answers_of(party) if party else answers_in(region)
    return [(f"{{{name}}}", f"{label}: {said}" if said else label) for name, (label, said) in known.items()]


def offered(form: Form, project: Project | None, plan: Plan | None, other: Letter | None) -> dict[str, Any]:
    """What the form offers for choosing."""
    known, name = directory(), form.value("party").strip()
    party = meant(name, known) if name else None
    return {
        "gaps": gaps(party, form.value("region") or own_region()),
        "party": line(name, form.value("instead"), known, project) if name else Line(""),
        "kinds": list(organisation_kinds().items()),
        "labels": list(labels(known)),
        "lines": lines_of(plan) if plan else [],
        "other": called(other) if other else "",
    }

"""What the form of a memorandum offers: organisations while one types, and a question about each it
does not know."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from services.registry.memoranda.models import Memorandum
from services.registry.memoranda.queries import parties_of
from services.registry.organisations.queries import Directory, directory, labels, meant, near, words_of
from services.registry.organisations.wording import organisation_kinds
from services.registry.plans.models import Project
from shared.doors.form import Form

LEAST, MORE = 2, 4
FIELDS = ("signed_on", "valid_until", "region", "subject")


@dataclass(frozen=True)
class Line:
    """A party as the form shows it; one nobody knows comes with what it may be, and with what was chosen."""

    name: str
    unknown: bool = False
    near: tuple[tuple[str, str], ...] = ()
    chosen: str = ""


def begun(project: Project | None) -> dict[str, Any]:
    """Start values of a new memorandum: the grantee signs first."""
    start = {"project_id": project.id, "parties": [project.grantee]} if project else {}
    return {"parties": [], **start}


def present(item: Memorandum) -> dict[str, Any]:
    """Start values of the form that corrects a memorandum."""
    shown = {str(row.id): label for label, row in labels(directory()).items()}
    signed = [shown.get(str(party.id), party.name_ru) for party in parties_of(item)]
    return {"parties": signed, **{name: getattr(item, name) for name in FIELDS}}


def offered(form: Form, project: Project | None) -> dict[str, Any]:
    """The parties of a form: what was typed, places for the rest, and the organisations there are."""
    known = directory()
    pairs = zip_longest(form.value("parties", []), form.value("instead", []), fillvalue="")
    typed = [line(name.strip(), answer, known, project) for name, answer in pairs if name.strip()]
    places = typed + [Line("")] * max(LEAST - len(typed), 0)
    return {
        "places": places,
        "more": [Line("")] * MORE,
        "kinds": list(organisation_kinds().items()),
        "labels": list(labels(known)),
    }


def line(name: str, answer: str, known: Directory, project: Project | None) -> Line:
    """A party as it was typed."""
    if meant(name, known) or (project and words_of(name) == words_of(project.grantee)):
        return Line(name)
    shown = {row.id: label for label, row in labels(known).items()}
    return Line(name, True, tuple((str(row.id), shown[row.id]) for row in near(name, known)), answer)

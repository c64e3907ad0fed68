"""What the form of a questionnaire offers: rows of questions, with free ones at the end."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from services.events.questionnaires.models import Version
from services.events.questionnaires.queries import shown_from
from services.events.questionnaires.schemas import LISTS
from shared.doors.form import Form
from shared.language.questionnaires import FIRST
from shared.plugins.specifications import FormTemplate

FREE = 4


def begun() -> dict[str, Any]:
    """Start values of a new one: a questionnaire that is ready to be used."""
    return shown(FIRST["title"], FIRST["intro"], FIRST["questions"])


def begun_from(template: FormTemplate) -> dict[str, Any]:
    """Start values of one that begins from a region's template."""
    questions = [
        {"kind": each.kind, **each.label, "options": list(each.options)} for each in template.questions
    ]
    return shown(template.title, template.intro, questions) | {"template": shown_from(template)}


def present(version: Version) -> dict[str, Any]:
    """Start values of the form that changes one."""
    return shown(version.title, version.intro, version.questions)


def shown(title: dict[str, str], intro: dict[str, str], questions: list[dict[str, Any]]) -> dict[str, Any]:
    """A questionnaire as fields of the form."""
    words = {f"title_{name}": text for name, text in title.items()}
    words |= {f"intro_{name}": text for name, text in intro.items()}
    return {**words, **{name: [cell(item, name) for item in questions] for name in LISTS}}


def cell(question: dict[str, Any], name: str) -> str:
    """One field of a question; its answers are lines."""
    kind, _line, language = name.partition("_")
    options = question.get("options", [])
    return "\n".join(option[language] for option in options) if kind == "options" else question[name]


def rows(form: Form) -> list[dict[str, str]]:
    """The rows of the form as they were typed, and free ones."""
    typed = zip_longest(*(form.value(name, []) for name in LISTS), fillvalue="")
    asked = [row for row in typed if any(cell.strip() for cell in row[1:])]
    return [dict(zip(LISTS, row, strict=True)) for row in asked + [("",) * len(LISTS)] * FREE]

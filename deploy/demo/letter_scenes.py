"""Letters are registered on their days, in the order of their numbers."""

from __future__ import annotations

import uuid

from deploy.demo.letters import GRANTOR, WRITTEN, Written
from deploy.demo.stage import Stage
from services.registry.letters.operations import register_letter
from services.registry.letters.schemas import LetterForm
from services.registry.obligations.queries import get_plan_told

SIGNED = {None: "Руководитель проекта, Абенова Г.", "turkistan": "Төраға, Мырзабеков Б."}


def keep_letters(stage: Stage, project_id: uuid.UUID) -> None:
    """Register every letter; an answer names the letter it answers."""
    made: dict[str, str] = {}
    for written in WRITTEN:
        with stage.acting("registry", written.by, written.day):
            item = register_letter(LetterForm().load(said(written, project_id, made)))
            made[written.key] = str(item.id)


def said(written: Written, project_id: uuid.UUID, made: dict[str, str]) -> dict[str, object]:
    """A letter as its form sends it."""
    grantor = get_plan_told(project_id).grantor
    words: dict[str, object] = {
        "project_id": str(project_id),
        "direction": written.direction,
        "region": written.region,
        "party": grantor if written.party == GRANTOR else written.party,
        "instead": written.kind,
        "dated_on": written.day.isoformat(),
        "their_number": written.their_number,
        "subject": written.subject,
        "answer_until": written.until.isoformat() if written.until else None,
        "answers_id": made.get(written.answers),
    }
    return words if not written.body else words | text_of(written)


def text_of(written: Written) -> dict[str, object]:
    """What is printed of a letter, and who signs it."""
    return {
        "body": written.body,
        "language": written.language,
        "signed_by": SIGNED[written.region],
    }

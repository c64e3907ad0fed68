"""Questionnaires in the user's language: in Kazakh where that is read, else in Russian."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from shared.acts.words import Words
from shared.i18n import current_locale, once_a_language, said
from shared.language import questionnaires


def words() -> dict[str, Any]:
    """What templates say of questionnaires."""
    return {"question_kinds": question_kinds(), "in_language": in_language, "marks": questionnaires.MARKS}


@once_a_language
def question_kinds() -> Mapping[str, str]:
    """What a question may be."""
    return {name: said(word) for name, word in questionnaires.QUESTIONS.items()}


def in_language(both: Mapping[str, str]) -> str:
    """Words of a questionnaire in the reader's language; a questionnaire is asked in two."""
    return both["kk" if current_locale() == "kk" else "ru"]


def questionnaire() -> Words:
    """A questionnaire in words."""
    return Words(_("Questionnaire"), {"last_number": _("Version")})


def version() -> Words:
    """A version of a questionnaire in words."""
    return Words(_("Version of the questionnaire"), {"questions": _("Questions")})

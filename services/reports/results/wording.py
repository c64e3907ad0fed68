"""Results in words, and how their history is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any

from flask_babel import gettext as _

from services.reports.figures.rules.lines import Figure
from services.reports.results.models import Result
from services.reports.results.rules.proposing import in_kazakh
from services.reports.results.rules.standing import Standing
from shared.acts.words import Words
from shared.i18n import current_locale, format_number, once_a_language, said
from shared.language.records.project import Project
from shared.language.results import (
    ACHIEVED,
    BEHIND,
    COUNTS,
    NOT_ACHIEVED,
    OPEN,
    OUTCOMES,
    PARTLY,
    STATES,
    UNDER_WAY,
    UNPROVEN,
)
from shared.language.wordings import KAZAKH
from shared.language.wordings import said as said_so
from shared.spoken import words_of

SHAPES = {
    ACHIEVED: "ok",
    PARTLY: "warn",
    NOT_ACHIEVED: "risk",
    BEHIND: "risk",
    UNDER_WAY: "pace",
    UNPROVEN: "warn",
    OPEN: "plain",
}


def words() -> dict[str, Any]:
    """What every page is given."""
    return {"result_states": result_states(), "result_shapes": SHAPES, "result_counts": result_counts()}


@once_a_language
def result_states() -> Mapping[str, str]:
    """How a result stands."""
    return {code: said(word) for code, word in STATES.items()}


@once_a_language
def result_counts() -> Mapping[str, str]:
    """What a result may count of its own."""
    return {code: said(word) for code, word in COUNTS.items()}


def outcomes() -> list[dict[str, str]]:
    """What a person may say."""
    return [{"value": code, "label": result_states()[code]} for code in OUTCOMES]


def result_text(project: Project | None) -> Callable[[Result], str]:
    """How a result is said in the reader's language: in Kazakh as a person said it or as the plan does, else
    marked."""
    if project is None or current_locale() != KAZAKH:
        return attrgetter("text")
    known = in_kazakh(project)

    def text(row: Result) -> str:
        if row.text in known:
            return said_so(row.text, row.text_kk or known[row.text])
        return words_of(row.text, row.text_kk)

    return text


def count_words(one: Standing) -> str:
    """What its own count has found; nothing of a result that has none."""
    row = one.result
    if one.found is None or row.count is None:
        return ""
    return _(
        "%(what)s: %(found)s of %(least)s", what=result_counts()[row.count], found=one.found, least=row.least
    )


def state_word(state: str) -> str:
    """One state of a result."""
    return result_states()[state]


def measured(one: Standing) -> list[str]:
    """What a result follows from: its indicators with fact and plan, its own count."""
    said = [figure_words(row) for row in one.figures]
    return [*said, *filter(None, [count_words(one)])]


def figure_words(row: Figure) -> str:
    """An indicator's code with fact and plan; what is not known is a dash."""
    fact, target = format_number(row.actual), format_number(row.target)
    if row.target is None:
        return _("%(code)s: %(fact)s", code=row.code, fact=fact)
    return _("%(code)s: %(fact)s (plan %(target)s)", code=row.code, fact=fact, target=target)


def result() -> Words:
    """A result in words."""
    fields = {
        "text": _("What is promised"),
        "text_kk": _("What is promised, in Kazakh"),
        "origin": _("Where it is written"),
        "indicators": _("Indicators"),
        "outcome": _("How the result ended"),
        "outcome_reason": _("What shows the result"),
        "withdrawn_because": _("Why it is promised no longer"),
    }
    return Words(_("Result"), fields, {"outcome": result_states()})

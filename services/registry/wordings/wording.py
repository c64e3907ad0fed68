"""A plan in two languages, in words: kinds of lines, doubts about a file, the history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from services.registry.plans.models import Activity
from services.registry.plans.wording.reading import reading
from services.registry.wordings.rules import pairing
from services.registry.wordings.rules.numbers import Apart
from services.registry.wordings.rules.pairing import Doubt
from shared.i18n import DASH, format_money, format_period, once_a_language
from shared.language import wordings as language


@once_a_language
def kinds() -> Mapping[str, str]:
    """What is said in two languages."""
    return {
        language.TOPIC: _("Topic"),
        language.GOAL: _("Goal"),
        language.GRANTEE: _("Grantee"),
        language.RESULT: _("Expected result"),
        language.SECTION: _("Section of the plan"),
        language.ACTIVITY: _("Activity"),
        language.INDICATOR: _("Indicator"),
        language.UNIT: _("Unit"),
    }


def numbers_words(found: Apart) -> str:
    """Which numbers only one of the languages names."""
    return _(
        "the numbers differ: in Russian %(russian)s, in Kazakh %(kazakh)s",
        russian=", ".join(found.russian) or DASH,
        kazakh=", ".join(found.kazakh) or DASH,
    )


def doubt_words(doubt: Doubt) -> str:
    """Why a line of the file is doubted."""
    return SAID[doubt.code](doubt.plan, doubt.file)


def count_words(plan: int, file: int) -> str:
    """The part has another number of lines."""
    here = ngettext("%(num)s line", "%(num)s lines", plan)
    there = ngettext("%(num)s line", "%(num)s lines", file)
    return _("this part has %(plan)s in the plan and %(file)s in the file", plan=here, file=there)


def differ(plan: str, file: str) -> str:
    """The file says something else than the plan."""
    return _("in the plan: %(plan)s, in the file: %(file)s", plan=plan, file=file)


def period_words(row: Activity) -> str:
    """The months of an activity."""
    known = row.period_from and row.period_to
    return format_period(row.period_from, row.period_to) if known else row.period_text or DASH


SAID: dict[str, Callable[[Any, Any], str]] = {
    pairing.COUNT: count_words,
    pairing.PLANNED: lambda plan, file: differ(reading(plan), reading(file)),
    pairing.PERIOD: lambda plan, file: differ(period_words(plan), period_words(file)),
    pairing.COST: lambda plan, file: differ(format_money(plan), format_money(file)),
    pairing.NUMBERS: lambda plan, file: numbers_words(Apart(plan, file)),
    pairing.LIKE: lambda plan, file: _("it reads like indicator %(code)s", code=plan.code),
}


def words() -> dict[str, Any]:
    """What every page is given."""
    return {"wording_kinds": kinds(), "numbers_words": numbers_words, "missing_words": missing_words}


def missing_words(count: int) -> str:
    """How many lines are not in Kazakh yet."""
    return (
        pgettext("wordings", "all of it is in Kazakh")
        if not count
        else ngettext("%(num)s line is not in Kazakh yet", "%(num)s lines are not in Kazakh yet", count)
    )

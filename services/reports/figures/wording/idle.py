"""Why a gathering brings nothing to a figure, in words."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import gettext as _

from services.reports.figures.rules.idle import Idle, Reason
from shared.language.expressions import Expression
from shared.language.gatherings import get_type


def idle_words(row: Idle) -> str:
    """The reason, in a sentence."""
    match row.reason:
        case Reason.CANCELLED:
            return _("It was cancelled.")
        case Reason.ANOTHER_TYPE:
            return another_type(row.type)
        case Reason.NOT_HELD:
            return _("It is not marked as held, or nobody is on its list.")
        case Reason.TO_COME:
            return _("Its day has not come yet.")
    return lacking(row.measure)


def another_type(code: str) -> str:
    """That gatherings of another type are counted than this one's."""
    return _("Another type counts here; this is: %(type)s.", type=gettext(get_type(code).inside))


def lacking(measure: Expression) -> str:
    """What a gathering that took place lacks."""
    said = measure.measure.lacking if measure.measure else ""
    return gettext(said) if said else _("Nobody is marked as present.")

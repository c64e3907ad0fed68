"""An adjusted figure in words: what the records say, what was typed and why, what both make."""

from __future__ import annotations

from decimal import Decimal

from flask_babel import gettext as _

from services.reports.adjustments.wording import signed_amount
from services.reports.figures.rules.adjusted import amount_of, base_of
from services.reports.figures.rules.lines import Figure
from shared.i18n import format_number, format_percent


def with_reasons(row: Figure) -> str:
    """That a figure is adjusted, by how much and why; nothing of one that is not."""
    reasons = "; ".join(dict.fromkeys(one.reason for one in row.adjustments))
    return f"{adjusted_words(row)} ({reasons})" if row.adjustments else ""


def adjusted_words(row: Figure) -> str:
    """That a figure is adjusted and by how much; nothing of one that is not."""
    if not row.adjustments:
        return ""
    return _(
        "from records %(recorded)s, adjusted by %(typed)s, in all %(whole)s",
        recorded=amount(row, row.recorded),
        typed=typed(row),
        whole=amount(row, row.actual),
    )


def typed(row: Figure) -> str:
    """How much its adjustments make together."""
    base = base_of(row.adjustments)
    return signed_amount(int(amount_of(row.adjustments)), None if base is None else int(base))


def amount(row: Figure, value: Decimal | None) -> str:
    """A figure in its unit, a dash where there is none."""
    return format_percent(value) if row.is_share else format_number(value)

"""What proves the month of a journal: the scan of its printed, signed pages."""

from __future__ import annotations

from flask_babel import gettext as _

from services.events.consultations.models import JournalMonth
from services.events.consultations.queries import reaches
from services.events.consultations.record import place_of, publish_journal
from services.events.journals.operations import refuse_open
from services.events.journals.queries import get_month
from shared.i18n import format_month
from shared.language import evidence
from shared.proofs.declaring import Need, Proven
from shared.spoken import words_of

NEEDS = (Need((evidence.JOURNAL,)),)


def titled(month: JournalMonth) -> str:
    """The centre and the month."""
    name, kazakh, _settlement = place_of(month.journal)
    return f"{words_of(name, kazakh)}, {format_month(month.month)}"


JOURNAL_MONTH = Proven(
    kind="journal_month",
    path="journals",
    model=JournalMonth,
    keeper="journal.close",
    find=get_month,
    may=lambda permission, month: reaches(permission, month.journal),
    tell=lambda month: publish_journal(month.journal),
    title=titled,
    listed=lambda: (_("Consultation journals"), "/events/journals"),
    needs=lambda month: NEEDS,
    admit=refuse_open,
)

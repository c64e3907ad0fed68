"""What proves a letter: its scan."""

from __future__ import annotations

from flask_babel import gettext as _

from services.registry.letters.models import Letter
from services.registry.letters.operations import refuse_annulled
from services.registry.letters.queries import RECORD, get_letter
from shared.i18n import format_short_date
from shared.language.evidence import LETTER as SCAN
from shared.proofs.declaring import Need, Proven
from shared.reach import reachable
from shared.spoken import words_of

NEEDS = (Need((SCAN,)),)


def titled(item: Letter) -> str:
    """With whom, about what, and of which day."""
    return f"{words_of(item.party, item.party_kk)}, {item.subject}, {format_short_date(item.dated_on)}"


def quiet(item: Letter) -> None:
    """No other service is told about letters."""


LETTER = Proven(
    kind="letter",
    path="letters",
    model=Letter,
    keeper=RECORD,
    find=get_letter,
    may=lambda permission, item: reachable(permission, item.region),
    tell=quiet,
    title=titled,
    listed=lambda: (_("Letters"), "/registry/letters"),
    needs=lambda item: NEEDS,
    alive=lambda item: not item.annulled_because,
    admit=refuse_annulled,
)

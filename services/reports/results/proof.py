"""What proves a result no figure tells."""

from __future__ import annotations

from flask_babel import gettext as _

from services.reports.results.models import Result
from services.reports.results.operations import refuse_withdrawn
from services.reports.results.queries import ASSESS, get_result, whole
from shared.language.evidence import OWNERS
from shared.proofs.declaring import Need, Proven

LONGEST = 80


def titled(item: Result) -> str:
    """Its number and its first words."""
    return shortened(item, item.text)


def shortened(item: Result, text: str) -> str:
    """The same of how it is said."""
    words = text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]}…"
    return f"{item.number}. {words}" if item.number else words


RESULT = Proven(
    kind="result",
    path="results",
    model=Result,
    keeper=ASSESS,
    find=get_result,
    may=lambda permission, item: whole(permission),
    tell=lambda item: None,
    title=titled,
    listed=lambda: (_("Results and promises"), "/reports/results"),
    needs=lambda item: () if item.indicators or item.count else (Need(OWNERS["result"]),),
    alive=lambda item: not item.withdrawn_because,
    admit=refuse_withdrawn,
)

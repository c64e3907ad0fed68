"""Facts, and the sums kept beside them."""

from __future__ import annotations

from services.reports.facts.inbox import HANDLERS
from services.reports.facts.models import Fact, Pulse, Size, SourceSum, Tally
from services.reports.facts.operations.rebuilding import CHECK
from services.reports.facts.tasks import check
from services.reports.facts.wording import alarm
from shared.web.service import Noun

FACTS = Noun(
    "facts",
    tables=(Fact, SourceSum, Tally, Size, Pulse),
    listens=HANDLERS,
    tasks=(check,),
    nightly=(CHECK,),
    alarm=alarm,
)

"""Facts, and the sums kept beside them."""

from __future__ import annotations

from services.reports.facts.inbox import HANDLERS
from services.reports.facts.models import (
    Attachment,
    Fact,
    Pulse,
    RuleInForce,
    Size,
    SourceSum,
    Tally,
    UnusedGathering,
    UnusedTally,
)
from services.reports.facts.operations.following import FOLLOW
from services.reports.facts.operations.rebuilding import CHECK
from services.reports.facts.tasks import check, follow_rules
from services.reports.facts.wording import alarm
from shared.web.service import Noun

FACTS = Noun(
    "facts",
    tables=(Fact, SourceSum, Tally, Size, Attachment, UnusedGathering, UnusedTally, RuleInForce, Pulse),
    listens=HANDLERS,
    tasks=(check, follow_rules),
    starts=(FOLLOW,),
    nightly=(CHECK,),
    alarm=alarm,
)

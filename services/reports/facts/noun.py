"""Facts, and the sums kept beside them."""

from __future__ import annotations

from services.reports.facts.inbox import HANDLERS
from services.reports.facts.models import (
    Attachment,
    Fact,
    MovedRecord,
    Pulse,
    RuleInForce,
    SealedRecord,
    Size,
    SourceSum,
    Tally,
    UnusedGathering,
    UnusedTally,
)
from services.reports.facts.operations.following import FOLLOW
from services.reports.facts.operations.rebuilding import CHECK
from services.reports.facts.operations.sealing import KEEP
from services.reports.facts.tasks import check, follow_rules, keep_sealed
from services.reports.facts.wording import alarm
from shared.web.service import Noun

FACTS = Noun(
    "facts",
    tables=(
        Fact,
        SourceSum,
        Tally,
        Size,
        Attachment,
        UnusedGathering,
        UnusedTally,
        SealedRecord,
        MovedRecord,
        RuleInForce,
        Pulse,
    ),
    listens=HANDLERS,
    tasks=(check, follow_rules, keep_sealed),
    starts=(FOLLOW, KEEP),
    nightly=(CHECK, KEEP),
    alarm=alarm,
)

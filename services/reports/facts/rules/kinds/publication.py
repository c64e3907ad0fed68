"""Publications."""

from __future__ import annotations

from services.reports.facts.rules.counted import Counted, counted
from shared.language.expressions import parse
from shared.language.publications import KINDS, PUBLISHED
from shared.language.records.publication import Publication


def of(publication: Publication) -> list[Counted]:
    """What was issued counts from its day, with its quantity."""
    issued, day = parse(KINDS[publication.kind].measure), publication.issued_on
    if publication.status != PUBLISHED or day is None or issued.measure is None:
        return []
    fact = counted(
        issued.measure,
        day,
        subtype=next(iter(issued.subtypes), None),
        category=publication.medium,
        numerator=publication.quantity,
    )
    return [fact]

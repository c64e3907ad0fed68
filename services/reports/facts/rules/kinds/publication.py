"""Publications."""

from __future__ import annotations

from services.reports.facts.rules.counted import Counted, counted
from shared.language.expressions import parse
from shared.language.publications import KINDS
from shared.language.records.publication import Publication


def of(publication: Publication) -> list[Counted]:
    """What was issued counts from its day, with its quantity."""
    issued = parse(KINDS[publication.kind].measure)
    if publication.status != "published" or issued.measure is None:
        return []
    fact = counted(
        issued.measure,
        publication.issued_on,
        subtype=next(iter(issued.subtypes), None),
        category=publication.medium,
        numerator=publication.quantity,
    )
    return [fact]

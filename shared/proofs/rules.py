"""What lacks of what is needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from shared.proofs.declaring import Need


def quantity_of(need: Need, present: Mapping[str, int]) -> int:
    """How much there is of what a need asks for."""
    return sum(present.get(kind, 0) for kind in need.kinds)


def sheets_in(pages: int, pages_each: int | None, said: int) -> int:
    """How many sheets a file of so many pages holds; what was only said of it is no more than its pages."""
    return -(-pages // pages_each) if pages_each else min(said, pages)


def lacking(needs: Iterable[Need], present: Mapping[str, int]) -> list[Need]:
    """Those of the needs that are not met, wholly or in part; `present` is how much of each kind there is."""
    return [need for need in needs if quantity_of(need, present) < need.least]


def first_kinds(needs: Iterable[Need]) -> list[str]:
    """The kind that meets each need; the first of several."""
    return [need.kinds[0] for need in needs]

"""How large a seeded programme is."""

from __future__ import annotations

from dataclasses import dataclass

from deploy.demo.places import PLACES

AT_EACH, REGIONS = 10, len(PLACES)


@dataclass(frozen=True)
class Size:
    """So many attendances by people of seven regions, ten at each gathering."""

    name: str
    attendances: int
    people_a_region: int

    @property
    def gatherings(self) -> int:
        """How many gatherings there are."""
        return self.attendances // AT_EACH

    @property
    def people(self) -> int:
        """How many people come to them, each as often as the others."""
        return self.people_a_region * REGIONS


SMALL, MIDDLE, LARGE = Size("10k", 10_000, 1_000), Size("100k", 100_000, 6_000), Size("1m", 1_000_000, 14_286)
SIZES = {size.name: size for size in (SMALL, MIDDLE, LARGE)}

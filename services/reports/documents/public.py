"""A sealed report as everybody may read it: without names, and without groups of people so small that
somebody might be known by them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from msgspec.structs import replace

from services.reports.documents.snapshot import Activity, Cell, Number, Region, Section, Snapshot
from shared.language.measures.gatherings import ATTENDANCE_PERSONS, UNIQUE_PERSONS

KIND, SMALL = "public_report", 5
PUBLIC = "public_"  # a format that begins so is made of the public version
PEOPLE = (ATTENDANCE_PERSONS.name, UNIQUE_PERSONS.name)


@dataclass(frozen=True)
class Hiding:
    """Which cells count people, by their codes; `reasons` of deviations are for the grantor, who knows whom
    they name."""

    people: frozenset[str]

    def section(self, section: Section) -> Section:
        """A task without what is hidden."""
        return replace(section, activities=tuple(map(self.activity, section.activities)))

    def activity(self, activity: Activity) -> Activity:
        """A line without what is hidden."""
        return replace(activity, indicators=tuple(map(self.cell, activity.indicators)))

    def cell(self, cell: Cell) -> Cell:
        """An indicator without what is hidden."""
        known = cell.by_region if cell.code not in self.people else few(cell.by_region)
        typed = tuple(replace(one, reason="", region=None) for one in cell.adjustments)
        return replace(cell, by_region=known, deviation_reason="", adjustments=typed)


def public(snapshot: Snapshot) -> Snapshot:
    """The same report for everybody: nobody is named, no group of fewer than five people is told."""
    hiding = Hiding(people_of(snapshot))
    return replace(
        snapshot,
        kind=KIND,
        sections=tuple(map(hiding.section, snapshot.sections)),
        regions=together(snapshot.regions),
        results=tuple(replace(one, reason="") for one in snapshot.results),
        signatures=(),
        contributions={},
    )


def people_of(snapshot: Snapshot) -> frozenset[str]:
    """The codes of the cells that count people; all of them where an old report does not say."""
    if snapshot.seal is None:
        return frozenset(cell.code for cell in snapshot.cells)
    return frozenset(code for code, behind in snapshot.behind.items() if counts_people(behind.measure))


def counts_people(measure: str) -> bool:
    """Whether a measure, as its facts are kept, counts people."""
    return measure.partition("[")[0].partition(":")[0] in PEOPLE


def few(values: Mapping[str, Number]) -> dict[str, Number]:
    """Figures by region without the small ones; never one alone, which the sum would give away."""
    hidden = {code for code, value in values.items() if value is not None and 0 < value < SMALL}
    if len(hidden) == 1:
        others = [code for code in values if code not in hidden and values[code]]
        hidden |= {min(others, key=lambda code: values[code] or Decimal(0))} if others else set()
    return {code: None if code in hidden else value for code, value in values.items()}


def together(regions: Sequence[Region]) -> tuple[Region, ...]:
    """Regions where few came are told together with the next smallest ones, until they are no small group."""
    came = sorted((region for region in regions if region.participants), key=lambda row: row.participants)
    joined: list[Region] = []
    while came and (len(joined) == 1 or 0 < total(joined) < SMALL or came[0].participants < SMALL):
        joined.append(came.pop(0))
    if not joined:
        return tuple(regions)
    left = tuple(region for region in regions if region not in joined)
    named = ", ".join(region.name for region in joined)
    return (*left, Region(code="", iso="", name=named, participants=total(joined)))


def total(regions: Sequence[Region]) -> int:
    """How many came to these regions."""
    return sum(region.participants for region in regions)

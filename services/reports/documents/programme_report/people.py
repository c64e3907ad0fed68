"""Who came: by region, and month by month."""

from __future__ import annotations

from collections.abc import Sequence

from services.reports.documents import snapshot as sealed
from services.reports.documents.programme_report.labels import Words
from services.reports.documents.programme_report.printed import (
    Growth,
    MonthRow,
    Region,
    RegionFigures,
    Regions,
)
from services.reports.documents.snapshot import Snapshot
from services.reports.pictures import Month


def regions(found: Sequence[sealed.Region], words: Words) -> Regions:
    """Participants by region with their sum; nobody came without a region, no such row."""
    shown = [region for region in found if region.code or region.participants]
    rows = [in_region(region, words) for region in shown]
    if len(shown) > 1:
        rows.append(in_region(whole(shown, words), words))
    return Regions(tuple(rows), has_met=any(region.met is not None for region in found))


def whole(found: Sequence[sealed.Region], words: Words) -> sealed.Region:
    """The sum of regions."""
    came = sum(region.participants for region in found)
    return sealed.Region(code="", iso="", name=words["sum"], participants=came)


def in_region(region: sealed.Region, words: Words) -> Region:
    """One line of the table."""
    return Region(
        name=region.name,
        iso=region.iso,
        participants=words.number(region.participants),
        met=words.number(region.met),
        figures=RegionFigures(region.participants, region.met),
    )


def growth(snapshot: Snapshot, words: Words) -> Growth:
    """Participants month by month, with what came and what the plan needs by now."""
    rows = [in_month(point, words) for point in snapshot.series]
    return Growth(growth_title(snapshot, words), snapshot.series, tuple(rows))


def growth_title(snapshot: Snapshot, words: Words) -> str:
    """What the chart says; without a plan, what it shows."""
    reached = [point for point in snapshot.series if point.fact is not None]
    if not reached or reached[-1].plan is None:
        return snapshot.series_title
    return words.say(
        "growth_sentence",
        title=snapshot.series_title,
        fact=words.number(reached[-1].fact),
        plan=words.number(reached[-1].plan),
        date=words.day(snapshot.period.last),
    )


def in_month(point: Month, words: Words) -> MonthRow:
    """One line of the table."""
    return MonthRow(words.month(point.month), words.number(point.plan), words.number(point.fact))

"""The programme report's table of indicators by region: what came, and what the plan wants of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from services.reports.documents.programme_report.labels import Words
from services.reports.documents.programme_report.printed import Breakdown, BreakdownRow
from services.reports.documents.snapshot import Cell, Number, Region, Snapshot
from services.reports.pictures import short_name
from shared.i18n import NBSP

REGIONS_ABREAST = 8


def breakdowns(snapshot: Snapshot, words: Words) -> Iterator[Breakdown]:
    """Indicator by region (or by none), at most eight to a table; a dash where it does not count;
    one region says nothing new."""
    cells = [cell for cell in snapshot.cells if cell.by_region or cell.region_targets]
    if not cells or len(snapshot.regions) < 2:
        return
    for start in range(0, len(snapshot.regions), REGIONS_ABREAST):
        yield table(cells, snapshot.regions[start : start + REGIONS_ABREAST], words)


def table(cells: Sequence[Cell], regions: Sequence[Region], words: Words) -> Breakdown:
    """The indicators in a few regions."""
    rows = [row for cell in cells for row in by_region(cell, regions, words)]
    return Breakdown(tuple(short_name(region.name) for region in regions), tuple(rows))


def by_region(cell: Cell, regions: Sequence[Region], words: Words) -> Iterator[BreakdownRow]:
    """An indicator's figures in these regions, under them what of it is adjusted and the targets the plan
    sets for regions, if any."""
    yield region_row((cell.code, cell.name), figures_in(cell.by_region, cell.actual, regions), words)
    if cell.adjustments:
        name = f"{NBSP * 3}{words['region_adjusted']}"
        yield region_row(("", name), figures_in(*adjusted(cell), regions), words)
    if cell.region_targets:
        name = f"{NBSP * 3}{words['region_plan']}"
        yield region_row(("", name), figures_in(cell.region_targets, cell.target, regions), words)


def adjusted(cell: Cell) -> tuple[dict[str, Number], Number]:
    """What adjustments make by region and in all; of a share so much of its numerator."""
    found = Counter[str]()
    for one in cell.adjustments:
        found[one.region or ""] += one.amount
    return dict(found), found.total()


def figures_in(values: Mapping[str, Number], whole: Number, regions: Sequence[Region]) -> tuple[Number, ...]:
    """The values of these regions, at the end the whole."""
    return (*(values.get(region.code) for region in regions), whole)


def region_row(named: tuple[str, str], figures: tuple[Number, ...], words: Words) -> BreakdownRow:
    """One row of the breakdown, by its code and name; a dash where there is nothing."""
    *cells, whole = map(words.number, figures)
    return BreakdownRow(*named, cells=tuple(cells), whole=whole, figures=figures)

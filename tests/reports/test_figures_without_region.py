"""A figure whose records lie in no region is no region's figure, and no region's zero."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from services.reports.dashboard.listing.places import Place
from services.reports.dashboard.listing.regional import by_region
from services.reports.figures.rules.lines import Figure

HERE, THERE = (Place(code=code, name=code, iso="") for code in ("turkistan", "aktobe"))
NONE: dict[str, Any] = {"by_region": {}, "region_targets": {}, "month_targets": {}, "by_month": {}}


def figure(measure: str, **said: Any) -> Figure:
    """A figure of a line of both regions."""
    return Figure(measure=measure, regions=("turkistan", "aktobe"), **{**NONE, **said})


def test_report_of_all_centres_says_no_zero_for_any_region() -> None:
    assert by_region(figure("monthly_center_reports_submitted", no_region=Decimal(5)), [HERE, THERE]) == {}
    assert (
        by_region(figure("monthly_center_reports_submitted"), [HERE, THERE]) == {}
    )  # nor before the first one


def test_figure_of_which_nothing_has_a_region_says_no_zero() -> None:
    assert by_region(figure("publications", no_region=Decimal(2)), [HERE, THERE]) == {}


def test_region_that_brought_nothing_beside_one_that_did_is_zero() -> None:
    found = by_region(figure("centers_open", by_region={"turkistan": Decimal(1)}), [HERE, THERE])
    assert found == {"turkistan": 1, "aktobe": 0}
    assert by_region(figure("centers_open"), [HERE, THERE]) == {"turkistan": 0, "aktobe": 0}

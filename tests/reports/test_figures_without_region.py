"""A figure whose records lie in no region is no region's figure, and no region's zero."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from services.reports.dashboard.listing.places import Place
from services.reports.dashboard.listing.regional import by_region
from services.reports.figures.rules.lines import Figure
from tests.registry.region_home import at_home
from tests.suite import Suite

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


EVENTS, BROCHURE, REVIEWS = "/events/api/v1", "5.1.1", "5.1.3"


@pytest.fixture
def edition(suite: Suite, project: str) -> str:
    """The id of a brochure with an expert's review of the whole project."""
    said = {"project_id": project, "title": "Брошюра", "issued_on": "2022-04-08"}
    made: str = suite.ok("POST", f"{EVENTS}/editions", json=said)["id"]
    reviewed(suite, made, whom="Ким В., эксперт")
    return made


def reviewed(suite: Suite, edition: str, **said: Any) -> None:
    """Enter an expert's review."""
    review = {"kind": "expert_review", "issued_on": "2022-04-20", **said}
    suite.ok("POST", f"{EVENTS}/editions/{edition}/entries", json=review)
    suite.settle()


def seen(suite: Suite, project: str, region: str = "") -> list[Any]:
    """The brochure and the reviews as they are seen from a region."""
    path = f"/reports/api/v1/projects/{project}/indicators" + (f"?region={region}" if region else "")
    found = {row["code"]: row["actual"] for row in suite.ok("GET", path)}
    return [found[BROCHURE], found[REVIEWS]]


def test_region_has_no_word_on_what_lies_in_none_and_a_zero_beside_another(
    suite: Suite, project: str, edition: str
) -> None:
    assert seen(suite, project) == [1, 1]
    assert seen(suite, project, "turkistan") == [None, None]
    page = suite.browser("project_lead").get(f"/reports/indicators/{REVIEWS}?region=turkistan")
    assert "Считается по всему проекту" in page.get_data(as_text=True)
    reviewed(suite, edition, whom="Ли О., эксперт", region="turkistan")
    assert seen(suite, project, "turkistan") == [None, 1]
    assert seen(suite, project, "atyrau") == [None, 0]


def test_region_without_a_record_of_the_whole_project_says_zero_as_the_project_does(
    suite: Suite, project: str
) -> None:
    assert (seen(suite, project), seen(suite, project, "turkistan")) == ([0, 0], [None, 0])


def test_home_of_a_region_says_no_zero_of_what_the_whole_project_promises(
    suite: Suite, project: str, edition: str
) -> None:
    """What lies in no region stays with the centre; what is asked of the region is a zero here too."""
    held, applied = "4.1.1", "2.1.1"
    with at_home(suite, "atyrau"):
        rows = suite.ok("GET", f"/reports/api/v1/projects/{project}/indicators?region=atyrau")
    found = {row["code"]: row["actual"] for row in rows}
    assert (found["5.1.3"], found["5.1.4"], found["I.3.1"]) == (None, None, None)
    assert (found[held], found[applied]) == (0, 0)

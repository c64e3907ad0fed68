"""Everything that is wrong is said at once: of a row of a table, of a call, of a form."""

from __future__ import annotations

import pytest

from shared.doors.errors import Conflict, Forbidden, Invalid
from shared.doors.together import together
from tests.brought import brought
from tests.suite import Suite

API = "/events/api/v1/publications"
WRONG = {
    "kind": "social_post",
    "title": "Пост",
    "issued_on": "2099-01-01",  # has not come
    "region": "Нигде",
    "activity": "9.9",
}


class WrongDay(Invalid):
    """Not this day."""

    code = "wrong_day"


class WrongPlace(Invalid):
    """Not here."""

    code = "wrong_place"


class Really(Conflict):
    """Really?"""

    code = "really"


def no(refusal: Exception) -> None:
    """A check that refuses."""
    raise refusal


def test_several_wrong_fields_are_refused_by_their_names() -> None:
    with pytest.raises(Invalid) as caught:
        together(lambda: no(WrongDay(field="day")), lambda: 1, lambda: no(WrongPlace(field="place")))
    assert set(caught.value.detail["fields"]) == {"day", "place"}


def test_one_alone_stays_what_it_is_and_a_question_waits() -> None:
    with pytest.raises(WrongDay):
        together(lambda: no(Really()), lambda: no(WrongDay(field="day")))
    with pytest.raises(Really):
        together(lambda: no(Really()), lambda: 1)
    assert together(lambda: 1, lambda: 2) == [1, 2]


def test_nothing_is_said_beside_what_is_not_open_to_somebody() -> None:
    with pytest.raises(Forbidden):
        together(lambda: no(WrongDay(field="day")), lambda: no(Forbidden()))


def test_a_call_is_told_all_its_wrong_fields(suite: Suite, project: str) -> None:
    answer = suite.call("POST", API, json={"project_id": project, **WRONG})
    assert answer.status_code == 422 and answer.json["code"] == "invalid"
    assert set(answer.json["detail"]["fields"]) == {"issued_on", "region", "activity"}


def test_a_review_is_told_all_that_is_wrong(suite: Suite, project: str) -> None:
    said = {"written_on": "2099-01-01", "network": "instagram", "tone": "positive", "region": "Нигде"}
    answer = suite.call("POST", "/events/api/v1/reviews", json={"project_id": project, **said})
    assert set(answer.json["detail"]["fields"]) == {"written_on", "region"}


def test_a_form_is_told_all_its_wrong_fields(suite: Suite, project: str) -> None:
    said = {"project_id": project, "status": "published", **WRONG}
    page = suite.browser("project_lead").post("/events/publications/new", said).get_data(as_text=True)
    for field in ("issued_on", "region", "activity"):
        assert f'id="f-{field}-error"' in page


def test_a_row_of_a_table_comes_back_with_all_its_reasons(suite: Suite, project: str) -> None:
    rows = [
        ["Заголовок", "Дата выхода", "Вид материала", "Регион", "Код"],
        ["Пост", "01.01.2099", "пост", "Алматинская область", "4.1"],
        ["Встреча", "01.01.2098", "брошюра", "Алматинская область", "4.1"],
    ]
    lead = suite.browser("project_lead")
    done = brought(suite, lead, "/events/imports/publications", rows, **{"all-status": "published"})
    assert done["refused"] == 2
    assert set(done["wrong"][3]) == {"issued_on", "kind"}

"""Applications that came on paper before, out of tables of the contest."""

from __future__ import annotations

from typing import Any

import pytest

from shared.imports.cells import read_number
from shared.imports.declaring import Field, Meaning
from shared.imports.heading import Layout
from shared.imports.lines import Said, in_other_units
from shared.imports.reading import Table
from tests.brought import brought, enter, look, said, send, sent_again, table
from tests.suite import Browser, Suite

API = "/grants/api/v1"
HEAD = [
    "№",
    "Область",
    "Инициативная группа",
    "ФИО лидера",
    "Село",
    "Наименование проекта",
    "Сумма",
    "Дата подачи",
]
ROWS = [
    [1, "Туркестанская обл.", "«Жастар»", "Омаров Е.", "с. Карнак", "Сквер", "480 000 тг", "02.05.2022"],
    [2, "Жамбылская", "«Шапағат»", "Ким А.", "с. Мерке", "Детская площадка", 500000, "2022 ж. 3 мамыр"],
]


@pytest.fixture
def lead(suite: Suite) -> Browser:
    """The project lead in a browser."""
    return suite.browser("project_lead")


@pytest.fixture
def contest(suite: Suite, project: str) -> str:
    """A contest that takes applications of May."""
    days = {"opens_on": "2022-05-01", "closes_on": "2022-06-01"}
    made = suite.ok("POST", f"{API}/contests", json={"project_id": project, "title": "Конкурс", **days})["id"]
    suite.open_contest(made)
    return str(made)


def path(contest: str) -> str:
    """Where a table of a contest is sent."""
    return f"/grants/imports/applications/of/{contest}"


def listed(suite: Suite, contest: str) -> dict[str, dict[str, Any]]:
    """The applications of a contest by number."""
    rows = suite.ok("GET", f"{API}/contests/{contest}/applications?limit=100")
    return {row["number"]: row for row in rows}


def test_papers_are_registered_under_the_numbers_of_their_regions(
    suite: Suite, lead: Browser, contest: str
) -> None:
    done = brought(suite, lead, path(contest), [HEAD, *ROWS])
    assert done["entered"] == 2, done
    found = listed(suite, contest)
    assert set(found) == {"ТУР-001", "ЖАМ-001"}
    assert float(found["ТУР-001"]["requested"]) == 480000
    assert found["ЖАМ-001"]["registered_on"] == "2022-05-03"


def test_looking_registers_nothing(suite: Suite, lead: Browser, contest: str) -> None:
    address = send(lead, path(contest), table([HEAD, *ROWS]))
    assert "будет внесено 2" in look(lead, address) and not listed(suite, contest)
    brought(suite, lead, path(contest), [HEAD, ROWS[0]])
    assert set(listed(suite, contest)) == {"ТУР-001"}


def test_same_papers_again_add_nothing(suite: Suite, lead: Browser, contest: str) -> None:
    brought(suite, lead, path(contest), [HEAD, *ROWS])
    done = brought(suite, lead, path(contest), [HEAD, *ROWS])
    assert (done["entered"], done["there"], len(listed(suite, contest))) == (0, 2, 2)


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_own_list_that_comes_back_adds_nothing(
    suite: Suite, lead: Browser, contest: str, language: str
) -> None:
    brought(suite, lead, path(contest), [HEAD, *ROWS])
    lead.cookies["asar_locale"] = language
    own = lead.get(f"/grants/contests/{contest}/applications.xlsx").data
    done = sent_again(suite, lead, path(contest), own)
    assert (done["entered"], done["there"], done["why"]) == (0, 2, {})


def test_same_group_and_title_on_another_day_is_asked_about(
    suite: Suite, lead: Browser, contest: str
) -> None:
    brought(suite, lead, path(contest), [HEAD, ROWS[0]])
    address = send(lead, path(contest), table([HEAD, [*ROWS[0][:7], "10.05.2022"]]))
    done = enter(suite, lead, address)
    assert (done["asked"], done["entered"]) == (1, 0) and "ТУР-001" in done["why"][2]
    lead.post(f"{address}/answers", {"row": "2"})
    suite.settle()
    assert set(listed(suite, contest)) == {"ТУР-001", "ТУР-002"}


def test_same_paper_with_another_amount_is_refused_by_name(suite: Suite, lead: Browser, contest: str) -> None:
    brought(suite, lead, path(contest), [HEAD, ROWS[0]])
    done = brought(suite, lead, path(contest), [HEAD, [*ROWS[0][:6], 490000, ROWS[0][7]]])
    assert done["refused"] == 1 and "Запрошено" in done["why"][2] and len(listed(suite, contest)) == 1


def test_day_outside_the_contest_and_no_day_are_refused(suite: Suite, lead: Browser, contest: str) -> None:
    rows = [[*ROWS[0][:7], "10.07.2022"], [*ROWS[1][:7], ""]]
    done = brought(suite, lead, path(contest), [HEAD, *rows])
    assert done["refused"] == 2 and "принимаются" in done["why"][2] and "Заполните" in done["why"][3], done


def test_paper_of_another_region_is_refused(suite: Suite, contest: str) -> None:
    partner = suite.browser("partner_rep", "turkistan")
    done = brought(suite, partner, path(contest), [HEAD, *ROWS])
    assert (done["entered"], done["refused"]) == (1, 1) and set(listed(suite, contest)) == {"ТУР-001"}


def test_row_of_another_region_says_nothing_of_what_is_there(
    suite: Suite, lead: Browser, contest: str
) -> None:
    brought(suite, lead, path(contest), [HEAD, ROWS[1]])
    partner = suite.browser("partner_rep", "turkistan")
    numbered = [["Номер", "Группа"], ["ЖАМ-001", "«Шапағат»"]]
    done = brought(suite, partner, path(contest), numbered)
    assert (done["there"], done["refused"]) == (0, 1)


def test_contest_that_is_none_is_not_found(suite: Suite, lead: Browser, contest: str) -> None:
    assert lead.get(path("018f0000-0000-7000-8000-000000000009")).status_code == 404
    assert "Внести из Excel" in said(lead.get(f"/grants/contests/{contest}/applications"))


def test_what_a_region_asks_of_an_application_is_a_column(suite: Suite, lead: Browser, contest: str) -> None:
    head = [*HEAD, "Махалля (квартал)"]
    done = brought(suite, lead, path(contest), [head, [*ROWS[0], "Шығыс"], [*ROWS[1], ""]])
    assert done["entered"] == 2, done
    ids = [row["id"] for row in listed(suite, contest).values()]
    answers = [suite.ok("GET", f"{API}/applications/{made}")["extra"] for made in ids]
    assert sorted(answers, key=len) == [{}, {"turkistan.makhalla": "Шығыс"}]


@pytest.mark.parametrize("title", ["Сумма, тыс. тенге", "Запрашиваемая сумма (млн)", "Сумма, мың теңге"])
def test_a_sum_under_a_title_that_says_thousands_is_not_taken_for_tenge(
    suite: Suite, lead: Browser, contest: str, title: str
) -> None:
    head, row = [*HEAD[:6], title, HEAD[7]], [*ROWS[0][:6], 480, ROWS[0][7]]
    done = brought(suite, lead, path(contest), [head, row])
    assert (done["entered"], done["wrong"]) == (0, {2: ["requested"]}), done
    assert "другая единица" in done["why"][2]


@pytest.mark.parametrize("title", ["Сумма, в т.ч. на оборудование", "Сумма (в т. ч. частных партнёров)"])
def test_a_sum_under_a_title_that_only_sounds_like_another_unit_is_taken(
    suite: Suite, lead: Browser, contest: str, title: str
) -> None:
    head, rows = [*HEAD[:6], title, HEAD[7]], [[*ROWS[0][:6], 480000, ROWS[0][7]], ROWS[1]]
    done = brought(suite, lead, path(contest), [head, *rows])
    assert done["entered"] == 2, done


def test_nothing_under_a_title_of_another_unit_is_nothing(suite: Suite, lead: Browser, contest: str) -> None:
    head, row = [*HEAD[:6], "Сумма, тыс. тенге", HEAD[7]], [*ROWS[0][:6], "—", ROWS[0][7]]
    why = brought(suite, lead, path(contest), [head, row])["why"][2]
    assert "другая единица" not in why, why


class OnceRead(list[list[str]]):
    """Rows that nobody may go through."""

    def __iter__(self) -> Any:
        raise AssertionError("all rows are gone through for one cell")


def test_a_title_is_looked_up_without_going_through_the_table() -> None:
    table = Table(None, OnceRead([["Сумма, тыс. тенге"], ["480"]]))
    amount = Meaning(Field(key="requested", label="Requested"), frozenset(), read_number, True)
    assert in_other_units(table, Said(None, Layout(1, {0: "requested"})), 0, amount)

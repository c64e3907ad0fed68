"""A person's page, its corrections, and the list of people."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from services.registry.reader.words.wording import tidy
from tests.registry.test_merging import INITIALS, SERIK, came, merge, rows, two_records
from tests.suite import Suite

FORM = {
    "name": "Ахметов Серік Болатұлы",
    "birth_year": "1986",
    "sex": "male",
    "region": "turkistan",
    "settlement": "Қарнақ",
    "category": "youth",
    "organisation": "ОФ «Мысал»",
}


def sheet(data: bytes) -> list[list[Any]]:
    """The rows of a workbook."""
    return CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()


def test_row_of_the_list_leads_to_the_person(suite: Suite, project: str) -> None:
    person = came(suite, project, "2022-04-12", SERIK)[0]
    lead = suite.browser("project_lead")
    assert f'href="/registry/people/{person}"' in lead.get("/registry/people").get_data(as_text=True)
    page = lead.get(f"/registry/people/{person}").get_data(as_text=True)
    assert (
        all(text in page for text in ("Ахметов Серик Болатович", "1985", "Кентау", "+7 ••• ••• •• 01"))
        and "0000001" not in page
    )


def test_corrected_person_is_found_by_what_was_corrected(suite: Suite, project: str) -> None:
    person = came(suite, project, "2022-04-12", {"name": "Омаров Ержан"})[0]
    answer = suite.browser("assistant").post(
        f"/registry/people/{person}/edit", {**FORM, "phone": "8 (700) 000-00-07"}
    )
    assert answer.status_code == 302
    again = {"name": "Ахметов Серик Болатович", "birth_year": 1986, "phone": "+7 700 000 00 07"}
    assert came(suite, project, "2022-05-12", again) == [person]


def test_correction_is_sorted_by_the_new_name(suite: Suite, project: str) -> None:
    person = came(suite, project, "2022-04-12", {"name": "Яхметов Серик"}, {"name": "Бекова Айгүл"})[0]
    lead = suite.browser("project_lead")
    lead.post(f"/registry/people/{person}/edit", FORM)
    names = [row[0] for row in sheet(lead.get("/registry/people.xlsx").data)]
    assert names[1:] == ["Ахметов Серік Болатұлы", "Бекова Айгүл"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("birth_year", "1899"),
        ("birth_year", "2025"),
        ("phone", "12345"),
        ("name", "12"),
        ("region", "nowhere"),
        ("category", "prince"),
        ("name", ""),
    ],
)
def test_wrong_value_is_named_and_changes_nothing(suite: Suite, project: str, field: str, value: str) -> None:
    person = came(suite, project, "2022-04-12", SERIK)[0]
    answer = suite.browser("project_lead").post(f"/registry/people/{person}/edit", {**FORM, field: value})
    assert answer.status_code == 422 and f'id="f-{field}-error"' in answer.get_data(as_text=True)
    assert [row.name for row in rows(suite, "SELECT name FROM people")] == [SERIK["name"]]


def seen(page: str) -> str:
    """What the form says its reader was shown."""
    return unescape(re.search(r'name="was" value="([^"]*)"', page)[1])


def test_two_tabs_of_one_person_lose_nothing_also_after_a_mistake(suite: Suite, project: str) -> None:
    person = came(suite, project, "2022-04-12", SERIK)[0]
    lead, path = suite.browser("project_lead"), f"/registry/people/{person}/edit"
    lead.post(path, FORM)
    was = seen(lead.get(path).get_data(as_text=True))
    lead.post(path, {**FORM, "organisation": "Школа", "was": was})
    wrong = lead.post(path, {**FORM, "settlement": "Кентау", "birth_year": "99", "was": was}).get_data(
        as_text=True
    )
    assert 'value="Школа"' in wrong
    right = {**FORM, "settlement": "Кентау", "organisation": "Школа", "was": seen(wrong)}
    assert lead.post(path, right).status_code == 302
    assert rows(suite, "SELECT organisation, settlement FROM people") == [("Школа", "Кентау")]


def test_field_of_a_person_changed_by_two_says_both_in_words(suite: Suite, project: str) -> None:
    person = came(suite, project, "2022-04-12", SERIK)[0]
    lead, path = suite.browser("project_lead"), f"/registry/people/{person}/edit"
    lead.post(path, FORM)
    was = seen(lead.get(path).get_data(as_text=True))
    lead.post(path, {**FORM, "category": "leader", "was": was})
    late = lead.post(path, {**FORM, "category": "ngo", "was": was})
    assert late.status_code == 422 and "Теперь там: лидер сообщества" in late.get_data(as_text=True)
    assert (
        lead.post(path, {**FORM, "category": "ngo", "was": seen(late.get_data(as_text=True))}).status_code
        == 302
    )


def test_phone_stays_when_no_new_one_is_given_and_goes_when_asked(suite: Suite, project: str) -> None:
    person = came(suite, project, "2022-04-12", SERIK)[0]
    lead = suite.browser("project_lead")
    lead.post(f"/registry/people/{person}/edit", FORM)
    kept = rows(suite, "SELECT phone_hash FROM people")[0].phone_hash
    lead.post(f"/registry/people/{person}/edit", {**FORM, "no_phone": "1"})
    assert kept and rows(suite, "SELECT phone_hash, phone_sealed FROM people") == [(None, None)]


def test_partner_corrects_his_own_people_but_moves_nobody_away(suite: Suite, project: str) -> None:
    person = came(suite, project, "2022-04-12", SERIK)[0]
    partner = suite.browser("partner_rep", "turkistan")
    away = partner.post(f"/registry/people/{person}/edit", {**FORM, "region": "atyrau"})
    here = partner.post(f"/registry/people/{person}/edit", FORM)
    assert (away.status_code, here.status_code) == (403, 302)


def test_accountant_sees_nobody(suite: Suite) -> None:
    accountant = suite.browser("accountant")
    assert [accountant.get(f"/registry/people{path}").status_code for path in ("", ".xlsx", "/doubts")] == [
        403,
        403,
        403,
    ]


@pytest.mark.parametrize("typed", ["ахметов серік", "Серик АХМЕТОВ", "кентау", "серік кентау"])
def test_people_are_found_in_either_spelling(suite: Suite, project: str, typed: str) -> None:
    came(suite, project, "2022-04-12", SERIK, {"name": "Ли Виктор", "settlement": "Түркістан"})
    names = [
        row[0]
        for row in sheet(
            suite.browser("coordinator").get("/registry/people.xlsx", query_string={"q": typed}).data
        )
    ]
    assert names[1:] == [SERIK["name"]]


def test_workbook_holds_what_the_partner_sees_with_phones_masked(suite: Suite, project: str) -> None:
    came(suite, project, "2022-04-12", SERIK)
    came(suite, project, "2022-04-13", {"name": "Ли Виктор", "phone": "+7 700 000 00 09"}, region="atyrau")
    table = sheet(suite.browser("partner_rep", "atyrau").get("/registry/people.xlsx?col=name&col=phone").data)
    assert table[1:] == [["Ли Виктор", "+7 ••• ••• •• 09"]]


def test_list_filters_those_in_doubt(suite: Suite, project: str) -> None:
    two_records(suite, project)
    came(suite, project, "2022-06-12", {"name": "Ли Виктор"})
    names = [row[0] for row in sheet(suite.browser("coordinator").get("/registry/people.xlsx?doubts=1").data)]
    assert sorted(names[1:]) == ["Ахметов С. Б.", "Ахметов Серик Болатович"]


def test_merged_person_is_one_row_and_old_links_lead_to_it(suite: Suite, project: str) -> None:
    first, second = two_records(suite, project)
    lead = suite.browser("project_lead")
    merge(lead, first, second)
    assert [row[0] for row in sheet(lead.get("/registry/people.xlsx").data)][1:] == [SERIK["name"]]
    assert lead.get(f"/registry/people/{second}").headers["Location"] == f"/registry/people/{first}"
    assert INITIALS["name"] in lead.get(f"/registry/people/{first}").get_data(as_text=True)


def test_list_comes_by_pages(suite: Suite, project: str) -> None:
    names = [f"{one}{other}енов Олег" for one in "АБВГДЕЖЗ" for other in "аеиоуюя"]
    came(suite, project, "2022-04-12", *({"name": name, "birth_year": 1950} for name in names))
    lead = suite.browser("project_lead")
    pages = [lead.get(f"/registry/people?page={number}").get_data(as_text=True) for number in (1, 2)]
    assert [page.count('scope="row"') for page in pages] == [50, 6]


def filter_of(page: str) -> set[str]:
    """The choices of a list's filter of regions."""
    return set(re.findall(r'<option value="(\w+)"', page.split('name="region"')[1].split("</select>")[0]))


def test_region_filters_offer_the_regions_of_the_project_and_of_those_listed(
    suite: Suite, project: str
) -> None:
    lead = suite.browser("project_lead")
    suite.browser("partner_rep", "abai")
    pages = [
        lead.get(f"/registry/{path}").get_data(as_text=True)
        for path in ("people?q=1", "users", "centres?q=1")
    ]
    people, users, centres = map(filter_of, pages)
    assert (len(people), users - people, centres) == (7, {"abai"}, people)


@pytest.mark.parametrize("path", ["people", "users", "plans"])
def test_page_beyond_the_last_links_to_the_last(suite: Suite, project: str, path: str) -> None:
    came(suite, project, "2022-04-12", SERIK)
    said = suite.browser("project_lead").get(f"/registry/{path}?sort=-name&page=99").get_data(as_text=True)
    assert "Такой страницы нет" in said and 'href="?sort=-name&amp;page=1">На последнюю страницу' in said


def test_day_of_entry_is_that_of_the_clock(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASAR_TODAY", "2022-06-03")
    person = came(suite, project, "2022-04-12", SERIK)[0]
    assert "3 июня 2022" in tidy(
        suite.browser("project_lead").get(f"/registry/people/{person}").get_data(as_text=True)
    )

"""The review page: every value editable, every doubt settled by somebody,
conditions read or said not to be checked."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from docx import Document

from tests.registry.plan_documents import TRAININGS, add_table, one_task, saved
from tests.registry.review_sheets import (
    PASSPORT_FIELDS,
    WRONG_SUM,
    amended,
    row,
    save,
    sheet,
    stored,
    text_of,
    tree,
    upload,
)
from tests.suite import Suite


@pytest.fixture
def plan(suite: Suite) -> str:
    """The id of a draft whose sum in words differs and whose places are two."""
    return upload(suite, one_task(TRAININGS, passport=WRONG_SUM))["id"]


def test_range_is_saved_with_both_ends(suite: Suite, plan: str) -> None:
    save(
        suite.browser("project_lead"),
        plan,
        **sheet(suite, plan, comparator="between", target="60", target_high="80,5"),
    )
    assert [row(suite, plan)[name] for name in ("comparator", "target", "target_high")] == [
        "between",
        60,
        80.5,
    ]
    assert "от 60 до 80.5" in suite.browser("project_lead").get(f"/registry/plans/{plan}").get_data(
        as_text=True
    )


@pytest.mark.parametrize(
    ("high", "message"), [("50", "Верхняя граница меньше нижней"), ("", "нужны оба числа")]
)
def test_range_upside_down_is_refused_at_its_field(suite: Suite, plan: str, high: str, message: str) -> None:
    answer = save(
        suite.browser("project_lead"),
        plan,
        **sheet(suite, plan, comparator="between", target="60", target_high=high),
    )
    page = answer.get_data(as_text=True)
    assert (answer.status_code, message in page) == (422, True)
    linked = re.search(rf'<a href="#(f-[\w-]+-target_high)"><b>Верхняя граница.</b> [^<]*{message}', page)
    assert linked and f'id="{linked[1]}"' in page, "the summary leads to the field"
    assert row(suite, plan)["comparator"] == "at_least"


def test_high_end_goes_with_another_comparison(suite: Suite, plan: str) -> None:
    lead = suite.browser("project_lead")
    save(lead, plan, **sheet(suite, plan, comparator="between", target="60", target_high="80"))
    save(lead, plan, **sheet(suite, plan, comparator="at_least", target="60", target_high="80"))
    assert row(suite, plan)["target_high"] is None


def test_every_part_of_the_passport_is_corrected(suite: Suite, plan: str) -> None:
    save(suite.browser("project_lead"), plan, **PASSPORT_FIELDS)
    read = tree(suite, plan)
    assert [item["text"] for item in read["passport"]["expected_results"]] == [
        "Не менее 70 участников",
        "Второй результат",
    ]
    assert read["passport"]["partners"] == {
        "count": 1,
        "items": [{"name": "ОФ «Қайнар»", "region": "kostanay"}],
    }
    assert (read["passport"]["regions"], read["team"][0]["employment_percent"]) == (["pavlodar"], 30)


def test_wrong_partner_is_named_and_nothing_typed_is_lost(suite: Suite, plan: str) -> None:
    answer = save(
        suite.browser("project_lead"),
        plan,
        **PASSPORT_FIELDS | {"partner-0-region": "atlantis", "passport-goal": "Новая цель"},
    )
    assert answer.status_code == 422 and "Новая цель" in answer.get_data(as_text=True)
    assert "Новая цель" != tree(suite, plan)["passport"]["goal"]


def test_title_period_and_regions_of_an_activity_are_corrected(suite: Suite, plan: str) -> None:
    ids = stored(suite, plan)[0]
    save(
        suite.browser("project_lead"),
        plan,
        **{
            f"{ids['T1']}-title": "Новая задача",
            f"{ids['1.1']}-title": "Тренинги",
            f"{ids['1.1']}-period_from": "2024-02-01",
            f"{ids['1.1']}-period_to": "2024-05-31",
            f"{ids['1.1']}-regions": "akmola",
            f"{ids['1.1']}-placed": "1",
        },
    )
    section = tree(suite, plan)["sections"][0]
    activity = section["activities"][0]
    assert (section["title"], activity["title"], activity["period"]["start"], activity["regions"]) == (
        "Новая задача",
        "Тренинги",
        "2024-02-01",
        ["akmola"],
    )


def test_period_that_ends_before_it_begins_is_refused(suite: Suite, plan: str) -> None:
    ids = stored(suite, plan)[0]
    answer = save(
        suite.browser("project_lead"),
        plan,
        **{
            f"{ids['1.1']}-title": "Тренинги",
            f"{ids['1.1']}-period_from": "2024-05-01",
            f"{ids['1.1']}-period_to": "2024-02-01",
        },
    )
    assert (answer.status_code, "раньше, чем начинается" in answer.get_data(as_text=True)) == (422, True)


@pytest.mark.parametrize("line", ["абракадабра", "не менее 15 на каждом тренинге и полная луна", "15"])
def test_condition_nobody_can_check_is_said_to_be_so(suite: Suite, plan: str, line: str) -> None:
    lead = suite.browser("project_lead")
    save(lead, plan, **sheet(suite, plan, clauses=line))
    assert [(clause["kind"], clause["text"]) for clause in row(suite, plan)["clauses"]] == [("words", line)]
    assert "условие без проверки" in lead.get(f"/registry/plans/{plan}").get_data(as_text=True)


def test_condition_of_a_plan_is_read_and_shown_in_words(suite: Suite, plan: str) -> None:
    lead = suite.browser("project_lead")
    save(lead, plan, **sheet(suite, plan, clauses="по 12 чел. на каждом тренинге"))
    assert [(clause["kind"], clause["value"]) for clause in row(suite, plan)["clauses"]] == [
        ("each_gathering", 12)
    ]
    assert "понято так: не менее 12 на каждом тренинге" in lead.get(f"/registry/plans/{plan}").get_data(
        as_text=True
    )


@pytest.mark.parametrize(
    ("locale", "line"),
    [
        ("kk", "әр тренингте кемінде 20"),
        ("en", "at least 20 at each training"),
        ("ru", "не менее 20 на каждом тренинге"),
    ],
)
def test_condition_is_edited_in_the_words_of_the_page(
    suite: Suite, plan: str, locale: str, line: str
) -> None:
    lead = suite.browser("project_lead")
    lead.cookies["asar_locale"] = locale
    assert line.replace("20", "15") in lead.get(f"/registry/plans/{plan}").get_data(as_text=True)
    save(lead, plan, **sheet(suite, plan, clauses=line))
    clause = row(suite, plan)["clauses"][0]
    assert (clause["kind"], clause["comparator"], clause["value"], clause["text"]) == (
        "each_gathering",
        "at_least",
        20,
        "не менее 20 на каждом тренинге",
    )


def test_monthly_condition_runs_over_the_months_of_its_activity(suite: Suite, plan: str) -> None:
    save(suite.browser("project_lead"), plan, **sheet(suite, plan, clauses="не менее 1 в каждом месяце"))
    assert row(suite, plan)["clauses"][0]["over"] == ["2024-03", "2024-04", "2024-05"]


def test_who_may_not_correct_a_draft_sees_it_without_fields(suite: Suite, plan: str) -> None:
    page = suite.browser("accountant").get(f"/registry/plans/{plan}").get_data(as_text=True)
    assert "Количество участников" in page and "<textarea" not in page


def test_correction_of_the_passport_is_listed_among_the_differences(suite: Suite, plan: str) -> None:
    suite.ok("POST", f"/registry/api/v1/plans/{plan}/approval")
    draft = suite.ok("POST", f"/registry/api/v1/plans/{plan}/amendments", json={"reason_text": "Ошибка"})[
        "id"
    ]
    lead = suite.browser("project_lead")
    save(lead, draft, **PASSPORT_FIELDS)
    page = lead.get(f"/registry/plans/{draft}/differences").get_data(as_text=True)
    assert "пять миллионов двадцать тысяч" in page and "пять миллионов двести тысяч" in page


def test_approval_of_an_amendment_tells_the_reason_and_what_changes(suite: Suite, plan: str) -> None:
    draft, lead = amended(suite, plan), suite.browser("project_lead")
    save(lead, draft, **sheet(suite, draft, target="75"))
    said = text_of(lead.get(f"/registry/plans/{draft}/approval").get_data(as_text=True))
    assert "Письмо № 12" in said and re.search(r"1\.1\.3 .* изменено Плановое значение 60 → 75", said), said
    project = suite.ok("GET", f"/registry/api/v1/plans/{draft}")["project_id"]
    answer = lead.post(f"/registry/plans/{draft}/approval", {})
    assert answer.headers["Location"] == f"/reports/?project={project}", (
        "approval leads to the figures of this very project"
    )


def test_unit_of_the_plan_is_a_label_beside_the_number(suite: Suite, plan: str) -> None:
    save(suite.browser("project_lead"), plan, **sheet(suite, plan, unit="центр", target="4"))
    suite.ok("POST", f"/registry/api/v1/plans/{plan}/approval")
    assert "не менее 4 · центр" in suite.browser("project_lead").get(f"/registry/plans/{plan}").get_data(
        as_text=True
    )


def test_refused_file_shows_its_tables_and_why_none_is_a_plan(suite: Suite) -> None:
    document = Document()
    add_table(document, [("Город", "Погода"), ("Ерейментау", "Снег")])
    answer = suite.browser("project_lead").post(
        "/registry/plans/new", {"file": (BytesIO(saved(document)), "letter.docx")}
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and "Таблица 1, 2 строки" in page and "Город | Погода" in page
    assert "нет ни столбца с мероприятиями, ни столбца с индикаторами" in page


def test_file_without_tables_is_told_so(suite: Suite) -> None:
    answer = suite.browser("project_lead").post(
        "/registry/plans/new", {"file": (BytesIO(saved(Document())), "letter.docx")}
    )
    assert "нет ни одной таблицы" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("locale", "line"),
    [
        ("ru", "из них не менее 50 % молодёжи"),
        ("en", "of them at least 50 % young people"),
        ("ru", "из них не менее 50% молодежи"),
    ],
)
def test_part_in_per_cent_is_typed_as_a_share(suite: Suite, plan: str, locale: str, line: str) -> None:
    lead = suite.browser("project_lead")
    lead.cookies["asar_locale"] = locale
    save(lead, plan, **sheet(suite, plan, clauses=line))
    clause = row(suite, plan)["clauses"][0]
    assert (clause["kind"], clause["value"], clause["over"], clause.get("unit")) == (
        "part",
        50,
        ["youth"],
        "percent",
    )


def test_words_before_a_part_are_not_lost(suite: Suite, plan: str) -> None:
    line = "100 человек, из них не менее 30 женщин"
    save(suite.browser("project_lead"), plan, **sheet(suite, plan, clauses=line))
    assert row(suite, plan)["clauses"][0]["kind"] == "words"

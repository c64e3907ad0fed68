"""Plans as people write them: each file is one example of a kind that was once misread in silence."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from docx.document import Document

from services.registry.reader.plan import read_plan
from tests.registry.plan_documents import HEADINGS, PASSPORT, add_table, indicators, one_task
from tests.suite import DATA, Suite

Read = dict[str, Any]
DOUBTS_OF_SEED, UNREAD_OF_SEED = 16, 0


def case(name: str) -> Read:
    """A case of this name, read."""
    return read_plan((DATA / "cases" / f"{name}.docx").read_bytes())


def reasons(read: Read) -> set[str]:
    """Why anything of a plan is doubted or not read."""
    return {note["why"]["say"] for note in [*read["doubts"], *read["unread"]]}


def activity(read: Read) -> Read:
    """The first activity."""
    found: Read = read["sections"][0]["activities"][0]
    return found


def target(read: Read) -> tuple[str, object]:
    """The comparison and the number of the first indicator."""
    found = indicators(read)[0]
    return found["comparator"], found["target"]


def clauses(read: Read) -> list[tuple[object, ...]]:
    """The conditions of the first indicator."""
    return [
        (found["kind"], found["comparator"], found["value"], found.get("unit", ""))
        for found in indicators(read)[0]["clauses"]
    ]


def planned(value: str, name: str = "Количество участников", **more: str) -> Read:
    """A plan of one indicator with this value; `period` and `cost` as they are given."""
    row = ("1. Тренинги", name, value, more.get("period", "май 2024 года"), more.get("cost", ""))
    headings = (*HEADINGS[:4], more.get("heading", HEADINGS[4]))
    return read_plan(one_task(row, headings=headings))


def test_share_by_its_name_is_a_share() -> None:
    read = case("percent-by-name")
    assert (target(read), indicators(read)[0]["kind"]) == (("exactly", 50), "percent")
    assert "percent_by_name" in reasons(read)


def test_thousands_are_no_fraction() -> None:
    read = case("thousands-dot")
    assert target(read) == ("at_least", 1200) and "thousands_by_mark" in reasons(read)
    assert activity(read)["cost"] == 1200000


def test_thousands_of_a_heading_count() -> None:
    read = case("cost-thousand-heading")
    assert activity(read)["cost"] == 950000 and "scale_of_heading" in reasons(read)


def test_cost_against_its_own_words_is_doubted() -> None:
    assert "amount_differs" in reasons(case("cost-words-differ"))


def test_deadline_is_no_month_of_work() -> None:
    read = case("deadline")
    assert activity(read)["period"]["end"] == "2024-11" and "open_start" in reasons(read)


def test_short_dates_are_a_span() -> None:
    period = activity(case("short-dates"))["period"]
    assert (period["start"], period["end"]) == ("2024-04", "2024-06")


def test_raised_figure_is_a_note() -> None:
    read = case("superscript")
    assert target(read) == ("at_least", 3) and "note_mark" in reasons(read)


def test_kazakh_condition_by_each_gathering_is_kept() -> None:
    read = case("kazakh-each-by")
    assert (target(read), clauses(read)) == (("at_least", 40), [("each_gathering", "at_least", 10, "")])


def test_part_in_per_cent_is_no_number_of_people() -> None:
    read = case("part-in-percent")
    assert (target(read), clauses(read)) == (("at_least", 120), [("part", "at_least", 50, "percent")])


def test_plus_is_at_least() -> None:
    assert target(case("plus")) == ("at_least", 100)


def test_partners_of_one_line_are_three() -> None:
    partners = case("partners-in-a-line")["passport"]["partners"]
    assert [item["region"] for item in partners["items"]] == ["zhetisu", "almaty", "ulytau"]


def test_city_in_a_name_is_no_region() -> None:
    assert case("region-in-a-name")["passport"]["regions"] == ["akmola"]


def test_millions_are_no_words_of_a_sum() -> None:
    read = case("amount-millions")
    assert read["passport"]["amount"]["value"] == 12500000
    assert "amount_differs" not in reasons(read)


def test_condition_written_twice_is_one() -> None:
    assert clauses(case("clause-twice")) == [("each_gathering", "at_least", 15, "")]


def test_paper_named_after_a_gathering_is_no_gathering() -> None:
    held, paper = indicators(case("named-after-a-gathering"))
    assert (held["measure"], paper["measure"]) == ("events_held[other]", None)


def test_sure_case_is_read_without_an_alarm() -> None:
    assert reasons(planned("не менее 3", "Количество тренингов")) == {"no_team", "no_passport"}


@pytest.mark.parametrize(
    "name",
    [
        "Протокол круглого стола",
        "Сборник материалов конференции",
        "Рекомендации форума",
        "Количество фотоотчетов семинаров",
        "Форум қарары",
        "Конференция материалдары",
        "Спикеры форума",
        "Положение форума",
        "Сценарий мастер-класса",
    ],
)
def test_things_named_after_gatherings_are_not_counted_as_them(name: str) -> None:
    measure = indicators(planned("1", name))[0]["measure"]
    assert not (measure or "").startswith("events_held")


@pytest.mark.parametrize(
    "name",
    [
        "Количество проведенных выездных тренингов",
        "Общее количество обучающих семинаров-тренингов",
        "Проведение круглых столов",
        "Тренингтер саны",
        "Өткізілген дөңгелек үстелдер саны",
        "Форум",
    ],
)
def test_gatherings_are_still_counted(name: str) -> None:
    assert (indicators(planned("4", name))[0]["measure"] or "").startswith("events_held")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Процент охвата участников", "75"),
        ("Доля женщин среди участников", "не менее 50"),
        ("Удельный вес молодежи", "30"),
        ("Әйелдердің үлесі", "кемінде 50"),
        ("Жастар пайызы", "40"),
        ("% довольных участников", "80"),
    ],
)
def test_names_of_shares_make_shares(name: str, value: str) -> None:
    read = planned(value, name)
    found = indicators(read)[0]
    assert (found["unit"], found["kind"]) == ("%", "percent") and "percent_by_name" in reasons(read)


def test_share_above_a_hundred_is_doubted() -> None:
    assert "over_hundred" in reasons(planned("150", "Доля женщин"))


def test_share_counted_in_people_is_doubted() -> None:
    assert "share_of_things" in reasons(planned("75 человек", "Процент охвата"))


def test_number_in_a_name_is_not_lost() -> None:
    assert "name_rest" in reasons(planned("50", "Обучение 60 человек"))


def test_heading_in_thousands_is_not_lost() -> None:
    row = ("1. Тренинги", "Количество участников", "5", "май 2024", "")
    headings = (*HEADINGS[:2], "Планируемые индикаторы (тыс. человек)", *HEADINGS[3:])
    assert "heading_rest" in reasons(read_plan(one_task(row, headings=headings)))


def test_plan_of_the_seed_raises_no_new_alarm() -> None:
    read = read_plan((DATA / "detailed-description.docx").read_bytes())
    assert (len(read["doubts"]), len(read["unread"])) == (DOUBTS_OF_SEED, UNREAD_OF_SEED)


@pytest.mark.parametrize("name", ["Сертификаты участников тренингов", "Анкеты участников", "Фото участников"])
def test_things_named_after_people_are_no_people(name: str) -> None:
    assert not (indicators(planned("20", name))[0]["measure"] or "").startswith("attendance_persons")


@pytest.mark.parametrize("note", ["(тыс. тенге)", "в тысячах тенге", "Ед. изм.: тыс. тг", "мың теңге"])
def test_thousands_above_the_table_count(note: str) -> None:
    row = ("1. Тренинги", "Количество тренингов", "3", "май 2024", "950")

    def change(document: Document) -> None:
        document.tables[-1]._tbl.addprevious(document.add_paragraph(note)._p)

    read = read_plan(one_task(row, change=change))
    assert activity(read)["cost"] == 950000 and "scale_of_heading" in reasons(read)
    assert read["sections"][0]["code"] == "T1"


@pytest.mark.parametrize("value", ["5*", "5 %", "1.200", "5 (май)"])
def test_value_of_a_region_is_not_taken_in_silence(value: str) -> None:
    rows = [("Показатель", "Акмолинская область", "Костанайская область"), ("1.1.1", value, "7")]

    def change(document: Document) -> None:
        add_table(document, rows)

    row = ("1. Тренинги", "Количество тренингов", "12", "май 2024", "")
    read = read_plan(one_task(row, change=change))
    assert reasons(read) & {"rest_unread", "thousands_by_mark"}


@pytest.mark.parametrize("value", ["100 (минимум)", "100 (не менее)", "100 (кемінде)"])
def test_comparison_in_brackets_is_not_lost(value: str) -> None:
    assert "condition_unread" in reasons(planned(value))


def test_region_of_the_grantee_is_not_taken_from_its_name() -> None:
    passport = [
        ("Грантополучатель:", "ОО «Астана жастары»"),
        ("Сумма гранта:", "5 млн тенге"),
        *PASSPORT[3:5],
    ]
    row = ("1. Тренинги", "Количество тренингов", "3", "май 2024", "")
    read = read_plan(one_task(row, passport=passport))
    assert read["passport"]["regions"] == [] and "region_in_name" in reasons(read)


@pytest.mark.parametrize("value", ["3-й тренинг", "2-ші тренинг", "5?", "1,5"])
def test_what_is_no_number_of_things_is_doubted(value: str) -> None:
    assert reasons(planned(value, "Количество тренингов")) & {"rest_unread", "part_of_thing"}


@pytest.mark.parametrize("locale", ["ru", "kk", "en"])
def test_every_doubt_is_shown_on_the_page_in_every_language(suite: Suite, locale: str) -> None:
    partners = ("Партнеры:", "ОО «Астана жастары», ОФ «Б» Алматы Шымкент")
    passport = [*PASSPORT[:2], ("Сумма гранта, тыс. тенге:", "5.200*"), *PASSPORT[3:5], partners]
    row = (
        "1. Тренинги",
        "Доля женщин\nКоличество 5 тренингов\nУчастники",
        "150\n1.200¹\n15.05 (50%)",
        "до 1 мая, 3 недели",
        "500 USD",
    )
    data = one_task(
        row, passport=passport, headings=(*HEADINGS[:2], "Планируемые индикаторы, %", *HEADINGS[3:])
    )
    answer = suite.ok("POST", "/registry/api/v1/plans", data={"file": (BytesIO(data), "plan.docx")})
    lead = suite.browser("project_lead")
    lead.cookies["asar_locale"] = locale
    page = lead.get(f"/registry/plans/{answer['id']}")
    codes = {note["why"]["say"] for note in read_plan(data)["doubts"]}
    assert page.status_code == 200 and not [code for code in codes if code in page.get_data(as_text=True)]

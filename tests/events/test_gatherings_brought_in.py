"""Gatherings of past months out of tables: what the form asks, each once; nobody's number is typed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.events.gatherings.importing import read_type
from shared.imports.heading import is_left_out
from tests.brought import ask, brought, enter, look, rows_of, send, sent_again, table
from tests.suite import Browser, Suite

PATH, LIST = "/events/imports/gatherings", "/events/gatherings"
HEAD = [
    "Пункт плана",
    "Название мероприятия",
    "Дата проведения",
    "Тип",
    "Область",
    "Село",
    "Формат",
    "Статус",
    "Чел.",
]
ROWS = [
    [
        "4.1",
        "Тренинг для лидеров",
        "12–13 апреля 2022 г.",
        "тренинг",
        "Жамбылская",
        "с. Мерке",
        "очно",
        "проведено",
        15,
    ],
    ["4.1", "Тренинг онлайн", "20.05.2022", "обучающий тренинг", "zhambyl", "", "zoom", "состоялось", 40],
]


def listed(suite: Suite) -> dict[str, dict[str, Any]]:
    """Gatherings by title."""
    return {row["title"]: row for row in suite.ok("GET", "/events/api/v1/gatherings?limit=100")}


def test_table_of_past_months_is_entered_once_and_counts_nobody(
    suite: Suite, lead: Browser, project: str
) -> None:
    done = brought(suite, lead, PATH, [HEAD, *ROWS])
    assert done["entered"] == 2, done
    first, second = listed(suite)["Тренинг для лидеров"], listed(suite)["Тренинг онлайн"]
    assert (first["starts_on"], first["ends_on"], first["status"]) == ("2022-04-12", "2022-04-13", "held")
    assert (second["mode"], second["type"], second["attended"]) == ("online", "training", 0)
    again = brought(suite, lead, PATH, [HEAD, *ROWS])
    assert (again["entered"], again["there"]) == (0, 2)


def test_days_of_two_columns_are_the_first_and_the_last(suite: Suite, lead: Browser, project: str) -> None:
    """So our own workbook says them, whose days are days."""
    row = [*ROWS[0][:2], date(2022, 4, 12), *ROWS[0][3:], date(2022, 4, 13)]
    done = brought(suite, lead, PATH, [[*HEAD, "Последний день"], row])
    assert done["entered"] == 1, done
    (first,) = listed(suite).values()
    assert (first["starts_on"], first["ends_on"]) == ("2022-04-12", "2022-04-13")
    head, line = rows_of(lead.get(f"{LIST}.xlsx").data)
    said = dict(zip(head, line, strict=True))
    assert (said["Дата"], said["Последний день"]) == (date(2022, 4, 12), date(2022, 4, 13))


def test_last_day_before_the_first_is_mended_in_its_own_field(
    suite: Suite, lead: Browser, project: str
) -> None:
    row = [*ROWS[0][:2], "12.04.2022", *ROWS[0][3:], "11.04.2022"]
    address = send(lead, PATH, table([[*HEAD, "Последний день"], row]))
    assert enter(suite, lead, address)["refused"] == 1
    ((key,),) = ask(suite, "events", "SELECT id FROM rows_to_correct")
    page = lead.get(f"{PATH}/rows/{key}").get_data(as_text=True)
    assert 'id="f-ends_on-error"' in page


def test_looking_records_nothing(suite: Suite, lead: Browser, project: str) -> None:
    turkistan = [*ROWS[0][:4], "Туркестанская обл.", *ROWS[0][5:]]
    address = send(lead, PATH, table([HEAD, ROWS[1], turkistan]))
    assert "будет внесено" in look(lead, address) and not listed(suite)


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_own_list_that_comes_back_adds_nothing(
    suite: Suite, lead: Browser, project: str, language: str
) -> None:
    suite.gathering(project, 2, evidence=())
    kazakh = {
        "title_kk": "Шорнақтағы тренинг",
        "settlement": "с. Шорнақ",
        "project_id": project,
        "activity": "4.1",
    }
    said = {"type": "training", "title": "Тренинг в Шорнаке", "region": "turkistan", "mode": "offline"}
    suite.ok("POST", "/events/api/v1/gatherings", json={**kazakh, **said, "starts_on": "2022-05-20"})
    brought(suite, lead, PATH, [HEAD, *ROWS])
    lead.cookies["asar_locale"] = language
    done = sent_again(suite, lead, PATH, lead.get(f"{LIST}.xlsx").data)
    assert (done["entered"], done["there"], done["why"]) == (0, 4, {})


def test_same_activity_day_and_place_under_another_title_is_asked(
    suite: Suite, lead: Browser, project: str
) -> None:
    brought(suite, lead, PATH, [HEAD, ROWS[0]])
    address = send(lead, PATH, table([HEAD, [ROWS[0][0], "Семинар-тренинг", *ROWS[0][2:]]]))
    done = enter(suite, lead, address)
    assert (done["asked"], done["entered"]) == (1, 0)
    lead.post(f"{address}/answers", {"row": "2"})
    suite.settle()
    assert len(listed(suite)) == 2


def test_line_the_plan_has_not_and_month_alone_are_refused(suite: Suite, lead: Browser, project: str) -> None:
    rows = [["9.9", *ROWS[0][1:]], [*ROWS[1][:2], "май 2022", *ROWS[1][3:]]]
    done = brought(suite, lead, PATH, [HEAD, *rows])
    assert done["refused"] == 2 and "такого значения нет" in done["why"][2] and "нет дня" in done["why"][3], (
        done
    )


def test_row_of_another_region_is_refused(suite: Suite, project: str) -> None:
    partner = suite.browser("partner_rep", "kyzylorda")
    done = brought(suite, partner, PATH, [HEAD, *ROWS])
    assert (done["entered"], done["there"], done["refused"]) == (0, 0, 2)


def test_region_asks_its_own_questions_of_a_row(suite: Suite, lead: Browser, project: str) -> None:
    done = brought(suite, lead, PATH, [HEAD, [*ROWS[0][:4], "Туркестанская обл.", *ROWS[0][5:]]])
    assert done["entered"] + done["refused"] == 1 and (done["entered"] or done["why"][2])


@pytest.mark.parametrize(
    ("day", "words"), [("28.09.2023", "вне срока проекта"), ("28.11.2022", "вне срока мероприятия плана 4.1")]
)
def test_day_outside_the_project_or_the_period_of_its_activity_is_asked(
    suite: Suite, lead: Browser, project: str, day: str, words: str
) -> None:
    address = send(lead, PATH, table([HEAD, [*ROWS[0][:2], day, *ROWS[0][3:7], "запланировано", ""]]))
    done = enter(suite, lead, address)
    assert done["asked"] == 1 and words in done["why"][2] and not listed(suite), done
    lead.post(f"{address}/answers", {"row": "2"})
    suite.settle()
    assert [row["status"] for row in listed(suite).values()] == ["planned"]


def test_what_a_region_asks_is_a_column_and_another_region_does_not_answer_it(
    suite: Suite, lead: Browser, project: str
) -> None:
    head, asked = [*HEAD, "Махалля (квартал)"], "extra.turkistan.makhalla"
    here = [*ROWS[1][:4], "Туркестанская", *ROWS[1][5:], "Шығыс"]
    done = brought(suite, lead, PATH, [head, [*ROWS[0], ""], here])
    assert done["entered"] == 2, done
    page = lead.get(f"/events/gatherings/{listed(suite)['Тренинг онлайн']['id']}").get_data(as_text=True)
    assert "Шығыс" in page and "Махалля (квартал)" in page
    wrong = brought(suite, lead, PATH, [head, [*ROWS[0][:2], "14.04.2022", *ROWS[0][3:], "Шығыс"]])
    assert (wrong["entered"], wrong["refused"], wrong["wrong"]) == (0, 1, {2: [asked]}), wrong


def test_a_section_is_no_line_and_no_training_is_none(suite: Suite, lead: Browser, project: str) -> None:
    rows = [["4", *ROWS[0][1:]], [*ROWS[1][:3], "не тренинг", *ROWS[1][4:]]]
    done = brought(suite, lead, PATH, [HEAD, *rows])
    assert (done["entered"], done["wrong"]) == (0, {2: ["activity"], 3: ["type"]}), done


def test_a_cancelled_gathering_is_refused_in_words(suite: Suite, lead: Browser, project: str) -> None:
    done = brought(suite, lead, PATH, [HEAD, [*ROWS[0][:7], "отменено", *ROWS[0][8:]]])
    assert done["refused"] == 1 and "planned" not in done["why"][2] and "проведено" in done["why"][2], done


@pytest.mark.parametrize("written", ["Тренинг No 5", "Тренинг no.3", "Тренинг №5"])
def test_the_number_of_a_training_is_no_denial(written: str) -> None:
    assert read_type(written) == "training"


@pytest.mark.parametrize(
    ("row", "left"),
    [
        (["Итого", "", "25"], True),
        (["Всего за апрель:", "3", "–", "120 000"], True),
        (["Барлығы", "25 адам"], True),
        (["Итого мероприятий"], True),
        (["Жалпы ауыл жиналысы", "12.04.2022", "Түркістан облысы"], False),
        (["Жалпы жиналыс", "12.04.2022"], False),
        (["Всего за один день: форум", "апрель", "2"], False),
    ],
)
def test_a_title_that_begins_as_a_total_is_a_row(row: list[str], left: bool) -> None:
    assert is_left_out(row, ["Название", "Дата", "Регион"]) is left

"""Journals of past months out of tables: numbers, months, visitors, and what is asked about."""

from __future__ import annotations

from typing import Any

import pytest

from tests.brought import ask, brought, enter, look, rows_of, said, send, sent_again, table
from tests.events.test_journals import CALLS, centre, close, numbers, write
from tests.suite import Browser, Suite

PATH, LIST = "/events/imports/consultations", "/events/consultations"
HEAD = [
    "№ п/п",
    "Дата",
    "ФИО посетителя",
    "Жынысы",
    "Возраст",
    "Тема консультации",
    "Суть вопроса",
    "Ответ",
    "Форма консультации",
    "Минуты",
    "Консультант",
]
NAMED = [
    1,
    "14.06.2022",
    "Ким Анна",
    "",
    "",
    "бюджет сельского округа",
    "Бюджет?",
    "Да",
    "очно",
    20,
    "Раушан",
]
UNNAMED = [
    2,
    "15 июня 2022 г.",
    "аноним",
    "әйел",
    45,
    "другое",
    "Дорога?",
    "В акимат",
    "по телефону",
    "15 мин",
    "Р.",
]


@pytest.fixture
def bereke(suite: Suite, project: str) -> str:
    """The only centre: a table need not name it in a column of its own."""
    return centre(suite, project)


def bring(suite: Suite, lead: Browser, at: str, *rows: list[Any]) -> dict[str, Any]:
    """What became of these rows of the journal of a centre."""
    return brought(suite, lead, PATH, [HEAD, *rows], **{"all-centre_id": at})


def entries(suite: Suite) -> list[dict[str, Any]]:
    """Every entry, by its number."""
    return sorted(suite.ok("GET", CALLS), key=lambda row: row["number"])


def test_journal_of_paper_is_entered_under_its_own_numbers(suite: Suite, lead: Browser, bereke: str) -> None:
    done = bring(suite, lead, bereke, NAMED, UNNAMED)
    assert done["entered"] == 2, done
    one, two = entries(suite)
    assert (one["name"], one["channel"], one["held_on"], one["minutes"]) == (
        "Ким Анна",
        "in_person",
        "2022-06-14",
        20,
    )
    assert (two["name"], two["sex"], two["age_band"], two["channel"]) == (None, "female", "36_60", "phone")


def test_looking_makes_nobody_known_and_uses_no_number(suite: Suite, lead: Browser, bereke: str) -> None:
    address = send(lead, PATH, table([HEAD, NAMED, UNNAMED]))
    assert "будет внесено 2" in look(lead, address, **{"all-centre_id": bereke})
    assert not entries(suite) and not ask(suite, "registry", "SELECT * FROM people")
    assert not ask(suite, "events", "SELECT * FROM journals")


def test_same_journal_again_adds_nothing(suite: Suite, lead: Browser, bereke: str) -> None:
    bring(suite, lead, bereke, NAMED, UNNAMED)
    done = bring(suite, lead, bereke, NAMED, UNNAMED)
    assert (done["entered"], done["there"], numbers(suite, bereke)) == (0, 2, [1, 2])


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_own_list_that_comes_back_adds_nothing(
    suite: Suite, lead: Browser, bereke: str, language: str
) -> None:
    write(suite, bereke)
    write(suite, bereke, anonymous=False, name="Ким Анна", sex=None, age_band=None, held_on="2022-07-01")
    lead.cookies["asar_locale"] = language
    every = "?" + "&".join(
        f"col={name}"
        for name in "number date centre topic question answer who channel minutes consultant referral".split()
    )
    for columns in ("", every):
        done = sent_again(suite, lead, PATH, lead.get(f"{LIST}.xlsx{columns}").data)
        assert (done["entered"], done["there"], done["why"]) == (0, 2, {})


def test_number_that_stands_twice_is_refused_with_the_next_one(
    suite: Suite, lead: Browser, bereke: str
) -> None:
    done = bring(suite, lead, bereke, NAMED, [1, *UNNAMED[1:]])
    assert done["entered"] == 1 and "с другими данными" in done["why"][3], done
    gap = bring(suite, lead, bereke, [7, *UNNAMED[1:]])
    assert gap["entered"] == 0 and "2" in gap["why"][2]


def test_month_that_is_closed_takes_no_row(suite: Suite, lead: Browser, bereke: str) -> None:
    write(suite, bereke)
    close(suite, bereke)
    done = bring(suite, lead, bereke, ["", *UNNAMED[1:]])
    assert done["refused"] == 1 and "закрыт" in done["why"][2]


def test_day_outside_the_project_is_asked_and_entered_when_it_is_right(
    suite: Suite, lead: Browser, bereke: str
) -> None:
    address = send(lead, PATH, table([HEAD, ["", "14.06.2021", *NAMED[2:]]]))
    done = enter(suite, lead, address, **{"all-centre_id": bereke})
    assert (done["asked"], done["entered"]) == (1, 0)
    answered = lead.post(f"{address}/answers", {"row": "2"})
    suite.settle()
    assert answered.status_code == 302 and len(entries(suite)) == 1
    assert "внесено 1" in said(lead.get(answered.headers["Location"]))
    assert lead.post(f"{address}/answers", {}).status_code == 422


def test_month_alone_and_empty_channel_are_asked_not_assumed(
    suite: Suite, lead: Browser, bereke: str
) -> None:
    month = ["", "июнь 2022", *NAMED[2:]]
    channel = [*UNNAMED[:8], "", *UNNAMED[9:]]
    done = bring(suite, lead, bereke, month, channel)
    assert done["refused"] == 2 and "нет дня" in done["why"][2] and "Заполните" in done["why"][3], done


def test_unnamed_visitor_without_sex_is_refused_in_kazakh_too(
    suite: Suite, lead: Browser, bereke: str
) -> None:
    lead.cookies["asar_locale"] = "kk"
    done = bring(suite, lead, bereke, [*UNNAMED[:3], "", *UNNAMED[4:]])
    assert done["refused"] == 1 and "жыныс" in done["why"][2].casefold()


def test_rows_that_say_the_same_are_asked_about(suite: Suite, lead: Browser, bereke: str) -> None:
    same = ["", *UNNAMED[1:]]
    address = send(lead, PATH, table([HEAD, same, same]))
    done = enter(suite, lead, address, **{"all-centre_id": bereke})
    assert (done["entered"], done["asked"]) == (1, 1)
    lead.post(f"{address}/answers", {"row": "3"})
    suite.settle()
    assert numbers(suite, bereke) == [1, 2]
    again = bring(suite, lead, bereke, same, same)
    assert (again["entered"], again["there"]) == (0, 2)


def test_centre_of_another_region_is_none_of_the_users(suite: Suite, project: str, bereke: str) -> None:
    centre(suite, project, "kyzylorda", "«Достық» орталығы")
    operator = suite.browser("center_operator", "turkistan")
    rows = [[*HEAD, "Центр"], [*NAMED, "«Достық» орталығы"], [*NAMED, "Центр «Береке»"]]
    done = brought(suite, operator, PATH, rows)
    assert (done["entered"], done["refused"]) == (1, 1)
    assert "такого значения нет" in done["why"][2] and "Возможные: Центр «Береке»" in done["why"][2]


def test_centres_of_one_name_are_told_apart_by_their_settlements(
    suite: Suite, lead: Browser, project: str
) -> None:
    for village, kazakh in (("с. Карнак", "«Береке» орталығы"), ("с. Арыс", "Берекенің орталығы")):
        centre(suite, project, name="Центр «Береке»", settlement=village, name_kk=kazakh)
    rows = [[*HEAD, "Центр"], [*NAMED, "Центр «Береке»"], [*NAMED, "Центр «Береке», с. Арыс"]]
    lead.cookies["asar_locale"] = "kk"
    done = brought(suite, lead, PATH, rows)
    assert (done["entered"], done["refused"]) == (1, 1), done


def test_refused_rows_come_back_in_the_same_workbook(suite: Suite, lead: Browser, bereke: str) -> None:
    address = send(lead, PATH, table([["Журнал за июнь"], HEAD, NAMED, [2, "завтра", *UNNAMED[2:]]]))
    enter(suite, lead, address, **{"all-centre_id": bereke})
    back = rows_of(lead.get(f"{address}/rows.xlsx").data)
    assert back[0][0] == "Журнал за июнь" and back[2][1] == "завтра" and "не читается" in back[2][-1]
    assert len(back) == 3


@pytest.mark.parametrize(
    "name", ["2 человека", "Ким Анна, Ли Олег", "Ким Анна +2", "87010000001", "Семья Ким"]
)
def test_a_visitor_is_one_person_by_name_or_nobody(
    suite: Suite, lead: Browser, bereke: str, name: str
) -> None:
    done = bring(suite, lead, bereke, [*NAMED[:2], name, *NAMED[3:]])
    assert (done["entered"], done["wrong"]) == (0, {2: ["name"]}), done


def test_hours_are_no_minutes(suite: Suite, lead: Browser, bereke: str) -> None:
    head = ["Длительность, часов" if title == "Минуты" else title for title in HEAD]
    done = brought(suite, lead, PATH, [head, [*NAMED[:9], 2, *NAMED[10:]]], **{"all-centre_id": bereke})
    assert (done["entered"], done["wrong"]) == (0, {2: ["minutes"]}), done


def test_centre_where_there_is_none_yet_is_refused_in_words(suite: Suite, project: str) -> None:
    """The text was taken for an id, and the page of the table was an error of ours."""
    lead = suite.browser("project_lead")
    address = send(lead, PATH, table([["Центр", *HEAD], ["Береке", *NAMED]]))
    assert "«Береке» – такого здесь ещё нет." in look(lead, address)
    assert enter(suite, lead, address)["refused"] == 1

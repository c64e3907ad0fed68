"""Journals of who received a brochure out of tables: names make the number, nobody types it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.brought import ask, brought, enter, look, rows_of, send, sent_again, table
from tests.events.test_editions import API, edition
from tests.suite import Browser, Suite

__all__ = ["edition"]
HEAD = ["№", "Дата", "ФИО получателя", "Кому", "Вид", "Формат", "Область", "Подпись"]
ROWS = [
    [1, "20.04.2022", "Ким Анна; Ли Виктор", "Тренинг в Мерке", "раздача", "бумажная", "Жамбылская", ""],
    [2, "21.04.2022", "Омаров Е.", "Акимат Карнака", "выдача", "электронная", "turkistan", ""],
    [3, "22.04.2022", "", "Байжанова Ә., юрист", "рецензия", "", "", ""],
]


def path(edition: str) -> str:
    """Where the journal of an edition is sent."""
    return f"/events/imports/handouts/of/{edition}"


def counted(suite: Suite) -> tuple[int, int, int]:
    """Copies on paper, electronic ones, reviews."""
    row = suite.ok("GET", f"{API}/editions")[0]
    return row["paper"], row["electronic"], row["reviews"]


def test_names_of_a_journal_make_the_figures_once(suite: Suite, lead: Browser, edition: str) -> None:
    done = brought(suite, lead, path(edition), [HEAD, *ROWS])
    assert done["entered"] == 3, done
    again = brought(suite, lead, path(edition), [HEAD, *ROWS])
    assert (again["entered"], again["there"], counted(suite)) == (0, 3, (2, 1, 1))


def test_looking_hands_nothing_out(suite: Suite, lead: Browser, edition: str) -> None:
    address = send(lead, path(edition), table([HEAD, *ROWS]))
    assert "будет внесено 3" in look(lead, address) and counted(suite) == (0, 0, 0)


def test_no_more_than_was_printed_and_no_copy_without_a_name(
    suite: Suite, lead: Browser, edition: str
) -> None:
    many = "; ".join(f"Получатель {number}" for number in range(11))
    rows: list[list[Any]] = [[*ROWS[0][:2], many, *ROWS[0][3:]], [*ROWS[1][:2], "", *ROWS[1][3:]]]
    done = brought(suite, lead, path(edition), [HEAD, *rows])
    assert done["refused"] == 2 and counted(suite) == (0, 0, 0), done


def test_name_that_stands_twice_is_asked_about(suite: Suite, lead: Browser, edition: str) -> None:
    address = send(lead, path(edition), table([HEAD, [*ROWS[0][:2], "Ким А.; Ким А.", *ROWS[0][3:]]]))
    assert enter(suite, lead, address)["asked"] == 1
    lead.post(f"{address}/answers", {"row": "2"})
    suite.settle()
    assert counted(suite)[0] == 2


def test_withdrawn_entry_may_come_in_again(suite: Suite, lead: Browser, edition: str) -> None:
    brought(suite, lead, path(edition), [HEAD, ROWS[0]])
    entry = entry_of(suite)
    assert lead.post(f"/events/edition-entries/{entry}/withdrawal", {"reason": "Ошибка"}).status_code == 302
    assert brought(suite, lead, path(edition), [HEAD, ROWS[0]])["entered"] == 1 and counted(suite)[0] == 2


def entry_of(suite: Suite) -> str:
    """The id of the only entry."""
    return str(ask(suite, "events", "SELECT id FROM edition_entries")[0][0])


def test_row_of_another_region_is_refused(suite: Suite, edition: str) -> None:
    partner = suite.browser("partner_rep", "turkistan")
    done = brought(suite, partner, path(edition), [HEAD, *ROWS[:2]])
    assert (done["entered"], done["refused"]) == (1, 1) and counted(suite) == (0, 1, 0)


def test_review_is_known_whatever_the_row_says_of_a_copy(suite: Suite, lead: Browser, edition: str) -> None:
    brought(suite, lead, path(edition), [HEAD, ROWS[2]])
    done = brought(suite, lead, path(edition), [HEAD, [*ROWS[2][:2], "Ким А.", *ROWS[2][3:5], "pdf", "", ""]])
    assert (done["entered"], done["there"], counted(suite)[2]) == (0, 1, 1)


def test_register_goes_out_and_comes_back_adding_nothing(suite: Suite, lead: Browser, edition: str) -> None:
    brought(suite, lead, path(edition), [HEAD, *ROWS])
    for locale in ("ru", "kk", "en"):
        lead.cookies["asar_locale"] = locale
        book = lead.get(f"/events/editions/{edition}/entries.xlsx").data
        back = sent_again(suite, lead, path(edition), book)
        assert (back["entered"], back["there"]) == (0, 3), back
    lead.cookies["asar_locale"] = "ru"
    titles, row = rows_of(lead.get("/events/editions.xlsx").data)[:2]
    assert (row[titles.index("Выдано на бумаге")], row[titles.index("Разослано электронно")]) == (2, 1)
    viewer = suite.browser("grantor_viewer")
    assert viewer.get("/events/editions.xlsx").status_code == 200
    assert viewer.get(f"/events/editions/{edition}/entries.xlsx").status_code == 403  # names stand in it


@pytest.mark.parametrize(
    "names",
    ["25", "и др.", "Жители села", "участники тренинга (25 чел.)", "Акимат – 10 экз.", "Ким Анна +2"]
    + ["Пак Вера, Цой Лев", "Юн Ира и Эм Ян", "87010000001", "Иванов И.И. Петров П.П."],
)
def test_what_is_not_the_name_of_one_person_is_no_copy(
    suite: Suite, lead: Browser, edition: str, names: str
) -> None:
    done = brought(suite, lead, path(edition), [HEAD, [*ROWS[0][:2], names, *ROWS[0][3:]]])
    assert (done["entered"], done["wrong"], counted(suite)) == (0, {2: ["receivers"]}, (0, 0, 0)), done

"""Organisations out of tables: understood in three languages, each once; what is refused comes back."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from shared.doors import transaction
from shared.files import files
from shared.imports import entering
from shared.queue import jobs
from tests.brought import (
    as_shown,
    ask,
    brought,
    enter,
    look,
    outcome,
    rows_of,
    said,
    send,
    sent_again,
    struck,
    table,
)
from tests.registry.test_organisations import VALID, WRONG
from tests.suite import Browser, Suite

PATH, LIST = "/registry/imports/organisations", "/registry/organisations"
HEAD = ["№", "Наименование организации", "Тип", "Область", "БИН", "Руководитель", "Примечание"]
ROWS = [
    [1, "ОФ «Асыл»", "НПО", "Туркестанская обл.", VALID[0], "Ахметов С.", "старый партнёр"],
    [2, "ОФ «Береке»", "общественный фонд", "turkistan", VALID[1], "", ""],
    [3, "Редакция «Арай»", "БАҚ", "Жамбыл облысы", "", "", ""],
]


class Killed(BaseException):
    """The worker is gone: nothing after this line runs."""


@pytest.fixture
def lead(suite: Suite) -> Browser:
    """Who writes organisations down."""
    return suite.browser("project_lead")


def listed(suite: Suite) -> dict[str, dict[str, Any]]:
    """The organisations a tool reads, by name."""
    rows = suite.ok("GET", "/registry/api/v1/organisations?limit=100")
    return {row["name_ru"]: row for row in rows}


def test_table_in_mixed_languages_is_understood_and_entered(suite: Suite, lead: Browser) -> None:
    done = brought(suite, lead, PATH, [HEAD, *ROWS])
    assert done["state"] == "done" and done["entered"] == 3, done
    kinds = {name: (row["kind"], row["region"]) for name, row in listed(suite).items()}
    assert kinds["ОФ «Береке»"] == ("ngo", "turkistan") and kinds["Редакция «Арай»"] == ("media", "zhambyl")


def test_rows_are_entered_by_who_sent_the_table(suite: Suite, lead: Browser) -> None:
    brought(suite, lead, PATH, [HEAD, ROWS[0]])
    kept = ask(suite, "registry", "SELECT id, entered_by ->> 'kind', entered_by ->> 'id' FROM organisations")
    assert [tuple(row[1:]) for row in kept] == [("user", lead.user_id)]
    assert "Тест project_lead" in said(lead.get(f"{LIST}/{kept[0][0]}"))


def test_before_it_is_entered_nothing_is_and_every_row_says_what_becomes_of_it(
    suite: Suite, lead: Browser
) -> None:
    wrong = [4, "Без вида", "кооператив", "atyrau", WRONG[0], "", ""]
    address = send(lead, PATH, table([["Реестр партнёров"], [], HEAD, *ROWS, wrong]))
    page = look(lead, address)
    assert "будет внесено 3" in page and "нельзя внести 1" in page, page
    assert "«кооператив» – такого значения нет" in page and "БИН: " in page and "не сходится" in page
    assert not listed(suite)
    assert ask(suite, "registry", "SELECT count(*) FROM brought_rows")[0][0] == 0


def test_nothing_is_committed_while_rows_are_only_tried(suite: Suite) -> None:
    app = suite.apps["registry"]
    with app.test_request_context("/"), transaction.only_tried():
        for lasting in (transaction.commit, transaction.let_go):
            with pytest.raises(transaction.LastsWhileTried):
                lasting()


def test_struck_row_is_left_out_and_said(suite: Suite, lead: Browser) -> None:
    address = send(lead, PATH, struck([HEAD, *ROWS], row=2))
    assert "Зачёркнутые в файле строки не вносятся: 3" in look(lead, address)
    assert enter(suite, lead, address)["entered"] == 2 and "ОФ «Береке»" not in listed(suite)


def test_struck_cell_brings_its_row_back(suite: Suite, lead: Browser) -> None:
    address = send(lead, PATH, struck([HEAD, *ROWS], row=2, place=1))
    assert "Эта ячейка или её часть зачёркнута" in look(lead, address)
    assert enter(suite, lead, address)["entered"] == 2


def test_same_table_again_adds_nothing(suite: Suite, lead: Browser) -> None:
    brought(suite, lead, PATH, [HEAD, *ROWS])
    done = brought(suite, lead, PATH, [HEAD, *ROWS])
    assert (done["entered"], done["there"]) == (0, 3)
    assert len(listed(suite)) == 3


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_own_workbook_that_comes_back_adds_nothing(suite: Suite, lead: Browser, language: str) -> None:
    kazakh = {"kind": "partner", "name_ru": "Фонд", "name_kk": "Қор", "region": "atyrau"}
    for values in (kazakh, {"kind": "akimat", "name_ru": "Акимат", "bin": VALID[0]}):
        assert lead.post(f"{LIST}/new", values).status_code == 302
    lead.cookies["asar_locale"] = language
    done = sent_again(suite, lead, PATH, lead.get(f"{LIST}.xlsx").data)
    assert (done["entered"], done["there"], done["why"]) == (0, 2, {})


def test_row_that_is_refused_comes_back_with_its_number_in_the_users_language(
    suite: Suite, lead: Browser
) -> None:
    bad = [["4", "Ошибка", "НПО", "Марс", WRONG[0], "", ""]]
    lead.cookies["asar_locale"] = "kk"
    address = send(lead, PATH, table([HEAD, *ROWS, *bad]))
    done = enter(suite, lead, address)
    assert done["entered"] == 3 and list(done["why"]) == [5] and "деген мән жоқ" in done["why"][5]
    back = rows_of(lead.get(f"{address}/rows.xlsx").data)
    assert [row[1] for row in back] == ["Наименование организации", "Ошибка"]
    assert back[0][-1] == "Себебі" and "Марс" in back[1][-1]


def test_mended_row_is_entered_and_its_column_of_reasons_means_nothing(suite: Suite, lead: Browser) -> None:
    address = send(lead, PATH, table([HEAD, ROWS[0], ["2", "Новая", "НПО", "Марс", "", "", ""]]))
    enter(suite, lead, address)
    back = rows_of(lead.get(f"{address}/rows.xlsx").data)
    back[1][3] = "Атырауская область"
    done = brought(suite, lead, PATH, back)
    assert (done["entered"], done["refused"]) == (1, 0) and listed(suite)["Новая"]["region"] == "atyrau"


def test_same_row_twice_in_a_table_is_asked_about_and_known_organisation_said(
    suite: Suite, lead: Browser
) -> None:
    done = brought(suite, lead, PATH, [HEAD, ROWS[0], ROWS[0]])
    assert (done["entered"], done["asked"]) == (1, 1) and "повторяет строку 2" in done["why"][3]


def test_known_organisation_with_another_kind_is_no_second_one(suite: Suite, lead: Browser) -> None:
    brought(suite, lead, PATH, [HEAD, ROWS[0]])
    other = [1, "ОФ «Асыл» (новое имя)", "Донор", "Туркестанская обл.", VALID[0], "", ""]
    done = brought(suite, lead, PATH, [HEAD, other])
    assert done["refused"] == 1 and "с другими данными" in done["why"][2] and "Вид" in done["why"][2]
    assert len(listed(suite)) == 1


def test_region_brings_in_its_own_and_learns_nothing_of_others(suite: Suite, lead: Browser) -> None:
    lead.post(f"{LIST}/new", {"kind": "ngo", "name_ru": "Чужая", "region": "atyrau", "bin": VALID[0]})
    partner = suite.browser("partner_rep", "turkistan")
    rows = [HEAD, [1, "Чужая", "НПО", "atyrau", VALID[0], "", ""], ROWS[1]]
    done = brought(suite, partner, PATH, rows)
    assert (done["entered"], done["there"], done["refused"]) == (1, 0, 1)
    assert "Чужая" not in done["why"][2]


def test_what_no_column_says_is_asked_and_may_be_said_for_all(suite: Suite, lead: Browser) -> None:
    address = send(lead, PATH, table([["Название"], ["Первая"], ["Вторая"]]))
    assert "Ни в одном столбце нет: Вид" in look(lead, address)
    assert enter(suite, lead, address, **{"all-kind": "school"})["entered"] == 2
    assert {row["kind"] for row in listed(suite).values()} == {"school"}


def test_hidden_rows_are_said_and_asked_about(suite: Suite, lead: Browser) -> None:
    address = send(lead, PATH, table([HEAD, *ROWS], hidden=(2,)))
    assert "скрыты строки: 3" in look(lead, address)
    with pytest.raises(AssertionError, match="вносить ли скрытые"):
        enter(suite, lead, address)
    assert "скрыто в файле, пропущено" not in look(lead, address)
    assert enter(suite, lead, address, hidden="leave")["entered"] == 2
    assert "скрыто в файле, пропущено 1" in said(lead.get(address))
    assert "ОФ «Береке»" not in listed(suite)


def test_formula_without_its_value_is_named(suite: Suite, lead: Browser) -> None:
    address = send(lead, PATH, table([HEAD, *ROWS], formulas=((1, 2),)))
    done = enter(suite, lead, address)
    assert done["entered"] == 2 and "формула без значения" in done["why"][2]
    assert rows_of(lead.get(f"{address}/rows.xlsx").data)[1][2] == "=1+1"


def test_totals_and_numbers_of_columns_are_no_rows(suite: Suite, lead: Browser) -> None:
    counted = [str(number) for number in range(1, 8)]
    done = brought(suite, lead, PATH, [HEAD, counted, *ROWS, ["Итого", "3", "", "", "", "", ""]])
    assert (done["entered"], done["why"]) == (3, {})


def test_what_columns_mean_is_remembered_for_these_titles(suite: Suite, lead: Browser) -> None:
    strange = ["Кто это", "Что это"]
    first = send(lead, PATH, table([strange, ["Первая", "НПО"]]))
    enter(suite, lead, first, **{"heading": "1", "col-0": "name_ru", "col-1": "kind"})
    assert brought(suite, lead, PATH, [strange, ["Вторая", "НПО"]])["entered"] == 1


@pytest.mark.parametrize("after", [0, 1, 2])
def test_work_that_is_killed_enters_each_row_once(
    suite: Suite, lead: Browser, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    address = send(lead, PATH, table([HEAD, *ROWS]))
    with monkeypatch.context() as patch:
        calls, real = [0], entering.carry_out

        def end(*given: Any, **named: Any) -> Any:
            calls[0] += 1
            if calls[0] == after + 1:
                raise Killed
            return real(*given, **named)

        patch.setattr(entering, "carry_out", end)
        with pytest.raises(Killed):
            enter(suite, lead, address)
    ask(suite, "registry", "UPDATE jobs SET lease_until = now() - interval '1 second'")
    with suite.apps["registry"].app_context():
        suite.apps["registry"].extensions["sqlalchemy"].session.rollback()
        jobs.KNOWN["registry.bring_in"].fn(address.rsplit("/", 1)[1])
    done = outcome(suite, address)
    assert (done["state"], done["entered"], done["there"], len(listed(suite))) == ("done", 3, 0, 3)


def test_nobody_opens_anothers_table(suite: Suite, lead: Browser) -> None:
    address = send(lead, PATH, table([HEAD, *ROWS]))
    other = suite.browser("project_lead")
    assert [other.get(path).status_code for path in (address, f"{address}/rows.xlsx")] == [404, 404]
    assert suite.browser("grantor_viewer").get(PATH).status_code == 403


def test_file_that_is_no_table_says_what_to_do(suite: Suite, lead: Browser) -> None:
    from io import BytesIO

    answer = lead.post(PATH, {"file": (BytesIO(b"%PDF-1.4 nothing"), "scan.pdf")})
    assert answer.status_code == 422 and "не таблица" in said(answer)
    assert lead.post(PATH, {"text": ""}).status_code == 422


def test_pasted_table_is_read_like_a_file(suite: Suite, lead: Browser) -> None:
    pasted = "Название\tТип\nПервая\tНПО\nВторая\tДонор\n"
    answer = lead.post(PATH, {"text": pasted})
    assert enter(suite, lead, answer.headers["Location"])["entered"] == 2


def test_table_is_forgotten_after_a_month_and_still_adds_nothing(suite: Suite, lead: Browser) -> None:
    from shared.imports.work import forget

    brought(suite, lead, PATH, [HEAD, *ROWS])
    ask(suite, "registry", "UPDATE jobs SET created_at = now() - interval '31 days'")
    forget(suite.apps["registry"])
    assert ask(suite, "registry", "SELECT count(*) FROM jobs WHERE kind = 'registry.bring_in'")[0][0] == 0
    assert brought(suite, lead, PATH, [HEAD, *ROWS])["there"] == 3


JOURNAL = ["№ п/п", "Дата", "ФИО посетителя", "Контактный телефон", "Суть вопроса", "Минуты"]
VISITS = [[number, "14.06.2022", "Ким", "+7 701 000 00 00", "Вода", 5] for number in (1, 2)]


def test_table_without_what_rows_differ_by_is_said_to_be_another_and_asks_nothing(
    suite: Suite, lead: Browser
) -> None:
    address = send(lead, PATH, table([JOURNAL, *VISITS]))
    page = look(lead, address)
    assert "Не похоже на таблицу для раздела «Организации»" in page and "Название на русском" in page, page
    assert "повторяет строку" not in page and "Внести строки" not in page
    lead.cookies["asar_locale"] = "kk"
    assert "бөліміне арналған кестеге ұқсамайды" in look(lead, address)


def test_rows_that_cannot_be_entered_are_no_question(suite: Suite, lead: Browser) -> None:
    nameless = ["", "", "НПО", "turkistan", "", "", ""]
    done = brought(suite, lead, PATH, [HEAD, nameless, nameless])
    assert (done["asked"], done["refused"]) == (0, 2), done


def test_titles_alone_have_nothing_to_enter(suite: Suite, lead: Browser) -> None:
    address = send(lead, PATH, table([HEAD]))
    page = look(lead, address)
    assert "Вносить нечего: строк нет" in page and "Внести строки" not in page and "Ничего не" not in page, (
        page
    )
    sent = as_shown(lead.get(address).get_data(as_text=True), address)
    assert "Под заголовками нет строк" in said(lead.post(address, sent | {"enter": "1"}))


def test_what_stands_above_the_titles_and_totals_are_said_to_be_left_out(suite: Suite, lead: Browser) -> None:
    address = send(lead, PATH, table([["Реестр партнёров"], [], HEAD, *ROWS, ["Итого", 3]]))
    assert "не вносятся: 1, 7." in look(lead, address)


def test_numbers_are_not_taken_for_titles(suite: Suite, lead: Browser) -> None:
    page = look(lead, send(lead, PATH, table([["привет"], ["это не таблица"], [1, 2, 3]])))
    assert "Столбец A: привет" in page and "не вносятся: 3." in page, page


def test_what_becomes_of_a_row_stands_beside_its_number(suite: Suite, lead: Browser) -> None:
    page = html.fromstring(lead.get(send(lead, PATH, table([HEAD, *ROWS]))).get_data(as_text=True))
    assert [" ".join(cell.itertext()).strip() for cell in page.xpath("//thead//th")][:2] == [
        "Строка",
        "Что будет",
    ]


def test_of_many_words_the_nearest_are_named_first(suite: Suite, lead: Browser) -> None:
    done = brought(suite, lead, PATH, [HEAD, [1, "ОФ", "НПО", "Шимкентская", "", "", ""]])
    assert "Возможные: г. Шымкент" in done["why"][2], done


def test_row_of_another_region_says_whose_it_is_and_not_whether_it_is_there(
    suite: Suite, lead: Browser
) -> None:
    everywhere = [4, "ОФ «Везде»", "Донор", "", "", "", ""]
    assert brought(suite, lead, PATH, [HEAD, *ROWS, everywhere])["entered"] == 4
    partner = suite.browser("partner_rep", "turkistan")
    address = send(partner, PATH, table([HEAD, ROWS[2], everywhere]))
    assert "Строка другого региона: Жамбылская область. Вы работаете здесь: Туркестанская" in look(
        partner, address
    )
    done = enter(suite, partner, address)
    assert (done["entered"], done["there"], done["refused"]) == (0, 0, 2), done


def test_regions_where_the_actor_does_not_work_are_not_offered(suite: Suite) -> None:
    partner = suite.browser("partner_rep", "turkistan")
    page = said(partner.get(PATH))
    assert "Туркестанская область" in page and "Жамбылская" not in page
    address = send(partner, PATH, table([[name for name in HEAD if name != "Область"], ["1", "ОФ", "НПО"]]))
    form = html.fromstring(partner.get(address).get_data(as_text=True))
    assert form.xpath("//select[@name='all-region']/option/@value") == ["", "turkistan"]


def test_table_lies_sealed_among_the_files(suite: Suite, lead: Browser) -> None:
    address = send(lead, PATH, table([HEAD, *ROWS]))
    with suite.apps["registry"].app_context():
        kept = files().read(files().aside(address.rsplit("/", 1)[1]))
    assert not kept.startswith(b"PK") and "Береке" in look(lead, address)

"""The review page: every value editable, every doubt settled by somebody,
conditions read or said not to be checked."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from tests.registry.plan_documents import PASSPORT, TRAININGS, add_table, one_task, saved
from tests.suite import DATA, Browser, Suite

REAL = (DATA / "detailed-description.docx").read_bytes()
WRONG_SUM = [
    ("Сумма гранта:", "5 200 000 (пять миллионов двадцать тысяч) тенге") if row[0] == "Сумма гранта:" else row
    for row in PASSPORT
]


@pytest.fixture
def plan(suite: Suite) -> str:
    """The id of a draft whose sum in words differs and whose places are two."""
    return upload(suite, one_task(TRAININGS, passport=WRONG_SUM))["id"]


def upload(suite: Suite, data: bytes, **more: Any) -> dict[str, Any]:
    """The answer to an import through the API."""
    return suite.ok("POST", "/registry/api/v1/plans", data={"file": (BytesIO(data), "plan.docx")}, **more)


def tree(suite: Suite, plan: str, **more: Any) -> dict[str, Any]:
    """The whole version."""
    return suite.ok("GET", f"/registry/api/v1/plans/{plan}", **more)


def stored(suite: Suite, plan: str) -> Any:
    """A context with the plan as a record, gone when it ends: {indicator code
    or activity code: id} and the doubts."""
    import uuid

    from services.registry.plans.queries import activities, get_plan, indicators

    with suite.apps["registry"].app_context():
        row = get_plan(uuid.UUID(plan))
        ids = {item.code: str(item.id) for item in [*indicators(row), *activities(row), *row.sections]}
        return ids, [*row.unread, *row.doubts]


def save(browser: Browser, plan: str, **fields: Any) -> Any:
    """Send the review sheet as a draft."""
    return browser.post(f"/registry/plans/{plan}", {"draft": "1", **fields})


def row(suite: Suite, plan: str, code: str = "1.1.3") -> dict[str, Any]:
    """An indicator of the plan."""
    return next(
        item
        for section in tree(suite, plan)["sections"]
        for activity in section["activities"]
        for item in activity["indicators"]
        if item["code"] == code
    )


def sheet(suite: Suite, plan: str, **values: str) -> dict[str, str]:
    """The fields of indicator 1.1.3 as the page sends them, with these values."""
    key = stored(suite, plan)[0]["1.1.3"]
    usual = {
        "name": "Количество участников",
        "comparator": "at_least",
        "target": "60",
        "unit": "человек",
        "clauses": "не менее 15 на каждом тренинге",
        "measure": "attendance_persons[training]",
    }
    return {f"{key}-{name}": value for name, value in (usual | values).items()}


PASSPORT_FIELDS = {
    "passport-topic": "Живая библиотека",
    "passport-goal": "Цель",
    "passport-grantee": "ОФ «Кітап әлемі»",
    "passport-short_name": "ОФКА",
    "passport-amount": "5 200 000",
    "passport-in_words": "пять миллионов двести тысяч",
    "passport-regions": "pavlodar",
    "result-0-text": "Не менее 70 участников",
    "result-1-text": "Второй результат",
    "partner-0-name": "ОФ «Қайнар»",
    "partner-0-region": "kostanay",
    "partner-1-name": "",
    "partner-1-region": "",
    "member-0-name": "",
    "member-0-role": "Координатор",
    "member-0-employment_percent": "30",
}


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


def test_doubt_about_the_whole_plan_is_kept_with_a_name(suite: Suite, plan: str) -> None:
    doubt = next(item for item in stored(suite, plan)[1] if item["why"]["say"] == "amount_differs")
    lead = suite.browser("project_lead")
    save(lead, plan, **{f"doubt-{doubt['id']}": "1", f"doubt-{doubt['id']}-shown": "open"})
    settled = next(item for item in stored(suite, plan)[1] if item["id"] == doubt["id"])
    assert (settled["settled"], settled["settled_by"], settled["kept"]) == (True, "Тест project_lead", True)
    assert "Тест project_lead" in lead.get(f"/registry/plans/{plan}").get_data(as_text=True)


def test_doubt_kept_by_mistake_is_doubted_again(suite: Suite, plan: str) -> None:
    doubt = next(item for item in stored(suite, plan)[1] if item["why"]["say"] == "amount_differs")
    lead = suite.browser("project_lead")
    for ticked in ({f"doubt-{doubt['id']}": "1"}, {}):
        save(lead, plan, **ticked, **{f"doubt-{doubt['id']}-shown": "open" if ticked else "kept"})
    assert not next(item for item in stored(suite, plan)[1] if item["id"] == doubt["id"])["settled"]


def test_sum_put_right_settles_its_doubt(suite: Suite, plan: str) -> None:
    save(suite.browser("project_lead"), plan, **PASSPORT_FIELDS)
    found = next(item for item in stored(suite, plan)[1] if item["why"]["say"] == "amount_differs")
    assert (found["settled"], found["kept"]) == (True, False)
    assert tree(suite, plan)["passport"]["amount"] == {
        "value": 5200000,
        "in_words": "пять миллионов двести тысяч",
        "agrees": True,
    }


def test_sum_put_wrong_otherwise_stays_doubted(suite: Suite, plan: str) -> None:
    save(suite.browser("project_lead"), plan, **PASSPORT_FIELDS | {"passport-in_words": "шесть миллионов"})
    assert not next(item for item in stored(suite, plan)[1] if item["why"]["say"] == "amount_differs")[
        "settled"
    ]


def test_sum_corrected_away_from_its_words_is_doubted_though_the_reader_did_not(suite: Suite) -> None:
    plan, lead = upload(suite, one_task(TRAININGS))["id"], suite.browser("project_lead")
    assert not [item for item in stored(suite, plan)[1] if item["code"] == "passport.amount"]
    save(lead, plan, **PASSPORT_FIELDS | {"passport-amount": "5 300 000"})
    (doubt,) = (item for item in stored(suite, plan)[1] if item["code"] == "passport.amount")
    assert (doubt["settled"], doubt["understood"]["value"], doubt["understood"]["spelt"]) == (
        False,
        5300000,
        5200000,
    )
    assert "умма цифрами и сумма прописью не совпадают" in lead.get(f"/registry/plans/{plan}").get_data(
        as_text=True
    )
    save(lead, plan, **PASSPORT_FIELDS)
    assert next(item for item in stored(suite, plan)[1] if item["code"] == "passport.amount")["settled"]


@pytest.mark.parametrize(
    ("amount", "words", "why"),
    [
        ("5 200 000", "бес миллион екі жүз мың теңге", None),
        ("5 200 000", "пять миллионов двести тысяч тенге 00 тиын", None),
        ("5 200 000,50", "пять миллионов двести тысяч тенге 50 тиын", None),
        ("5 200 000,50", "пять миллионов двести тысяч", "amount_differs"),
        ("5 200 000", "кружок вязания", "amount_words_unread"),
        ("5 200 000", "", "amount_without_words"),
    ],
)
def test_sum_is_compared_with_its_words_to_the_tiyn_in_both_languages(
    suite: Suite, amount: str, words: str, why: str | None
) -> None:
    plan = upload(suite, one_task(TRAININGS))["id"]
    save(
        suite.browser("project_lead"),
        plan,
        **PASSPORT_FIELDS | {"passport-amount": amount, "passport-in_words": words},
    )
    open_doubts = [
        item["why"]["say"]
        for item in stored(suite, plan)[1]
        if item["code"] == "passport.amount" and not item["settled"]
    ]
    assert open_doubts == ([why] if why else [])


def test_another_wrong_sum_is_doubted_again_though_the_first_was_kept(suite: Suite, plan: str) -> None:
    lead = suite.browser("project_lead")
    doubt = next(item for item in stored(suite, plan)[1] if item["why"]["say"] == "amount_differs")
    save(lead, plan, **{f"doubt-{doubt['id']}": "1", f"doubt-{doubt['id']}-shown": "open"})
    save(lead, plan, **PASSPORT_FIELDS | {"passport-amount": "9 000 000"})
    now = next(item for item in stored(suite, plan)[1] if item["id"] == doubt["id"])
    assert (now["settled"], now["understood"]["value"]) == (False, 9000000)


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


@pytest.mark.parametrize(
    ("locale", "why"),
    [
        ("ru", "сумма цифрами и сумма прописью не совпадают"),
        ("kk", "цифрмен және сөзбен жазылған сомалар сәйкес емес"),
        ("en", "the sum in figures and the sum in words differ"),
    ],
)
def test_doubts_are_worded_in_the_language_of_the_page(
    suite: Suite, plan: str, locale: str, why: str
) -> None:
    lead = suite.browser("project_lead")
    lead.cookies["asar_locale"] = locale
    assert why[1:] in lead.get(f"/registry/plans/{plan}").get_data(as_text=True)


def test_api_words_doubts_by_accept_language_and_keeps_the_source(suite: Suite, plan: str) -> None:
    doubts = {
        locale: next(
            doubt
            for doubt in tree(suite, plan, headers={"Accept-Language": locale})["doubts"]
            if "5 200 000" in doubt["source"]
        )
        for locale in ("ru", "kk")
    }
    assert doubts["kk"]["why"] == "цифрмен және сөзбен жазылған сомалар сәйкес емес"
    assert (
        set(doubts["kk"]) == {"where", "source", "understood", "why"}
        and doubts["kk"]["source"] == doubts["ru"]["source"]
    )


def test_doubt_of_an_older_version_keeps_its_text(suite: Suite, plan: str) -> None:
    import uuid

    from services.registry.plans.queries import get_plan

    with suite.apps["registry"].app_context():
        get_plan(uuid.UUID(plan)).doubts = [
            {
                "id": "old00001",
                "settled": False,
                "code": None,
                "where": "Документ",
                "source": "",
                "understood": "вставки приняты",
                "why": "есть непринятые исправления",
            }
        ]
        suite.apps["registry"].extensions["sqlalchemy"].session.commit()
    assert "Есть непринятые исправления" in suite.browser("project_lead").get(
        f"/registry/plans/{plan}"
    ).get_data(as_text=True)


def test_ticked_doubt_stays_ticked_when_another_row_is_refused(suite: Suite, plan: str) -> None:
    doubt = next(item for item in stored(suite, plan)[1] if item["why"]["say"] == "amount_differs")
    page = save(
        suite.browser("project_lead"),
        plan,
        **sheet(suite, plan, target=""),
        **{f"doubt-{doubt['id']}": "1", f"doubt-{doubt['id']}-shown": "open"},
    ).get_data(as_text=True)
    assert f'name="doubt-{doubt["id"]}" value="1" checked' in page
    assert not next(item for item in stored(suite, plan)[1] if item["id"] == doubt["id"])["settled"]


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


def text_of(page: str) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def amended(suite: Suite, plan: str) -> str:
    """The id of a new version of a plan, approved for that."""
    suite.ok("POST", f"/registry/api/v1/plans/{plan}/approval")
    return suite.ok("POST", f"/registry/api/v1/plans/{plan}/amendments", json={"reason_text": "Письмо № 12"})[
        "id"
    ]


def test_doubts_and_what_was_decided_go_into_the_new_version(suite: Suite, plan: str) -> None:
    doubt = next(item for item in stored(suite, plan)[1] if item["why"]["say"] == "amount_differs")
    save(
        suite.browser("project_lead"),
        plan,
        **{f"doubt-{doubt['id']}": "1", f"doubt-{doubt['id']}-shown": "open"},
    )
    former = stored(suite, plan)[1]
    draft = amended(suite, plan)
    assert (
        stored(suite, draft)[1] == former
        and tree(suite, draft)["doubts"] == tree(suite, plan)["doubts"] != []
    )


def test_row_doubted_in_the_former_version_is_not_taken_as_checked(suite: Suite) -> None:
    draft = amended(suite, upload(suite, REAL)["id"])
    page = suite.browser("project_lead").get(f"/registry/plans/{draft}").get_data(as_text=True)
    assert '-settled"' in page and not re.search(r'name="[^"]*-settled"[^>]* checked', page)


def test_approved_version_tells_its_doubts_and_who_decided(suite: Suite, plan: str) -> None:
    doubt = next(item for item in stored(suite, plan)[1] if item["why"]["say"] == "amount_differs")
    lead = suite.browser("project_lead")
    save(lead, plan, **{f"doubt-{doubt['id']}": "1", f"doubt-{doubt['id']}-shown": "open"})
    suite.ok("POST", f"/registry/api/v1/plans/{plan}/approval")
    said = lead.get(f"/registry/plans/{plan}").get_data(as_text=True)
    assert (
        "Сомнения этой версии: не решено " in said
        and "оставлено как есть: Тест project_lead" in said
        and 'type="checkbox"' not in said
    )


def test_approval_of_an_amendment_tells_the_reason_and_what_changes(suite: Suite, plan: str) -> None:
    draft, lead = amended(suite, plan), suite.browser("project_lead")
    save(lead, draft, **sheet(suite, draft, target="75"))
    said = text_of(lead.get(f"/registry/plans/{draft}/approval").get_data(as_text=True))
    assert "Письмо № 12" in said and re.search(r"1\.1\.3 изменено Плановое значение 60 75", said), said
    project = suite.ok("GET", f"/registry/api/v1/plans/{draft}")["project_id"]
    answer = lead.post(f"/registry/plans/{draft}/approval", {})
    assert answer.headers["Location"] == f"/reports/?project={project}", (
        "approval leads to the figures of this very project"
    )


def test_doubted_sum_is_named_before_everything_else(suite: Suite, plan: str) -> None:
    lead = suite.browser("project_lead")
    review, approval = (
        text_of(lead.get(f"/registry/plans/{plan}{page}").get_data(as_text=True))
        for page in ("", "/approval")
    )
    assert "из них о сумме гранта: 1" in review and "из них о сумме гранта: 1" in approval
    assert approval.index("сумма прописью не совпадают") < approval.index("таблица команды не найдена")
    assert (
        review.index("Сомнений: ")
        < review.index("сумма прописью не совпадают")
        < review.index("Таблица команды не найдена")
    )


def test_unit_of_the_plan_is_a_label_beside_the_number(suite: Suite, plan: str) -> None:
    save(suite.browser("project_lead"), plan, **sheet(suite, plan, unit="центр", target="4"))
    suite.ok("POST", f"/registry/api/v1/plans/{plan}/approval")
    assert "не менее 4 · центр" in suite.browser("project_lead").get(f"/registry/plans/{plan}").get_data(
        as_text=True
    )


def test_every_phrase_of_the_reader_has_words() -> None:
    from pathlib import Path

    from services.registry import reader
    from services.registry.plans import phrases

    texts = [path.read_text("utf-8") for path in Path(reader.__file__).parent.rglob("*.py")]
    said = {code for text in texts for code in re.findall(r'say\("(\w+)"', text)}
    pairing = {code for text in texts for code in re.findall(r'(?:PROBABLE|DOUBTFUL), "(\w+)"\)', text)}
    tables = {code for text in texts for code in re.findall(r'return "(table_\w+|plan_\w+)"', text)}
    assert len(said) > 60 and len(pairing) > 3 and len(tables) > 5
    assert not (said | pairing | tables) - set(phrases.PHRASES)


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

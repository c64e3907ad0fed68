"""Doubts of a draft: worded for the reader, settled by somebody with a name, taken into the next version."""

from __future__ import annotations

import re

import pytest

from tests.registry.plan_documents import TRAININGS, one_task
from tests.registry.review_sheets import (
    PASSPORT_FIELDS,
    REAL,
    WRONG_SUM,
    amended,
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


def test_doubted_sum_is_named_before_everything_else(suite: Suite, plan: str) -> None:
    lead = suite.browser("project_lead")
    review, approval = (
        text_of(lead.get(f"/registry/plans/{plan}{page}").get_data(as_text=True))
        for page in ("", "/approval")
    )
    assert re.search(r"Сомнений: \d+ ?, из них о сумме гранта: 1; \d+ ячей", review)
    assert "из них о сумме гранта: 1" in approval
    assert approval.index("сумма прописью не совпадают") < approval.index("таблица команды не найдена")
    assert (
        review.index("Сомнений: ")
        < review.index("сумма прописью не совпадают")
        < review.index("Таблица команды не найдена")
    )


def test_every_phrase_of_the_reader_has_words() -> None:
    from pathlib import Path

    from services.registry import reader
    from services.registry.plans.wording import phrases

    texts = [path.read_text("utf-8") for path in Path(reader.__file__).parent.rglob("*.py")]
    said = {code for text in texts for code in re.findall(r'say\("(\w+)"', text)}
    pairing = {code for text in texts for code in re.findall(r'(?:PROBABLE|DOUBTFUL), "(\w+)"\)', text)}
    tables = {code for text in texts for code in re.findall(r'return "(table_\w+|plan_\w+)"', text)}
    assert len(said) > 60 and len(pairing) > 3 and len(tables) > 5
    assert not (said | pairing | tables) - set(phrases.PHRASES)

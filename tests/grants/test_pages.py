"""The pages: plain forms, errors beside fields, the region's face."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask

from tests.grants.conftest import PROJECT_ID, Browser, Tool
from tests.grants.test_contests import draft
from tests.suite import PDF

Browsers = Callable[..., Browser]
MONEY = "1\u00a0000\u00a0000\u00a0₸"
PAPER = {
    "region": "turkistan",
    "group_name": "«Жастар»",
    "leader_name": "Ержан Омаров",
    "settlement": "с. Қарнақ",
    "title": "Сквер",
    "requested": "480 000",
    "registered_on": "2022-06-02",
}


def where(answer: object) -> str:
    """Where a redirect leads."""
    return answer.headers["Location"].removeprefix("/grants")  # type: ignore[attr-defined]


def test_empty_list_says_what_to_do(browser: Browsers) -> None:
    assert 'href="/grants/contests/new"' in browser().get("/contests").text
    assert 'href="/grants/contests/new"' not in browser("grantor").get("/contests").text


def test_contest_is_made_opened_and_closed_by_forms(browser: Browsers, tool: Callable[..., Tool]) -> None:
    lead = browser()
    made = lead.send(
        "/contests/new",
        "/contests/new",
        project_id=PROJECT_ID,
        title="Конкурс",
        opens_on="2022-06-01",
        closes_on="2022-06-20",
        fund="1 000 000",
        average_warning="400000",
        average_limit="500000",
        grant_cap="",
        activity="",
    )
    page = where(made)
    assert "/evidence/new?kind=regulation" in lead.send(page, f"{page}/opening").text
    tool().attach(page, "regulation")
    assert lead.send(page, f"{page}/opening").status_code == 302
    assert lead.send(page, f"{page}/closing").status_code == 302
    assert lead.get(page).text.count(MONEY) >= 14


def test_wrong_form_keeps_what_was_typed(browser: Browsers) -> None:
    answer = browser(locale="ru").send(
        "/contests/new",
        "/contests/new",
        project_id=PROJECT_ID,
        title="Мой конкурс",
        opens_on="2022-06-20",
        closes_on="2022-06-01",
        fund="сто",
        average_warning="400000",
        average_limit="500000",
    )
    assert answer.status_code == 422
    assert (
        'value="Мой конкурс"' in answer.text
        and 'value="сто"' in answer.text
        and 'id="f-fund-error"' in answer.text
    )


def test_funds_of_a_draft_are_changed_by_a_form(browser: Browsers, lead: Tool) -> None:
    contest, amounts = (
        draft(lead),
        {row["region"]: "900 000" for row in lead.get("/contests").json[0]["funds"]},
    )
    assert (
        browser().send(f"/contests/{contest}/funds", f"/contests/{contest}/funds", **amounts).status_code
        == 302
    )
    assert lead.fund(contest)["left"] == 900000


def test_application_is_registered_with_its_scan(browser: Browsers, lead: Tool) -> None:
    page = f"/contests/{lead.contest()}/applications/new"
    made = browser().send(page, page, **PAPER, file=(BytesIO(PDF + b"a"), "заявка.pdf"))
    assert "заявка.pdf" in browser().get(where(made)).text


def test_form_sent_twice_registers_once(browser: Browsers, lead: Tool) -> None:
    contest, someone = lead.contest(), browser()
    page = f"/contests/{contest}/applications/new"
    answers = [someone.send(page, page, **{**PAPER, "once.key": "k1"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert lead.fund(contest, "turkistan")["applications"] == 1


def test_payment_sent_twice_pays_once(browser: Browsers, lead: Tool) -> None:
    contest = lead.contest()
    award = lead.award(lead.application(contest))
    lead.signed(award)
    page = f"/awards/{award}"
    for _ in range(2):
        browser("accountant").send(
            page, f"{page}/payment", amount="100 000", paid_on="", document="", **{"once.key": "k2"}
        )
    assert lead.fund(contest)["paid"] == 100000


def test_refused_award_says_how_much_is_left(browser: Browsers, lead: Tool) -> None:
    page = f"/applications/{lead.application(lead.contest(), requested=1000001)}"
    sent = {"amount": "1 000 001", "awarded_on": "2022-06-24", "over_reason": "Шешім"}
    answer = browser(locale="kk").send(page, f"{page}/award", **sent)
    assert answer.status_code == 422 and 'value="1 000 001"' in answer.text
    assert re.search(rf'id="f-amount-error".*{MONEY}', answer.text)


def test_award_is_granted_on_the_application_page(browser: Browsers, lead: Tool) -> None:
    application = lead.application(lead.contest())
    page, reason = f"/applications/{application}", lead.ready(application)
    sent = {"amount": "450 000", "awarded_on": "2022-06-24", **reason, "once.key": "k3"}
    made = browser().send(page, f"{page}/award", **sent)
    assert "450\u00a0000\u00a0₸" in browser().get(where(made)).text


def test_preview_shows_what_would_be_left(browser: Browsers, lead: Tool) -> None:
    page = f"/applications/{lead.application(lead.contest())}/award/preview"
    assert "550\u00a0000\u00a0₸" in browser().get(f"{page}?amount=450 000").text
    assert "480\u00a0000\u00a0₸" in browser().get(f"{page}?amount=480 001").text
    assert browser().get(f"{page}?amount=x").status_code == 200


def test_preview_says_when_the_fund_or_the_commission_gives_less(browser: Browsers, lead: Tool) -> None:
    contest = lead.contest()
    lead.award(lead.application(contest, requested=500000), 500000)
    application = lead.application(contest, requested=600000)
    lead.post(f"/applications/{application}/recommendation", {"verdict": "award", "recommended": 300000})
    page = f"/applications/{application}/award/preview"
    assert (
        "<strong>Слишком много: в фонде региона осталось только 500\u00a0000\u00a0₸."
        in browser().get(f"{page}?amount=500 001").text
    )
    assert (
        "<strong>Комиссия рекомендует меньше: 300\u00a0000\u00a0₸."
        in browser().get(f"{page}?amount=300 001").text
    )
    assert "<strong>" not in browser().get(f"{page}?amount=300 000").text


def test_milestone_day_and_paper_are_entered(browser: Browsers, lead: Tool) -> None:
    contest = lead.contest()
    page = f"/contests/{contest}"
    assert browser().send(page, f"{page}/milestones", regulation_on="2022-05-25").status_code == 302
    file = (BytesIO(PDF + b"a"), "положение.pdf")
    assert browser().send(page, f"{page}/evidence/new", kind="regulation", file=file).status_code == 302
    assert "25.05.2022" in browser().get(page).text and "положение.pdf" in browser().get(page).text


def test_completion_page_leads_to_the_missing_papers(browser: Browsers, lead: Tool) -> None:
    page, someone = f"/awards/{lead.award(lead.application(lead.contest()))}", browser()
    assert f'href="/grants{page}/evidence/new?kind=agreement"' in someone.get(page).text
    refused = someone.send(page, f"{page}/completion", completed_on="")
    assert refused.status_code == 422 and "договор мини-гранта; акт приёмки или отчёт группы" in refused.text
    for kind in ("agreement", "act"):
        sent = someone.send(
            f"{page}/evidence/new", f"{page}/evidence/new", kind=kind, file=(BytesIO(PDF + b"a"), "a.pdf")
        )
        assert where(sent) == f"{page}#evidence"
    assert someone.send(page, f"{page}/completion", completed_on="", unpaid="true").status_code == 302
    assert "Осталось приложить: отчёт группы, фото." in someone.get(page).text


def test_award_page_cancels_with_a_reason(browser: Browsers, lead: Tool) -> None:
    contest = lead.contest()
    page = f"/awards/{lead.award(lead.application(contest), 300000)}"
    assert browser().send(page, f"{page}/cancellation", reason="").status_code == 422
    assert browser().send(page, f"{page}/cancellation", reason="Отказ").status_code == 302
    assert lead.fund(contest)["awarded"] == 0


@pytest.mark.parametrize("form", ["recommendation", "refusal", "withdrawal"])
def test_application_page_takes_other_decisions(browser: Browsers, lead: Tool, form: str) -> None:
    page = f"/applications/{lead.application(lead.contest())}"
    fields = (
        {"verdict": "award", "recommended": "400 000"} if form == "recommendation" else {"reason": "Причина"}
    )
    assert browser().send(page, f"{page}/{form}").status_code == 422
    assert browser().send(page, f"{page}/{form}", **fields).status_code == 302


def test_page_of_a_region_is_marked_and_keeps_the_readers_face(browser: Browsers, lead: Tool) -> None:
    contest = lead.contest()
    pages = [f"/applications/{lead.application(contest, region)}" for region in ("turkistan", "zhambyl")]
    assert ["region-mark" in browser().get(page).text for page in pages] == [True, False]
    assert "/grants/brand/core.css" in browser().get(pages[0]).text


def test_partner_has_his_regions_face_everywhere_and_no_mark(browser: Browsers, lead: Tool) -> None:
    page = f"/applications/{lead.application(lead.contest(), 'turkistan')}"
    for path in (page, "/contests"):
        text = browser("partner").get(path).text
        assert "/grants/brand/turkistan.css" in text and "region-mark" not in text


def test_partner_page_shows_one_fund_only(browser: Browsers, lead: Tool) -> None:
    page = browser("partner").get(f"/contests/{lead.contest()}").text
    assert page.count('class="stat-rows"') == 1 and "Жамбыл" not in page


def test_partner_cannot_open_another_regions_pages(browser: Browsers, lead: Tool) -> None:
    application = lead.application(lead.contest(), "zhambyl")
    award = lead.award(application)
    assert [
        browser("partner").get(page).status_code
        for page in (f"/applications/{application}", f"/awards/{award}")
    ] == [404, 404]


def test_form_without_token_is_refused(app: Flask, lead: Tool) -> None:
    client = app.test_client()
    client.set_cookie("asar_session", "lead")
    assert client.post(f"/grants/contests/{lead.contest()}/closing").status_code == 400


def test_typed_markup_stays_text(browser: Browsers, lead: Tool) -> None:
    page = f"/applications/{lead.application(lead.contest(), group_name='<script>alert(1)</script>')}"
    assert "<script>alert(1)" not in browser().get(page).text


@pytest.mark.parametrize("locale", ["ru", "kk", "en"])
def test_every_page_reads_in_every_language(browser: Browsers, lead: Tool, locale: str) -> None:
    contest = lead.contest()
    application, given = lead.application(contest), lead.application(contest)
    award = lead.award(given)
    pages = [
        "/contests",
        "/contests/new",
        f"/contests/{contest}",
        f"/contests/{contest}/applications?status=registered",
        f"/contests/{contest}/funds",
        f"/contests/{contest}/applications/new",
        f"/contests/{contest}/evidence/new",
        f"/applications/{application}/evidence/new",
        f"/awards/{award}/evidence/new?kind=photo",
        f"/applications/{application}",
        f"/applications/{application}/award",
        f"/applications/{given}",
        f"/awards/{award}",
    ]
    assert [browser(locale=locale).get(page).status_code for page in pages] == [200] * len(pages)


def test_payment_form_sent_again_with_another_amount_is_not_called_recorded(app: Flask, lead: Tool) -> None:
    award = lead.award(lead.application(lead.contest()))
    lead.signed(award)
    browser, page = Browser(app.test_client(), "lead"), f"/awards/{award}"
    codes = [
        browser.send(page, f"{page}/payment", amount=amount, **{"once.key": "k1"}).status_code
        for amount in ("100000", "100000", "50000")
    ]
    assert codes == [302, 302, 422] and lead.get(page).json["paid"] == 100000


@pytest.mark.parametrize(
    ("form", "wrong", "field"),
    [
        ("recommendation", {"verdict": "award", "recommended": "9 000 000"}, "recommended"),
        ("award", {"amount": "сто"}, "amount"),
        ("refusal", {"reason": ""}, "reason-refusal"),
        ("withdrawal", {"reason": ""}, "reason-withdrawal"),
    ],
)
def test_form_of_an_application_comes_back_with_a_summary_that_leads_to_its_field(
    browser: Browsers, lead: Tool, form: str, wrong: dict[str, str], field: str
) -> None:
    here = f"/applications/{lead.application(lead.contest())}"
    page = browser().send(here, f"{here}/{form}", **wrong).text
    summary = re.search(r"data-focus.*?</div>\s*</div>", page, re.DOTALL)
    assert summary and f'href="#f-{field}"' in summary[0] and page.count(f'id="f-{field}"') == 1

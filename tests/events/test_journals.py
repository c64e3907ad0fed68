"""The consultation journal of a centre: its numbers, its months, and the figure it makes."""

from __future__ import annotations

import re
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest

from shared.clock import today
from shared.queue.receiving import Envelope
from tests.events.forms import text_of
from tests.reports.printed import pdf_text
from tests.suite import PDF, Suite

CALLS = "/events/api/v1/consultations"
ENTRY = {
    "held_on": "2022-06-14",
    "topic": "budget",
    "question": "Как попасть в бюджет округа?",
    "answer": "Через собрание местного сообщества.",
    "minutes": 20,
    "consultant": "Раушан Қалдыбаева",
    "anonymous": True,
    "sex": "female",
    "age_band": "36_60",
}


def centre(
    suite: Suite, project: str, region: str = "turkistan", name: str = "Центр «Береке»", **more: str
) -> str:
    """A centre the registry told events about; its id."""
    known = str(uuid.uuid4())
    state = {
        "schema": 2,
        "id": known,
        "page": f"/registry/centres/{known}",
        "project_id": project,
        "name": name,
        "region": region,
        "settlement": "с. Карнак",
        "status": "open",
        "opened_on": "2022-05-20",
        "activity_id": None,
        **more,
    }
    told = {"kind": "centre", "key": f"centre:{known}", "version": 1, "state": state}
    with suite.apps["events"].app_context():
        session = suite.apps["events"].extensions["sqlalchemy"].session
        suite.apps["events"].extensions["inbox"]["centre"](session, [Envelope(told)])
        session.commit()
    return known


@pytest.fixture
def bereke(suite: Suite, project: str) -> str:
    """The centre of a village."""
    return centre(suite, project)


def write(suite: Suite, at: str, **said: Any) -> str:
    """Write an entry; its id."""
    made: str = suite.ok("POST", CALLS, json={"centre_id": at, **ENTRY, **said})["id"]
    return made


def refused(suite: Suite, at: str, **said: Any) -> dict[str, Any]:
    """The refusal of an entry."""
    answer = suite.call("POST", CALLS, json={"centre_id": at, **ENTRY, **said})
    assert answer.status_code in (409, 422), answer.get_data(as_text=True)
    found: dict[str, Any] = answer.get_json()
    return found


def numbers(suite: Suite, at: str) -> list[int]:
    """The numbers of a journal in their order."""
    return sorted(row["number"] for row in suite.ok("GET", f"{CALLS}?centre_id={at}"))


def month(suite: Suite, at: str) -> dict[str, Any]:
    """The newest month of a journal."""
    found: dict[str, Any] = suite.ok("GET", f"/events/api/v1/journals?centre_id={at}")[0]
    return found


def close(suite: Suite, at: str) -> str:
    """Close the newest month; its id."""
    key: str = month(suite, at)["id"]
    suite.ok("POST", f"/events/api/v1/journals/{key}/closing", json={})
    return key


def test_numbers_run_on_within_a_centre(suite: Suite, project: str, bereke: str) -> None:
    other = centre(suite, project, "kyzylorda", "«Достық» орталығы")
    for at in (bereke, bereke, other, bereke):
        write(suite, at)
    assert (numbers(suite, bereke), numbers(suite, other)) == ([1, 2, 3], [1])


def test_two_at_once_get_two_numbers_and_leave_no_gap(suite: Suite, bereke: str) -> None:
    suite.token()
    with ThreadPoolExecutor(2) as two:
        list(two.map(lambda turn: write(suite, bereke, question=f"Вопрос {turn}"), range(8)))
    assert numbers(suite, bereke) == list(range(1, 9))


def test_refused_entry_uses_up_no_number(suite: Suite, bereke: str) -> None:
    write(suite, bereke)
    refused(suite, bereke, number=7)
    write(suite, bereke, number=2)
    assert numbers(suite, bereke) == [1, 2]


def test_number_of_the_paper_must_be_the_next(suite: Suite, bereke: str) -> None:
    write(suite, bereke)
    assert refused(suite, bereke, number=1)["code"] == "number_taken"
    gap = refused(suite, bereke, number=3)
    assert gap["code"] == "number_leaves_gap" and "2" in gap["message"]


def test_day_to_come_is_refused(suite: Suite, bereke: str) -> None:
    tomorrow = (today() + timedelta(days=2)).isoformat()
    assert refused(suite, bereke, held_on=tomorrow)["code"] == "consultation_in_future"


def test_day_outside_the_project_is_asked(suite: Suite, bereke: str) -> None:
    assert refused(suite, bereke, held_on="2021-06-14")["code"] == "day_outside_project"
    write(suite, bereke, held_on="2021-06-14", outside=True)


def test_nobody_unnamed_has_a_name_and_nobody_is_without_age(suite: Suite, bereke: str) -> None:
    assert set(refused(suite, bereke, name="Ахметова Айгүл")["detail"]["fields"]) == {"name"}
    assert set(refused(suite, bereke, age_band=None)["detail"]["fields"]) == {"age_band"}
    assert set(refused(suite, bereke, anonymous=False)["detail"]["fields"]) == {"name"}


def test_unnamed_is_corrected_and_stays_told_by_sex_and_age(suite: Suite, bereke: str) -> None:
    page, lead = f"/events/consultations/{write(suite, bereke)}/edit", suite.browser("project_lead")
    said = {name: str(value) for name, value in ENTRY.items() if name != "anonymous"}
    shown = lead.get(page).get_data(as_text=True)
    assert 'value="female" checked' in shown and 'name="age_band"' in shown
    answer = lead.post(page, {**said, "sex": "", "age_band": ""}, page=page)
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422 and 'id="f-sex-error"' in html and 'id="f-age_band-error"' in html
    assert lead.post(page, {**said, "minutes": "25"}, page=page).status_code == 302


def test_unnamed_is_a_consultation_and_never_a_person(suite: Suite, bereke: str) -> None:
    named = {"anonymous": False, "name": "Ахметова Айгүл", "phone": "+7 701 000 00 15"}
    for said in ({}, {}, named, named):
        write(suite, bereke, **said)
    found = month(suite, bereke)
    assert (found["consultations"], found["unnamed"], found["people"]) == (4, 2, 1)


def test_closed_month_takes_no_entry_until_it_is_opened_with_a_reason(suite: Suite, bereke: str) -> None:
    entry = write(suite, bereke)
    key = close(suite, bereke)
    said = refused(suite, bereke)
    assert said["code"] == "month_closed" and "2022" in said["message"]
    lead = suite.browser("project_lead")
    edited = lead.post(f"/events/consultations/{entry}/edit", {**ENTRY, "held_on": "2022-06-15"})
    assert edited.status_code == 422
    assert suite.call("POST", f"/events/api/v1/journals/{key}/reopening", json={}).status_code == 422
    suite.ok("POST", f"/events/api/v1/journals/{key}/reopening", json={"reason": "Пропущена запись"})
    write(suite, bereke)
    assert "Пропущена запись" in text_of(lead.get(f"/events/journals/{key}"))


def test_month_is_closed_once_and_not_before_its_end(suite: Suite, bereke: str) -> None:
    write(suite, bereke)
    key = close(suite, bereke)
    again = suite.call("POST", f"/events/api/v1/journals/{key}/closing", json={})
    assert again.get_json()["code"] == "month_closed_before"
    now = today()
    if (now + timedelta(days=1)).day != 1:
        write(suite, bereke, held_on=now.isoformat(), outside=True)
        early = suite.call("POST", f"/events/api/v1/journals/{month(suite, bereke)['id']}/closing", json={})
        assert early.get_json()["code"] == "month_not_over"


def attach(suite: Suite, key: str) -> Any:
    """Attach the scan of a month."""
    scan = {"kind": "journal", "file": (BytesIO(PDF), "журнал.pdf")}
    return suite.call("POST", f"/events/api/v1/journals/{key}/evidence", data=scan)


def test_journal_makes_the_figure_and_the_scan_proves_it(suite: Suite, project: str, bereke: str) -> None:
    write(suite, bereke)
    write(suite, bereke, held_on="2022-07-14")
    suite.settle()
    figure = suite.figure(project, "1.1.3")
    assert figure["actual"] == 1 and figure["evidence"] == {"needed": 1, "present": 0}
    key = month(suite, bereke)["id"]
    assert attach(suite, key).get_json()["code"] == "month_is_open"
    close(suite, bereke)
    assert attach(suite, key).status_code == 201
    suite.settle()
    assert suite.figure(project, "1.1.3")["evidence"] == {"needed": 1, "present": 1}
    suite.ok("POST", f"/events/api/v1/journals/{key}/reopening", json={"reason": "Ошибка в записи"})
    suite.settle()
    assert suite.figure(project, "1.1.3")["evidence"]["present"] == 0


def test_form_remembers_what_was_typed_last_and_is_done_once(suite: Suite, bereke: str) -> None:
    lead = suite.browser("project_lead")
    page = text_of(lead.get("/events/consultations/new"))
    key = re.search(r'name="once.key" value="([0-9a-f]+)"', page)
    assert key
    typed = {**ENTRY, "centre_id": bereke, "anonymous": "1", "channel": "phone", "once.key": key[1]}
    sent = [lead.post("/events/consultations/new", typed) for _click in range(2)]
    assert [answer.status_code for answer in sent] == [302, 302]
    assert numbers(suite, bereke) == [1]
    again = text_of(lead.get("/events/consultations/new"))
    assert 'value="Раушан Қалдыбаева"' in again and 'value="phone" selected' in again
    assert "Как попасть" in text_of(lead.get("/events/consultations?q=бюджет&col=question"))


def test_partner_sees_and_writes_the_journals_of_his_region(suite: Suite, project: str, bereke: str) -> None:
    """The twin of the next test: what stops another operator lets the own region through."""
    entry = write(suite, bereke)
    partner = suite.browser("partner_rep", "turkistan")
    assert partner.get(f"/events/consultations/{entry}").status_code == 200
    sent = partner.post("/events/consultations/new", {**ENTRY, "centre_id": bereke, "anonymous": "1"})
    assert sent.status_code == 302


def test_other_region_neither_sees_nor_writes(suite: Suite, project: str, bereke: str) -> None:
    entry, key = write(suite, bereke), month(suite, bereke)["id"]
    stranger = suite.browser("partner_rep", "kyzylorda")
    for page in (f"/events/consultations/{entry}", f"/events/journals/{key}"):
        assert stranger.get(page).status_code == 404
    assert "Береке" not in text_of(stranger.get("/events/consultations"))
    form = {**ENTRY, "centre_id": bereke, "anonymous": "1"}
    assert stranger.post("/events/consultations/new", form).status_code == 422
    assert numbers(suite, bereke) == [1]


def test_grantor_follows_the_figure_to_its_month_without_names(suite: Suite, bereke: str) -> None:
    write(suite, bereke, anonymous=False, name="Ахметова Айгүл")
    key = month(suite, bereke)["id"]
    page = text_of(suite.browser("grantor_viewer").get(f"/events/journals/{key}"))
    assert "Береке" in page and "Ахметова" not in page
    assert "Ахметова" in text_of(suite.browser("project_lead").get(f"/events/journals/{key}"))


def operator_of(suite: Suite, at: str) -> Any:
    """An operator of one centre alone."""
    from services.registry.users.models import RoleGrant
    from services.registry.users.queries import by_login

    operator = suite.browser("center_operator", "turkistan")
    with suite.apps["registry"].app_context():
        session = suite.apps["registry"].extensions["sqlalchemy"].session
        user = by_login(operator.login)
        assert user
        grant = session.get_one(RoleGrant, user.grants[0].id)
        grant.centre = at
        session.commit()
    for app in suite.apps.values():
        app.extensions["introspection"].known.clear()
    return operator


def test_operator_keeps_the_journal_of_his_centre_and_no_other(suite: Suite, project: str) -> None:
    """From the first consultation to the closed month and its figure, in the operator's own hands."""
    own, other = (centre(suite, project, name=name) for name in ("Береке", "Достық"))
    hers, stranger = operator_of(suite, own), operator_of(suite, other)
    form = {**ENTRY, "centre_id": own, "anonymous": "1"}
    assert "Береке" in text_of(hers.get("/events/consultations/new"))
    entry = hers.post("/events/consultations/new", form).headers["Location"]
    key = month(suite, own)["id"]
    assert [who.get(entry).status_code for who in (hers, stranger)] == [200, 404]
    assert [who.get(f"/events/journals/{key}").status_code for who in (hers, stranger)] == [200, 404]
    assert stranger.post("/events/consultations/new", form).status_code == 422
    assert stranger.post(f"/events/journals/{key}/closing", {}).status_code == 404
    assert hers.post(f"/events/journals/{key}/closing", {}).status_code == 302
    assert hers.post(f"/events/journals/{key}/reopening", {"reason": "Хочу"}).status_code == 403
    assert hers.post("/events/consultations/new", form).status_code == 422
    assert attach(suite, key).status_code == 201
    suite.settle()
    figure = suite.figure(project, "1.1.3")
    assert figure["actual"] == 1 and figure["evidence"] == {"needed": 1, "present": 1}


@pytest.mark.parametrize(
    ("language", "title"),
    [("ru", "Журнал регистрации консультаций"), ("kk", "Кеңестерді тіркеу журналы")],
)
def test_month_prints_as_the_official_journal(suite: Suite, bereke: str, language: str, title: str) -> None:
    write(suite, bereke, question="#set text(red) Как *попасть* в бюджет?")
    write(suite, bereke, anonymous=False, name="Ахметова Айгүл", referral="акимат")
    key, lead = close(suite, bereke), suite.browser("project_lead")
    answer = lead.get(f"/events/journals/{key}/paper.pdf?language={language}")
    assert answer.mimetype == "application/pdf"
    said = pdf_text(answer.data)
    for words in (title, "Ахметова Айгүл", "#set text(red) Как *попасть* в бюджет?", "Береке"):
        assert words in said
    grantor = suite.browser("grantor_viewer")
    assert grantor.get(f"/events/journals/{key}/paper.pdf").status_code == 403


def empty(suite: Suite, at: str, month: str = "2022-07", reason: str = "Ремонт") -> Any:
    """The answer to closing a month in which nothing was written down."""
    said = {"centre_id": at, "month": month, "reason": reason}
    return suite.call("POST", "/events/api/v1/journals", json=said)


def test_month_without_entries_is_closed_for_a_reason(suite: Suite, project: str, bereke: str) -> None:
    assert empty(suite, bereke, reason=" ").status_code == 422
    key = empty(suite, bereke).get_json()["id"]
    (row,) = suite.ok("GET", f"/events/api/v1/journals?centre_id={bereke}")
    assert (row["id"], row["consultations"], row["empty_because"]) == (key, 0, "Ремонт") and row["closed_on"]
    assert refused(suite, bereke, held_on="2022-07-05")["code"] == "month_closed"
    suite.settle()
    assert not suite.figure(project, "1.1.3")["actual"]
    again = suite.browser("project_lead").post(f"/events/journals/{key}/reopening", {"reason": "Пришли"})
    assert again.status_code == 302 and write(suite, bereke, held_on="2022-07-05")


def test_month_with_entries_or_of_no_open_centre_is_not_closed_as_empty(suite: Suite, bereke: str) -> None:
    write(suite, bereke)
    codes = [
        empty(suite, bereke, month).get_json()["code"] for month in ("2022-06", "2022-04", "2090-01", "июнь")
    ]
    assert codes[:3] == ["month_has_entries", "centre_not_open_then", "month_not_over"]
    assert codes[3] == "invalid"


def test_month_whose_entries_moved_away_needs_a_reason_too(suite: Suite, bereke: str) -> None:
    made = write(suite, bereke)
    key = month(suite, bereke)["id"]
    lead = suite.browser("project_lead")
    moved = {name: value for name, value in ENTRY.items() if name != "anonymous"}
    lead.post(f"/events/consultations/{made}/edit", {**moved, "held_on": "2022-07-02", "channel": "phone"})
    answer = lead.post(f"/events/journals/{key}/closing", {})
    assert answer.status_code == 422 and 'id="f-reason-error"' in text_of(answer)
    assert lead.post(f"/events/journals/{key}/closing", {"reason": "Перенесли"}).status_code == 302


def test_months_without_entries_wait_for_who_keeps_the_journal(suite: Suite, bereke: str) -> None:
    write(suite, bereke)
    lead = suite.browser("project_lead")
    page = text_of(lead.get("/events/journals"))
    address = f"/events/journals/empty?centre_id={bereke}&amp;month=2022-07"
    assert address in page and f"centre_id={bereke}&amp;month=2022-06" not in page
    assert "Закрыть месяц без записей" in text_of(lead.get(address.replace("&amp;", "&")))
    stranger = suite.browser("partner_rep", "atyrau")
    assert bereke not in text_of(stranger.get("/events/journals"))
    sent = {"centre_id": bereke, "month": "2022-07", "reason": "Ремонт"}
    assert suite.browser("grantor_viewer").post("/events/journals/empty", sent).status_code == 403


def test_nobody_is_received_at_a_centre_after_its_end(suite: Suite, project: str) -> None:
    ended = centre(suite, project, status="closed", ended_on="2022-06-20")
    assert write(suite, ended)
    assert refused(suite, ended, held_on="2022-06-21")["code"] == "centre_ended"
    assert refused(suite, ended, number=1)["code"] == "number_taken"
    assert empty(suite, ended).get_json()["code"] == "centre_not_open_then"


def test_whoever_writes_is_offered_what_his_centre_knows_and_nothing_else(
    suite: Suite, project: str, bereke: str
) -> None:
    other = centre(suite, project, "atyrau", "Центр «Үміт»")
    named = {"anonymous": False, "sex": None, "age_band": None, "referral": "ЦОН"}
    write(suite, bereke, name="Оспанова Айгүл", birth_year=1985, **named)
    write(suite, other, name="Серікова Дана", birth_year=1990, **named | {"referral": "Акимат"})
    partner = suite.browser("partner_rep", "turkistan")
    shown = text_of(partner.get(f"/events/consultations/new?centre_id={bereke}"))
    assert '<option value="Оспанова Айгүл" label="1985">' in shown and 'list="visitors"' in shown
    assert '<option value="с. Карнак">' in shown and '<option value="ЦОН">' in shown
    assert "Серікова Дана" not in shown and "Акимат" not in shown
    assert "Серікова" not in text_of(partner.get(f"/events/consultations/known?centre_id={other}"))
    lead = text_of(suite.browser("project_lead").get(f"/events/consultations/known?centre_id={other}"))
    assert "Серікова Дана" in lead and "Оспанова" not in lead

"""Reminding: one text to one person about one card, in his language, noted on the card, mailed once."""

from __future__ import annotations

import re
import socket
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlencode

import pytest
from flask import g
from sqlalchemy import select

from services.registry.db import Job, db
from services.registry.reminders import queries
from services.registry.reminders.models import Reminder
from services.registry.reminders.operations.delivering import deliver_reminder
from services.registry.reminders.operations.sending import SEND
from services.registry.reminders.rules.texts import filled
from services.registry.reminders.tasks import look
from services.registry.reminders.wording import failures, sentence
from shared.clock import now
from shared.language.documents import REMINDER_GAPS, unknown_gaps
from shared.language.reminders import FAILED, QUEUED, SENT, UNCERTAIN, UNDER_WAY, UNREACHABLE
from shared.queue import jobs
from shared.spoken import words_of
from tests.shared.plugin_making import made
from tests.suite import Browser, Suite

HOME, NEW, WORDS = "/registry/home", "/registry/reminders/new", "/registry/reminders/words"


@pytest.fixture
def partner(suite: Suite, project: str) -> Browser:
    """Whose work lacks papers: a gathering of his region."""
    suite.gathering(project, 15, region="atyrau", day="2022-04-12", evidence=())
    suite.settle()
    return suite.browser("partner_rep", "atyrau")


@pytest.fixture
def lead(suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch) -> Browser:
    """Who reminds."""
    from datetime import date

    monkeypatch.setattr("services.events.gatherings.week.today", lambda: date(2022, 5, 1))
    return suite.browser("project_lead")


def page(browser: Browser, path: str) -> str:
    """A page as it is read."""
    return unescape(browser.get(path).get_data(as_text=True))


def card_of(lead: Browser) -> str:
    """Where the card of papers that lack leads."""
    found = re.findall(r'href="/registry/reminders/new\?card=([^"]+)"', page(lead, f"{HOME}?all=1"))
    return next(unquote(item) for item in found if "gatherings" in unquote(item))


def asked(card: str, **more: str) -> str:
    """The page that reminds of a card."""
    return f"{NEW}?{urlencode({'card': card, **more})}"


def form_of(html: str) -> dict[str, str]:
    """What the page sends when nothing is changed."""
    names = "card|receiver|locale"
    hidden = dict(re.findall(rf'<input type="hidden" name="({names})" value="([^"]*)"', html))
    text = re.search(r'name="text"[^>]*>\s*(.*?)</textarea>', html, re.S)
    assert text
    return {**hidden, "text": text.group(1)}


def test_card_of_somebody_else_has_the_button_and_ones_own_has_not(partner: Browser, lead: Browser) -> None:
    assert "gatherings" in card_of(lead)
    own = page(partner, f"{HOME}?all=1")
    assert "документов не хватает" in own and NEW not in own


def test_text_names_the_thing_the_day_and_the_page_in_the_language_of_the_receiver(
    partner: Browser, lead: Browser
) -> None:
    partner.post("/registry/me/language", {"locale": "kk"}, page="/registry/me")
    said = form_of(page(lead, asked(card_of(lead))))
    assert said["locale"] == "kk" and "Сәлеметсіз бе" in said["text"] and "training atyrau" in said["text"]
    assert "/events/gatherings" in said["text"]
    russian = form_of(page(lead, asked(card_of(lead), **{"in": "ru"})))
    assert "Здравствуйте" in russian["text"]


def test_links_open_the_text_in_the_applications_of_the_device(partner: Browser, lead: Browser) -> None:
    html = page(lead, asked(card_of(lead)))
    links = re.findall(r'href="((?:https://wa\.me/|https://t\.me/|mailto:)[^"]+)"', html)
    assert len(links) == 3 and all("training atyrau" in unquote(link) for link in links)


def test_what_was_sent_is_noted_on_the_card(partner: Browser, lead: Browser, suite: Suite) -> None:
    card = card_of(lead)
    form = form_of(page(lead, asked(card)))
    assert lead.post(NEW, {**form, "channel": "whatsapp"}, page=asked(card)).status_code == 302
    again = page(suite.browser("coordinator"), f"{HOME}?all=1")
    assert "напомнили:" in again and "WhatsApp" in again and "Напомнить ещё" in again


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"channel": ""}, "как отправлено"),
        ({"text": " "}, "о чём напомнить"),
        ({"channel": "smtp", "address": ""}, "куда отправить: адрес почты"),
        ({"channel": "smtp", "address": "кто-то"}, "выглядит как name@example.kz"),
        ({"channel": "pigeon"}, "Так отсюда не отправить"),
    ],
)
def test_what_is_missing_is_said_and_the_text_stays(
    suite: Suite,
    partner: Browser,
    lead: Browser,
    monkeypatch: pytest.MonkeyPatch,
    change: dict[str, str],
    words: str,
) -> None:
    monkeypatch.setitem(suite.apps["registry"].config, "SMTP_URL", "smtp://127.0.0.1:9")
    card = card_of(lead)
    form = {**form_of(page(lead, asked(card))), "channel": "copied", "text": "Мой текст"} | change
    answer = lead.post(NEW, form, page=asked(card))
    html = unescape(answer.get_data(as_text=True))
    assert answer.status_code == 422 and words in html and (change.get("text") or "Мой текст" in html)


def test_card_that_is_gone_reminds_nobody(lead: Browser) -> None:
    answer = lead.get(asked("/events/gatherings?nothing"))
    assert answer.status_code == 404 and "Напоминание не отмечено" in answer.get_data(as_text=True)


@pytest.mark.parametrize("card", ["/events/gatherings?nothing", "https://example.kz", ""])
def test_what_stands_on_no_card_is_not_noted(
    partner: Browser, lead: Browser, suite: Suite, card: str
) -> None:
    own = card_of(lead)
    form = form_of(page(lead, asked(own))) | {"channel": "copied"}
    answer = lead.post(NEW, form | {"card": card}, page=asked(own))
    assert answer.status_code == 404 and "Напоминание не отмечено" in answer.get_data(as_text=True)
    assert lead.post(NEW, form, page=asked(own)).status_code == 302
    with suite.apps["registry"].app_context():
        kept = db.session.scalars(select(Reminder)).one()
        assert kept.card == own and "training atyrau" in kept.text and kept.title


def test_receiver_holds_the_role_of_the_card(partner: Browser, lead: Browser, suite: Suite) -> None:
    card = card_of(lead)
    form = form_of(page(lead, asked(card))) | {"channel": "copied"}
    accountant = suite.browser("accountant")
    assert lead.post(NEW, form | {"receiver": accountant.user_id}, page=asked(card)).status_code == 404


def test_words_are_changed_and_a_gap_nobody_fills_is_refused(partner: Browser, lead: Browser) -> None:
    answer = lead.post(f"{WORDS}?in=ru", {"text": "{name}, {сумма}"}, page=WORDS)
    assert answer.status_code == 422 and "{сумма}" in unescape(answer.get_data(as_text=True))
    lead.post(f"{WORDS}?in=ru", {"text": "Коллега {name}! {title}. {page}"}, page=WORDS)
    assert form_of(page(lead, asked(card_of(lead), **{"in": "ru"})))["text"].startswith("Коллега ")
    lead.post(f"{WORDS}?in=ru", {"text": ""}, page=WORDS)
    assert "Здравствуйте" in page(lead, asked(card_of(lead), **{"in": "ru"}))


OWN_WORDS = """[[documents]]
document = "reminder"
version = "1"
[documents.texts.text]
ru = "Ассаламу алейкум, {name}! {title}"
kk = "Ассалаумағалейкум, {name}! {title}"
"""


def test_receiver_is_reminded_in_the_words_of_his_region_unless_others_were_typed(
    partner: Browser, lead: Browser, suite: Suite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    extensions = suite.apps["registry"].extensions
    monkeypatch.setitem(extensions, "plugins", made(tmp_path, OWN_WORDS))
    card = card_of(lead)
    for language, own in (("ru", "Ассаламу алейкум, "), ("kk", "Ассалаумағалейкум, ")):
        assert form_of(page(lead, asked(card, **{"in": language})))["text"].startswith(own)
    monkeypatch.setitem(extensions, "plugins", made(tmp_path, OWN_WORDS, regions='["turkistan"]'))
    assert "Здравствуйте" in page(lead, asked(card, **{"in": "ru"}))
    monkeypatch.setitem(extensions, "plugins", made(tmp_path, OWN_WORDS))
    lead.post(f"{WORDS}?in=ru", {"text": "Коллега {name}!"}, page=WORDS)
    assert form_of(page(lead, asked(card, **{"in": "ru"})))["text"].startswith("Коллега ")
    lead.post(f"{WORDS}?in=ru", {"text": ""}, page=WORDS)


def test_partner_reminds_nobody(partner: Browser) -> None:
    assert partner.get(NEW).status_code == 403 and partner.get(WORDS).status_code == 403


def test_day_ends_its_sentence_with_one_stop() -> None:
    assert sentence("ждёт с 13 мая 2022 г.") == "Ждёт с 13 мая 2022 г."
    assert sentence("by 13 May 2022") == "By 13 May 2022." and sentence("") == ""


def test_gaps_are_filled_and_braces_of_others_stay() -> None:
    assert filled("{name}\n\n{due}\n\n{page} {x}", {"name": "А", "due": "", "page": "/"}) == "А\n\n/ {x}"
    assert unknown_gaps("{name} {y}", REMINDER_GAPS) == ["y"]


@contextmanager
def server(answers: dict[str, bytes] | None = None) -> Iterator[tuple[str, list[bytes]]]:
    """A mail server of one's own: its address, and what it was sent."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as door:
        serving = threading.Thread(target=serve, args=(door, heard, answers or {}), daemon=True)
        serving.start()
        yield f"smtp://127.0.0.1:{door.getsockname()[1]}?from=asar@example.kz", heard


def serve(door: socket.socket, heard: list[bytes], answers: dict[str, bytes]) -> None:
    """Answer one mail after another."""
    while True:
        try:
            line, _who = door.accept()
        except OSError:
            return
        with line, line.makefile("rwb") as talk:
            converse(talk, heard, answers)


def converse(talk: Any, heard: list[bytes], answers: dict[str, bytes]) -> None:
    """One conversation: what SMTP needs and no more."""
    say = lambda words: (talk.write(words + b"\r\n"), talk.flush())  # noqa: E731
    say(b"220 there")
    while command := talk.readline():
        verb = command[:4].decode().upper().strip()
        if verb == "DATA":
            say(b"354 go on")
            heard.append(b"".join(iter(talk.readline, b".\r\n")))
        say(answers.get(verb, b"221 bye" if verb == "QUIT" else b"250 well"))


@pytest.fixture
def reminder(suite: Suite, project: str) -> Iterator[Any]:
    """A reminder that waits to be mailed, in the context of its service."""
    receiver = suite.browser("coordinator")
    with suite.apps["registry"].app_context():
        item = Reminder(
            card="/x", title="Журналы", receiver_id=receiver.user_id, receiver="К", locale="ru",
            channel="smtp", address="k@example.kz", text="Закройте журнал", state=QUEUED,
        )  # fmt: skip
        db.session.add(item)
        db.session.commit()
        yield item


def test_mail_goes_once(suite: Suite, reminder: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with server() as (address, heard):
        monkeypatch.setitem(suite.apps["registry"].config, "SMTP_URL", address)
        assert deliver_reminder(reminder.id) == SENT
        db.session.commit()
        assert deliver_reminder(reminder.id) == SENT
    assert len(heard) == 1 and b"k@example.kz" in heard[0]


def test_mail_whose_worker_was_killed_is_not_sent_twice(
    suite: Suite, reminder: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    reminder.state = UNDER_WAY
    db.session.commit()
    with server() as (address, heard):
        monkeypatch.setitem(suite.apps["registry"].config, "SMTP_URL", address)
        assert deliver_reminder(reminder.id) == FAILED and not heard
    assert reminder.failed_because


@pytest.mark.parametrize(("state", "why"), [(UNDER_WAY, UNCERTAIN), (QUEUED, UNREACHABLE)])
def test_mail_whose_worker_was_killed_at_the_last_try_ends_and_may_be_sent_anew(
    suite: Suite, reminder: Any, lead: Browser, partner: Browser, state: str, why: str
) -> None:
    reminder.card, reminder.state = card_of(lead), state
    job = jobs.enqueue(db.session, Job, SEND, {"reminder": str(reminder.id)})
    job.state, job.attempts, job.lease_until = "running", jobs.MOST_ATTEMPTS, now()
    db.session.commit()
    look()
    assert reminder.state == state  # somebody may still be at it
    jobs.requeue(db.session)
    look()
    assert (reminder.state, reminder.failed_because) == (FAILED, why)
    g.pop("reminders")  # what a page kept, in the context of the fixture
    told = page(lead, f"{HOME}?all=1")
    assert str(failures()[why]) in told and "Напомнить ещё" in told


def test_mail_that_was_taken_is_sent_however_the_server_says_good_bye(
    suite: Suite, reminder: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with server({"QUIT": b"421 busy"}) as (address, _heard):
        monkeypatch.setitem(suite.apps["registry"].config, "SMTP_URL", address)
        assert deliver_reminder(reminder.id) == SENT


def test_server_that_falls_silent_with_a_mail_is_not_given_it_twice(
    suite: Suite, reminder: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with server({"DATA": b"?"}) as (address, heard):
        monkeypatch.setitem(suite.apps["registry"].config, "SMTP_URL", address)
        assert deliver_reminder(reminder.id) == FAILED and len(heard) == 1
    assert reminder.failed_because == UNCERTAIN


@pytest.mark.parametrize("verb", ["RCPT", "DATA"])
def test_server_that_says_later_is_asked_again(
    suite: Suite, reminder: Any, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    with server({verb: b"450 greylisted"}) as (address, _heard):
        monkeypatch.setitem(suite.apps["registry"].config, "SMTP_URL", address)
        with pytest.raises(ConnectionError) as later:
            deliver_reminder(reminder.id)
    assert reminder.state == QUEUED
    assert "k@example.kz" not in "".join(traceback.format_exception(later.value))


def test_refused_address_is_said_and_a_server_that_is_away_is_asked_again(
    suite: Suite, reminder: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(suite.apps["registry"].config, "SMTP_URL", "smtp://127.0.0.1:9")
    with pytest.raises(ConnectionError):
        deliver_reminder(reminder.id)
    assert reminder.state == QUEUED
    with server({"RCPT": b"550 nobody"}) as (address, _heard):
        monkeypatch.setitem(suite.apps["registry"].config, "SMTP_URL", address)
        assert deliver_reminder(reminder.id) == FAILED


def test_nothing_is_sent_from_the_demo(
    suite: Suite, partner: Browser, lead: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(suite.apps["registry"].config, "SMTP_URL", "smtp://127.0.0.1:9")
    assert "Почта отсюда" in page(lead, asked(card_of(lead)))
    monkeypatch.setenv("ASAR_TODAY", "2022-09-30")
    card = card_of(lead)
    html = page(lead, asked(card))
    assert "Почта отсюда" not in html
    form = form_of(html) | {"channel": "smtp", "address": "k@example.kz"}
    answer = lead.post(NEW, form, page=asked(card))
    assert answer.status_code == 422 and "Так отсюда не отправить" in answer.get_data(as_text=True)


def test_foot_explains_no_mark_of_cards_that_are_not_on_the_page(
    partner: Browser, lead: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    card, real, said = card_of(lead), queries.gathered, []

    def gathered() -> Any:
        said.append(words_of("Общественный центр села", ""))  # another card of the actor's names it
        return real()

    monkeypatch.setattr(queries, "gathered", gathered)
    lead.cookies["asar_locale"] = "kk"
    assert "қазақша әлі жазылмаған" not in page(lead, asked(card)) and said[0].endswith("*")

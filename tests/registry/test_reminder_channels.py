"""Channels of reminders: in the order of the receiver's region, with one of its own, posted once."""

from __future__ import annotations

import json
import os
import re
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from psycopg.types.json import Jsonb
from sqlalchemy import text

from services.registry.db import db
from services.registry.reminders.models import Reminder
from services.registry.reminders.operations.delivering import deliver_reminder
from shared import sealing
from shared.clock import now
from shared.language.reminders import FAILED, QUEUED, REFUSED, SENT, UNCERTAIN, UNDER_WAY, UNREACHABLE
from shared.plugins.asking import Plugins
from shared.web.settings import ChannelUnread, channel_addresses
from tests.migrations import older
from tests.registry.test_reminders import HOME, NEW, asked, card_of, form_of, lead, page, partner
from tests.shared.plugin_making import hook, made, write
from tests.suite import Browser, Suite

__all__ = ["lead", "partner"]

TELEGRAM_FIRST = '[notifications]\nchannels = ["telegram", "mail"]\n'
SMS = """
SMS = NotificationChannel("sms", {"ru": "СМС области", "kk": "Облыс СМС-і"}, "post",
    address={"ru": "номер телефона", "kk": "телефон нөмірі"},
    body={"to": "{to}", "message": "{subject}: {text}"})

@hookimpl
def notification_channels():
    return [SMS]
"""
BUTTON = re.compile(r'class="btn (btn-\w+)"[^>]*data-channel="([^"]+)"')
CHOICE = re.compile(r'<option value="([a-z_.0-9]+)"')


@contextmanager
def gateway(*statuses: int) -> Iterator[tuple[str, list[tuple[str, Any]]]]:
    """Whoever takes messages of a region: answers these statuses in turn, 0: nothing at all; its address, and
    the key and body of each message."""
    heard: list[tuple[str, Any]] = []
    answers = list(statuses)

    class Taking(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            heard.append((self.headers["Idempotency-Key"], said))
            if status := answers.pop(0):
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()
            else:
                self.close_connection = True

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Taking) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}/secret-token", heard
        serving.shutdown()


def use(suite: Suite, monkeypatch: pytest.MonkeyPatch, plugins: Plugins) -> str:
    """Let the registry ask these plugins; the name of the first."""
    monkeypatch.setitem(suite.apps["registry"].extensions, "plugins", plugins)
    return plugins.names[0]


@pytest.fixture
def sms(suite: Suite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """The code of a channel of the region's own."""
    return f"{use(suite, monkeypatch, made(tmp_path, code=SMS, api='~=1.3'))}.sms"


@pytest.fixture
def waiting(suite: Suite, project: str) -> Iterator[Any]:
    """A reminder that waits to be posted, in the context of its service."""
    receiver = suite.browser("coordinator")
    with suite.apps["registry"].app_context():
        item = Reminder(
            card="/x", title="Журналы", receiver_id=receiver.user_id, receiver="К", locale="ru",
            channel="here.sms", called={"ru": "СМС", "kk": "СМС"}, address="77",
            posted={"to": "77", "message": "Закройте"}, text="Закройте", state=QUEUED,
        )  # fmt: skip
        db.session.add(item)
        db.session.commit()
        yield item


def goes_to(suite: Suite, monkeypatch: pytest.MonkeyPatch, address: str, code: str = "here.sms") -> None:
    """Give the channel its address."""
    monkeypatch.setitem(suite.apps["registry"].config, "CHANNELS", {code: address})


def test_region_orders_its_channels_and_those_not_named_follow(
    suite: Suite, partner: Browser, lead: Browser, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    plain = page(lead, asked(card_of(lead)))
    assert BUTTON.findall(plain)[0] == ("btn-primary", "whatsapp")
    use(suite, monkeypatch, made(tmp_path, TELEGRAM_FIRST, api="~=1.3"))
    html = page(lead, asked(card_of(lead)))
    order = ["telegram", "mail", "whatsapp", "copied"]
    assert [code for _look, code in BUTTON.findall(html)] == CHOICE.findall(html) == order
    assert [look for look, _code in BUTTON.findall(html)] == ["btn-primary", *["btn-quiet"] * 3]


def test_other_regions_keep_the_order_of_core(
    suite: Suite, partner: Browser, lead: Browser, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    use(suite, monkeypatch, made(tmp_path, TELEGRAM_FIRST, api="~=1.3", regions='["turkistan"]'))
    assert BUTTON.findall(page(lead, asked(card_of(lead))))[0] == ("btn-primary", "whatsapp")


LATE = hook("route_notification", "return NotificationRoute(('copied',) if message.late else ('mail',))")


def test_rule_sees_the_message_and_the_receiver_without_his_name(
    suite: Suite, partner: Browser, lead: Browser, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    use(suite, monkeypatch, made(tmp_path, code=LATE, api="~=1.3"))
    card = card_of(lead)
    assert BUTTON.findall(page(lead, asked(card)))[0][1] == "mail"
    nosy = "assert recipient.roles == ('partner_rep',) and recipient.regions == ('atyrau',), recipient\n"
    nosy += "    assert not {'name', 'email', 'phone'} & set(vars(recipient))\n"
    nosy += "    return NotificationRoute(('telegram',))"
    use(suite, monkeypatch, made(tmp_path, code=hook("route_notification", nosy), api="~=1.3"))
    assert BUTTON.findall(page(lead, asked(card)))[0][1] == "telegram"


@pytest.mark.parametrize("name", ["notification_channels", "route_notification"])
def test_rule_that_fails_leaves_the_channels_of_core(
    suite: Suite,
    partner: Browser,
    lead: Browser,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    name: str,
) -> None:
    broken = made(tmp_path, code=hook(name, "raise ValueError('x')"), api="~=1.3")
    use(suite, monkeypatch, broken)
    html = page(lead, asked(card_of(lead)))
    assert CHOICE.findall(html) == ["whatsapp", "telegram", "mail", "copied"]
    assert "ValueError" in broken.troubles()[0].reason


def test_channel_nobody_set_up_is_not_offered_nor_taken(
    suite: Suite, partner: Browser, lead: Browser, sms: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = card_of(lead)
    assert sms not in page(lead, asked(card))
    form = form_of(page(lead, asked(card))) | {"channel": sms, "address": "7"}
    assert "Так отсюда не отправить" in lead.post(NEW, form, page=asked(card)).get_data(as_text=True)
    goes_to(suite, monkeypatch, "https://sms.example.kz/send", sms)
    assert "СМС области – номер телефона" in page(lead, asked(card))
    monkeypatch.setenv("ASAR_TODAY", "2022-09-30")
    assert sms not in page(lead, asked(card_of(lead)))


def test_what_goes_by_a_channel_of_ones_own_is_told_on_the_card_and_stays_readable(
    suite: Suite, partner: Browser, lead: Browser, sms: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with gateway(200) as (address, heard):
        goes_to(suite, monkeypatch, address, sms)
        card = card_of(lead)
        form = form_of(page(lead, asked(card))) | {"channel": sms, "text": "Приложите {список}"}
        refused = lead.post(NEW, form, page=asked(card))
        assert refused.status_code == 422 and "номер телефона" in refused.get_data(as_text=True)
        assert lead.post(NEW, form | {"address": "+7 700"}, page=asked(card)).status_code == 302
        suite.settle()
    ((_key, said),) = heard
    assert said["to"] == "+7 700" and said["message"].endswith(": Приложите {список}")
    assert "документов не хватает" in said["message"]
    use(suite, monkeypatch, Plugins([]))
    assert "(СМС области, отправлено)" in page(lead, f"{HOME}?all=1").replace("\n", "")


def test_post_goes_once_under_a_key_of_its_own(
    suite: Suite, waiting: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with gateway(200) as (address, heard):
        goes_to(suite, monkeypatch, address)
        assert deliver_reminder(waiting.id) == SENT
        db.session.commit()
        assert deliver_reminder(waiting.id) == SENT
    assert heard == [(str(waiting.id), {"to": "77", "message": "Закройте"})]


def test_post_whose_worker_was_killed_is_not_sent_twice(
    suite: Suite, waiting: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting.state = UNDER_WAY
    db.session.commit()
    with gateway(200) as (address, heard):
        goes_to(suite, monkeypatch, address)
        assert deliver_reminder(waiting.id) == FAILED and not heard
    assert waiting.failed_because == UNCERTAIN


@pytest.mark.parametrize(
    ("status", "why"), [(400, REFUSED), (302, REFUSED), (500, UNCERTAIN), (0, UNCERTAIN)]
)
def test_answer_that_is_no_yes_is_told_and_not_asked_again(
    suite: Suite, waiting: Any, monkeypatch: pytest.MonkeyPatch, status: int, why: str
) -> None:
    with gateway(status) as (address, heard):
        goes_to(suite, monkeypatch, address)
        assert deliver_reminder(waiting.id) == FAILED
        assert waiting.failed_because == why and len(heard) == 1


@contextmanager
def breaking(folder: Path) -> Iterator[tuple[str, list[bytes]]]:
    """Whoever agrees on TLS, takes a message and then speaks nonsense: its address, and what it took."""
    heard: list[bytes] = []
    talking = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    talking.load_cert_chain(folder / "line.pem")
    with socket.create_server(("127.0.0.1", 0)) as door:

        def serve() -> None:
            with (
                suppress(OSError),
                talking.wrap_socket(door.accept()[0], server_side=True) as line,
            ):
                while not heard or b"}" not in heard[-1]:
                    heard.append(line.recv(10_000))
                os.write(line.fileno(), b"no record of TLS at all")
                line.recv(1)

        threading.Thread(target=serve, daemon=True).start()
        yield f"https://127.0.0.1:{door.getsockname()[1]}/", heard


def certify(file: Path) -> None:
    """Write a key and a certificate of this machine into one file."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    said = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    said = said.not_valid_before(now() - timedelta(1)).not_valid_after(now() + timedelta(1))
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    made = said.add_extension(here, True).add_extension(x509.BasicConstraints(True, None), True)
    form = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(key.private_bytes(*form) + made.sign(key, SHA256()).public_bytes(Encoding.PEM))


def test_line_whose_tls_breaks_after_all_was_sent_is_not_asked_again(
    suite: Suite, waiting: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    certify(tmp_path / "line.pem")
    with breaking(tmp_path) as (address, heard):
        goes_to(suite, monkeypatch, address)
        with pytest.raises(ConnectionError):
            deliver_reminder(waiting.id)  # nobody vouches for its key: nothing was sent
        assert waiting.state == QUEUED and not heard
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "line.pem"))
    with breaking(tmp_path) as (address, heard):
        goes_to(suite, monkeypatch, address)
        assert deliver_reminder(waiting.id) == FAILED and b"77" in b"".join(heard)
    assert waiting.failed_because == UNCERTAIN


def test_what_was_not_taken_is_offered_again_and_given_up_in_the_end(
    suite: Suite, waiting: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with gateway(503, 200) as (address, heard):
        goes_to(suite, monkeypatch, address)
        with pytest.raises(ConnectionError):
            deliver_reminder(waiting.id)
        assert waiting.state == QUEUED
        assert deliver_reminder(waiting.id) == SENT and len(heard) == 2
    waiting.state = QUEUED
    db.session.commit()
    with pytest.raises(ConnectionError) as away:
        deliver_reminder(waiting.id)
    assert "secret-token" not in f"{away.value!r}{away.value.__cause__!r}"
    assert deliver_reminder(waiting.id, last=True) == FAILED and waiting.failed_because == UNREACHABLE


@pytest.mark.parametrize(
    "address", ["https://[::1]:1/", "https://a..b/secret-token", f"https://{'a' * 70}.kz/"]
)
def test_address_where_nobody_can_be_is_one_where_nothing_was_taken(
    suite: Suite, waiting: Any, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    goes_to(suite, monkeypatch, address)
    with pytest.raises(ConnectionError) as away:
        deliver_reminder(waiting.id)
    assert "gaierror" not in str(away.value) and "secret-token" not in str(away.value)


@pytest.mark.parametrize(
    "text", ["sms=https://x.kz", "a.b=http://x.kz", "a.b", "a.b=https://", "a.b=https://x.kz:99999/"]
)
def test_address_of_a_channel_is_read_strictly(text: str) -> None:
    with pytest.raises(ChannelUnread):
        channel_addresses(text)


def test_addresses_of_channels_are_read() -> None:
    assert channel_addresses(" a.b=https://x.kz/?k=1  c.d=http://127.0.0.1:9/ e.f=http://[::1]:9/") == {
        "a.b": "https://x.kz/?k=1",
        "e.f": "http://[::1]:9/",
        "c.d": "http://127.0.0.1:9/",
    }


def test_plugins_page_says_the_order_and_which_channel_does_not_work_here(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    name = write(tmp_path, TELEGRAM_FIRST, SMS, api="~=1.3")
    use(suite, monkeypatch, Plugins([name], tmp_path))
    html = " ".join(page(suite.browser("admin"), "/registry/plugins").split())
    assert "telegram, mail" in html and "СМС области (здесь не настроен и не предлагается)" in html
    goes_to(suite, monkeypatch, "https://sms.example.kz/send", f"{name}.sms")
    assert "СМС области (" not in page(suite.browser("admin"), "/registry/plugins")


PHONE = "87011234567"


@pytest.mark.parametrize("protected", [True, False])
def test_where_a_reminder_goes_is_no_plain_phone(
    suite: Suite, waiting: Any, monkeypatch: pytest.MonkeyPatch, protected: bool
) -> None:
    if not protected:
        monkeypatch.setattr(sealing, "seal", lambda key, plain: plain)
    waiting.address, waiting.posted = PHONE, {"to": PHONE, "message": "Закройте"}
    db.session.flush()
    (row,) = db.session.scalars(text("SELECT r::text FROM reminders r")).all()
    assert (PHONE.encode().hex() in row) is not protected and PHONE not in row
    db.session.rollback()


BEFORE = """CREATE TABLE reminders (id uuid PRIMARY KEY, channel text, state text, address text, posted jsonb,
    CONSTRAINT ck_reminders_address CHECK (channel <> 'smtp' OR address IS NOT NULL),
    CONSTRAINT ck_reminders_from_here CHECK (state = 'sent' OR address IS NOT NULL))"""


def test_addresses_of_before_are_sealed_and_opened_again(suite: Suite) -> None:
    with older(suite.env, "registry", "0013") as tables:  # later ones ask for an extension of the database
        tables.rows(BEFORE)
        tables.rows("UPDATE alembic_version SET version_num = '0059'")
        own = {"channel": "a.sms", "state": "queued", "address": PHONE, "posted": Jsonb({"to": PHONE})}
        tables.add("reminders", id=uuid4(), **own)
        tables.add("reminders", id=uuid4(), channel="copied", state="sent")
        tables.move("upgrade", "0060")
        found = [row for (row,) in tables.rows("SELECT r::text FROM reminders r")]
        assert len(found) == 2 and not any(PHONE in row or PHONE.encode().hex() in row for row in found)
        tables.move("downgrade", "0059")
        asked = "SELECT address, posted FROM reminders ORDER BY channel"
        assert tables.rows(asked) == [(PHONE, {"to": PHONE}), (None, None)]


BEFORE_SEALED = """CREATE TABLE reminders (id uuid PRIMARY KEY, channel text, state text, failed_because text,
    address text, called jsonb, posted jsonb, CONSTRAINT ck_reminders_failed_because CHECK (true),
    CONSTRAINT ck_reminders_from_here CHECK (true), CONSTRAINT ck_reminders_address CHECK (true),
    CONSTRAINT ck_reminders_channel CHECK (true))"""


def test_what_did_not_go_is_not_said_to_have_gone_before_there_were_channels(suite: Suite) -> None:
    with older(suite.env, "registry", "0013") as tables:
        tables.rows(BEFORE_SEALED)
        tables.rows("UPDATE alembic_version SET version_num = '0054'")
        for state in ("queued", "under_way", "sent"):
            own = {"called": Jsonb({"ru": "СМС"}), "address": PHONE, "state": state}
            tables.add("reminders", id=uuid4(), channel="a.sms", **own)
        tables.move("downgrade", "0053")
        found = tables.rows("SELECT channel, state, email, failed_because FROM reminders ORDER BY 1, 4")
        assert [row[:3] for row in found] == [("copied", "sent", None), *[("smtp", "failed", PHONE)] * 2]
        assert "worker ended" in found[1][3] and "refused" in found[2][3]

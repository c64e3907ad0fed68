"""A home's own side of its key: exchanged though an answer was lost, and the end of the pairing."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import Context
from io import BytesIO
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import msgspec
import pytest
from flask_babel import force_locale

from services.registry.deployments.operations import pairing, wire
from services.registry.deployments.rules.signing import public_of
from shared.doors import transaction
from shared.language.version import VERSION
from tests.registry.homes import PAIRING
from tests.registry.region_home import at_home
from tests.suite import Suite

PAGE = "/registry/deployments"
DONE = wire.Reply(200, b"{}", "")


@pytest.fixture
def key(suite: Suite) -> str:
    """The present key of this home."""
    with suite.apps["registry"].app_context():
        made = pairing.ensured_key()
        transaction.commit()
        return made


def present(suite: Suite) -> str | None:
    """By what this home signs now."""
    from services.registry.deployments.queries import own_key

    with suite.apps["registry"].app_context():
        return own_key()


def test_a_lost_answer_does_not_lock_the_home_out(
    suite: Suite, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, str | None]] = []

    def lost(_above: Any, _path: str, said: Any, private: str | None = None, **_more: Any) -> wire.Reply:
        told.append((said.public_key, private))
        if len(told) == 1:
            raise wire.NoLine  # the centre heard it, and nobody heard the centre
        if len(told) == 2:
            raise wire.NotKnownThere  # the former key is known there no more
        return DONE

    monkeypatch.setattr(wire, "ask", lost)
    with at_home(suite, "turkistan"):
        admin = suite.browser("admin")
        assert admin.post(f"{PAGE}/above/key", {}, page=PAGE).status_code == 503
        assert present(suite) == key
        assert admin.post(f"{PAGE}/above/key", {}, page=PAGE).status_code == 302
    fresh = present(suite)
    assert fresh and fresh != key
    assert {public for public, _private in told} == {public_of(fresh)} and told[2][1] == fresh


def test_the_pairing_ends_here_though_there_is_no_line(
    suite: Suite, key: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from services.registry.deployments.queries import above

    def down(*_given: Any, **_more: Any) -> wire.Reply:
        raise wire.NoLine

    monkeypatch.setattr(wire, "ask", down)
    with at_home(suite, "turkistan"):
        admin = suite.browser("admin")
        assert admin.post(f"{PAGE}/above/key", {}, page=PAGE).status_code == 503
        assert admin.post(f"{PAGE}/above/end", {}, page=PAGE).status_code == 302
        with suite.apps["registry"].app_context():
            found = above()
            assert found and found.state == "unpaired"
    lines = [line for line in caplog.records if "deployment_no_line" in line.getMessage()]
    assert lines and all(line.exc_info is None and line.levelno < logging.ERROR for line in lines)


def test_the_doctor_reads_what_the_registry_knows(suite: Suite) -> None:
    from deploy.doctor.deployments import deployment_findings

    with at_home(suite, "turkistan"):
        (found,) = deployment_findings(suite.tables("registry").connection)
    assert "the centre above: paired, never heard; 0 records wait" in found.words


def test_the_shell_speaks_one_language_refusals_too(suite: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    from deploy.commands.deployment import registry_of
    from deploy.trouble import Trouble
    from services.registry.deployments import cli

    @contextmanager
    def ours(_home: str | None) -> Iterator[Any]:
        with suite.apps["registry"].app_context():
            yield suite.apps["registry"]

    monkeypatch.setattr("deploy.product.registry", ours)
    with at_home(suite, "turkistan"), registry_of(None):
        told = " ".join(cli.status())
    assert "On the way: nothing" in told and not re.search("[А-Яа-я]", told)
    with pytest.raises(Trouble, match="This deployment is not paired"), registry_of(None):
        cli.unpair()


class Centre:
    """Calls to a centre that is this very suite."""

    def __init__(self, suite: Suite) -> None:
        self.client = suite.apps["registry"].test_client()

    def request(self, method: str, url: str, body: bytes, headers: dict[str, str], **_more: Any) -> Any:
        """One call, which knows nothing of who makes it."""
        said = {"method": method, "data": body, "headers": headers}
        answer = Context().run(self.client.open, urlsplit(url).path, **said)
        read = BytesIO(answer.get_data()).read1
        plain = {"status": answer.status_code, "headers": answer.headers}
        return SimpleNamespace(**plain, read1=read, release_conn=lambda: None)


@pytest.mark.parametrize(
    ("language", "words"), [("en", "There is no such"), ("kk", "Мұндай"), ("ru", "Такого")]
)
def test_centre_refuses_in_the_language_it_is_asked_in(
    suite: Suite, monkeypatch: pytest.MonkeyPatch, language: str, words: str
) -> None:
    """`asar init --code` spoke English, and Russian where the centre refused."""
    monkeypatch.setattr(wire, "pool", Centre(suite))
    said = {"code": "WRONG-CODE", "name": "turkistan", "public_key": "", "url": "", "version": VERSION}
    with suite.apps["registry"].app_context(), force_locale(language):
        reply = wire.post(f"https://centre.example.kz{PAIRING}", msgspec.json.encode(said), {})
        assert wire.refusal(reply).message.startswith(words)

"""Whoever writes to the database alone finds nobody who believes the act by which he vouches for another."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from deploy.commands.acts import verify
from shared.acts import vouching
from shared.acts.chain import Broken, link, proven
from shared.acts.vouching import redacting
from tests.registry.test_erasures import erase, person, story
from tests.suite import Suite

__all__ = ["person", "story"]
ALTERED = text("""UPDATE acts SET content = content || '{"why": "так и было"}' WHERE number = 1
    RETURNING encode(sha256(convert_to(content::text, 'UTF8')), 'hex')""")


def forge(app: Any, **said: Any) -> None:
    """Alter the first act, and write one that vouches for it, as whoever writes to the database could."""
    with app.app_context():
        session = app.extensions["sqlalchemy"].session
        link(session.connection(), json.dumps(said | {"redacted": {"1": session.scalar(ALTERED)}}))
        session.commit()


def erased(suite: Suite, person: str) -> tuple[Any, dict[str, Any]]:
    """The registry after an erasure, and the act that vouches."""
    assert erase(suite, person).status_code == 201
    app = suite.apps["registry"]
    with app.app_context():
        session = app.extensions["sqlalchemy"].session
        return app, session.execute(vouching.VOUCHING).one().content


def test_acts_taken_out_of_by_us_are_signed(suite: Suite, project: str, person: str) -> None:
    app, act = erased(suite, person)
    assert [one.standing for one in redacting(app)] == ["signed"] and act["signed"]
    assert proven(app) is None and verify({"registry": app}) == 0


@pytest.mark.parametrize("copied", [False, True])
def test_whoever_vouches_without_the_key_is_forged(
    suite: Suite, project: str, person: str, copied: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    app, act = erased(suite, person)
    forge(app, **(act if copied else {"at": act["at"], "who": {"name": "Никто"}, "verb": "erase"}))
    assert [one.standing for one in redacting(app)] == ["signed", "forged"]
    assert proven(app) == Broken("altered", 1) and verify({"registry": app}) == 1
    assert "is forged: it vouches for 1 altered acts" in capsys.readouterr().out


def test_the_very_words_of_a_signed_act_vouch_once(suite: Suite, project: str, person: str) -> None:
    app, act = erased(suite, person)
    with app.app_context():
        session = app.extensions["sqlalchemy"].session
        link(session.connection(), json.dumps(act))
        session.commit()
    assert [one.standing for one in redacting(app)] == ["signed", "forged"] and verify({"registry": app}) == 1


def test_twin_that_asks_for_no_key_believes_a_forged_act(
    suite: Suite, project: str, person: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, _act = erased(suite, person)
    forge(app, at="2022-09-30", who={}, verb="erase")
    monkeypatch.setattr(vouching, "standing", lambda *_: "signed")
    assert proven(app) is None


@pytest.mark.parametrize("shape", [{"who": "x"}, {"signed": ["ы"]}, {"redacted": [1]}, {"at": None}])
def test_forged_act_of_any_shape_is_named(
    suite: Suite, project: str, person: str, shape: dict[str, Any]
) -> None:
    app, act = erased(suite, person)
    with app.app_context():
        session = app.extensions["sqlalchemy"].session
        link(session.connection(), json.dumps(act | {"signed": "0"} | shape))
        session.commit()
    assert redacting(app)[-1].standing == "forged" and proven(app) is None


@pytest.fixture
def unsigned(suite: Suite, project: str, person: str, tmp_path: Path) -> Iterator[Any]:
    """A registry that erased before acts were signed, with what a newer version's first start wrote down."""
    app, act = erased(suite, person)
    with app.app_context():
        session = app.extensions["sqlalchemy"].session
        session.execute(text("UPDATE acts SET content = content - 'signed'"))
        session.execute(REBUILT)
        last = session.execute(text("SELECT number, hash FROM act_head")).one()
        session.commit()
    (tmp_path / vouching.KEPT).write_text(f"{last.number} {last.hash}\n")
    kept, app.config["OWN_KEYS"] = app.config["OWN_KEYS"], str(tmp_path)
    yield app
    app.config["OWN_KEYS"] = kept


REBUILT = text("""WITH last AS (UPDATE acts SET hash = encode(sha256(convert_to(
        (SELECT hash FROM acts b WHERE b.number = acts.number - 1) || content::text, 'UTF8')), 'hex')
    WHERE number = (SELECT number FROM act_head) RETURNING hash)
    UPDATE act_head SET hash = last.hash FROM last""")


def test_acts_of_before_signatures_are_said_to_be_so(
    unsigned: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [one.standing for one in redacting(unsigned)] == ["before"]
    assert proven(unsigned) is None and verify({"registry": unsigned}) == 0
    assert "before signatures" in capsys.readouterr().out
    forge(unsigned, at="2022-09-30", who={}, verb="erase")
    assert [one.standing for one in redacting(unsigned)] == ["before", "forged"]


ALTERED_LAST = text("""UPDATE acts SET content = content || '{"why": "так"}' WHERE number = :number""")


def test_chain_rebuilt_before_signatures_is_altered(unsigned: Any) -> None:
    with unsigned.app_context():
        session = unsigned.extensions["sqlalchemy"].session
        last = session.scalar(text("SELECT number FROM act_head"))
        session.execute(
            text('UPDATE acts SET content = content || \'{"why": "так"}\' WHERE number = :n'), {"n": last}
        )
        session.execute(REBUILT)
        session.commit()
    assert proven(unsigned) == Broken("altered", last)

"""The regulation that came with a fund attaches itself at the deployment that took it."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from sqlalchemy import text

from services.grants.db import db
from services.grants.handovers import tasks
from services.grants.handovers.queries import Come, without_papers
from shared.doors.errors import Unavailable
from tests.grants.test_handovers import CENTRE, REGION, Homes, offer
from tests.grants.test_handovers import contest as contest
from tests.grants.test_handovers import homes as homes

PAPER = b"%PDF-1.4 regulation"


@pytest.fixture
def taken(homes: Homes, contest: str) -> str:
    """The hash of the regulation that came with a fund the region took."""
    sha256 = hashlib.sha256(PAPER).hexdigest()
    with homes.at(CENTRE) as lead:
        offer(lead, contest)
        said = homes.said()
        paper = {"id": "f1", "kind": "regulation", "sha256": sha256, "quantity": 1}
        said["terms"]["papers"] = [paper | {"page": "/grants/evidence/f1"}]
    with homes.at(REGION) as lead:
        assert homes.hear(CENTRE, said) == {}
        assert lead.post(f"/handovers/{said['id']}/acceptance").status_code == 200
    return sha256


def attached(homes: Homes, monkeypatch: pytest.MonkeyPatch, *come: Come) -> list[tuple[str, str]]:
    """What proves contests after papers were looked for, as kind and hash, where these files have come."""
    monkeypatch.setattr(tasks, "come", lambda hashes: [file for file in come if file.sha256 in hashes])
    with homes.app.app_context():
        tasks.attaching.fn()
        rows = db.session.execute(text("SELECT kind, sha256 FROM evidence WHERE owner_kind = 'contest'"))
        return [(row.kind, row.sha256) for row in rows]


def test_regulation_attaches_itself_once_it_has_come_and_once_only(
    homes: Homes, taken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = Come(taken, len(PAPER), "application/pdf")
    with homes.at(REGION):
        assert attached(homes, monkeypatch) == []
        assert attached(homes, monkeypatch, file) == [("regulation", taken)]
        with homes.app.app_context():
            db.session.execute(text("DELETE FROM evidence"))
            db.session.commit()
        assert attached(homes, monkeypatch, file) == []  # whoever took it off has it off


@pytest.mark.parametrize("mime", ["text/plain", "application/octet-stream"])
def test_paper_that_is_refused_keeps_no_other_fund_waiting(
    homes: Homes, taken: str, monkeypatch: pytest.MonkeyPatch, mime: str
) -> None:
    with homes.at(REGION):
        assert attached(homes, monkeypatch, Come(taken, len(PAPER), mime)) == []
        with homes.app.app_context():
            assert len(without_papers()) == 1


def test_papers_wait_for_a_registry_that_is_away(
    homes: Homes, taken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_hashes: Any) -> Any:
        raise Unavailable

    with homes.at(REGION), homes.app.app_context():
        monkeypatch.setattr(tasks, "come", away)
        tasks.attaching.fn()
        assert len(without_papers()) == 1

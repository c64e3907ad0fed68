"""What a region refuses about gatherings, and what evidence it asks for besides."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from tests.shared.plugin_making import hook, made
from tests.suite import PDF, Suite

OTHER = {"activity": "4.1", "kind": "other", "evidence": ("signed_list",)}


def sent(project: str, day: str, region: str = "turkistan") -> dict[str, str]:
    """A gathering on the wire."""
    words = {"activity": "4.1", "type": "training", "title": "Тренинг", "mode": "offline"}
    return {"project_id": project, "region": region, "starts_on": day, **words}


def test_turkistan_holds_nothing_on_nauryz(suite: Suite, project: str) -> None:
    refused = suite.call("POST", "/events/api/v1/gatherings", json=sent(project, "2022-03-22"))
    assert (refused.status_code, refused.json["detail"]["codes"]) == (422, ["turkistan.nauryz"])
    assert "starts_on" in refused.json["detail"]["fields"]
    elsewhere = sent(project, "2022-03-22", "zhambyl")
    assert suite.call("POST", "/events/api/v1/gatherings", json=elsewhere).status_code == 201


def test_region_asks_for_more_evidence_and_any_one_kind_is_enough(suite: Suite, project: str) -> None:
    gathering = suite.gathering(project, 3, **OTHER)
    assert suite.ok("GET", f"/events/api/v1/gatherings/{gathering}")["also_needed"] == [["photo", "protocol"]]
    lead = suite.browser("project_lead")
    listed = "/events/gatherings?missing=protocol"
    assert gathering in lead.get(listed).get_data(as_text=True)
    attach(suite, gathering, "protocol")
    assert gathering not in lead.get(listed).get_data(as_text=True)


def test_reports_judge_by_what_the_region_asks_for(suite: Suite, project: str) -> None:
    gathering = suite.gathering(project, 3, **OTHER)
    suite.settle()
    assert proven(suite) == [False]
    attach(suite, gathering, "photo")
    suite.settle()
    assert proven(suite) == [True]


def test_without_the_regions_rule_reports_take_it_as_proven(suite: Suite, project: str) -> None:
    suite.gathering(project, 3, region="zhambyl", **OTHER)
    suite.settle()
    assert proven(suite) == [True]


def attach(suite: Suite, gathering: str, kind: str) -> None:
    """Attach a file of a kind."""
    file = (BytesIO(PDF + kind.encode()), f"{kind}.pdf")
    suite.ok("POST", f"/events/api/v1/gatherings/{gathering}/evidence", data={"kind": kind, "file": file})


def proven(suite: Suite) -> list[bool]:
    """Whether the held gatherings count as proven."""
    from sqlalchemy import text

    app = suite.apps["reports"]
    with app.app_context(), app.extensions["sqlalchemy"].engine.connect() as connection:
        return list(
            connection.scalars(text("SELECT proofs <> '{}' FROM source_sums WHERE measure = 'events_held'"))
        )


def test_rule_that_cannot_be_asked_records_nothing(
    suite: Suite, project: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugins = made(tmp_path, code=hook("validate", "return 7"), regions='["zhambyl"]')
    monkeypatch.setitem(suite.apps["events"].extensions, "plugins", plugins)
    refused = suite.call("POST", "/events/api/v1/gatherings", json=sent(project, "2022-04-22", "zhambyl"))
    assert (refused.status_code, refused.json["code"]) == (503, "regional_rule_unavailable")
    assert suite.ok("GET", "/events/api/v1/gatherings") == []
    monkeypatch.undo()

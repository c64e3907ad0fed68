"""Figures of a region with an installation of its own carry their freshness, and an old one is said to be so
in what is sealed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from shared.language import records
from shared.language.records.deployment import Deployment
from shared.queue import receiving
from tests.suite import Suite


def heard(suite: Suite, as_of: datetime | None, version: int = 1, region: str = "turkistan") -> None:
    """The registry tells how fresh a home is."""
    told = Deployment(
        id=region,
        page="/registry/deployments/x",
        name=region,
        regions=(region,),
        as_of=as_of,
        refused=0,
        status="paired",
    )
    wire = {"kind": "deployment", "key": f"centre:{region}", "version": version, "state": records.state(told)}
    app = suite.apps["reports"]
    with app.app_context():
        session = app.extensions["sqlalchemy"].session
        assert not receiving.receive(session, app.extensions["inbox"], [wire], "registry")
        session.commit()


def ago(**passed: int) -> datetime:
    """A moment that has passed."""
    return datetime.now(UTC) - timedelta(**passed)


def sealed(suite: Suite, project: str) -> list[str]:
    """What a report that is sealed now says of old figures."""
    asked = {
        "period": {"from": "2022-04-01", "to": "2022-06-30"},
        "formats": ["docx"],
        "kind": "programme_report",
    }
    job = suite.ok("POST", f"/reports/api/v1/projects/{project}/reports", json=asked)["job"]
    suite.settle()
    report = suite.ok("GET", f"/reports/api/v1/jobs/{job}")["result"]["report"]
    return list(suite.ok("GET", f"/reports/api/v1/reports/{report}")["snapshot"]["stale"])


def test_figures_say_until_when_a_region_is_known(suite: Suite, project: str) -> None:
    assert suite.figure(project, "4.1.3")["as_of"] is None
    moment = ago(days=3)
    heard(suite, moment)
    heard(suite, ago(hours=1), region="mangystau")
    assert datetime.fromisoformat(suite.figure(project, "4.1.3")["as_of"]) == moment
    there = suite.figure(project, "4.1.3", query_string={"region": "mangystau"})
    assert datetime.fromisoformat(there["as_of"]) > moment
    lead = suite.browser("project_lead")
    for address in (f"/reports/?project={project}", f"/reports/indicators/4.1.3?project={project}"):
        assert "Туркестанская область: последние данные 3 дня назад" in lead.get(address).get_data(
            as_text=True
        )
    partner = suite.browser("partner_rep", "atyrau").get(f"/reports/?project={project}")
    assert "последние данные" not in partner.get_data(as_text=True)


def test_older_news_does_not_take_the_place_of_newer(suite: Suite, project: str) -> None:
    moment = ago(hours=2)
    heard(suite, moment, 5)
    heard(suite, ago(days=9), 4)
    assert datetime.fromisoformat(suite.figure(project, "4.1.3")["as_of"]) == moment


def test_report_sealed_without_fresh_data_says_so(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard(suite, ago(hours=30))
    assert [words.split(":")[0] for words in sealed(suite, project)] == [
        "Туркестанская область работает на своей установке"
    ]
    monkeypatch.setenv("ASAR_FRESH_HOURS", "48")
    assert sealed(suite, project) == []

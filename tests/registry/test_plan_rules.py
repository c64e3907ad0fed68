"""A version of a plan keeps what its regions' plugins said when it was approved; so does a sealed report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from services.registry.db import db
from services.registry.plans.operations import keep_missing_rules
from shared.acts.doer import work
from shared.doors.transaction import carry_out
from shared.plugins.asking import Plugins
from tests.shared.plugin_making import hook, made
from tests.suite import Suite

NEED = '[[required_evidence]]\nkinds = ["{kind}"]\nreason = {{ru = "Нужно: {kind}", kk = "Керек: {kind}"}}\n'
OF_ONE_LINE = hook(
    "required_evidence",
    "return [EvidenceNeed(('photo',), {'ru': 'Ф', 'kk': 'Ф'})] if activity == '4.1' else []",
)
Speaks = Callable[..., Plugins]


@pytest.fixture
def speaks(suite: Suite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Speaks:
    """Let one plugin speak for turkistan in all services."""

    def of(data: str = "", code: str = "") -> Plugins:
        plugins = made(tmp_path, data, code, regions='["turkistan"]')
        for app in suite.apps.values():
            monkeypatch.setitem(app.extensions, "plugins", plugins)
        return plugins

    return of


def needed(suite: Suite, project: str, activity: str = "4.1", **more: str) -> list[list[str]]:
    """What a gathering needs besides the plan."""
    words = {"activity": activity, "type": "training", "title": f"Тренинг {more}", "mode": "offline"}
    words |= {"project_id": project, "region": "turkistan", "starts_on": "2022-04-12", **more}
    made = suite.ok("POST", "/events/api/v1/gatherings", json=words)["id"]
    return suite.ok("GET", f"/events/api/v1/gatherings/{made}")["also_needed"]


def plan_page(suite: Suite) -> str:
    """The page of the plan in force."""
    plan = suite.ok("GET", "/registry/api/v1/projects")[0]["plan_id"]
    return suite.browser("project_lead").get(f"/registry/plans/{plan}").get_data(as_text=True)


def test_gatherings_need_what_was_said_when_the_plan_was_approved(suite: Suite, speaks: Speaks) -> None:
    then = speaks(NEED.format(kind="photo")).loaded[0]
    project = suite.approved_project()
    assert needed(suite, project) == [["photo"]]
    now = speaks(NEED.format(kind="protocol")).loaded[0]
    assert needed(suite, project, starts_on="2022-04-13") == [["photo"]]
    page = plan_page(suite)
    assert "Нужно: photo" in page and then.fingerprint[:12] in page and f"<b>{then.title}</b> 1" in page
    assert "«" + now.title + "»" in page and "Нужно: protocol" in page and "не влияет" in page


def test_function_is_asked_about_each_line_when_the_plan_is_approved(suite: Suite, speaks: Speaks) -> None:
    speaks(code=OF_ONE_LINE)
    project = suite.approved_project()
    speaks()
    assert needed(suite, project) == [["photo"]]
    assert needed(suite, project, "5.1") == []


def test_plan_is_not_approved_while_a_rule_cannot_be_asked(suite: Suite, speaks: Speaks) -> None:
    speaks(code=hook("required_evidence", "return 7"))
    with pytest.raises(AssertionError, match="regional_rule_unavailable"):
        suite.approved_project()
    assert [row["status"] for row in suite.ok("GET", "/registry/api/v1/projects")] in ([], ["draft"])


def test_plan_approved_before_rules_were_kept_gets_them_at_a_start(suite: Suite, speaks: Speaks) -> None:
    speaks(NEED.format(kind="photo"))
    project = suite.approved_project()
    app = suite.apps["registry"]
    with app.app_context(), work("registry.rules"):
        db.session.execute(db.text("UPDATE plans SET rules = NULL"))
        db.session.commit()
        assert (carry_out(keep_missing_rules), carry_out(keep_missing_rules)) == (1, 0)
    suite.settle()
    speaks(NEED.format(kind="protocol"))
    assert needed(suite, project) == [["photo"]]


def test_sealed_report_says_which_plugins_had_a_say(suite: Suite, speaks: Speaks) -> None:
    then = speaks(NEED.format(kind="photo")).loaded[0]
    project = suite.approved_project()
    path = f"/reports/api/v1/projects/{project}/reports"
    job = suite.ok("POST", path, json={"formats": ["xlsx"]})["job"]
    suite.settle()
    report = suite.ok("GET", f"/reports/api/v1/jobs/{job}")["result"]["report"]
    lead = suite.browser("project_lead")
    page = lead.get(f"/reports/reports/{report}").get_data(as_text=True)
    assert f"{then.title} 1" in page and then.fingerprint[:12] in page and "сегодня то же" in page
    now = speaks(NEED.format(kind="protocol")).loaded[0]
    later = lead.get(f"/reports/reports/{report}").get_data(as_text=True)
    assert then.fingerprint[:12] in later and now.title not in later and "больше не действует" in later

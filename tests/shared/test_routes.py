"""Who sends a kind of record and to whom it goes is told by the composition alone."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from deploy.routes import ROUTES, routes
from deploy.settings import read_settings
from deploy.trouble import Trouble
from shared import routes as ways
from shared.language import records
from tests.suite import Suite


def test_every_kind_of_record_has_its_way() -> None:
    assert ROUTES.keys() == records.KINDS.keys()


def test_another_map_takes_the_place_of_ours() -> None:
    assert routes({"ASAR_ROUTES": "{}"}) == "{}"


def test_installation_may_publish_upwards(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    upwards = ways.Route("events", ("reports", "upwards"))
    monkeypatch.setitem(suite.apps["events"].extensions["routes"], "gathering", upwards)
    suite.gathering(project, 0, evidence=())
    with suite.apps["events"].app_context():
        session = suite.apps["events"].extensions["sqlalchemy"].session
        waiting = session.scalars(text("SELECT recipient FROM outbox WHERE kind = 'gathering'")).all()
    assert set(waiting) == {"reports", "upwards"}


def test_kind_without_a_way_is_not_dropped_silently(suite: Suite) -> None:
    with suite.apps["events"].app_context(), pytest.raises(ways.RouteMissing):
        ways.recipients("weather")


def test_nobody_speaks_of_what_is_not_his(suite: Suite) -> None:
    with suite.apps["reports"].app_context():
        assert ways.may_send("events", "gathering")
        assert not ways.may_send("grants", "gathering") and not ways.may_send("grants", "weather")


@pytest.mark.parametrize("name", ["Центр", "a b", "1st", "a:b", "x" * 40])
def test_name_of_an_installation_is_checked(name: str) -> None:
    with pytest.raises(Trouble, match="ASAR_DEPLOYMENT"):
        read_settings(env={"ASAR_DEPLOYMENT": name})

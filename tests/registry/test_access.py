"""Sign-in, sessions, tokens and who may do what."""

from __future__ import annotations

import time

import pytest
from sqlalchemy import text

from services.registry.tokens.cli import list_tokens, revoke_tokens
from shared import peers
from tests.suite import DATA, PASSWORD, Suite


def test_wrong_password_opens_nothing(suite: Suite) -> None:
    lead = suite.browser("project_lead")
    answer = lead.post("/registry/sign-in", {"login": "nobody", "password": PASSWORD})
    assert answer.status_code == 422


def test_sign_out_everywhere_ends_every_service(suite: Suite) -> None:
    lead = suite.browser("project_lead")
    assert lead.get("/reports/").status_code == 200
    cookies = dict(lead.cookies)
    lead.post("/registry/sign-out-everywhere", {}, page="/registry/me")
    for app in suite.apps.values():
        app.extensions["introspection"].known.clear()
    lead.cookies = cookies
    answer = lead.get("/reports/?region=atyrau")
    assert answer.headers["Location"] == "/registry/sign-in?next=/reports/%3Fregion%3Datyrau"


def test_form_without_csrf_token_is_refused(suite: Suite) -> None:
    lead = suite.browser("project_lead")
    answer = lead.open("POST", "/registry/users/new", data={"login": "x"})
    assert answer.status_code == 400


def test_cookie_alone_cannot_drive_the_api(suite: Suite) -> None:
    lead = suite.browser("project_lead")
    assert lead.open("POST", "/events/api/v1/gatherings", json={}).status_code == 400


def test_token_without_the_scope_is_forbidden(suite: Suite) -> None:
    answer = suite.call("GET", "/registry/api/v1/projects", token=suite.token(("events:read",)))
    assert (answer.status_code, answer.get_json()["code"]) == (403, "forbidden")


def test_reading_scope_cannot_write(suite: Suite) -> None:
    answer = suite.call("POST", "/events/api/v1/gatherings", json={}, token=suite.token(("events:read",)))
    assert answer.status_code == 403


def test_unsigned_neighbour_is_refused(suite: Suite) -> None:
    answer = (
        suite.apps["registry"]
        .test_client()
        .post("/registry/internal/introspection", json={"kind": "token", "credential": "x"})
    )
    assert (answer.status_code, answer.get_json()["code"]) == (403, "foreign_request")


def test_partner_gets_404_for_another_region(suite: Suite, project: str) -> None:
    gathering = suite.gathering(project, 15, region="atyrau")
    partner = suite.browser("partner_rep", "turkistan")
    assert partner.get(f"/events/gatherings/{gathering}").status_code == 404
    token = suite.token(("events:read", "events:write"), "turkistan")
    assert suite.call("GET", f"/events/api/v1/gatherings/{gathering}", token=token).status_code == 404
    assert suite.ok("GET", "/events/api/v1/gatherings", token=token) == []


def test_open_redirect_is_not_followed(suite: Suite) -> None:
    lead = suite.browser("project_lead")
    answer = lead.post(
        "/registry/sign-in", {"login": lead.login, "password": PASSWORD, "next": "//evil.example/"}
    )
    assert answer.headers["Location"] == "/registry/home"


def test_basic_authorization_does_not_stand_for_the_csrf_token(suite: Suite) -> None:
    lead = suite.browser("project_lead")
    answer = lead.open(
        "POST", "/registry/users/new", data={"login": "x"}, headers={"Authorization": "Basic Zm9vOmJhcg=="}
    )
    assert answer.status_code == 400


@pytest.mark.parametrize("verb", ["approval", "closing", "removal", "amendments"])
def test_lead_of_one_region_does_not_decide_for_all(suite: Suite, verb: str) -> None:
    plan = suite.ok(
        "POST", "/registry/api/v1/plans", data={"file": (DATA / "detailed-description.docx").open("rb")}
    )["id"]
    assert (
        suite.browser("project_lead", "turkistan").post(f"/registry/plans/{plan}/{verb}", {}).status_code
        == 403
    )
    token = suite.token(("registry:write",), "turkistan")
    assert suite.call("POST", f"/registry/api/v1/plans/{plan}/approval", token=token).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/events/api/v1/gatherings",
        "/events/api/v1/publications",
        "/registry/api/v1/projects",
        "/grants/api/v1/contests",
    ],
)
@pytest.mark.parametrize("cursor", ["WyJ4IiwieSJd", "WyJ4Il0", "WzEsMl0", "e30", "%00", "ъ", "////"])
def test_cursor_that_is_not_ours_is_refused(suite: Suite, path: str, cursor: str) -> None:
    answer = suite.call("GET", f"{path}?cursor={cursor}")
    assert (answer.status_code, answer.get_json()["code"]) == (422, "bad_cursor")


def test_session_ends_when_nobody_uses_it_and_at_the_latest_after_its_term(suite: Suite) -> None:
    for statement in (
        "last_seen_at = now() - interval '4 hours'",
        "expires_at = now() - interval '1 second'",
    ):
        lead = suite.browser("project_lead")
        before = lead.get("/registry/me").status_code
        change(suite, f"UPDATE sessions SET {statement} WHERE user_id = '{lead.user_id}'")
        assert (before, lead.get("/registry/me").status_code) == (200, 302), statement


def test_answer_about_a_session_is_believed_a_minute_at_most(
    suite: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = suite.browser("project_lead")
    assert lead.get("/events/gatherings").status_code == 200
    monkeypatch.delitem(peers.IN_PROCESS, "registry")
    codes, moment = [], time.monotonic()
    for later in (0, 45, 75):
        monkeypatch.setattr("shared.access.time.monotonic", lambda later=later: moment + later)
        codes.append(lead.get("/events/gatherings").status_code)
    assert codes == [200, 200, 503]


def test_centre_of_another_region_is_not_found(suite: Suite, project: str) -> None:
    made = (
        suite.browser("project_lead")
        .post(
            "/registry/centres/new",
            {"project_id": project, "name": "Береке", "region": "turkistan", "settlement": "Қарнақ"},
        )
        .headers["Location"]
    )
    codes = [suite.browser("partner_rep", region).get(made).status_code for region in ("turkistan", "atyrau")]
    assert codes == [200, 404]


def change(suite: Suite, statement: str) -> None:
    """One statement in the registry's database, and nobody remembers who was signed in."""
    with suite.apps["registry"].app_context():
        session = suite.apps["registry"].extensions["sqlalchemy"].session
        session.execute(text(statement))
        session.commit()
    for app in suite.apps.values():
        app.extensions["introspection"].known.clear()


def test_revoked_token_opens_nothing(suite: Suite) -> None:
    token = suite.token(("registry:read",))
    before = suite.call("GET", "/registry/api/v1/projects", token=token).status_code
    with suite.apps["registry"].app_context():
        assert (
            list_tokens()[0].startswith("test: registry:read")
            and "1" in revoke_tokens("test")[0]
            and list_tokens() == []
        )
    suite.apps["registry"].extensions["introspection"].known.clear()
    assert (before, suite.call("GET", "/registry/api/v1/projects", token=token).status_code) == (200, 401)

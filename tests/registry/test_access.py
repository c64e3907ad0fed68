"""Sign-in, sessions, tokens and who may do what."""
from __future__ import annotations

from tests.suite import PASSWORD, Suite


def test_wrong_password_opens_nothing(suite: Suite) -> None:
    lead = suite.browser("project_lead")
    answer = lead.post("/registry/sign-in", {"login": "nobody", "password": PASSWORD})
    assert answer.status_code == 422


def test_account_waits_after_five_wrong_passwords(suite: Suite) -> None:
    other = suite.browser("coordinator")
    login = other.login
    codes = [other.post("/registry/sign-in", {"login": login, "password": "wrong"}).status_code for _ in range(6)]
    assert codes == [422] * 6
    assert other.post("/registry/sign-in", {"login": login, "password": PASSWORD}).status_code == 422


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
    answer = suite.apps["registry"].test_client().post("/registry/internal/introspection", json={"kind": "token", "credential": "x"})
    assert (answer.status_code, answer.get_json()["code"]) == (403, "foreign_request")


def test_service_signature_covers_the_body(suite: Suite) -> None:
    from shared.peers import digest
    peers = suite.apps["events"].extensions["peers"]
    token = peers.sign("registry", b'{"kind":"token","credential":"a"}')
    answer = suite.apps["registry"].test_client().post(
        "/registry/internal/introspection", data=b'{"kind":"token","credential":"b"}', headers={"Authorization": f"Service {token}"},
        content_type="application/json")
    assert answer.status_code == 403 and digest(b"") != token


def test_partner_gets_404_for_another_region(suite: Suite, project: str) -> None:
    gathering = suite.gathering(project, 15, region="atyrau")
    partner = suite.browser("partner_rep", "turkistan")
    assert partner.get(f"/events/gatherings/{gathering}").status_code == 404
    token = suite.token(("events:read", "events:write"), "turkistan")
    assert suite.call("GET", f"/events/api/v1/gatherings/{gathering}", token=token).status_code == 404
    assert suite.ok("GET", "/events/api/v1/gatherings", token=token) == []


def test_open_redirect_is_not_followed(suite: Suite) -> None:
    lead = suite.browser("project_lead")
    answer = lead.post("/registry/sign-in", {"login": lead.login, "password": PASSWORD, "next": "//evil.example/"})
    assert answer.headers["Location"] == "/reports/"

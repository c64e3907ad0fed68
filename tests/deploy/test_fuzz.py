"""What `./asar fuzz` asks with and judges by: seeds, bends, verdicts; and the documents know their ids."""

from __future__ import annotations

import argparse
import re
from decimal import Decimal
from random import Random

import pytest
import requests
from urllib3 import HTTPResponse

from deploy.commands.fuzz import configure
from deploy.commands.fuzz import run as command
from deploy.fuzz import calls, page
from deploy.fuzz.bending import BENDS, bent, raw_of
from deploy.fuzz.callers import Caller
from deploy.fuzz.judging import Judge, Wrong, strictly
from deploy.fuzz.seeds import Seeds, kinds_of, sources, spread
from deploy.fuzz.states import STATES, Hands, standing
from deploy.fuzz.told import Found, Line, Plan, Told
from deploy.settings import SERVICES
from deploy.trouble import Trouble
from tests.suite import Suite

ROWS = [{"award_id": "a1"}, {"award_id": "a2", "payment_id": "p2"}, {"title": "Асар"}, {"amount": 5}]
DOCUMENT = {
    "openapi": "3.1.0",
    "info": {"title": "x", "version": "1"},
    "paths": {
        "/things": {
            "get": {
                "responses": {
                    "200": {
                        "description": "",
                        "content": {"application/json": {"schema": {"type": "array"}}},
                    },
                    "default": {
                        "description": "",
                        "content": {"application/json": {"schema": {"type": "object"}}},
                    },
                }
            }
        }
    },
}


def asked(
    method: str = "POST", body: bytes = b'{"title": "a", "rows": [{"n": 1}]}'
) -> requests.PreparedRequest:
    """A request after a document."""
    headers = {"Content-Type": "application/json"}
    address = "http://127.0.0.1:1/grants/api/v1/awards/x/payments?limit=5"
    return requests.Request(method, address, headers=headers, data=body).prepare()


def answered(status: int, body: bytes, kind: str = "application/json") -> requests.Response:
    """An answer, as it came."""
    answer = requests.Response()
    answer.status_code, answer._content = status, body
    answer.headers["Content-Type"] = kind
    answer.raw = HTTPResponse(body, headers={"Content-Type": kind})
    answer.request, answer.url = asked("GET", b""), "http://127.0.0.1:1/things"
    return answer


def found(status: int, body: bytes, kind: str = "application/json") -> list[str]:
    """The kinds of what is wrong with an answer."""
    case = calls.operations(DOCUMENT)[0].Case()
    return [wrong.kind for wrong in Judge({"refused": 400}).judged(case, answered(status, body, kind), True)]


def test_what_belongs_together_is_named_together() -> None:
    there = Seeds(ROWS, Random(1))
    assert {there.together(["award_id", "payment_id"])["award_id"] for _ in range(20)} == {"a2"}
    assert {there.together(["award_id"])["award_id"] for _ in range(20)} == {"a1", "a2"}
    assert there.together(["nobody knows"]) == {}


def test_a_body_names_what_exists_and_keeps_its_kinds() -> None:
    there = Seeds(ROWS, Random(1))
    said = {"title": "\x00", "amount": 9.5, "rows": [{"award_id": "?"}], "payment_id": None, "other": "x"}
    told = there.into(said, 1)
    assert told["title"] == "Асар" and told["amount"] == 5 and told["rows"][0]["award_id"] in ("a1", "a2")
    assert told["payment_id"] is None and told["other"] == "x"
    assert there.into({"amount": True, "title": 5}, 1) == {"amount": True, "title": 5}


def test_a_copied_body_says_what_one_row_says_and_what_must_be_said() -> None:
    row = {"title": "Асар", "mode": "offline", "starts_on": "2022-05-10"}
    there = Seeds([row, {"title": "Жол"}, {"project_id": "p1"}], Random(1))
    texts = {name: {"type": "string"} for name in ("title", "mode", "starts_on", "project_id", "link")}
    shape = {"properties": {**texts, "sum": {"example": 5}, "again": {"type": "boolean"}}}
    told = [there.copied({**shape, "required": ["title", "project_id", "sum"]}, {}) for _ in range(40)]
    assert all(one["project_id"] == "p1" and one["sum"] == 5 and "link" not in one for one in told)
    assert {one["title"] for one in told} == {"Асар", "Жол"} and {one["mode"] for one in told} == {"offline"}
    assert {one.get("again") for one in told} == {True, None}


def test_a_row_is_told_as_a_body_says_it() -> None:
    kept = {"gathering_id": 1, "*": {"id": 1, "activity_id": "a", "sum": Decimal("5.5"), "iin": "\\xff"}}
    assert spread(kept) == {"gathering_id": 1, "activity": "a", "activity_id": "a", "sum": 5.5}


def test_an_owner_is_proven_by_his_own_kinds() -> None:
    assert kinds_of("registry", "POST /registry/api/v1/plans/{plan_id}/evidence") == ("grantor_letter",)
    assert kinds_of("registry", "POST /registry/api/v1/plans/{plan_id}/notes") == ()


def test_a_call_of_few_cases_is_made_after_its_document_and_against_it() -> None:
    parameter = {"name": "limit", "in": "query", "schema": {"type": "integer"}}
    asking = {**DOCUMENT["paths"]["/things"]["get"], "parameters": [parameter]}
    document = {**DOCUMENT, "paths": {"/things": {"get": asking}}}
    made: list[object] = []
    calls.make(calls.operations(document)[0], 40, Random(1), lambda case, mode: made.append(mode))
    assert {*made} == {*calls.MODES} and len(made) == 40


@pytest.mark.parametrize("name", BENDS)
def test_every_bend_changes_a_request_that_can_travel(name: str) -> None:
    chance, plain, differ = Random(3), asked(), 0
    for _ in range(200):
        request = asked()
        BENDS[name].bend(request, chance)
        assert calls.curl(request).startswith(f"curl -i -X {request.method}")
        differ += vars(request) != vars(plain)
    assert differ > 100


def test_a_request_without_a_body_can_be_bent_too() -> None:
    assert {bent(asked("GET", b""), Random(number)) for number in range(200)} == set(BENDS)


def test_whoever_asks_is_known_by_his_own_headers_alone() -> None:
    case = calls.operations(DOCUMENT)[0].Case(headers={"Authorization": "Bearer made-up", "X-Kept": "1"})
    asked_by_lead = calls.prepared(case, "http://127.0.0.1:1", {"Cookie": "asar_session=x"})
    assert "Authorization" not in asked_by_lead.headers and asked_by_lead.headers["X-Kept"] == "1"
    tool = calls.prepared(case, "http://127.0.0.1:1", {"Authorization": "Bearer asar_tool"})
    assert tool.headers["Authorization"] == "Bearer asar_tool"


def test_the_line_for_the_shell_hides_the_token_and_keeps_the_bytes() -> None:
    request = asked(body=b"a'\\\x00\xff")
    request.headers["Authorization"] = "Bearer asar_secret"
    line = calls.curl(request)
    assert "secret" not in line and '"Authorization: Bearer $TOKEN"' in line
    assert line.endswith("--data-binary $'a\\x27\\x5c\\x00\\xff'") and raw_of(request) == b"a'\\\x00\xff"


def test_a_good_answer_and_a_good_refusal_are_not_wrong() -> None:
    assert found(200, b"[]") == [] and found(400, b'{"code": "refused"}') == []
    assert found(404, b'{"code": "not_found"}') == found(414, b'{"code": "address_too_long"}') == []


def test_each_kind_of_wrong_is_seen() -> None:
    assert found(500, b'{"code": "internal_error"}') == ["500"]
    assert found(200, b"{}") == ["Response violates schema"]
    assert found(200, b"<p>", "text/html") == ["Undocumented Content-Type"]
    assert found(409, b'{"code": "refused"}') == ["code"]
    assert "code" in found(414, b"<html>", "text/html")
    assert list(strictly(answered(200, b"[NaN]"))) == [Wrong("not JSON", "ValueError")]


def test_a_call_is_made_as_often_as_was_asked() -> None:
    made: list[object] = []
    calls.make(calls.operations(DOCUMENT)[0], 7, Random(1), lambda case, mode: made.append(case))
    assert len(made) == 7


def test_a_run_without_cases_or_with_one_fault_is_not_clean() -> None:
    line = Line("GET /things")
    told = Told(Plan(1, 1, SERVICES), [line])
    assert not told.is_clean
    line.statuses[200] += 1
    assert told.is_clean and page.row(line) == "| `GET /things` | 1 | 1 | 0 | 0 | 0 | 0.0 s |"
    line.found[Wrong("500", "internal_error")] = Found(2, "curl …", "500 …")
    assert not told.is_clean and "2 × 500: internal_error" in page.row(line)


def test_an_unknown_service_is_refused_before_anything_starts() -> None:
    parser = argparse.ArgumentParser()
    configure(parser)
    with pytest.raises(Trouble, match="money. There are: registry, events, grants, reports"):
        command(parser.parse_args(["--only", "money"]))


def test_what_is_made_for_a_call_is_named_under_names_of_its_own(suite: Suite) -> None:
    documents = [suite.apps[name].test_client().get(f"/{name}/api/openapi.json") for name in SERVICES]
    calls_of = {one.label for document in documents for one in calls.operations(document.get_json())}
    assert set(STATES) <= calls_of, set(STATES) - calls_of
    nobody = Hands("http://127.0.0.1:1", Caller("lead", 1, {}))
    assert standing(nobody, "GET /grants/api/v1/contests") == {}


@pytest.mark.parametrize("service", SERVICES)
def test_every_id_of_a_path_has_a_source(suite: Suite, service: str) -> None:
    document = suite.apps[service].test_client().get(f"/{service}/api/openapi.json").get_json()
    wanted = {name for path in document["paths"] for name in re.findall(r"{(\w+)}", path)}
    known = {name for source in sources(service) for name in source.names}
    assert wanted and wanted <= known, f"deploy/fuzz/seeds.py, SOURCES: where do {wanted - known} stand?"

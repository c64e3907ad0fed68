"""What `./asar fuzz` asks with and judges by: seeds, bends, verdicts; and the documents know their ids."""

from __future__ import annotations

import argparse
import re
from random import Random

import pytest
import requests
from urllib3 import HTTPResponse

from deploy.commands.fuzz import configure
from deploy.commands.fuzz import run as command
from deploy.fuzz import calls, page
from deploy.fuzz.bending import BENDS, bent, raw_of
from deploy.fuzz.judging import Judge, Wrong, strictly
from deploy.fuzz.seeds import Seeds, sources
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


@pytest.mark.parametrize("service", SERVICES)
def test_every_id_of_a_path_has_a_source(suite: Suite, service: str) -> None:
    document = suite.apps[service].test_client().get(f"/{service}/api/openapi.json").get_json()
    wanted = {name for path in document["paths"] for name in re.findall(r"{(\w+)}", path)}
    known = {name for source in sources(service) for name in source.names}
    assert wanted and wanted <= known, f"deploy/fuzz/seeds.py, SOURCES: where do {wanted - known} stand?"

"""Each service shows its API as a page and as OpenAPI, and both name the same calls."""

from __future__ import annotations

import ast

import pytest

from tests.house.code import SERVICES, files, name, nodes
from tests.house.test_languages import constant, is_code
from tests.suite import Suite


@pytest.mark.parametrize("service", SERVICES)
def test_every_call_is_on_the_page(suite: Suite, service: str) -> None:
    client = suite.apps[service].test_client()
    document, page = client.get(f"/{service}/api/openapi.json").get_json(), client.get(f"/{service}/api/")
    assert page.status_code == 200 and document["paths"]
    assert not [path for path in document["paths"] if path not in page.get_data(as_text=True)]


@pytest.mark.parametrize("service", SERVICES)
def test_every_call_says_what_it_does(suite: Suite, service: str) -> None:
    document = suite.apps[service].test_client().get(f"/{service}/api/openapi.json").get_json()
    bare = [
        f"{method} {path}"
        for path, item in document["paths"].items()
        for method, call in item.items()
        if method in ("get", "post") and not call.get("summary")
    ]
    assert not bare


@pytest.mark.parametrize("service", SERVICES)
def test_every_error_code_is_on_the_page(suite: Suite, service: str) -> None:
    # Tokens are made from the shell only, so their refusals are never answered.
    answering = [path for path in files(f"services/{service}", "shared") if path.parent.name != "tokens"]
    codes = {
        constant(item)
        for path in answering
        for node in nodes(path)
        if isinstance(node, ast.ClassDef)
        for item in node.body
        if is_code(item) and constant(item)
    }
    page = suite.apps[service].test_client().get(f"/{service}/api/").get_data(as_text=True)
    assert codes and not [code for code in codes if f"<code>{code}</code>" not in page]


@pytest.mark.parametrize("service", SERVICES)
def test_every_multipart_call_shows_its_file(suite: Suite, service: str) -> None:
    document = suite.apps[service].test_client().get(f"/{service}/api/openapi.json").get_json()
    bodies = {
        path: call["requestBody"]["content"]["multipart/form-data"]["schema"]["$ref"].split("/")[-1]
        for path, item in document["paths"].items()
        for call in item.values()
        if isinstance(call, dict) and "multipart/form-data" in call.get("requestBody", {}).get("content", {})
    }
    shapes = document["components"]["schemas"]
    assert bodies or service == "reports"
    assert not {
        path: name
        for path, name in bodies.items()
        if shapes[name]["properties"].get("file", {}).get("format") != "binary"
        or "file" not in shapes[name]["required"]
    }


def test_no_call_takes_a_file_its_document_does_not_show() -> None:
    assert not [
        name(path)
        for path in files("services")
        if path.name == "api.py" and "request.files" in path.read_text("utf-8")
    ]


@pytest.mark.parametrize("service", ["registry", "events", "grants", "reports"])
def test_every_unsafe_call_documents_its_key(suite: Suite, service: str) -> None:
    document = suite.call("GET", f"/{service}/api/openapi.json").get_json()
    unsafe = [
        call
        for calls in document["paths"].values()
        for verb, call in calls.items()
        if verb in ("post", "put", "patch", "delete")
    ]
    assert unsafe and all(
        any(item.get("name") == "Idempotency-Key" for item in call["parameters"]) for call in unsafe
    )

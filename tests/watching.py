"""What every answer in every test must keep: it has committed what it wrote,
and its JSON is what the OpenAPI document says."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from flask import Flask, Response, request
from jsonschema import Draft202012Validator
from sqlalchemy import event
from sqlalchemy.orm import Session

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


def watch(app: Flask) -> None:
    """Turn an answer that breaks one of the two into a crash: status 500, and the reason in the log."""
    watch_commits(app)

    @cache
    def document() -> dict[str, Any]:
        return app.extensions["api"].spec.to_dict()

    @cache
    def shape(rule: str, method: str, status: int) -> Draft202012Validator:
        return shape_of(document(), rule, method, status)

    @app.after_request
    def as_documented(response: Response) -> Response:
        if request.url_rule and "/api/v1/" in request.path and response.mimetype == "application/json":
            said = shape(request.url_rule.rule, request.method, response.status_code)
            wrong = list(said.iter_errors(response.get_json()))
            assert not wrong, (
                f"{request.method} {request.path} {response.status}: "
                f"{wrong[0].json_path} {wrong[0].message[:300]}"
            )
        return response


def shape_of(document: dict[str, Any], rule: str, method: str, status: int) -> Draft202012Validator:
    """The documented shape of an answer."""
    responses = document["paths"][PARAMETER.sub(r"{\1}", rule)].get(method.lower(), {"responses": {}})[
        "responses"
    ]
    said = responses.get(str(status)) or responses.get("default", {})
    if "$ref" in said:
        said = document["components"]["responses"][said["$ref"].split("/")[-1]]
    schema = said.get("content", {}).get("application/json", {}).get("schema", {})
    return Draft202012Validator({**schema, "components": document["components"]})


def watch_commits(app: Flask) -> None:
    """Follow the session from its first write to its commit."""
    session = app.extensions["sqlalchemy"].session
    for name, mark in (("after_flush", True), ("after_commit", False), ("after_rollback", False)):
        event.listen(session, name, lambda own, *_more, mark=mark: own.info.update(written=mark))
    event.listen(session, "do_orm_execute", written)

    @app.after_request
    def nothing_is_left(response: Response) -> Response:
        own = session()
        left = own.info.pop("written", False) or own.new or own.dirty or own.deleted
        assert response.status_code >= 400 or not left, (
            f"{request.method} {request.path} answers {response.status} and commits nothing"
        )
        return response


def written(state: Any) -> None:
    """Remember a statement that changes rows without a flush."""
    if state.is_insert or state.is_update or state.is_delete:
        own: Session = state.session
        own.info["written"] = True

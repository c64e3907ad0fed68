"""What is wrong with an answer: 5xx, a status, a kind of content or a body its document does not show."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import requests
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from deploy.gate import refusals

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]
# Refusals of HTTP itself carry its own names; those of the gate stand before every service.
GATE = {said.code: said.number for said in vars(refusals).values() if isinstance(said, refusals.Refusal)}
HTTP = {status.phrase.lower().replace(" ", "_"): status.value for status in HTTPStatus if status >= 400}


@dataclass(frozen=True)
class Wrong:
    """What is wrong, in words that are the same for the same fault."""

    kind: str
    words: str


@dataclass(frozen=True)
class Judge:
    """The document's own list of refusals, by code: each with its status."""

    refusals: Mapping[str, int]

    def judged(self, case: Case, answer: requests.Response, same_call: bool) -> list[Wrong]:
        """Everything that is wrong with an answer to a case."""
        if answer.status_code >= 500:
            return [Wrong(f"{answer.status_code}", code_of(answer))]
        if not same_call or answer.request.method == "HEAD":
            return []
        return [*by_document(case, answer), *self.by_code(answer), *strictly(answer)]

    def by_code(self, answer: requests.Response) -> Iterator[Wrong]:
        """A refusal whose code is not among the document's, or stands there with another status."""
        code = code_of(answer)
        if answer.status_code >= 400 and {**HTTP, **GATE, **self.refusals}.get(code) != answer.status_code:
            yield Wrong("code", f"{code} with {answer.status_code} is not in the document")


def by_document(case: Case, answer: requests.Response) -> Iterator[Wrong]:
    """What schemathesis finds."""
    try:
        case.validate_response(answer, checks=CHECKS)
    except FailureGroup as group:
        for failure in group.exceptions:
            title = failure.title if isinstance(failure, Failure) else type(failure).__name__
            yield Wrong(title, in_short(str(getattr(failure, "message", failure))))


def strictly(answer: requests.Response) -> Iterator[Wrong]:
    """JSON that only Python reads."""
    if "json" in answer.headers.get("Content-Type", ""):
        try:
            json.loads(answer.content.decode(), parse_constant=refused)
        except ValueError as error:
            yield Wrong("not JSON", type(error).__name__)


def refused(word: str) -> Any:
    """NaN and its kind are no JSON."""
    raise ValueError(word)


def code_of(answer: requests.Response) -> str:
    """The code of a refusal; empty where there is none."""
    try:
        said = answer.json()
    except ValueError:
        return ""
    return str(said.get("code", "")) if isinstance(said, dict) else ""


def in_short(message: str) -> str:
    """The first line that says what, without the value it was said of."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    return " / ".join(lines[:2])[:160]

"""Printing a described paper: the work is done in a limited child."""

from __future__ import annotations

import base64
from dataclasses import asdict

import orjson
from flask import Response

from shared.clock import now
from shared.doors.errors import NotFound, Unavailable
from shared.doors.transaction import let_go
from shared.files import disposition
from shared.limited import ChildCrashed, LimitExceeded, run_limited
from shared.office.paper.described import Paper

PDF, DOCX = "pdf", "docx"
TYPES = {
    PDF: "application/pdf",
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class PaperNotDrawn(Unavailable):
    """The paper could not be printed just now. Try again in a moment; nothing is lost."""

    code = "paper_not_drawn"


def sent(paper: Paper, form: str, name: str) -> Response:
    """A paper as an answer: a PDF opens in the browser, a Word file is saved; NotFound, PaperNotDrawn."""
    if form not in TYPES:
        raise NotFound
    response = Response(printed(paper, form), mimetype=TYPES[form])
    shown = "inline" if form == PDF else "attachment"
    response.headers["Content-Disposition"] = disposition(shown, f"{name}.{form}")
    return response


def printed(paper: Paper, form: str) -> bytes:
    """A paper in one of the two forms, out of a limited child; PaperNotDrawn."""
    made_at = now().replace(microsecond=0).isoformat()
    asked = orjson.dumps({"paper": asdict(paper), "form": form, "made_at": made_at})
    let_go()  # no transaction waits for the child
    try:
        drawn = run_limited("shared.office.paper.drawing:draw", asked, seconds=30, memory_mb=1024)
    except (ChildCrashed, LimitExceeded) as error:
        raise PaperNotDrawn from error
    return base64.b64decode(drawn["data"])

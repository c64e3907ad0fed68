"""Printing a described paper: the work is done in a limited child."""

from __future__ import annotations

from dataclasses import asdict

from flask import Response

from shared.doors.errors import NotFound, Unavailable
from shared.office.paper.described import Paper
from shared.office.papers import FORMS, drawn, opened_or_saved


class PaperNotDrawn(Unavailable):
    """The paper could not be printed just now. Try again in a moment; nothing is lost."""

    code = "paper_not_drawn"


def sent(paper: Paper, form: str, name: str) -> Response:
    """A paper as an answer: a PDF opens in the browser, a Word file is saved; NotFound, PaperNotDrawn."""
    if form not in FORMS:
        raise NotFound
    return opened_or_saved(f"{name}.{form}", form, printed(paper, form))


def printed(paper: Paper, form: str) -> bytes:
    """A paper in one of the two forms, out of a limited child; PaperNotDrawn."""
    return drawn("shared.office.paper.drawing:draw", PaperNotDrawn, paper=asdict(paper), form=form)

"""Printing a described paper: the work is done in a limited child."""

from __future__ import annotations

from dataclasses import asdict

from flask import Response

from shared.doors.errors import NotFound, Unavailable
from shared.office.paper.described import Paper
from shared.office.papers import FORMS, PDF, drawn, opened_or_saved
from shared.office.regional import Regional
from shared.spoken import mark_words


class PaperNotDrawn(Unavailable):
    """The paper could not be printed just now. Try again in a moment; nothing is lost."""

    code = "paper_not_drawn"


def sent(paper: Paper, form: str, name: str, own: Regional) -> Response:
    """A paper of a region as an answer: a PDF opens in the browser, a Word file is saved. NotFound,
    PaperNotDrawn."""
    if form not in FORMS:
        raise NotFound
    return opened_or_saved(f"{name}.{form}", form, printed(paper, form, own))


def printed(paper: Paper, form: str, own: Regional) -> bytes:
    """A paper in one of the two forms, out of a limited child, with what its region adds and what the mark of
    words that are not in Kazakh means; PaperNotDrawn."""
    foot = " · ".join(filter(None, (paper.foot, mark_words())))
    said = {**asdict(paper), "facts": [*paper.facts, *own.facts], "x": own.x, "foot": foot}
    template = own if form == PDF else None
    return drawn("shared.office.paper.drawing:draw", PaperNotDrawn, own=template, paper=said, form=form)

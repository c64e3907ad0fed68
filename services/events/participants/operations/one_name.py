"""The name of one person in a cell of another register: of a visitor, of whoever received a copy."""

from __future__ import annotations

from services.events.participants.reader.cells import BadCell, nothing_noted
from services.events.participants.reader.names import read_name
from shared.doors.errors import Invalid
from shared.language.personal import is_nameless


class NotOneName(Invalid):
    """“%(text)s” is not the name of one person. Write the name of each, a person apart."""

    code = "not_one_name"


def check_name(text: str) -> str:
    """A name as it is written; NotOneName for a number, several people, «и др.», «жители села»."""
    try:
        if not is_nameless(text):
            read_name(text, text, nothing_noted)
    except BadCell as error:
        raise NotOneName(text=text) from error
    return text

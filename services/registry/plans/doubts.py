"""Which indicator a doubt of the reader is about, told from its place in the file."""
from __future__ import annotations

import re
import uuid
from typing import Any

PLACE = re.compile(r"^(?:Задача (?P<task>\d+)|Раздел «(?P<title>.*?)…?»), мероприятие (?P<activity>\d+), строка (?P<line>\d+)")


def numbered(doubts: list[dict[str, Any]], sections: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Doubts with an id each, so that a page can settle one, and the code of the indicator where there is one."""
    return [{"id": uuid.uuid4().hex[:8], "settled": False, "code": code_of(doubt["where"], sections), **doubt} for doubt in doubts]


def code_of(where: str, sections: list[dict[str, Any]]) -> str | None:
    """The indicator's code of "Задача 1, мероприятие 2, строка 1 …", or None for a doubt about something larger."""
    match = PLACE.match(where)
    section = section_of(match, sections) if match else None
    if match is None or section is None:
        return None
    try:
        activity = section["activities"][int(match["activity"]) - 1]
        return activity["indicators"][int(match["line"]) - 1]["code"]
    except IndexError:
        return None


def section_of(match: re.Match[str], sections: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The section a place names by its number or the beginning of its title."""
    for section in sections:
        if match["task"] and section.get("number") == int(match["task"]):
            return section
        if match["title"] and section["title"].startswith(match["title"].strip()):
            return section
    return None

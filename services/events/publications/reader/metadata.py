"""The public metadata in the head of a page: what it calls itself, its site, the day it was published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from html import unescape

META = re.compile(r"<meta\b[^<>]{1,4000}>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""([a-zA-Z:-]{1,40})\s*=\s*(?:"([^"]{0,3000})"|'([^']{0,3000})')""")
TITLE = re.compile(r"<title\b[^<>]{0,400}>([^<]{1,3000})</title", re.IGNORECASE)
STRUCTURED = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
TITLES = ("og:title", "twitter:title")
DAYS = ("article:published_time", "og:published_time", "datepublished", "date", "dc.date", "pubdate")
LONGEST = 300


@dataclass(frozen=True)
class Metadata:
    """What a page says of itself; "" and None of what it does not say."""

    title: str = ""
    site: str = ""
    day: date | None = None


def metadata_of(page: str) -> Metadata:
    """Read the head of a page."""
    said = dict(reversed([*properties(page)]))  # the first of a name holds
    title = next((said[name] for name in TITLES if said.get(name)), "") or in_title(page)
    days = [said[name] for name in DAYS if said.get(name)] + STRUCTURED.findall(page)
    return Metadata(title, said.get("og:site_name", ""), next(filter(None, map(day_of, days)), None))


def properties(page: str) -> list[tuple[str, str]]:
    """Names and contents of the meta elements, as they stand."""
    found = [
        {name.lower(): double or single for name, double, single in ATTRIBUTE.findall(tag)}
        for tag in META.findall(page)
    ]
    return [
        ((tag.get("property") or tag.get("name") or tag.get("itemprop", "")).lower(), clean(tag["content"]))
        for tag in found
        if "content" in tag
    ]


def in_title(page: str) -> str:
    """What stands in the title element."""
    found = TITLE.search(page)
    return clean(found[1]) if found else ""


def clean(text: str) -> str:
    """A text in one line, cut where a title ends."""
    return " ".join(unescape(text).split())[:LONGEST]


def day_of(text: str) -> date | None:
    """The day of a moment as pages write it, 2022-05-13T10:00:00+05:00; None for what is none."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None

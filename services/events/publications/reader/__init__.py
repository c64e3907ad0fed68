"""What a link proposes for the publication behind it: channel, title, day, by what the link itself says and
by the public metadata of its page. Nothing is guessed: what neither of them says stays empty."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from services.events.publications.reader.fetching import NotReached, fetched
from services.events.publications.reader.metadata import Metadata, metadata_of

NETWORKS = {
    "instagram.com": "Instagram",
    "facebook.com": "Facebook",
    "fb.com": "Facebook",
    "t.me": "Telegram",
    "telegram.me": "Telegram",
    "vk.com": "VK",
    "youtube.com": "YouTube",
    "youtu.be": "YouTube",
    "tiktok.com": "TikTok",
    "x.com": "X",
    "twitter.com": "X",
    "threads.net": "Threads",
    "linkedin.com": "LinkedIn",
    "ok.ru": "OK",
}
SHOWN_BY = re.compile(r"^(?:www|m|mobile|web)\.")
DAY_WRITTEN = re.compile(r"(?<!\d)(20\d\d)[/.-](0[1-9]|1[0-2])[/.-](0[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True)
class Proposal:
    """What a link proposes; `reached` says whether its page was opened and read."""

    channel: str
    title: str = ""
    day: date | None = None
    reached: bool = False


def proposal(link: str, fetch: Callable[[str], str] = fetched) -> Proposal:
    """What a link and its page say; a page that is not reached leaves what the link says."""
    try:
        page = metadata_of(fetch(link))
    except NotReached:
        return Proposal(channel_of(link), day=day_in(link))
    return from_page(link, page)


def from_page(link: str, page: Metadata) -> Proposal:
    """What a page says; of a network the page's site is the network, whatever it calls itself."""
    named = channel_of(link)
    channel = named if named in NETWORKS.values() else page.site or named
    return Proposal(channel, page.title, page.day or day_in(link), reached=True)


def channel_of(link: str) -> str:
    """The network or the site of a link."""
    host = SHOWN_BY.sub("", (urlsplit(link).hostname or "").lower())
    return NETWORKS.get(host, host)


def day_in(link: str) -> date | None:
    """The day written in the path of a link: /2022/05/13/, /2022-05-13-…; None where there is none."""
    for year, month, day in DAY_WRITTEN.findall(urlsplit(link).path):
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            continue
    return None

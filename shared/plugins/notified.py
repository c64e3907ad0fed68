"""What plugins and the core tell one another of messages to people: the channels, and their order."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from shared.plugins.exchanged import Words


@dataclass(frozen=True)
class NotificationChannel:
    """A way in which messages reach people. `by` says who carries them: "device" (the sender's own:
    `link` opens the text there, "https://t.me/share/url?url=&text={text}"; without a link it is
    copied), "mail" (the mail server) or "post" (a worker posts `body` as JSON to the address
    ASAR_CHANNELS gives the channel). `address` is what the sender of a mail or a post is asked for.
    Gaps are {text} and {subject}, in a `body` {to} as well: the address he typed."""

    code: str
    label: Words
    by: str = "device"
    link: str = ""
    address: Words = field(default_factory=dict)
    body: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class NotificationRoute:
    """Channels by their codes, the best first: smtp, whatsapp, telegram, mail, copied of core, or a
    plugin's own under `<plugin>.<code>`."""

    channels: tuple[str, ...]


@dataclass(frozen=True)
class MessageFacts:
    """A message before it goes: the page it leads to, what it is about, by which day that is to be done,
    whether the day has passed, the language it is written in."""

    page: str
    title: str
    due: date | None
    late: bool
    locale: str


@dataclass(frozen=True)
class RecipientFacts:
    """Who gets a message, as a region's rule sees him; no name, no phone. `regions` are those he works in."""

    id: str
    roles: tuple[str, ...]
    regions: tuple[str, ...]

"""Reminders in words: the text of one, how it was sent, how its history is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import current_app
from flask_babel import force_locale, pgettext
from flask_babel import gettext as _

from services.registry.home.wording import due_words
from services.registry.reminders.queries import own_text, region_of
from services.registry.reminders.rules import texts
from services.registry.users.models import User
from shared.access import actor
from shared.acts.words import Words
from shared.clock import today
from shared.i18n import once_a_language
from shared.language import reminders as codes
from shared.language.documents import REMINDER, REMINDER_GAPS, TEXT
from shared.plugins import plugins
from shared.plugins.asking import in_words
from shared.plugins.loading import CORE
from shared.plugins.specifications import NotificationChannel
from shared.web.week import Card


def words() -> dict[str, Any]:
    """What templates say of reminders."""
    return {
        "reminder_channel": channel_words,
        "reminder_outcome": outcome,
        "gap_words": gap_words,
    }


@once_a_language
def channels() -> Mapping[str, str]:
    """How a reminder goes, by the channels there are everywhere."""
    return {each.code: in_words(each.label) for each in plugins().notification_channels(None, CORE)}


def channel_words(sent: Any) -> str:
    """How a reminder went: by a channel of core's, or of a region's own as it was called then."""
    return in_words(sent.called) if sent.called else channels()[sent.channel]


def offered(found: Sequence[NotificationChannel], text: str, title: str) -> dict[str, Any]:
    """Channels as the form offers them: {buttons: what a device opens, pairs: all to choose from,
    address: which of them asks for what address}."""
    devices = [each for each in found if each.by == codes.DEVICE]
    return {
        "buttons": [button(each, {"text": text, "subject": title}) for each in devices],
        "pairs": [(each.code, in_words(each.label)) for each in found],
        "address": "; ".join(
            f"{in_words(each.label)} – {in_words(each.address)}" for each in found if each.address
        ),
    }


def button(channel: NotificationChannel, said: Mapping[str, str]) -> dict[str, str]:
    """A channel of the device: {code, label, template, href}, the last two empty where the text is copied."""
    return {
        "code": channel.code,
        "label": in_words(channel.label),
        "template": channel.link,
        "href": texts.link(channel.link, said),
    }


@once_a_language
def states() -> Mapping[str, str]:
    """What became of a reminder that is sent from here."""
    return {
        codes.QUEUED: pgettext("reminder", "waits"),
        codes.UNDER_WAY: pgettext("reminder", "being sent"),
        codes.SENT: pgettext("reminder", "sent"),
        codes.FAILED: pgettext("reminder", "not sent"),
    }


@once_a_language
def failures() -> Mapping[str, str]:
    """Why a reminder was not sent."""
    return {
        codes.UNCERTAIN: _("nobody knows whether it came: ask"),
        codes.REFUSED: _("the address was not taken"),
        codes.UNREACHABLE: _("nobody answered there"),
    }


def outcome(sent: Any) -> str:
    """What became of a reminder that went from here, and why it did not; "" of one the sender sent
    himself."""
    if not sent.from_here:
        return ""
    return ": ".join(filter(None, (states()[sent.state], failures().get(sent.failed_because))))


def gap_words() -> list[tuple[str, str]]:
    """What may stand in a template, and what fills it."""
    said = {
        "name": _("whom you remind"),
        "title": _("what the card says"),
        "things": _("the things it names, a line each"),
        "due": _("by which day, or since when it is late"),
        "page": _("the address of the page that does it"),
        "sender": _("your name"),
    }
    return [(f"{{{name}}}", said[name]) for name in REMINDER_GAPS]


def first_text() -> str:
    """The words reminders have at first, in the present language."""
    return _("Hello, {name}!\n\n{title}.\n{things}\n{due}\n\nEverything about it is here: {page}\n\n{sender}")


def text_in(locale: str, region: str | None = None) -> str:
    """The words of reminders in a language: those somebody changed here, those of the receiver's region,
    ours."""
    with force_locale(locale):
        return own_text(locale) or regions_text(locale, region) or first_text()


def regions_text(locale: str, region: str | None) -> str | None:
    """The words of reminders as a region's plugins have them."""
    own = plugins().document_template(region, REMINDER, locale, today())
    words = own.texts.get(TEXT) if own else None
    return words[locale] if words else None


def written(card: Card, receiver: User, locale: str) -> str:
    """The reminder of a card in a language; the card must be said in it."""
    with force_locale(locale):
        due = due_words(card, today())
        said = {
            "name": receiver.name,
            "title": card.title,
            "things": "\n".join(map(line, card.things)),
            "due": sentence(due),
            "page": f"{current_app.config['PUBLIC_URL']}{card.href}",
            "sender": actor().name,
        }
    return texts.filled(text_in(locale, region_of(receiver)), said)


def sentence(words: str) -> str:
    """Words as a sentence of their own; a day that ends with “г.” has its stop already."""
    return f"{words[:1].upper()}{words[1:].rstrip('.')}." if words else ""


def line(thing: Any) -> str:
    """A thing of a card in a line of its own."""
    return f"– {thing.text}: {thing.missing}" if thing.missing else f"– {thing.text}"


def reminder() -> Words:
    """A reminder in words."""
    fields = {
        "title": _("About what"),
        "receiver": _("To whom"),
        "channel": _("How"),
        "text": _("Text"),
        "state": _("State"),
        "failed_because": _("Why it was not sent"),
    }
    values = {"channel": channels(), "state": states(), "failed_because": failures()}
    return Words(_("Reminder"), fields, values)


def reminder_text() -> Words:
    """The words of reminders in words."""
    return Words(_("Words of reminders"), {"text": _("Text"), "locale": _("Language")})

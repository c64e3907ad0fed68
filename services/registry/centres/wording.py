"""Centres in words, and how their history is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from shared.acts.words import Words
from shared.i18n import once_a_language, said
from shared.language.centres import FUNDINGS
from shared.spoken import label_in_kazakh

SHAPES = {"planned": "plain", "open": "ok", "handed_over": "plain", "closed": "plain"}


def words() -> dict[str, Any]:
    """What every page is given."""
    return {
        "centre_statuses": centre_statuses(),
        "centre_shapes": SHAPES,
        "funding_kinds": funding_kinds(),
    }


@once_a_language
def centre_statuses() -> Mapping[str, str]:
    """States of a centre."""
    return {
        "planned": pgettext("centre", "planned"),
        "open": pgettext("centre", "open"),
        "handed_over": pgettext("centre", "handed over"),
        "closed": pgettext("centre", "closed"),
    }


@once_a_language
def funding_kinds() -> Mapping[str, str]:
    """Where the money of a centre comes from."""
    return {name: said(word) for name, word in FUNDINGS.items()}


def duty_words(duty: Mapping[str, Any]) -> str:
    """What a centre still owes, in words; an unknown kind as it is called."""
    count = duty["count"]
    told = {
        "opening_unproven": _("its opening is not proven: no opening act, no memorandum that opens"),
        "funding_unproven": ngettext(
            "%(num)s agreement about money has no document",
            "%(num)s agreements about money have no document",
            count,
        ),
        "journal_open": ngettext(
            "%(num)s month of its journal is not closed",
            "%(num)s months of its journal are not closed",
            count,
        ),
        "gathering_planned": ngettext(
            "%(num)s gathering is planned there", "%(num)s gatherings are planned there", count
        ),
        "report_missing": ngettext(
            "%(num)s monthly report is not handed in", "%(num)s monthly reports are not handed in", count
        ),
        "not_known": _("its journal and its monthly reports could not be asked about just now"),
    }
    return told.get(duty["kind"], duty["kind"])


def duties_in_words(duties: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """What a centre still owes, with the page where it is done."""
    return [(duty_words(duty), duty["page"]) for duty in duties]


def centre() -> Words:
    """A centre in words."""
    fields = {
        "name": _("Title"),
        "name_kk": _("Title in Kazakh"),
        "settlement": _("Settlement"),
        "address": _("Address"),
        "host": _("Host organisation"),
        "operator": _("Who works there"),
        "contacts": _("How to reach it"),
        "hours": _("Opening hours"),
        "act": _("Opening act, number and day"),
        "status": _("State"),
        "opened_on": _("Opened on"),
        "ended_on": _("Ended on"),
        "handed_to": _("Handed over to"),
        "extra": _("Asked by the region"),
    }
    fields |= {f"{name}_kk": label_in_kazakh(name, fields[name]) for name in ("host", "hours")}
    return Words(_("Centre"), fields, {"status": centre_statuses()})


def equipment() -> Words:
    """A line of equipment in words."""
    return Words(
        _("Equipment"), {"name": _("What it is"), "quantity": _("How many"), "source": _("From whom")}
    )


def funding() -> Words:
    """Money for a centre in words."""
    fields = {
        "kind": _("Kind of money"),
        "source": _("Who gives it"),
        "amount": _("Amount"),
        "agreed_on": _("Agreed on"),
        "document": _("Document, number and day"),
        "withdrawn_because": _("Withdrawn"),
    }
    return Words(_("Money for the centre"), fields, {"kind": funding_kinds()})

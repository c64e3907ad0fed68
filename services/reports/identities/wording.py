"""How it is said in which way people were counted once."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from services.reports.identities.queries import PSEUDONYMS, Mode


def mode_words(mode: Mode) -> str:
    """By what people are told to be one; which deployments tell nothing that could be compared."""
    if len(mode.homes) < 2:
        return _("by the register")
    told = len(mode.homes) - len(mode.silent)
    said = ngettext(
        "by pseudonyms of %(num)s deployment of %(all)s",
        "by pseudonyms of %(num)s deployments of %(all)s",
        told,
        all=len(mode.homes),
    )
    if not mode.silent:
        return said
    return _(
        "%(said)s; “%(names)s” sends none: whoever is known there and elsewhere counts twice",
        said=said,
        names="”, “".join(mode.silent),
    )


def counted_words(mode: Mode) -> str:
    """The same as a sentence of a report; nothing where one register knew everybody."""
    return _("One person is known %(how)s.", how=mode_words(mode)) if mode.name == PSEUDONYMS else ""

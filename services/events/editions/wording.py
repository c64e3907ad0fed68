"""Editions in the user's language."""

from __future__ import annotations

from flask_babel import gettext as _

from services.events.publications.wording import media, publication_kinds
from shared.acts.words import Words
from shared.spoken import label_in_kazakh


def edition() -> Words:
    """A brochure in words."""
    fields = {
        "title": _("Title"),
        "title_kk": _("Title in Kazakh"),
        "issued_on": _("Day"),
        "printed": _("Print run"),
        "link": _("Link"),
        "offered": _("Public page"),
    }
    return Words(_("Brochure"), fields)


def entry() -> Words:
    """An entry of a register in words."""
    fields = {
        "kind": _("Kind"),
        "issued_on": _("Day"),
        "whom": _("Who, or where and to whom"),
        "whom_kk": label_in_kazakh("whom", _("Who, or where and to whom")),
        "medium": _("Format"),
        "copies": _("Copies"),
        "receivers": _("Receivers"),
    }
    return Words(_("Entry of the register"), fields, {"kind": publication_kinds(), "medium": media()})

"""How the history of people is told."""

from __future__ import annotations

from flask_babel import gettext as _

from shared.acts.words import Words


def person() -> Words:
    """A person in words; what is personal is told to have changed, not from what to what."""
    fields = {
        "name": _("Full name"),
        "birth_year": _("Born"),
        "settlement": _("Settlement"),
        "organisation": _("Organisation"),
        "phone_sealed": _("Phone"),
        "erased_on": _("Erased"),
    }
    return Words(_("Person"), fields)


def pair() -> Words:
    """What was decided about two people."""
    return Words(_("Two people compared"))


def reveal() -> Words:
    """That a phone was shown."""
    return Words(_("The phone was shown"))


def key() -> Words:
    """That a key of the programme was made or taken."""
    return Words(_("Key of the programme"), {"generation": _("Number")})

"""What does not work of the plugins, in the user's language: what is stopped, what goes on without
them, where."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import get_locale, gettext
from flask_babel import gettext as _

from shared.language.regions import REGIONS
from shared.plugins.reading import EVERYWHERE
from shared.plugins.troubles import Trouble


def effect(trouble: Trouble) -> str:
    """What a trouble means for the work, as sentences."""
    where = {"regions": region_names(trouble.regions)}
    said = []
    if trouble.stopped:
        said.append(_("Stopped in %(regions)s: %(what)s.", what=listed(trouble.stopped), **where))
    if trouble.left_out:
        said.append(_("Goes on without it in %(regions)s: %(what)s.", what=listed(trouble.left_out), **where))
    if trouble.is_off:
        said.append(_("It was too slow three times in a row: switched off until somebody lets it try again."))
    if trouble.incident:
        said.append(_("Incident %(incident)s.", incident=trouble.incident))
    return " ".join(said)


def listed(means: Iterable[str]) -> str:
    """What hooks are for, in one line."""
    return ", ".join(gettext(words) for words in means)


def region_names(codes: Iterable[str]) -> str:
    """Regions by their names."""
    language = str(get_locale())
    known = [code for code in codes if code in REGIONS]
    return (
        _("all regions")
        if EVERYWHERE in codes
        else ", ".join(REGIONS[code].called(language) for code in known)
    )

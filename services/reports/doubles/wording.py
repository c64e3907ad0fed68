"""Words of people whom two deployments may know."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from services.reports.copies.queries import projects
from services.reports.identities.queries import Pair, Someone
from shared.acts.words import Words
from shared.i18n import format_period
from shared.language.categories import FEMALE, MALE
from shared.language.pseudonyms import WORDS
from shared.language.words import inside


@dataclass(frozen=True)
class Compared:
    """A line of what is known of both; `tells` whether being alike in it speaks for one person."""

    label: str
    first: str
    second: str
    tells: bool = True

    @property
    def alike(self) -> bool | None:
        """Whether it is the same, as far as that tells anything and both say it."""
        return self.first == self.second if self.tells and self.first and self.second else None


def compared(pair: Pair) -> list[Compared]:
    """What may be told of both, side by side."""
    one, two = pair.first, pair.second
    return [
        Compared(_("Deployment"), one.home, two.home, tells=False),
        Compared(_("Region"), place(one), place(two)),
        Compared(_("Sex"), sex(one), sex(two)),
        Compared(_("Born"), str(one.birth_year or ""), str(two.birth_year or "")),
        Compared(_("Gatherings"), came(one), came(two), tells=False),
    ]


def place(one: Someone) -> str:
    """Where somebody lives."""
    return projects.region_name(one.region) if one.region else ""


def sex(one: Someone) -> str:
    """A woman or a man, where that is known."""
    return {FEMALE: pgettext("sex", "female"), MALE: pgettext("sex", "male")}.get(one.sex or "", "")


def came(one: Someone) -> str:
    """How often somebody came, and when."""
    if not one.gatherings:
        return ""
    often = ngettext("%(num)s gathering", "%(num)s gatherings", one.gatherings)
    return f"{often}, {format_period(one.first, one.last)}"


def shared(pair: Pair) -> str:
    """What holds two people together."""
    return ", ".join(inside(_(WORDS[kind])) for kind in sorted(pair.kinds) if kind in WORDS)


def called(one: Someone) -> str:
    """Somebody: by name only where his home tells it."""
    return one.name or nameless(one)


def nameless(one: Someone) -> str:
    """Somebody without a name, also where his home tells it: for what is sent on and kept."""
    return _("a person of “%(home)s”", home=one.home)


def words() -> dict[str, object]:
    """Words of this noun's page."""
    return {"compared": compared, "shared_by": shared, "called": called}


def decision() -> Words:
    """What was decided about two people of two deployments."""
    return Words(_("People of two deployments compared"), {"verdict": _("Decision")})

"""The rules a contest goes by, in words, and what of them is another today."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from flask_babel import gettext
from flask_babel import gettext as _

from services.grants.rulebooks.models import DECIDED, LATER, OPENING, RuleBook
from services.grants.rulebooks.queries import kept_books, read
from shared.acts.words import Words
from shared.doors.errors import Refusal
from shared.i18n import format_money, once_a_language
from shared.plugins import plugins
from shared.plugins.asking import in_words
from shared.plugins.lately import Lately
from shared.plugins.rulebook import (
    JUDGED,
    NO_RULES,
    KeptPlugin,
    Rulebook,
    is_another,
    titled,
)
from shared.plugins.specifications import RULES
from shared.plugins.writing import written

LATELY = Lately[Rulebook | None]()


@dataclass(frozen=True)
class Said:
    """A plugin with what it says of a contest."""

    plugin: KeptPlugin
    title: str
    rules: list[str]


@dataclass(frozen=True)
class Region:
    """A region of a contest: by which rules it goes, since when and why, what is another `today`; it `stops`
    where a function that is to be asked is not what it was."""

    region: str
    since: datetime | None
    origin: str
    why: str | None
    said: list[Said]
    today: list[str]
    stops: bool


def regions_shown(contest_id: uuid.UUID, of: Collection[str], day: date) -> list[Region]:
    """The regions of a contest with their rules; those alike in having none are left to `plain`."""
    known = kept_books(contest_id)
    shown = [region_shown(region, known.get(region), day) for region in of]
    return [each for each in shown if each.said or each.today or each.why or each.since is None]


def region_shown(region: str, kept: RuleBook | None, day: date) -> Region:
    """A region by what is kept, or, where nothing is kept, by what its plugins say today."""
    book = read(kept) if kept else NO_RULES
    now = LATELY.said((region, day, kept and kept.id), lambda: said_today(region, day, book))
    if kept is None:
        return Region(region, None, "", None, said(now or Rulebook()), [], stops=False)
    here = {each.name: each for each in plugins().loaded}
    stops = any(is_another(each, here.get(each.name)) for each in book.plugins)
    shown = Region(region, kept.created_at, origins()[kept.origin], kept.why, said(book), [], stops)
    return replace(shown, today=list(differences(book, now)))


def said_today(region: str, day: date, book: Rulebook) -> Rulebook | None:
    """What the plugins of a region say today, asked where they are not what they were when the book was
    written; None where one of them cannot be asked."""
    try:
        return written(plugins(), region, day, book)
    except Refusal:
        return None


def said(book: Rulebook) -> list[Said]:
    """The plugins of a book with their rules in words."""
    return [Said(each, titled(each), rules(each)) for each in book.plugins]


def rules(kept: KeptPlugin) -> list[str]:
    """What a plugin says of a contest, sentence by sentence."""
    caps = [_("one grant is at most %(cap)s", cap=format_money(cap.amount)) for cap in kept.caps]
    asked = ", ".join(in_words(field.label) for field in kept.fields)
    judged = ", ".join(gettext(RULES[hook].means) for hook in JUDGED if hook in kept.functions)
    questions = [_("it also asks: %(labels)s", labels=asked)] if asked else []
    return [*caps, *questions, *([_("its code judges: %(what)s", what=judged)] if judged else [])]


def differences(book: Rulebook, now: Rulebook | None) -> Iterator[str]:
    """What the plugins say otherwise today."""
    if now is None:
        yield _("A plugin of the region cannot be asked today.")
        return
    then, today = by_name(book), by_name(now)
    for name, kept in then.items():
        if name not in today:
            yield _("“%(plugin)s” does not speak for the region any more.", plugin=titled(kept))
        elif today[name] != kept:
            yield difference(kept, today[name])
    for name in today.keys() - then.keys():
        yield _("“%(plugin)s” speaks for the region now, and did not then.", plugin=titled(today[name]))


def difference(kept: KeptPlugin, now: KeptPlugin) -> str:
    """What one plugin says otherwise today, with its version and fingerprint."""
    known = {"plugin": titled(now), "version": now.version, "mark": now.fingerprint[:12]}
    if changed := new_rules(kept, now):
        return _("“%(plugin)s” is %(version)s (%(mark)s) now, and says: %(rules)s.", rules=changed, **known)
    if gone := new_rules(now, kept):
        return _(
            "“%(plugin)s” is %(version)s (%(mark)s) now, and no longer says: %(rules)s.", rules=gone, **known
        )
    if kept.code != now.code:
        return _("“%(plugin)s” is %(version)s (%(mark)s) now, with another code.", **known)
    if not says_the_same(kept, now):
        return _(
            "“%(plugin)s” is %(version)s (%(mark)s) now, and its fields or settings are others.", **known
        )
    return _("“%(plugin)s” is %(version)s (%(mark)s) now, and says the same of this contest.", **known)


def new_rules(then: KeptPlugin, later: KeptPlugin) -> str:
    """What a plugin says `later` and did not say `then`."""
    return "; ".join(rule for rule in rules(later) if rule not in rules(then))


def says_the_same(kept: KeptPlugin, now: KeptPlugin) -> bool:
    """Whether all that a contest goes by is as it was; settings are asked by functions alone."""
    answers = (kept.caps, kept.fields) == (now.caps, now.fields)
    return answers and (kept.settings == now.settings or not kept.functions)


def by_name(book: Rulebook) -> Mapping[str, KeptPlugin]:
    """The plugins of a book by name."""
    return {each.name: each for each in book.plugins}


@once_a_language
def origins() -> Mapping[str, str]:
    """When rules were written down."""
    return {
        OPENING: _("kept when the contest was opened"),
        LATER: _("kept later: the contest was opened before rules were kept"),
        DECIDED: _("by decision"),
    }


def rulebook() -> Words:
    """The rules of a region in words."""
    fields = {
        "region": _("Region"),
        "number": _("Version"),
        "origin": _("Origin"),
        "why": _("Reason"),
        "rules": _("Rules of the region"),
    }
    return Words(_("Rules of the region"), fields, {"origin": origins()})

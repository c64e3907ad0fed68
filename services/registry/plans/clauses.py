"""The further conditions of an indicator in the user's language."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from services.registry.reader.words.gatherings import find_gatherings

Clause = dict[str, Any]
CHECKED = ("each_gathering", "each_region", "each_month", "distinct_regions")


def is_checked(clause: Clause) -> bool:
    """Whether the figures can tell if it is met; words and parts of a total are only shown."""
    return clause.get("kind") in CHECKED


def clause_words(clause: Clause) -> str:
    """A clause that was understood, from its structure; one kept as words as it was written."""
    words = {
        "each_gathering": at_each(gathering_of(clause)),
        "each_region": _("%(amount)s in each region"),
        "each_month": _("%(amount)s in each month"),
        "distinct_regions": _("from at least %(value)s different regions"),
        "part": sorts().get((clause.get("over") or [""])[0]),
    }
    template = words.get(clause.get("kind") or "") if clause.get("origin") != "typed" else None
    if not template or clause.get("value") is None:
        return str(clause.get("text") or "")
    return template % {"amount": amount(clause), "value": clause["value"]}


def meaning(clause: Clause) -> str:
    """How a clause is understood, whatever its text says; "" for one that is only words."""
    return "" if clause.get("kind") == "words" else clause_words({**clause, "origin": None})


def amount(clause: Clause) -> str:
    """ "at least 15"."""
    words = {
        "at_least": _("at least %(value)s"),
        "at_most": _("at most %(value)s"),
        "exactly": _("exactly %(value)s"),
    }
    return words.get(clause.get("comparator") or "", words["at_least"]) % {"value": clause["value"]}


def gathering_of(clause: Clause) -> str:
    """The kind of gathering the reader's own text names."""
    return next(iter(find_gatherings(clause.get("text") or "")), "other")


def at_each(kind: str) -> str:
    """ "at least 15 at each training", by the kind of gathering."""
    words = {
        "training": _("%(amount)s at each training"),
        "master_class": _("%(amount)s at each master class"),
        "round_table": _("%(amount)s at each round table"),
        "thematic_session": _("%(amount)s at each session"),
        "commission_meeting": _("%(amount)s at each meeting of the commission"),
        "briefing": _("%(amount)s at each briefing"),
        "public_presentation": _("%(amount)s at each presentation"),
        "other": _("%(amount)s at each gathering"),
    }
    return words.get({"final_briefing": "briefing"}.get(kind, kind), words["other"])


def sorts() -> dict[str, str]:
    """Parts of a total the reader knows."""
    return {
        "paper": _("of them %(amount)s in paper form"),
        "electronic": _("of them %(amount)s in electronic form"),
        "women": _("of them %(amount)s women"),
        "youth": _("of them %(amount)s young people"),
        "disability": _("of them %(amount)s people with disabilities"),
        "rural": _("of them %(amount)s villagers"),
    }

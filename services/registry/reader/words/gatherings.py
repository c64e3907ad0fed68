"""Kinds of gatherings as plans name them: what an activity gathers people for."""

from __future__ import annotations

import re
from functools import lru_cache

from services.registry.reader.words.wording import flat
from shared.language.gatherings import GENERAL, NAMED, OTHER, TYPES, get_type

KINDS = tuple((kind, re.compile(rf"\b(?:{pattern})")) for kind, pattern in NAMED)
ANY_KIND = re.compile("|".join(rf"\b(?:{pattern})" for _kind, pattern in NAMED))


def find_gatherings(text: str) -> list[str]:
    """The kinds of gatherings a text names, in its order;
    a more exact kind hides the looser one it contains."""
    return list(_gatherings_in(flat(text)))


@lru_cache(maxsize=256)  # a title is asked by each reading of its activity
def _gatherings_in(text: str) -> tuple[str, ...]:
    places: dict[str, int] = {}
    for kind, named in KINDS if ANY_KIND.search(text) else ():
        if match := named.search(text):
            places[kind] = match.start()
            text = named.sub(lambda found: "_" * len(found[0]), text)
    return tuple(sorted(places, key=places.__getitem__))


def at_each(word: str) -> str | None:
    """ "на каждом тренинге" for a word that names a gathering (any case, ru or kk), else None."""
    kinds = find_gatherings(word)
    if kinds:
        return get_type(kinds[0]).at_each_ru
    return TYPES[OTHER].at_each_ru if re.match(GENERAL, flat(word)) else None


def gatherings_of(title: str, description: str, names: list[str]) -> list[str]:
    """What an activity gathers people for: its title decides,
    else its description with its indicators' names."""
    return find_gatherings(title) or find_gatherings(" . ".join([description, *names]))

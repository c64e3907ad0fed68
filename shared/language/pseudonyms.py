"""Pseudonyms of people: what they are made of, and what two of them that meet say.

One is "<generation>:<kind>:<hash>": the generation of the programme's key, what went into the hash, the hash.
"""

from __future__ import annotations

from shared.language.words import msgid

PHONE_NAME, PHONE_FATHER, PHONE_GIVEN = "phone_name", "phone_father", "phone_given"
NAME_PLACE, NAME_YEAR = "name_place", "name_year"

# Met in two deployments, these alone say that it is one person, unless something contradicts.
SURE = (PHONE_NAME, NAME_PLACE)
# These alone ask a human: a wife under her new name, a namesake of the same year in another region.
ASKING = (PHONE_GIVEN, NAME_YEAR)
# Not alike though PHONE_NAME is: the fathers' names differ. It is never looked for by itself.
APART = PHONE_FATHER

WORDS = {
    PHONE_NAME: msgid("the same phone, surname and first name"),
    PHONE_GIVEN: msgid("the same phone and first name"),
    NAME_PLACE: msgid("the same full name, birth year and settlement"),
    NAME_YEAR: msgid("the same full name and birth year"),
}


def pseudonym(generation: int, kind: str, digest: str) -> str:
    """A pseudonym as it travels."""
    return f"{generation}:{kind}:{digest}"


def kind_of(written: str) -> str:
    """What went into a pseudonym."""
    return written.split(":")[1]


def generation_of(written: str) -> int:
    """Under which generation of the programme's key a pseudonym was made."""
    return int(written.split(":")[0])

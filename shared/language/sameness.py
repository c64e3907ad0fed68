"""Why two people may be one: what the registry compares, and the words of it."""

from __future__ import annotations

from shared.language.words import msgid

REASONS = {
    "same_name": msgid("the same name"),
    "similar_name": msgid("similar names"),
    "initials_fit": msgid("the initials fit"),
    "same_patronymic": msgid("the same patronymic"),
    "different_patronymic": msgid("different patronymics"),
    "different_surname": msgid("different surnames"),
    "different_first_name": msgid("different first names"),
    "same_phone": msgid("the same phone"),
    "different_phone": msgid("different phones"),
    "same_birth_year": msgid("born in the same year"),
    "different_birth_year": msgid("born in different years"),
    "birth_year_one_off": msgid("born a year apart"),
    "same_settlement": msgid("the same settlement"),
    "different_settlement": msgid("different settlements"),
    "same_region": msgid("the same region"),
    "different_region": msgid("different regions"),
    "different_sex": msgid("different sex"),
    "different_phone_and_place": msgid("different phone and place"),
    "several_candidates": msgid("several people fit"),
    "contradicts_group": msgid("contradicts another record"),
}

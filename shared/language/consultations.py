"""Consultations of a community centre: what about, by which way, and the ages of who stays unnamed."""

from __future__ import annotations

from shared.language.words import Word, msgid, msgid_in

IN_PERSON = "in_person"
SELF_GOVERNMENT, BUDGET, ASSEMBLY, MINI_GRANTS = "self_government", "budget", "assembly", "mini_grants"
TOPICS: dict[str, Word] = {
    SELF_GOVERNMENT: msgid("local self-government"),
    BUDGET: msgid("budget of the rural district"),
    ASSEMBLY: msgid("gathering and assembly of the local community"),
    MINI_GRANTS: msgid("mini-grants and initiative groups"),
    "utilities": msgid("water, roads, landscaping"),
    "social": msgid("social questions"),
    "other": msgid_in("topic", "other"),
}
CHANNELS = {
    IN_PERSON: msgid("in person"),
    "phone": msgid("by phone"),
    "messenger": msgid("in a messenger"),
    "email": msgid("by e-mail"),
    "visit": msgid("on a visit"),
}
OLDEST_OF = ((17, "to_17"), (35, "18_35"), (60, "36_60"))
AGE_BANDS = {
    "to_17": msgid("up to 17"),
    "18_35": msgid("18–35"),
    "36_60": msgid("36–60"),
    "from_61": msgid("61 and older"),
}


def band_of(age: int) -> str:
    """The band an age in full years is in."""
    return next((band for oldest, band in OLDEST_OF if age <= oldest), "from_61")

"""Consultations of a community centre: what about, by which way, and the ages of who stays unnamed."""

from __future__ import annotations

from shared.language.words import Word, msgid, msgid_in

IN_PERSON = "in_person"
TOPICS: dict[str, Word] = {
    "self_government": msgid("local self-government"),
    "budget": msgid("budget of the rural district"),
    "assembly": msgid("gathering and assembly of the local community"),
    "mini_grants": msgid("mini-grants and initiative groups"),
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
AGE_BANDS = {
    "to_17": msgid("up to 17"),
    "18_35": msgid("18–35"),
    "36_60": msgid("36–60"),
    "from_61": msgid("61 and older"),
}

"""Problems of villages: what they are about, and how urgent the people of the village find them."""

from __future__ import annotations

from shared.language.words import Word, msgid, msgid_in

HIGH, MEDIUM, LOW = "high", "medium", "low"
PRIORITIES: dict[str, Word] = {
    HIGH: msgid_in("priority", "high"),
    MEDIUM: msgid_in("priority", "medium"),
    LOW: msgid_in("priority", "low"),
}
SECTORS: dict[str, Word] = {
    "water": msgid("drinking water"),
    "roads": msgid("roads and transport"),
    "light": msgid("light and electricity"),
    "utilities": msgid("waste and landscaping"),
    "education": msgid("school and kindergarten"),
    "health": msgid("health"),
    "youth": msgid("youth, sport and leisure"),
    "inclusion": msgid("accessibility and social support"),
    "economy": msgid("jobs and business"),
    "internet": msgid("internet and communication"),
    "safety": msgid("safety"),
    "other": msgid_in("sector", "other"),
}

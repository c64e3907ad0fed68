"""Reviews in social networks: where they stand, and how they speak of the project."""

from __future__ import annotations

from shared.language.words import Word, msgid, msgid_in

POSITIVE, NEUTRAL, NEGATIVE = "positive", "neutral", "negative"
TONES: dict[str, Word] = {
    POSITIVE: msgid_in("tone", "positive"),
    NEUTRAL: msgid_in("tone", "neutral"),
    NEGATIVE: msgid_in("tone", "negative"),
}
NETWORKS: dict[str, Word] = {
    "instagram": msgid("Instagram"),
    "facebook": msgid("Facebook"),
    "vk": msgid("VKontakte"),
    "telegram": msgid("Telegram"),
    "whatsapp": msgid("WhatsApp"),
    "tiktok": msgid("TikTok"),
    "youtube": msgid("YouTube"),
    "elsewhere": msgid("another network"),
}

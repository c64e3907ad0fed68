"""Where a report is published for everybody."""

from __future__ import annotations

from shared.language.words import msgid

SITE, SOCIAL, MEDIA, PARTNERS, OTHER = "site", "social", "media", "partners", "other"
CHANNELS = {
    SITE: msgid("Our own site"),
    SOCIAL: msgid("Social networks"),
    MEDIA: msgid("A medium"),
    PARTNERS: msgid("A partner’s site"),
    OTHER: msgid("Another place"),
}
USUAL = 3  # channels in which a public report is usually placed

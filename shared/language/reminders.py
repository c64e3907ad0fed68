"""How a reminder goes, and what becomes of it."""

from __future__ import annotations

LOCALES = ("ru", "kk")
WHATSAPP, TELEGRAM, MAIL, COPIED, SMTP = "whatsapp", "telegram", "mail", "copied", "smtp"
CHANNELS = (WHATSAPP, TELEGRAM, MAIL, COPIED, SMTP)
DEVICE, BY_MAIL, POST = "device", "mail", "post"
CARRIERS = (
    DEVICE,
    BY_MAIL,
    POST,
)  # who carries it: the sender's device, the mail server, a worker to an address
LINK_GAPS = ("text", "subject")
POST_GAPS = (*LINK_GAPS, "to")
UNCERTAIN, REFUSED, UNREACHABLE = "uncertain", "refused", "unreachable"
FAILURES = (UNCERTAIN, REFUSED, UNREACHABLE)
QUEUED, UNDER_WAY, SENT, FAILED = "queued", "under_way", "sent", "failed"
STATES = (QUEUED, UNDER_WAY, SENT, FAILED)

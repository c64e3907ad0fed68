"""How a reminder goes, and what becomes of it."""

from __future__ import annotations

LOCALES = ("ru", "kk")
WHATSAPP, TELEGRAM, MAIL, COPIED, SMTP = "whatsapp", "telegram", "mail", "copied", "smtp"
CHANNELS = (WHATSAPP, TELEGRAM, MAIL, COPIED, SMTP)
QUEUED, UNDER_WAY, SENT, FAILED = "queued", "under_way", "sent", "failed"
STATES = (QUEUED, UNDER_WAY, SENT, FAILED)

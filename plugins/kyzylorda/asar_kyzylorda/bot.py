"""How the alliance in Kyzylorda region reminds its people."""

from __future__ import annotations

from shared.language.reminders import MAIL, POST, SMTP
from shared.plugins.specifications import MessageFacts, NotificationChannel, NotificationRoute

# The Bot API of Telegram takes this body; where it is, with the bot's token, ASAR_CHANNELS says.
BOT = NotificationChannel(
    "bot",
    {"ru": "Бот альянса в Telegram", "kk": "Альянстың Telegram-боты", "en": "The alliance’s bot in Telegram"},
    POST,
    address={"ru": "номер чата", "kk": "чат нөмірі", "en": "number of the chat"},
    body={"chat_id": "{to}", "text": "{text}"},
)
OWN = f"kyzylorda.{BOT.code}"
IN_TIME, TOO_LATE = NotificationRoute((SMTP, MAIL, OWN)), NotificationRoute((OWN,))


def route(message: MessageFacts) -> NotificationRoute:
    """What is late is told where it is read at once, everything else by mail."""
    return TOO_LATE if message.late else IN_TIME

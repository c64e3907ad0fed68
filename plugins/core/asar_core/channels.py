"""The channels of reminders there are everywhere."""

from __future__ import annotations

from shared.language.reminders import BY_MAIL, COPIED, MAIL, SMTP, TELEGRAM, WHATSAPP
from shared.plugins.specifications import NotificationChannel, NotificationRoute

CHANNELS = [
    NotificationChannel(
        SMTP,
        {"ru": "Почта отсюда", "kk": "Осы жерден пошта", "en": "Mail from here"},
        BY_MAIL,
        address={"ru": "адрес почты", "kk": "пошта мекенжайы", "en": "mail address"},
    ),
    NotificationChannel(
        WHATSAPP, dict.fromkeys(("ru", "kk", "en"), "WhatsApp"), link="https://wa.me/?text={text}"
    ),
    NotificationChannel(
        TELEGRAM,
        dict.fromkeys(("ru", "kk", "en"), "Telegram"),
        link="https://t.me/share/url?url=&text={text}",
    ),
    NotificationChannel(
        MAIL,
        {"ru": "Своя почта", "kk": "Өз поштам", "en": "My mail"},
        link="mailto:?subject={subject}&body={text}",
    ),
    NotificationChannel(
        COPIED,
        {"ru": "Скопировано и отправлено", "kk": "Көшіріліп жіберілді", "en": "Copied and sent"},
    ),
]
ROUTE = NotificationRoute(tuple(each.code for each in CHANNELS))

"""Reminders."""

from __future__ import annotations

from services.registry.reminders.cards import on_week
from services.registry.reminders.models import Reminder, ReminderText
from services.registry.reminders.tasks import end_what_was_given_up, send_reminder
from services.registry.reminders.views import views
from services.registry.reminders.wording import reminder, reminder_text, words
from shared.language.roles import LEADS, OFFICE
from shared.web.service import Noun

REMINDERS = Noun(
    "reminders",
    tables=(Reminder, ReminderText),
    pages=views,
    words=words,
    tasks=(send_reminder,),
    ticks=(end_what_was_given_up,),
    permissions={"reminder.send": OFFICE, "reminder.edit": LEADS},
    cards={"week": on_week},
    told={"reminders": reminder, "reminder_texts": reminder_text},
)

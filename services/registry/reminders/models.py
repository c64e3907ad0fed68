"""Reminders that were sent, and the words they are made of."""

from __future__ import annotations

import uuid

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.registry.db import Model
from shared.acts.entered import Entered
from shared.language.reminders import CHANNELS, LOCALES, STATES
from shared.tables import SEALED, WHY, Row


class Reminder(Entered, Row, Model):
    """A text that reminded somebody of what a card of My week says.

    `card` is where the card leads, `title` what it said. By the device's own means it is noted by whoever
    sent it; by mail (`email`) it is queued, under way, sent or failed (`failed_because`).
    """

    __tablename__ = "reminders"
    __table_args__ = (
        CheckConstraint(f"channel IN {CHANNELS}", name="channel"),
        CheckConstraint(f"state IN {STATES}", name="state"),
        CheckConstraint("(channel = 'smtp') = (email IS NOT NULL)", name="email"),
        Index("ix_reminders_card", "card", "created_at"),
    )
    card: Mapped[str]
    title: Mapped[str]
    receiver_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    receiver: Mapped[str]
    locale: Mapped[str]
    channel: Mapped[str]
    email: Mapped[str | None] = mapped_column(info=SEALED)
    text: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="sent")
    failed_because: Mapped[str | None] = mapped_column(info=WHY)


class ReminderText(Row, Model):
    """The words of reminders in a language, where somebody changed them."""

    __tablename__ = "reminder_texts"
    __table_args__ = (CheckConstraint(f"locale IN {LOCALES}", name="locale"),)
    locale: Mapped[str] = mapped_column(unique=True)
    text: Mapped[str]

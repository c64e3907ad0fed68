"""Reminders that were sent, and the words they are made of."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.registry.db import Model
from shared.acts.entered import Entered
from shared.language.reminders import CHANNELS, FAILURES, LOCALES, STATES
from shared.sealing import SealedJSON
from shared.tables import SEALED, Row


class Reminder(Entered, Row, Model):
    """A text that reminded somebody of what a card of My week says.

    `card` is where the card leads, `title` what it said, `called` what a channel of a region's own is called.
    By the device's own means it is noted by whoever sent it; from here, to an `address`, it is queued, under
    way, sent or failed (`failed_because`): by mail, or as what is `posted`. Both may hold a phone: sealed.
    """

    __tablename__ = "reminders"
    __table_args__ = (
        CheckConstraint(f"channel IN {CHANNELS} OR called IS NOT NULL", name="channel"),
        CheckConstraint(f"state IN {STATES}", name="state"),
        CheckConstraint("channel <> 'smtp' OR address IS NOT NULL", name="address"),
        CheckConstraint("state = 'sent' OR address IS NOT NULL", name="from_here"),
        CheckConstraint(f"failed_because IN {FAILURES}", name="failed_because"),
        Index("ix_reminders_card", "card", "created_at"),
    )
    card: Mapped[str]
    title: Mapped[str]
    receiver_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    receiver: Mapped[str]
    locale: Mapped[str]
    channel: Mapped[str]
    called: Mapped[dict[str, Any] | None]
    address: Mapped[str | None] = mapped_column(SealedJSON, info=SEALED)
    posted: Mapped[dict[str, Any] | None] = mapped_column(SealedJSON, info=SEALED)
    text: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="sent")
    failed_because: Mapped[str | None]


class ReminderText(Row, Model):
    """The words of reminders in a language, where somebody changed them."""

    __tablename__ = "reminder_texts"
    __table_args__ = (CheckConstraint(f"locale IN {LOCALES}", name="locale"),)
    locale: Mapped[str] = mapped_column(unique=True)
    text: Mapped[str]

"""How often somebody guessed at a secret."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from services.registry.db import Model


class Tries(Model):
    """Wrong guesses under one key: the hash of an address, a login, a login from an address, a known device.
    Only hashes: people type passwords where the login belongs."""

    __tablename__ = "sign_in_tries"
    acted = False  # a count, not a deed: the failed sign-in is an act of its own
    key: Mapped[str] = mapped_column(primary_key=True)
    failures: Mapped[int]
    tried_at: Mapped[datetime]
    waits_until: Mapped[datetime | None]

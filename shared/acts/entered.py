"""A row that says who entered it, by the name of that time; it stays so whoever corrects the row later."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from shared.acts.doer import doer
from shared.language.doer import Doer


class Entered:
    """Mixin of the tables whose records travel."""

    entered_by: Mapped[Doer] = mapped_column(default=doer)

"""Who does something, the same word in acts, in rows and in records."""

from __future__ import annotations

import msgspec


class Doer(msgspec.Struct, frozen=True):
    """Who did something, with the name of that time; `kind` is user, token, service, job, plugin, shell,
    nobody, or unknown for what was entered before this was kept. Example: Doer("user", "01…", "Айгүл
    Сәрсенова")"""

    kind: str
    id: str = ""
    name: str = ""

"""What an obligation is called."""

from __future__ import annotations

from services.registry.obligations.models import Obligation
from shared.i18n import format_number, said
from shared.language.expressions import parse
from shared.language.obligations import GROUNDS, thing_of
from shared.spoken import title_of


def name_of(item: Obligation) -> str:
    """What has to exist, told apart from its twins of the same region."""
    return " ".join([title_of(item) or thing_words(item.measure), *numbered(item)])


def thing_words(measure: str | None) -> str:
    """What a measure makes the plan ask for."""
    thing = thing_of(parse(measure or ""))
    return said(thing.words) if thing else measure or ""


def numbered(item: Obligation) -> list[str]:
    """How many they are, or which of several and on what ground."""
    if item.quantity != 1:
        return [f"({format_number(item.quantity)})"]
    number = [f"№ {item.number}"] if item.number > 1 else []
    return [*number, f"({said(GROUNDS[item.ground])})"] if item.ground else number

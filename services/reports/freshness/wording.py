"""How fresh figures are, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from flask_babel import format_timedelta
from flask_babel import gettext as _

from services.reports.freshness.queries import Age
from shared.i18n import format_datetime


def fresh_words(known: Iterable[Age], names: Mapping[str, str]) -> list[str]:
    """Until when each region with a home of its own is known here."""
    return [one(age, names) for age in known]


def one(age: Age, names: Mapping[str, str]) -> str:
    """Until when a region is known here."""
    name = names.get(age.region, age.region)
    if age.as_of is None:
        return _("%(region)s: nothing has come yet", region=name)
    passed = format_timedelta(age.as_of - datetime.now(UTC), add_direction=True)
    return _("%(region)s as of %(ago)s", region=name, ago=passed)


def stale_words(known: Iterable[Age], names: Mapping[str, str]) -> tuple[str, ...]:
    """What a report says of regions whose figures are old when it is sealed."""
    return tuple(old(age, names.get(age.region, age.region)) for age in known if age.is_old)


def old(age: Age, name: str) -> str:
    """What a report says of one region."""
    if age.as_of is None:
        return _(
            "%(region)s works on an installation of its own, from which nothing has come yet.", region=name
        )
    return _(
        "%(region)s works on an installation of its own: its figures are as of %(moment)s.",
        region=name,
        moment=format_datetime(age.as_of),
    )

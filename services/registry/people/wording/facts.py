"""People in words: the facts of one, two side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import pgettext

from services.registry.people.models import Person
from services.registry.people.queries import masked
from services.registry.people.rules.names import search_key
from services.registry.people.wording.pages import categories
from services.registry.regions.wording import region_name
from shared.i18n import format_date, once_a_language
from shared.spoken import place_words


@once_a_language
def sexes() -> Mapping[str, str]:
    """Women and men."""
    return {"female": pgettext("sex", "female"), "male": pgettext("sex", "male")}


def facts(person: Person) -> list[tuple[str, str]]:
    """What is known of a person, in words: [(label, text)]."""
    return [
        (_("Birth year"), str(person.birth_year or "")),
        (_("Sex"), sexes().get(person.sex or "", "")),
        (_("Region"), region_name(person.region)),
        (_("Settlement"), place_words(person.settlement)),
        (_("Category"), categories().get(person.category or "", person.category or "")),
        (_("Organisation"), person.organisation or ""),
        (_("Phone"), masked(person.secret_key, person.phone_sealed)),
        (_("First entered"), format_date(person.created_at)),
    ]


def compared(first: Person, second: Person) -> list[dict[str, Any]]:
    """Two people side by side, what neither tells left out: [{label, first, second,
    alike: True | False | None where one is silent}]."""
    rows = [
        {
            "label": _("Name"),
            "first": first.name,
            "second": second.name,
            "alike": search_key(first.name) == search_key(second.name),
        }
    ]
    for (label, left), (_same, right) in zip(facts(first), facts(second), strict=True):
        if left or right:
            rows.append(
                {
                    "label": label,
                    "first": left,
                    "second": right,
                    "alike": (left == right) if left and right else None,
                }
            )
    rows[-1]["alike"] = None  # the day of entry says nothing
    for row in rows:
        if row["label"] == _("Phone") and row["alike"] is not None:
            row["alike"] = first.phone_hash == second.phone_hash  # the ends may agree by chance
    return rows


def knows_more(people: Iterable[Person]) -> Person:
    """Whose record tells more; of equals the first."""
    return max(people, key=lambda person: sum(bool(text) for _label, text in facts(person)))

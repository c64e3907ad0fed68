"""People as every page of the registry names them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from shared.i18n import once_a_language, said
from shared.language.categories import CATEGORIES


def words() -> dict[str, Any]:
    """What every page is given."""
    return {"categories": categories(), "match_words": match_words}


@once_a_language
def categories() -> Mapping[str, str]:
    """Categories of participants."""
    return {name: said(category.words) for name, category in CATEGORIES.items()}


def match_words(reasons: list[str]) -> str:
    """Why two people may be one, in words."""
    known = {
        "same_name": _("the same name"),
        "similar_name": _("similar names"),
        "initials_fit": _("the initials fit"),
        "same_patronymic": _("the same patronymic"),
        "different_patronymic": _("different patronymics"),
        "different_surname": _("different surnames"),
        "different_first_name": _("different first names"),
        "same_phone": _("the same phone"),
        "different_phone": _("different phones"),
        "same_birth_year": _("born in the same year"),
        "different_birth_year": _("born in different years"),
        "birth_year_one_off": _("born a year apart"),
        "same_settlement": _("the same settlement"),
        "different_settlement": _("different settlements"),
        "same_region": _("the same region"),
        "different_region": _("different regions"),
        "different_sex": _("different sex"),
        "different_phone_and_place": _("different phone and place"),
        "several_candidates": _("several people fit"),
        "contradicts_group": _("contradicts another record"),
    }
    return ", ".join(known.get(code, code) for code in reasons)

"""What a sum of facts says: how much, of how much, and of how much a mark (sex, category) is known."""

from __future__ import annotations

from shared.language import categories, publications
from shared.language.clauses import CATEGORY, ELECTRONIC, PAPER, SEX, WOMEN, YOUTH

PARTS = (WOMEN, SEX, YOUTH, PAPER, ELECTRONIC, CATEGORY)
AMOUNTS = ("numerator", "denominator", *PARTS)
KNOWN = {
    WOMEN: "sex = :female",
    SEX: "sex IS NOT NULL",
    YOUTH: "category = :young",
    PAPER: "category = :paper",
    ELECTRONIC: "category = :electronic",
    CATEGORY: "category IS NOT NULL",
}
MARKS = {
    "female": categories.FEMALE,
    "young": categories.YOUTH,
    "paper": publications.PAPER,
    "electronic": publications.ELECTRONIC,
}


def amounts(sign: str = "") -> str:
    """The columns that add facts up, each with a sign of its own."""
    part = "coalesce(sum({sign}numerator) FILTER (WHERE {known}), 0) AS {name}"
    parts = ", ".join(part.format(sign=sign, known=KNOWN[name], name=name) for name in PARTS)
    whole = f"sum({sign}numerator) AS numerator, sum({sign}denominator) AS denominator"
    return f"{whole}, {parts}"

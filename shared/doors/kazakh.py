"""Kazakh words beside Russian ones as a person gives them: Russian in their place is asked about."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, post_load

from shared.doors.errors import Invalid
from shared.language.wordings import looks_russian
from shared.validation import Words


class LooksRussian(Invalid):
    """This looks Russian: “%(said)s”. Is it Kazakh? Then say so and save it."""

    code = "looks_russian"


def in_kazakh(longest: int) -> Words:
    """The field of Kazakh words beside Russian ones, so many characters at most; nobody must fill it in."""
    return Words(longest, load_default="", metadata={"description": "In Kazakh, for Kazakh pages and papers"})


class InKazakh(Schema):
    """Fields of which some, whose names end in `_kk`, hold Kazakh words; the operation gets them once they
    are, or somebody said that they are."""

    kazakh = fields.Boolean(
        load_default=False,
        metadata={"description": "true: keep Kazakh words that look Russian, which is else asked"},
    )

    @post_load
    def ask(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        """Ask about the first Kazakh words that look Russian; LooksRussian."""
        answered = data.pop("kazakh", False)
        for name, said in data.items():
            if name.endswith("_kk") and not answered and looks_russian(said):
                raise LooksRussian(field=name, said=said)
        return data

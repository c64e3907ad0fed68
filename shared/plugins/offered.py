"""[[questionnaires]] of region.toml: what a region offers to begin from."""

from __future__ import annotations

from typing import Any, NamedTuple

from shared.language import gatherings
from shared.language.questionnaires import PURPOSES
from shared.plugins.answers import check_twice
from shared.plugins.reading import ListOf, OneOf, Unread, Wrong
from shared.plugins.shapes import FormTemplateShape
from shared.plugins.specifications import FormTemplate


class OfferedForm(NamedTuple):
    """A questionnaire to begin from, and for what."""

    gathering_type: str | None
    purpose: str | None
    template: FormTemplate


class OfferedFormShape(FormTemplateShape):
    """[[questionnaires]]."""

    gathering_type = OneOf(gatherings.TYPES)
    purpose = OneOf(PURPOSES)

    @staticmethod
    def of(**values: Any) -> OfferedForm:  # type: ignore[override]
        """The template with what it is for."""
        place = values.pop("gathering_type", None), values.pop("purpose", None)
        return OfferedForm(*place, FormTemplate(**values))


class OfferedForms(ListOf):
    """Questionnaires, each code and version once."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> list[Any]:
        read = super()._deserialize(value, attr, data, **more)
        try:
            check_twice([each.template for each in read])
        except Wrong as error:
            raise Unread(str(error)) from error
        return read

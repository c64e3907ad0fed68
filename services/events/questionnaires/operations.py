"""Writing questionnaires: every change is the next version, so that no answer loses its question."""

from __future__ import annotations

from typing import Any

from services.events.db import db
from services.events.questionnaires.models import Questionnaire, Version
from services.events.questionnaires.queries import template_shown
from shared.doors.errors import Invalid
from shared.ids import new_id


class TemplateUnknown(Invalid):
    """This template is not offered any more. Begin anew."""

    code = "template_unknown"


def write_questionnaire(values: dict[str, Any]) -> Questionnaire:
    """Make a questionnaire with its first version, begun from the template of a region its form showed;
    TemplateUnknown where no form of ours did."""
    if values.get("template"):
        values = {**values, "template": template_shown(values["template"])}
        if values["template"] is None:
            raise TemplateUnknown
    item = Questionnaire(id=new_id(), last_number=0)
    db.session.add(item)
    db.session.flush()
    return next_version(item, values)


def change_questionnaire(item: Questionnaire, values: dict[str, Any]) -> Questionnaire:
    """Save a questionnaire that is held as its next version; the very same words make none."""
    newest = item.versions[0]
    values = {name: value for name, value in values.items() if name != "template"}
    same = all(getattr(newest, name) == value for name, value in values.items())
    return item if same else next_version(item, values)


def next_version(item: Questionnaire, values: dict[str, Any]) -> Questionnaire:
    """Keep what was said as the newest version."""
    item.last_number += 1
    db.session.add(Version(questionnaire_id=item.id, number=item.last_number, **values))
    db.session.flush()
    db.session.expire(item, ["versions"])
    return item

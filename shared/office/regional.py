"""A paper in its region's own form: what the region's plugins add to it, and the template that draws it."""

from __future__ import annotations

import logging
import uuid
from dataclasses import dataclass, field

from shared.clock import today
from shared.plugins import plugins
from shared.plugins.specifications import DocumentTemplate, RecordFacts
from shared.plugins.troubles import PAPERS

log = logging.getLogger("asar.plugins")
Own = dict[str, dict[str, str]]  # what plugins add, by plugin and key


@dataclass(frozen=True)
class Regional:
    """What a region has to say of one paper: the template of the paper's day, the lines that are added."""

    template: DocumentTemplate | None = None
    facts: list[tuple[str, str]] = field(default_factory=list)
    x: Own = field(default_factory=dict)

    @property
    def typst(self) -> str:
        """What draws the paper in place of ours; "" where nothing does."""
        return self.template.typst if self.template else ""

    def broke(self, error: Exception) -> None:
        """Keep and tell that the template could not draw the paper."""
        assert self.template
        plugin, _dot, version = self.template.version.partition(".")
        incident, why = uuid.uuid4().hex[:8], f"{version}: {str(error).strip()[-700:]}"
        log.error("incident %s: a paper of %s could not be drawn", incident, plugin, exc_info=error)
        plugins().state.failed(plugin, PAPERS, why, incident, missed=False)

    def drew(self, seconds: float) -> None:
        """Keep that it could."""
        assert self.template
        plugins().state.worked(self.template.version.partition(".")[0], PAPERS, seconds)


def regional(doc_type: str, subject: RecordFacts, locale: str) -> Regional:
    """A paper about this as its region has it on its day, in a language."""
    lines = plugins().document_context(subject.region, doc_type, subject)
    x: Own = {}
    for line in lines:
        plugin, _dot, key = line.key.partition(".")
        x.setdefault(plugin, {})[key] = line.value.get(locale) or line.value["ru"]
    template = plugins().document_template(subject.region, doc_type, locale, subject.day or today())
    facts = [
        (line.label.get(locale) or line.label["ru"], line.value.get(locale) or line.value["ru"])
        for line in lines
    ]
    return Regional(template, facts, x)

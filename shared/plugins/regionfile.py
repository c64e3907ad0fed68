"""A plugin written as data: `region.toml`, read strictly and fed through the same hooks as code.

`[plugin]` is read first and alone, so that a mistake anywhere else still tells whose regions it concerns.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from marshmallow import fields, validates_schema

from shared.language import gatherings
from shared.language.documents import DOCUMENTS, FIELD_GAP
from shared.plugins.answers import wrong_with_document
from shared.plugins.beside import said, take_files
from shared.plugins.offered import OfferedForm, OfferedForms, OfferedFormShape
from shared.plugins.reading import (
    LONGEST_TEMPLATE,
    Day,
    ListOf,
    OneOf,
    Region,
    Shape,
    Tenge,
    Text,
    Tuple,
    Unread,
    Wrong,
    load,
    nearest,
)
from shared.plugins.shapes import (
    FILLS,
    AttendanceSheetShape,
    BrandingShape,
    BudgetCapShape,
    CalendarDayShape,
    DocumentTemplateShape,
    EvidenceNeedShape,
    FieldDefShape,
    ImportColumnShape,
    NotificationRouteShape,
    RegionPageShape,
)
from shared.plugins.specifications import (
    FORMS,
    AttendanceSheet,
    Branding,
    BudgetCap,
    CalendarDay,
    DocumentTemplate,
    EvidenceNeed,
    FieldDef,
    FormTemplate,
    ImportColumn,
    NotificationRoute,
    RegionPage,
    hookimpl,
)
from shared.plugins.values import SettingShape, chosen, filled, settings_of

FILE = "region.toml"
ORGANISATION, CENTRE = "organisation", "centre"
KEPT_ON_PAPER = (ORGANISATION, CENTRE)  # in the text of a letter, in a report that was handed in
OWN_TABLE = re.compile(r"^\[plugin\][^\n]*\n(?:(?!\[).*\n?)*", re.M)
# Which hooks a table answers: told where a plugin did not load.
ANSWERS = {
    "branding": "branding",
    "caps": "budget_caps",
    "extra_fields": "extra_fields",
    "required_evidence": "required_evidence",
    "attendance_sheet": "attendance_sheet",
    "holidays": "calendar",
    "import_columns": "import_columns",
    "pages": "pages",
    "documents": "document_template",
    "questionnaires": "form_templates",
    "notifications": "route_notification",
}


@dataclass(frozen=True)
class Manifest:
    """Who the plugin is and where it applies."""

    name: str
    title: str
    version: str
    api: str
    regions: tuple[str, ...]


class AskedField(NamedTuple):
    """An extra field with the form it belongs to."""

    service: str
    entity: str
    subtype: str | None
    field: FieldDef


class AskedEvidence(NamedTuple):
    """Evidence of gatherings of a type, or of every type."""

    gathering_type: str | None
    need: EvidenceNeed


class OwnDocument(NamedTuple):
    """A paper or a text in the region's own form, with the day it holds from."""

    document: str
    since: date
    template: DocumentTemplate


class ManifestShape(Shape):
    """[plugin]."""

    of = Manifest
    name = Text(40, required=True)
    title = Text(200, required=True)
    version = Text(40, required=True)
    api = Text(20, required=True)
    regions = Tuple(Region(), least=1, required=True)


class CapShape(BudgetCapShape):
    """[caps]."""

    amount = Tenge(required=True, data_key="mini_grant")


class AskedFieldShape(FieldDefShape):
    """[[extra_fields]]."""

    service = OneOf(sorted({service for service, _ in FORMS}), required=True)
    entity = Text(40, required=True)
    subtype = Text(40)

    @validates_schema
    def asked(self, data: dict[str, Any], **more: Any) -> None:
        """Refuse a field for a form nobody asks."""
        place = f"{data.get('service')}/{data.get('entity')}"
        if place not in (known := [f"{service}/{entity}" for service, entity in FORMS]):
            elsewhere = [other for other in known if other.endswith(f"/{data.get('entity')}")]
            near = nearest(place, elsewhere or known)
            raise Unread({"entity": [f"no form asks for fields of {place}; {near}"]})
        if data.get("entity") == "participant" and data.get("type") == "file" and data.get("required"):
            raise Unread({"required": ["nobody enters a list with files: leave it out"]})
        if data.get("subtype") and data["subtype"] not in (kinds := SUBTYPES.get(data["entity"], ())):
            raise Unread(
                {"subtype": [f"“{data['subtype']}” is not known; {nearest(data['subtype'], kinds)}"]}
            )

    @validates_schema
    def kept(self, data: dict[str, Any], **more: Any) -> None:
        """Refuse to erase what stands on a paper that is kept."""
        if data.get("entity") in KEPT_ON_PAPER and data.get("printed") and data.get("keep_days"):
            raise Unread(
                {"keep_days": ["what is printed of it is kept with the paper: leave one of them out"]}
            )

    @staticmethod
    def of(**values: Any) -> AskedField:  # type: ignore[override]
        """The field with its place."""
        place = {name: values.pop(name, None) for name in ("service", "entity", "subtype")}
        return AskedField(field=FieldDef(**values), **place)


class AskedEvidenceShape(EvidenceNeedShape):
    """[[required_evidence]]."""

    gathering_type = OneOf(gatherings.TYPES)

    @staticmethod
    def of(**values: Any) -> AskedEvidence:  # type: ignore[override]
        """The need with its type."""
        return AskedEvidence(values.pop("gathering_type", None), EvidenceNeed(**values))


class OwnDocumentShape(DocumentTemplateShape):
    """[[documents]]."""

    document = OneOf(DOCUMENTS, required=True)
    since = Day()
    typst = Text(LONGEST_TEMPLATE, data_key="file")

    @validates_schema
    def of_its_kind(self, data: dict[str, Any], **more: Any) -> None:
        """Refuse what a document of this kind does not have."""
        own = {name: value for name, value in data.items() if name not in ("document", "since")}
        if wrong := wrong_with_document(DocumentTemplate(**own), data["document"]):
            raise Unread({"_schema": wrong})

    @staticmethod
    def of(**values: Any) -> OwnDocument:  # type: ignore[override]
        """The document with its day; without one it always held."""
        place = values.pop("document"), values.pop("since", date.min)
        return OwnDocument(*place, DocumentTemplate(**values))


class RegionShape(Shape):
    """The whole file."""

    plugin = fields.Nested(ManifestShape, required=True)
    branding = fields.Nested(BrandingShape, load_default=Branding)
    caps = fields.Nested(CapShape, load_default=None)
    extra_fields = ListOf(fields.Nested(AskedFieldShape), load_default=list)
    required_evidence = ListOf(fields.Nested(AskedEvidenceShape), load_default=list)
    attendance_sheet = fields.Nested(AttendanceSheetShape, load_default=None)
    holidays = ListOf(fields.Nested(CalendarDayShape), load_default=list)
    import_columns = ListOf(fields.Nested(ImportColumnShape), load_default=list)
    pages = ListOf(fields.Nested(RegionPageShape), load_default=list)
    documents = ListOf(fields.Nested(OwnDocumentShape), load_default=list)
    notifications = fields.Nested(NotificationRouteShape, load_default=None)
    settings = ListOf(fields.Nested(SettingShape), load_default=list)
    questionnaires = OfferedForms(fields.Nested(OfferedFormShape), load_default=list)


def check_together(file: Path, plugin: str, read: Mapping[str, Any]) -> None:
    """Refuse what names something that stands elsewhere in the file, and does not."""
    check_conditions(read["extra_fields"])
    check_gaps(plugin, read["documents"], read["extra_fields"])
    if not brings_code(file):
        check_columns(plugin, read["attendance_sheet"], read["extra_fields"])


def brings_code(file: Path) -> bool:
    """Whether a plugin answers hooks in code too: what that asks of people, its file does not know."""
    return any(b"@hookimpl" in module.read_bytes() for module in file.parent.glob("*.py"))


def check_conditions(asked: list[AskedField]) -> None:
    """Refuse a condition about anything but a choice of the same form, and one it cannot have."""
    for place, one in enumerate(asked):
        name, _is, value = one.field.visible_if.partition("=")
        beside = [each.field for each in asked if each[:2] == one[:2] and each.field.type == "choice"]
        legal = [f"{field.key}={choice.value}" for field in beside for choice in field.choices]
        if name and (said := f"{name}={value}") not in legal:
            where = f"extra_fields[{place}].visible_if"
            raise Wrong(f"{where}: “{said}” is no choice here; {nearest(said, legal)}")


def check_gaps(plugin: str, documents: list[OwnDocument], asked: list[AskedField]) -> None:
    """Refuse a letter that names what is no printed field of organisations of this file."""
    of_them = [each.field for each in asked if each.entity == ORGANISATION and each.field.printed]
    legal = [f"{plugin}.{field.key}" for field in of_them]
    for place, own in enumerate(documents):
        for name in FIELD_GAP.findall(" ".join(own.template.texts.get("body", {}).values())):
            if name not in legal:
                raise Wrong(f"documents[{place}].texts.body: nothing fills “{name}”; {nearest(name, legal)}")


def check_columns(plugin: str, sheet: AttendanceSheet | None, asked: list[AskedField]) -> None:
    """Refuse a column of the list to sign that stays empty: of a question nobody on it is asked."""
    legal = [f"{plugin}.{each.field.key}" for each in asked if each.entity == "participant"]
    for place, column in enumerate(sheet.columns if sheet else ()):
        if column.fills.startswith(f"{plugin}.") and column.fills not in legal:
            where = f"attendance_sheet.columns[{place}].fills"
            words = f"no participant is asked “{column.fills}”"
            raise Wrong(f"{where}: {words}; {nearest(column.fills, [*legal, *FILLS])}")


SUBTYPES: dict[str, tuple[str, ...]] = {"gathering": tuple(gatherings.TYPES)}


class RegionFile:
    """The plugin object made of one region.toml."""

    def __init__(self, file: Path, kept: Mapping[str, Any] | None = None) -> None:
        """Read the file with the values that were `kept` for its settings. Wrong."""
        self.file, self.manifest = file, manifest_of(file)
        data = self._filled(tables_of(file), kept or {})
        take_files(file, data)
        read = load(RegionShape(), data, "")
        self.face: Branding = read["branding"]
        self.cap: BudgetCap | None = read["caps"]
        self.fields: list[AskedField] = read["extra_fields"]
        check_together(file, self.manifest.name, read)
        self.evidence: list[AskedEvidence] = read["required_evidence"]
        self.sheet: AttendanceSheet | None = read["attendance_sheet"]
        self.holidays: list[CalendarDay] = read["holidays"]
        self.headings: list[ImportColumn] = read["import_columns"]
        self.own_pages: list[RegionPage] = read["pages"]
        self._take_papers(read)

    def _take_papers(self, read: dict[str, Any]) -> None:
        """Questionnaires, the order of channels, and papers in the order of their days."""
        self.route: NotificationRoute | None = read["notifications"]
        self.questionnaires: list[OfferedForm] = read["questionnaires"]
        self.documents: list[OwnDocument] = sorted(read["documents"], key=lambda own: own.since)

    def _filled(self, tables: dict[str, Any], kept: Mapping[str, Any]) -> dict[str, Any]:
        """The tables with the values of the settings in their places. Wrong."""
        self.settings = settings_of(tables)
        self.values = chosen(self.settings, kept)
        written = {name: part for name, part in tables.items() if name != "settings"}
        return {**tables, **filled(written, self.values)}

    @hookimpl
    def branding(self) -> Branding:
        """The face written in the file."""
        return self.face

    @hookimpl
    def extra_fields(self, service: str, entity: str, subtype: str | None, on_date: date) -> list[FieldDef]:
        """The file's fields for this form."""
        return [
            asked.field
            for asked in self.fields
            if (asked.service, asked.entity) == (service, entity) and asked.subtype in (None, subtype)
        ]

    @hookimpl
    def budget_caps(self) -> list[BudgetCap]:
        """The file's cap on one mini-grant."""
        return [self.cap] if self.cap else []

    @hookimpl
    def required_evidence(self, gathering_type: str) -> list[EvidenceNeed]:
        """The file's evidence for gatherings of this type."""
        return [asked.need for asked in self.evidence if asked.gathering_type in (None, gathering_type)]

    @hookimpl
    def attendance_sheet(self) -> AttendanceSheet | None:
        """The file's list to sign."""
        return self.sheet

    @hookimpl
    def calendar(self, date_from: date, date_to: date) -> list[CalendarDay]:
        """The file's days between two dates."""
        return [item for item in self.holidays if date_from <= item.day <= date_to]

    @hookimpl
    def import_columns(self) -> list[ImportColumn]:
        """What headings of lists mean by the file."""
        return self.headings

    @hookimpl
    def form_templates(self, gathering_type: str | None, purpose: str) -> list[FormTemplate]:
        """The file's questionnaires for this purpose and type."""
        return [
            each.template
            for each in self.questionnaires
            if each.purpose in (None, purpose)
            and (gathering_type is None or each.gathering_type in (None, gathering_type))
        ]

    @hookimpl
    def pages(self) -> list[RegionPage]:
        """The file's own pages."""
        return self.own_pages

    @hookimpl
    def route_notification(self) -> NotificationRoute | None:
        """The file's order of channels of reminders."""
        return self.route

    @hookimpl
    def document_template(self, doc_type: str, on_date: date) -> DocumentTemplate | None:
        """The file's paper or text of that day."""
        held = [own for own in self.documents if own.document == doc_type and own.since <= on_date]
        return held[-1].template if held else None


def manifest_of(file: Path) -> Manifest:
    """[plugin], whatever else the file says; Wrong names what is not right in it."""
    return load(ManifestShape(), own_table(file), "plugin")


def own_table(file: Path) -> dict[str, Any]:
    """What stands under [plugin], by itself."""
    try:
        found = OWN_TABLE.search(file.read_text("utf-8"))
        return tomllib.loads(found[0] if found else "").get("plugin", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Wrong(said(error)) from error


def tables_of(file: Path) -> dict[str, Any]:
    """The whole file as tables."""
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Wrong(said(error)) from error

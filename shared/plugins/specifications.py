"""Everything a plugin may say: all hook specifications with their rules as data, and the frozen words
they exchange.

The first argument is always the region the question is about; the caller asks only plugins of that
region, so a hook never checks it. `None` means no opinion.
"""

from __future__ import annotations

from datetime import date

from shared.language.words import msgid
from shared.plugins.exchanged import (
    LANDSCAPE,
    OFF,
    PARTICIPANTS,
    PORTRAIT,
    SHORT,
    WORK,
    ActorFacts,
    Answers,
    ApplicationFacts,
    AttendanceSheet,
    Branding,
    BudgetCap,
    CalendarDay,
    Choice,
    Computed,
    ContestFacts,
    Counted,
    DocumentLine,
    DocumentTemplate,
    EvidenceNeed,
    FieldDef,
    Finding,
    FormQuestion,
    FormTemplate,
    GatheringFacts,
    ImportColumn,
    IndicatorDef,
    Lines,
    NavItem,
    Note,
    PageRow,
    PageSection,
    Partner,
    PersonalPart,
    PersonFacts,
    Problem,
    RecordFacts,
    RegionPage,
    SheetColumn,
    Words,
)
from shared.plugins.hooking import Combine, Policy, Rule, hook, hookimpl, hookspec
from shared.plugins.notified import MessageFacts, NotificationChannel, NotificationRoute, RecipientFacts

__all__ = [
    "ACCESS",
    "ACTIONS",
    "API_VERSION",
    "ActorFacts",
    "Answers",
    "ApplicationFacts",
    "AttendanceSheet",
    "Branding",
    "BudgetCap",
    "CalendarDay",
    "Choice",
    "Combine",
    "Computed",
    "ContestFacts",
    "Counted",
    "DocumentLine",
    "DocumentTemplate",
    "ERASE",
    "EvidenceNeed",
    "FieldDef",
    "FORMS",
    "Finding",
    "FormQuestion",
    "FormTemplate",
    "GatheringFacts",
    "ImportColumn",
    "IndicatorDef",
    "LANDSCAPE",
    "Lines",
    "MessageFacts",
    "NavItem",
    "Note",
    "NotificationChannel",
    "NotificationRoute",
    "OFF",
    "PageRow",
    "PageSection",
    "Partner",
    "PersonFacts",
    "PersonalPart",
    "RegionPage",
    "PARTICIPANTS",
    "PHASES",
    "PORTRAIT",
    "Policy",
    "Problem",
    "RECORDS",
    "RULES",
    "RecipientFacts",
    "RecordFacts",
    "Rule",
    "SHORT",
    "SheetColumn",
    "Specifications",
    "WORK",
    "Words",
    "hook",
    "hookimpl",
    "hookspec",
]

# 1.1: records, papers, questionnaires, settings, fields on six nouns
# 1.2: partners of a face, what is kept of a person
API_VERSION = "1.3"  # 1.3: how messages go, fields of organisations in letters

RECORDS: dict[tuple[str, str], type[GatheringFacts | ApplicationFacts]] = {
    ("events", "gathering"): GatheringFacts,
    ("grants", "application"): ApplicationFacts,
}
# Forms that ask for a region's extra fields.
FORMS = (
    *RECORDS,
    ("registry", "organisation"),
    ("registry", "centre"),
    ("events", "consultation"),
    ("events", "participant"),
)
PHASES = ("new", "corrected", "held")
ACCESS, ERASE = "access", "erase"
ACTIONS = (ACCESS, ERASE)


class Specifications:
    """The hooks. A new one is its specification here, its line in `asking`, its row in
    plugins/README.md and its test."""

    @hook(Rule(Branding, "isolate", "merge", ("pages", "reports"), msgid("the region’s face"), many=False))
    def branding(self, region: str | None) -> Branding | None:
        """Say how the region's mark and its documents look; merged field by field, core last."""

    @hook(Rule(NavItem, "isolate", "concat", ("pages",), msgid("entries of the navigation")))
    def navigation(self, region: str | None, service: str, actor: ActorFacts | None) -> list[NavItem] | None:
        """Add entries to the navigation; all are shown, sorted by order."""

    @hook(
        Rule(
            FieldDef,
            "isolate",
            "concat",
            ("registry", "events", "grants"),
            msgid("forms with extra fields"),
            own="key",
            saving="strict",
        )
    )
    def extra_fields(
        self, region: str | None, service: str, entity: str, subtype: str | None, on_date: date
    ) -> list[FieldDef] | None:
        """Add fields to a form, for example ("events", "gathering", "training")."""

    @hook(Rule(BudgetCap, "strict", "strictest", ("grants",), msgid("awards of mini-grants")))
    def budget_caps(
        self, region: str | None, contest: ContestFacts, application: ApplicationFacts
    ) -> list[BudgetCap] | None:
        """Limit one mini-grant; the strictest cap wins, so a plugin can only tighten."""

    @hook(Rule(EvidenceNeed, "strict", "concat", ("registry", "events"), msgid("approving a plan")))
    def required_evidence(
        self, region: str | None, activity: str, gathering_type: str, on_date: date
    ) -> list[EvidenceNeed] | None:
        """Ask for more evidence of a gathering than its type does; nothing can be taken away. Asked about
        each line and type when a plan is approved: what was said then holds while that version does."""

    @hook(Rule(RegionPage, "isolate", "concat", ("pages", "registry"), msgid("pages of its own"), own="slug"))
    def pages(self, region: str | None, actor: ActorFacts | None) -> list[RegionPage] | None:
        """Give the region's people pages of their own: a memo, contacts, how things are done here. They
        stand in the menu of whoever works in that region alone, and on Plugins for the rest."""

    @hook(Rule(AttendanceSheet, "isolate", "first", ("events",), msgid("the form to sign"), many=False))
    def attendance_sheet(self, region: str | None, gathering: GatheringFacts) -> AttendanceSheet | None:
        """Say what the list of a gathering looks like that people sign; core's own is the last opinion."""

    @hook(Rule(CalendarDay, "isolate", "daily", ("events",), msgid("days off and moved days")))
    def calendar(self, region: str | None, date_from: date, date_to: date) -> list[CalendarDay] | None:
        """Name days off, short days and moved days between two dates; the region's word on a day stands
        before the country's."""

    @hook(Rule(ImportColumn, "isolate", "concat", ("events",), msgid("headings of lists of participants")))
    def import_columns(self, region: str | None, target: str) -> list[ImportColumn] | None:
        """Say what headings mean in the region's own lists; `target` is "participants". The first plugin
        with a word on a title has it, before the programme's own reading."""

    @hook(
        Rule(IndicatorDef, "isolate", "concat", ("reports",), msgid("the region’s own figures"), own="code")
    )
    def indicators(self, region: str | None) -> list[IndicatorDef] | None:
        """Name the region's own figures; they stand on its overview, in no report and under no promise."""

    @hook(
        Rule(
            Computed,
            "isolate",
            "first",
            ("reports",),
            msgid("values of its own figures"),
            many=False,
        )
    )
    def compute_indicator(
        self, region: str | None, code: str, counted: tuple[Counted, ...]
    ) -> Computed | None:
        """Work out a figure of one's own from the sums of its measures, in their order; only the plugin
        that named it is asked. What fails is shown as not worked out."""

    @hook(
        Rule(
            Finding,
            "isolate",
            "concat",
            ("grants",),
            msgid("conditions of an application"),
            own="rule",
            saving="strict",
        )
    )
    def check_eligibility(
        self, region: str | None, contest: ContestFacts, application: ApplicationFacts, on_date: date
    ) -> list[Finding] | None:
        """Judge an application by the region's conditions; its page shows them all, and an award needs
        each to be met, besides the programme's own."""

    @hook(
        Rule(
            Problem,
            "strict",
            "all",
            ("events", "grants"),
            msgid("recording gatherings and registering applications"),
            own="code",
        )
    )
    def validate(
        self,
        region: str | None,
        service: str,
        entity: str,
        phase: str,
        record: GatheringFacts | ApplicationFacts,
    ) -> list[Problem] | None:
        """Refuse a record the region does not allow; any problem of any plugin blocks."""

    @hook(
        Rule(
            DocumentTemplate,
            "isolate",
            "first",
            ("papers", "texts"),
            msgid("papers and texts in its own form"),
            many=False,
            own="version",
        )
    )
    def document_template(
        self, region: str | None, doc_type: str, locale: str, on_date: date
    ) -> DocumentTemplate | None:
        """Give a paper or a text in the region's own form: as it was on `on_date`, the day of the paper, so
        that one printed anew years later looks as it did. Without an opinion it is ours."""

    @hook(Rule(DocumentLine, "isolate", "concat", ("papers",), msgid("lines of papers"), own="key"))
    def document_context(
        self, region: str | None, doc_type: str, subject: RecordFacts
    ) -> list[DocumentLine] | None:
        """Add to a paper what the region has to say there: it stands among the facts of ours, and a template
        of its own finds it under `x.<plugin>`."""

    @hook(Rule(Note, "isolate", "concat", ("records",), msgid("what it notes on records")))
    def on_record(
        self, region: str | None, kind: str, key: str, version: int, state: RecordFacts
    ) -> list[Note] | None:
        """React to a record that was kept, new or changed: what is answered stands as notes beside its
        history, each text once. Asked after the fact, from the queue, about the newest state alone, one
        plugin at a time; whoever fails is asked again, after eight times not before somebody lets it try. A
        process may be killed in between, so one version may come twice."""

    @hook(
        Rule(FormTemplate, "isolate", "concat", ("events",), msgid("templates of questionnaires"), own="code")
    )
    def form_templates(
        self, region: str | None, gathering_type: str | None, purpose: str
    ) -> list[FormTemplate] | None:
        """Offer questionnaires to begin from: `purpose` is what people are asked about, "gathering" (then of
        which type, None: of any), "centre" or "region". What is begun is the programme's own from then on."""

    @hook(
        Rule(
            PersonalPart,
            "strict",
            "concat",
            ("registry",),
            msgid("telling and erasing what is kept of a person"),
            own="code",
        )
    )
    def personal_data(
        self, region: str | None, person: PersonFacts, action: str, dry_run: bool
    ) -> list[PersonalPart] | None:
        """Say what the region keeps of a person besides the suite: a paper register, a list at the akimat, a
        table of its own. `action` is "access" where he asks what is kept; "erase" with `dry_run` says what
        would go and what stays, without it do it and say the same. May come twice; whoever fails stops the
        erasure, so nothing is half done. Each region he is known in is asked; core says last what stays
        everywhere."""

    @hook(
        Rule(
            NotificationChannel,
            "isolate",
            "concat",
            ("reminders",),
            msgid("channels of reminders of its own"),
            own="code",
        )
    )
    def notification_channels(self, region: str | None) -> list[NotificationChannel] | None:
        """Name channels besides those of core by which people of the region are reminded. What is sent from
        here goes once, through the queue; a channel nobody set up, and each of these in the demo, is not
        offered."""

    @hook(
        Rule(
            NotificationRoute,
            "isolate",
            "first",
            ("reminders",),
            msgid("the order of channels of reminders"),
            many=False,
        )
    )
    def route_notification(
        self, region: str | None, message: MessageFacts, recipient: RecipientFacts
    ) -> NotificationRoute | None:
        """Say by which channels somebody is reminded, the best first; those that are not named follow, those
        that are not there are left out."""


RULES: dict[str, Rule] = {
    name: function.rule for name, function in vars(Specifications).items() if hasattr(function, "rule")
}

"""What a file proves: its kinds, what they are called, which files they may be,
and which of them an owner may have."""

from __future__ import annotations

from dataclasses import dataclass, replace

from shared.language.words import Word, msgid, msgid_in

SCANS, PAPERS, KEPT = (
    "scans",
    "papers",
    "kept",
)  # families of files: `shared/files.py` says which types they are

PROGRAMME, SIGNED_LIST, PHOTO, PROTOCOL = "programme", "signed_list", "photo", "protocol"
FEEDBACK, PRESENTATION, SCREENSHOT, RECORDING = "feedback", "presentation", "screenshot", "recording"
PUBLICATION_LINK, REVIEW, HANDOVER_ACT = "publication_link", "review", "handover_act"
OPENING_ACT, MEMORANDUM, JOURNAL, QUESTIONNAIRE = "opening_act", "memorandum", "journal", "questionnaire"
REGULATION, SCORE_SHEET, APPLICATION, AGREEMENT = "regulation", "score_sheet", "application", "agreement"
GROUP_PROTOCOL, ACT, REPORT, OTHER = "group_protocol", "act", "report", "other"
DECISION, WAIVER, LETTER = "decision", "grantor_consent", "grantor_letter"
CONSENT, DONOR_LETTER = "consent", "donor_letter"

PROVING_GROUP = (GROUP_PROTOCOL, SIGNED_LIST)

# Why a file that is kept does not open, and so proves nothing.
BROKEN, LOCKED, EMPTY, TINY = "broken", "locked", "empty", "tiny"
HEAVY, WAITING = "heavy", "waiting"
UNOPENED = {
    BROKEN: msgid("the file is damaged"),
    LOCKED: msgid("the file is protected with a password"),
    EMPTY: msgid("there is nothing in the file"),
    TINY: msgid("the picture is too small to see anything"),
    HEAVY: msgid("the file takes too much time or memory to open"),
    WAITING: msgid("the file has not been opened yet"),
}


@dataclass(frozen=True)
class Kind:
    """A kind of evidence and the family of files that can be one."""

    name: str
    words: Word
    files: str


ALL = (
    Kind(PROGRAMME, msgid("Programme"), PAPERS),
    Kind(SIGNED_LIST, msgid("Signed list"), SCANS),
    Kind(PHOTO, msgid("Photos"), SCANS),
    Kind(PROTOCOL, msgid("Protocol"), PAPERS),
    Kind(FEEDBACK, msgid("Feedback"), KEPT),
    Kind(PRESENTATION, msgid("Presentation"), PAPERS),
    Kind(SCREENSHOT, msgid("Screenshots"), SCANS),
    Kind(PUBLICATION_LINK, msgid("Copy of the publication"), KEPT),
    Kind(RECORDING, msgid("Recording"), KEPT),
    Kind(REVIEW, msgid("Review"), PAPERS),
    Kind(HANDOVER_ACT, msgid("Act of handover"), SCANS),
    Kind(OPENING_ACT, msgid("Opening act"), SCANS),
    Kind(MEMORANDUM, msgid("Memorandum"), SCANS),
    Kind(JOURNAL, msgid("Journal"), PAPERS),
    Kind(QUESTIONNAIRE, msgid("Questionnaires"), KEPT),
    Kind(REGULATION, msgid("Contest regulation"), PAPERS),
    Kind(DECISION, msgid("Decision on the funds"), PAPERS),
    Kind(SCORE_SHEET, msgid("Score sheets"), SCANS),
    Kind(APPLICATION, msgid("Scan of the application"), PAPERS),
    Kind(AGREEMENT, msgid("Grant agreement"), SCANS),
    Kind(GROUP_PROTOCOL, msgid("Protocol of the group's founding"), SCANS),
    Kind(ACT, msgid("Act of acceptance"), SCANS),
    Kind(REPORT, msgid_in("evidence", "Report"), PAPERS),
    Kind(WAIVER, msgid("Consent to a waiver"), SCANS),
    Kind(LETTER, msgid("Letter of the grantor"), PAPERS),
    Kind(CONSENT, msgid("Consent of those who are shown and quoted"), SCANS),
    Kind(DONOR_LETTER, msgid("Letter of the donor"), PAPERS),
    Kind(OTHER, msgid_in("evidence", "Other"), KEPT),
)
KINDS = {kind.name: kind for kind in ALL}
DEEDS = (
    PROGRAMME,
    SIGNED_LIST,
    PHOTO,
    PROTOCOL,
    FEEDBACK,
    PRESENTATION,
    SCREENSHOT,
    PUBLICATION_LINK,
    RECORDING,
    REVIEW,
    HANDOVER_ACT,
    REPORT,
    OTHER,
)
OWNERS = {
    "gathering": (*DEEDS, WAIVER),
    "publication": DEEDS,
    "survey": (QUESTIONNAIRE, REPORT, OTHER),
    "edition": (PUBLICATION_LINK, ACT, PHOTO, OTHER),
    "edition_entry": (SIGNED_LIST, REVIEW, HANDOVER_ACT, SCREENSHOT, PHOTO, OTHER),
    "social_review": (SCREENSHOT, PUBLICATION_LINK, FEEDBACK, OTHER),
    "plan": (LETTER,),
    "journal_month": (JOURNAL, OTHER),
    "centre": (OPENING_ACT, MEMORANDUM, PHOTO, OTHER),
    "centre_report": (REPORT, OTHER),
    "release": (SCREENSHOT, OTHER),
    "funding": (AGREEMENT, DECISION, OTHER),
    "memorandum": (MEMORANDUM, OTHER),
    "letter": (LETTER, OTHER),
    "obligation": (REPORT, PROTOCOL, AGREEMENT, ACT, LETTER, PUBLICATION_LINK, OTHER),
    "postponement": (DECISION, LETTER),
    "initiative_group": (GROUP_PROTOCOL, SIGNED_LIST, PHOTO, OTHER),
    "result": (REPORT, PROTOCOL, LETTER, QUESTIONNAIRE, PUBLICATION_LINK, PHOTO, OTHER),
    "adjustment": (PROTOCOL, SIGNED_LIST, ACT, LETTER, REPORT),
    "village_plan": (PROTOCOL, OTHER),
    "contest": (REGULATION, SCORE_SHEET, SIGNED_LIST, PROTOCOL, DECISION, OTHER),
    "application": (APPLICATION, OTHER),
    "story": (PHOTO, CONSENT, PUBLICATION_LINK, OTHER),
    "donor_project": (DONOR_LETTER, AGREEMENT, PUBLICATION_LINK, OTHER),
    "award": (AGREEMENT, GROUP_PROTOCOL, ACT, REPORT, PHOTO, OTHER),
}
# What a kind is with one owner, where that says more.
WITH_OWNER = {
    ("journal_month", JOURNAL): replace(KINDS[JOURNAL], words=msgid("Scan of the signed month"), files=SCANS),
    ("centre_report", REPORT): replace(KINDS[REPORT], words=msgid("Scan of the signed report"), files=SCANS),
    ("funding", AGREEMENT): replace(KINDS[AGREEMENT], words=msgid("Agreement about the money")),
    ("funding", DECISION): replace(KINDS[DECISION], words=msgid("Decision that gives the money")),
    ("memorandum", MEMORANDUM): replace(KINDS[MEMORANDUM], words=msgid("Scan of the signed memorandum")),
    ("initiative_group", SIGNED_LIST): replace(KINDS[SIGNED_LIST], words=msgid("Signed list of the members")),
    ("village_plan", PROTOCOL): replace(
        KINDS[PROTOCOL], words=msgid("Protocol of the approval"), files=SCANS
    ),
    ("letter", LETTER): replace(KINDS[LETTER], words=msgid("Scan of the letter")),
    ("contest", PROTOCOL): replace(KINDS[PROTOCOL], words=msgid("Protocol of the results"), files=SCANS),
    ("donor_project", AGREEMENT): replace(KINDS[AGREEMENT], words=msgid("Agreement with the donor")),
    ("survey", REPORT): replace(KINDS[REPORT], words=msgid("Analytic note")),
    ("award", REPORT): replace(KINDS[REPORT], words=msgid("Report of the group")),
}


def kind(name: str, owner: str = "") -> Kind:
    """A kind as it is with an owner."""
    return WITH_OWNER.get((owner, name), KINDS[name])


def kinds_of(owner: str) -> tuple[Kind, ...]:
    """The kinds of evidence a record of this kind may have."""
    return tuple(kind(name, owner) for name in OWNERS[owner])


def family(name: str, owner: str = "", mode: str | None = None) -> str:
    """The family of files that prove a kind;
    who came to an online gathering is proven by the export of its registration too."""
    return PAPERS if name == SIGNED_LIST and mode == "online" else kind(name, owner).files

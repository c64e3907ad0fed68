"""Village development plans: who is in a working group, and who approves a plan."""

from __future__ import annotations

from shared.language.words import Word, msgid, msgid_in

CHAIR, SECRETARY, MEMBER = "chair", "secretary", "member"
OFFICES: dict[str, Word] = {
    CHAIR: msgid("chair"),
    SECRETARY: msgid("secretary"),
    MEMBER: msgid_in("working group", "member"),
}
ASSEMBLY, RESIDENTS_MEETING = "assembly", "residents_meeting"
BODIES: dict[str, Word] = {
    ASSEMBLY: msgid("assembly of the local community"),
    RESIDENTS_MEETING: msgid("meeting of the residents"),
}

"""Permissions of events and the roles that hold them."""

from __future__ import annotations

STAFF = ("project_lead", "accountant", "pr_officer", "coordinator", "assistant")
FIELD = (*STAFF, "partner_rep", "center_operator")

PERMISSIONS = {
    "gathering.view": ("admin", *FIELD, "grantor_viewer"),
    "gathering.record": ("project_lead", "coordinator", "assistant", "partner_rep", "center_operator"),
    "participant.view": ("project_lead", "coordinator", "assistant", "partner_rep", "center_operator"),
    "evidence.view": ("admin", *FIELD, "grantor_viewer"),
    "evidence.attach": (*FIELD,),
    "publication.view": ("admin", *FIELD, "grantor_viewer"),
    "publication.record": ("project_lead", "pr_officer", "coordinator", "assistant", "partner_rep"),
    "person.view": ("project_lead", "coordinator", "assistant", "partner_rep"),
    "job.view": ("admin", *FIELD),
}

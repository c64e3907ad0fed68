"""Roles, where they are held, and the groups of them that permissions name."""

from __future__ import annotations

from shared.language.words import msgid

ADMIN, PROJECT_LEAD, ACCOUNTANT, PR_OFFICER = "admin", "project_lead", "accountant", "pr_officer"
COORDINATOR, ASSISTANT, PARTNER_REP = "coordinator", "assistant", "partner_rep"
CENTER_OPERATOR, COMMISSION_MEMBER, GRANTOR_VIEWER = "center_operator", "commission_member", "grantor_viewer"

ROLES = {
    ADMIN: msgid("Administrator"),
    PROJECT_LEAD: msgid("Project lead"),
    ACCOUNTANT: msgid("Accountant"),
    PR_OFFICER: msgid("PR officer"),
    COORDINATOR: msgid("Coordinator"),
    ASSISTANT: msgid("Coordinator's assistant"),
    PARTNER_REP: msgid("Regional partner"),
    CENTER_OPERATOR: msgid("Centre operator"),
    COMMISSION_MEMBER: msgid("Commission member"),
    GRANTOR_VIEWER: msgid("Grantor's manager"),
}
REGIONAL = frozenset((PARTNER_REP, CENTER_OPERATOR))  # held in a region, never everywhere
NARROWED = {  # roles that may be held for one contest, at one centre
    "contest": frozenset((COMMISSION_MEMBER,)),
    "centre": frozenset((CENTER_OPERATOR,)),
}

LEADS = (PROJECT_LEAD, COORDINATOR)
TEAM = (PROJECT_LEAD, ACCOUNTANT, PR_OFFICER, COORDINATOR, ASSISTANT)
FIELD = (*TEAM, PARTNER_REP, CENTER_OPERATOR)
OFFICE = (PROJECT_LEAD, COORDINATOR, ASSISTANT)
RECORDERS = (*OFFICE, PARTNER_REP)
PRESENT = (*RECORDERS, CENTER_OPERATOR)
READERS = (ADMIN, *FIELD, GRANTOR_VIEWER)
EVERYBODY = (ADMIN, *FIELD, COMMISSION_MEMBER, GRANTOR_VIEWER)
MANAGERS = (ADMIN, PROJECT_LEAD)
OPERATORS = (ADMIN, *LEADS)

"""The monthly report of the centres: its states, and what the people of a centre write into it."""

from __future__ import annotations

from shared.language.words import msgid, msgid_in

IN_WORK, HANDED_IN, RETURNED, ACCEPTED = "in_work", "handed_in", "returned", "accepted"
STATES = {
    IN_WORK: msgid_in("centre report", "in work"),
    HANDED_IN: msgid_in("centre report", "handed in"),
    RETURNED: msgid_in("centre report", "returned"),
    ACCEPTED: msgid_in("centre report", "accepted"),
}
COUNTED = (HANDED_IN, ACCEPTED)
TEXTS = {
    "done": msgid("What the centre did this month"),
    "problems": msgid("What hindered, which problems people brought"),
    "plans": msgid("What comes next month"),
}
DUE_DAY = 5  # of the next month: a month is told of by then where the plan names no day

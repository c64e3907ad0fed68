"""Organisations: their kinds, and the number by which the state knows one."""

from __future__ import annotations

import re

from shared.language.words import msgid_in

PARTNER, NGO, GRANTEE, GRANTOR = "partner", "ngo", "grantee", "grantor"
KINDS = {
    PARTNER: msgid_in("organisation", "Partner"),
    NGO: msgid_in("organisation", "NGO"),
    GRANTEE: msgid_in("organisation", "Grantee"),
    GRANTOR: msgid_in("organisation", "Grantor"),
    "akimat": msgid_in("organisation", "Akimat"),
    "donor": msgid_in("organisation", "Donor"),
    "media": msgid_in("organisation", "Media"),
    "school": msgid_in("organisation", "School"),
    "other": msgid_in("organisation", "Other organisation"),
}
FIRST, SECOND = range(1, 12), (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)  # weights of the digits of a BIN


def bin_holds(number: str) -> bool:
    """Whether a BIN has its twelve digits, is an organisation's and not a person's, and its check digit."""
    if not re.fullmatch(r"[0-9]{12}", number) or number[4] not in "456":
        return False
    return check_digit(number) == int(number[11])


def check_digit(number: str) -> int:
    """The digit the first eleven ask for; 10 is a number that is never issued."""
    digits = [int(digit) for digit in number[:11]]
    for weights in (FIRST, SECOND):
        left = sum(weight * digit for weight, digit in zip(weights, digits, strict=True)) % 11
        if left < 10:
            break
    return left

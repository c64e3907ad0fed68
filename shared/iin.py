"""IIN and BIN: the check digit and what the twelve digits say.

Shape and check digit are errors. Everything decoded (birth date, century, kind of entity) only warns: genuine
odd numbers exist, and a person must be able to save one after a look. The check digit misses one typo in
eleven, so a number is never corrected and never the only key.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from shared import clock

_TWELVE_DIGITS = re.compile(r"[0-9]{12}")
_FIRST_WEIGHTS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
_SECOND_WEIGHTS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
_CENTURIES = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}
_ENTITIES = {"4": "resident", "5": "non_resident", "6": "joint_entrepreneurship"}
_UNITS = {"0": "head", "1": "branch", "2": "representative_office", "3": "farm"}


@dataclass(frozen=True, slots=True)
class IinFacts:
    """What an IIN says.

    error: None, `iin_shape` or `iin_check_digit`. warnings: `iin_century`, `iin_birth_date`, `iin_future`,
    `iin_looks_like_bin`. birth_date and sex are None where the digits do not tell.
    """

    error: str | None
    warnings: tuple[str, ...] = ()
    birth_date: date | None = None
    sex: Literal["female", "male"] | None = None


@dataclass(frozen=True, slots=True)
class BinFacts:
    """What a BIN says.

    error: None, `bin_shape` or `bin_check_digit`. warnings: `bin_month`, `bin_entity`, `bin_unit`,
    `bin_looks_like_iin`. registered is the first day of the month of registration in the century that makes it
    past; entity and unit are words or None.
    """

    error: str | None
    warnings: tuple[str, ...] = ()
    registered: date | None = None
    entity: str | None = None
    unit: str | None = None


def is_valid_iin(text: str) -> bool:
    """Say whether `text` is twelve digits with a right check digit; a wrong date does not count."""
    return read_iin(text).error is None


def is_valid_bin(text: str) -> bool:
    """Say whether `text` is twelve digits with a right check digit; an unknown kind does not count."""
    return read_bin(text).error is None


def read_iin(text: str, today: date | None = None) -> IinFacts:
    """Decode an IIN; `today` (default: the current day) is what a birth date must not pass."""
    if not _TWELVE_DIGITS.fullmatch(text):
        return IinFacts("iin_shape")
    if not _check_digit_fits(text):
        return IinFacts("iin_check_digit")
    if text[4] >= "4":
        return IinFacts(None, ("iin_looks_like_bin",))
    century = _CENTURIES.get(text[6])
    if century is None:
        return IinFacts(None, ("iin_century",))
    sex: Literal["female", "male"] = "male" if text[6] in "135" else "female"
    born = _date_or_none(century + int(text[:2]), int(text[2:4]), int(text[4:6]))
    if born is None:
        return IinFacts(None, ("iin_birth_date",), None, sex)
    late = born > (today or clock.today())
    return IinFacts(None, ("iin_future",) if late else (), born, sex)


def read_bin(text: str, today: date | None = None) -> BinFacts:
    """Decode a BIN; `today` (default: the current day) decides the century of its two-digit year."""
    if not _TWELVE_DIGITS.fullmatch(text):
        return BinFacts("bin_shape")
    if not _check_digit_fits(text):
        return BinFacts("bin_check_digit")
    if text[4] < "4":
        return BinFacts(None, ("bin_looks_like_iin",))
    year = 2000 + int(text[:2])
    registered = _date_or_none(year, int(text[2:4]), 1)
    if registered and registered > (today or clock.today()):
        registered = registered.replace(year=year - 100)
    entity, unit = _ENTITIES.get(text[4]), _UNITS.get(text[5])
    facts = {"bin_month": registered, "bin_entity": entity, "bin_unit": unit}
    return BinFacts(None, tuple(code for code, fact in facts.items() if not fact), registered, entity, unit)


def _check_digit_fits(text: str) -> bool:
    digits = [int(character) for character in text]
    control = sum(weight * digit for weight, digit in zip(_FIRST_WEIGHTS, digits[:11], strict=True)) % 11
    if control == 10:
        control = sum(weight * digit for weight, digit in zip(_SECOND_WEIGHTS, digits[:11], strict=True)) % 11
    # A control of 10 in the second pass means the number is never issued; no digit equals 10.
    return control == digits[11]


def _date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

"""Kazakhstan phone numbers: any usual spelling to E.164 and back to print."""

import re
from functools import lru_cache

_SEPARATORS = re.compile(r"[\s()\[\]./\\\-\u2010-\u2015\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]+")
_PLAIN = re.compile(r"(?:(?:\+|00)?7|8)?(7[0-9]{9})")
_MOBILE = re.compile(r"7(?:0[0-25-8]|47|6[0-4]|7[15-8]|85)[0-9]{7}")
_LANDLINE = re.compile(r"7[12][0-9]{8}")
_LETTER_INSIDE = re.compile(r"\D*(?:[0-9]\D?){0,8}[0-9][^\W\d_]+[0-9]")
_SCIENTIFIC = re.compile(r"[0-9][.,]?[0-9]*[eEеЕ]\+?[0-9]{1,2}")


def normalise_phone(text: str) -> str:
    """Return `text` as E.164, always "+77" and nine digits more.

    Accepts 8…, +7…, 7… or the ten national digits, with spaces, brackets, dots and dashes, and what
    libphonenumber reads (00 7…, an extension, full-width digits). Kazakhstan only.
    Raises ValueError whose only argument is a code: `phone_empty`, `phone_rounded` (a spreadsheet wrote
    7.7E+10 and dropped digits), `phone_too_short`, `phone_too_long`, `phone_foreign`, `phone_no_such_code`
    (Kazakhstan has no such area or operator), `phone_unreadable`.
    """
    digits = _SEPARATORS.sub("", text)
    plain = _PLAIN.fullmatch(digits)
    if plain and (_MOBILE.fullmatch(plain[1]) or _LANDLINE.fullmatch(plain[1])):
        return "+7" + plain[1]
    return _read_unusual(text, digits)


def phone_to_print(e164: str) -> str:
    """Return "+77000000000" as "+7 700 000 00 00"; other text comes back unchanged."""
    if len(e164) != 12 or not e164.startswith("+7"):
        return e164
    return f"{e164[:2]} {e164[2:5]} {e164[5:8]} {e164[8:10]} {e164[10:]}"


@lru_cache(maxsize=4096)
def _read_unusual(text: str, digits: str) -> str:
    if not digits:
        raise ValueError("phone_empty")
    if _SCIENTIFIC.fullmatch(digits):
        raise ValueError("phone_rounded")
    if _LETTER_INSIDE.match(digits):  # «8701OOOOOO1»: to the library O is the key of 6
        raise ValueError("phone_unreadable")
    import phonenumbers  # 100 ms to import, and nine numbers in ten never come here

    try:
        number = phonenumbers.parse(text[:60], "KZ")
    except phonenumbers.NumberParseException:
        raise ValueError(_why_unreadable(digits)) from None
    national = str(number.national_number)
    if number.country_code == 7 and (_MOBILE.fullmatch(national) or _LANDLINE.fullmatch(national)):
        return "+7" + national
    raise ValueError(_why_refused(number.country_code, national, digits))


def _why_refused(country: int | None, national: str, digits: str) -> str:
    if country != 7:
        return "phone_foreign"
    if len(national) < 10 or re.fullmatch("87[0-9]{8}", digits):  # an 8 and nine digits
        return "phone_too_short"
    if len(national) > 10:
        return "phone_too_long"
    # +7 is shared with Russia, whose codes start with 3, 4, 8 and 9; without +7 or 8 it is a wrong number.
    return "phone_no_such_code" if national[0] == "7" else "phone_foreign"


def _why_unreadable(digits: str) -> str:
    if re.fullmatch(r"\+?[0-9]{1,6}", digits):
        return "phone_too_short"
    if re.fullmatch(r"\+?[0-9]{12,}", digits):
        return "phone_too_long"
    return "phone_unreadable"

"""What phones, IINs, accounts and addresses of mail look like in what people write. It imports nothing heavy:
readers of files ask it in their limited child."""

from __future__ import annotations

import re

GAP = r"[\s().–-]*"
HERE = rf"(?:\+7|(?<!\d)[78])(?:{GAP}\d){{10}}(?!\d)|(?<!\d)[679]\d(?:{GAP}\d){{8}}(?!\d)"
PHONE = rf"{HERE}|\+\d(?:{GAP}\d){{8,13}}(?!\d)"
CALLED = (
    r"\b(?:тел(?:еф\w*)?|моб(?:ил\w*)?|ұялы|tel(?:eph\w*)?|phones?)(?![^\W\d_])"
    r"[.\s/]*(?:(?:раб|дом|сот|гор|конт|факс)\w*\.?)?[\s:№]*\d[\d\s()–-]{3,}\d"
)  # «ул. Тельмана 12-45» is an address
IIN = r"(?<!\d)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[\s-]?[0-6]\d{5}(?!\d)"  # a BIN has no such day
ACCOUNT = r"\bKZ\d\d(?:\s?[0-9A-Z]){16}\b"
MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
ID = r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"  # one in a hundred has a phone's digits in it
VALUES = re.compile("|".join((MAIL, ACCOUNT, IIN, PHONE, CALLED)), re.IGNORECASE)
IDS_OR_VALUES = re.compile(f"(?P<id>{ID})|{VALUES.pattern}", re.IGNORECASE)

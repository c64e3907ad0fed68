"""Where a donor is from: plans ask for domestic and foreign money."""

from __future__ import annotations

from shared.language.words import msgid

DOMESTIC, FOREIGN = "domestic", "foreign"
ORIGINS = {DOMESTIC: msgid("Domestic donor"), FOREIGN: msgid("Foreign donor")}

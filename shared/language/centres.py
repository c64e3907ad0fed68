"""How a community centre ends, and where its money comes from after the project."""

from __future__ import annotations

from shared.language.words import msgid, msgid_in

HANDED_OVER, CLOSED = "handed_over", "closed"
ENDINGS = {
    HANDED_OVER: msgid_in("centre", "handed over"),
    CLOSED: msgid_in("centre", "closed"),
}
COFINANCING, LOCAL = "cofinancing", "local_funding"
FUNDINGS = {
    COFINANCING: msgid("co-financing"),
    LOCAL: msgid("transition to local funding"),
}

"""Figures from the shell: derived anew, or compared only."""

from __future__ import annotations

from services.reports.db import Job, db
from services.reports.facts.operations.rebuilding import CHECK, compare, rebuild
from services.reports.facts.wording import in_words
from shared.doors import transaction
from shared.queue import jobs


def check_figures() -> list[str]:
    """Say what a rebuild would change, a line each."""
    return [in_words(difference) for difference in compare(db.session)]


def rebuild_figures() -> list[str]:
    """Derive everything anew and keep it; what was otherwise, a line each. The alarm is looked at again."""
    found = [in_words(difference) for difference in rebuild(db.session)]
    jobs.enqueue(db.session, Job, CHECK, {})
    transaction.commit()
    return found

"""How the backups are, in words."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from services.registry.backups.queries import BEHIND, FAILED, LATE, NONE, Backups
from shared.i18n import format_datetime, format_number

MEGABYTE = 2**20


def trouble(state: str) -> str:
    """What is wrong and what to do, "" when nothing is."""
    return {
        NONE: _("There is no backup yet. Whoever runs the server sets one up: deploy/README.md, Backups."),
        FAILED: _("The last backup failed. Until one succeeds, newer work is on this machine only."),
        LATE: _("The backup is overdue. Whoever runs the server looks into backup.log."),
        BEHIND: _("New changes have not been copied away for more than five minutes."),
    }.get(state, "")


def facts(found: Backups) -> list[tuple[str, str]]:
    """The schedule and the last success, each with its name."""
    rows = [(_("Schedule"), schedule(found)), (_("Last backup"), last(found))]
    if found.last:
        rows.append((_("Encrypted"), _("yes") if found.is_encrypted else _("no")))
    if found.archives_wal:
        rows.append((_("Changes are safe until"), format_datetime(found.safe) if found.safe else "—"))
    return rows


def schedule(found: Backups) -> str:
    """How often."""
    hours = int(found.every_hours) or 1
    if not found.every_hours:
        return _("by hand only")
    return ngettext("every %(num)s hour", "every %(num)s hours", hours)


def last(found: Backups) -> str:
    """When, how much was new, how long it took."""
    if not found.last:
        return _("never")
    size, seconds = (
        format_number(round(found.last_bytes / MEGABYTE)),
        format_number(round(found.last_seconds)),
    )
    words = _("%(size)s MB new, %(seconds)s s", size=size, seconds=seconds)
    return f"{format_datetime(found.last)} · {words}"

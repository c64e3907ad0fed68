"""Editions, their registers, their downloads."""

from __future__ import annotations

from services.events.editions.api import api
from services.events.editions.importing import IMPORTED
from services.events.editions.models import DownloadDay, Downloader, Edition, EditionEntry
from services.events.editions.proof import EDITION, ENTRY
from services.events.editions.record import day_record, edition_record, entry_record
from services.events.editions.views import views
from services.events.editions.wording import edition, entry
from shared.queue.outbox import Sends
from shared.web.service import Noun

EDITIONS = Noun(
    "editions",
    tables=(Edition, EditionEntry, DownloadDay, Downloader),
    sends=(
        Sends(Edition, edition_record),
        Sends(EditionEntry, entry_record),
        Sends(DownloadDay, day_record),
    ),
    pages=views,
    api=api,
    proves=(EDITION, ENTRY),
    imports=(IMPORTED,),
    told={"editions": edition, "edition_entries": entry},
)

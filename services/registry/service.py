"""The registry: what was promised, by whom, where and to whom."""

from __future__ import annotations

from services.registry.accounts.noun import ACCOUNTS
from services.registry.annexes.noun import ANNEXES
from services.registry.backups.noun import BACKUPS
from services.registry.centres.noun import CENTRES
from services.registry.codes.noun import CODES
from services.registry.db import Evidence, Note, db
from services.registry.deliveries.noun import DELIVERIES
from services.registry.deployments.noun import DEPLOYMENTS
from services.registry.distant_files.noun import DISTANT_FILES
from services.registry.drafts.noun import DRAFTS
from services.registry.erasures.noun import ERASURES
from services.registry.groups.noun import GROUPS
from services.registry.handed.noun import HANDED
from services.registry.home.noun import HOME
from services.registry.leaders.noun import LEADERS
from services.registry.letters.noun import LETTERS
from services.registry.lines.noun import LINES
from services.registry.links.noun import LINKS
from services.registry.memoranda.noun import MEMORANDA
from services.registry.obligations.noun import OBLIGATIONS
from services.registry.organisations.noun import ORGANISATIONS
from services.registry.people.noun import PEOPLE
from services.registry.plans.noun import PLANS
from services.registry.plugins.noun import PLUGINS
from services.registry.region_settings.noun import REGION_SETTINGS
from services.registry.regions.noun import REGIONS
from services.registry.reminders.noun import REMINDERS
from services.registry.sessions.noun import SESSIONS
from services.registry.sessions.queries import introspect
from services.registry.strays.noun import STRAYS
from services.registry.tokens.noun import TOKENS
from services.registry.tries.noun import TRIES
from services.registry.users.noun import USERS
from services.registry.village_plans.noun import VILLAGE_PLANS
from services.registry.wordings.noun import WORDINGS
from shared.language.roles import PR_OFFICER, READERS, RECORDERS
from shared.proofs.declaring import Evidenced
from shared.web.service import Service

SERVICE = Service(
    "registry",
    db,
    nouns=[
        SESSIONS,
        HOME,
        REMINDERS,
        REGIONS,
        PLANS,
        DRAFTS,
        ANNEXES,
        LINES,
        WORDINGS,
        CENTRES,
        ORGANISATIONS,
        MEMORANDA,
        LETTERS,
        OBLIGATIONS,
        HANDED,
        GROUPS,
        VILLAGE_PLANS,
        STRAYS,
        PEOPLE,
        LEADERS,
        ERASURES,
        USERS,
        ACCOUNTS,
        TOKENS,
        TRIES,
        CODES,
        LINKS,
        PLUGINS,
        REGION_SETTINGS,
        BACKUPS,
        DELIVERIES,
        DEPLOYMENTS,
        DISTANT_FILES,
    ],
    # Who writes letters to the media attaches their scans.
    evidence=Evidenced(Evidence, Note, readers=READERS, attachers=(*RECORDERS, PR_OFFICER)),
    introspect=introspect,
)

"""What an administrator sets for a region: its face, and which plugins speak for it."""

from __future__ import annotations

from services.registry.region_settings.models import RegionSetting
from services.registry.region_settings.queries import EDIT, VIEW
from services.registry.region_settings.record import setting_record
from services.registry.region_settings.tasks import FOLLOW, follow
from services.registry.region_settings.views import views
from services.registry.region_settings.wording import setting
from shared.language.roles import ADMIN, OPERATORS
from shared.queue.outbox import Sends
from shared.web.service import Noun

REGION_SETTINGS = Noun(
    "region_settings",
    tables=(RegionSetting,),
    sends=(Sends(RegionSetting, setting_record),),
    pages=views,
    tasks=(follow,),
    starts=(FOLLOW,),
    permissions={VIEW: OPERATORS, EDIT: (ADMIN,)},
    told={"region_settings": setting},
)

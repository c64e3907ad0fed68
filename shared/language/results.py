"""Expected results and promises without an indicator: what they may be tied to, how they stand."""

from __future__ import annotations

from shared.language.words import msgid

ACHIEVED, PARTLY, NOT_ACHIEVED = "achieved", "partly", "not_achieved"
UNDER_WAY, BEHIND, UNPROVEN, OPEN = "under_way", "behind", "unproven", "open"
STATES = {
    ACHIEVED: msgid("achieved"),
    PARTLY: msgid("achieved in part"),
    NOT_ACHIEVED: msgid("not achieved"),
    BEHIND: msgid("lags behind"),
    UNDER_WAY: msgid("on its way"),
    UNPROVEN: msgid("said, not proven"),
    OPEN: msgid("nobody has judged it"),
}
OUTCOMES = (ACHIEVED, PARTLY, NOT_ACHIEVED)  # what a person says of a result no figure tells

CENTRES_FUNDED, DONOR_REGIONS, BRIEFING_SIDES = "centres_funded", "donor_regions", "briefing_sides"
COUNTS = {
    CENTRES_FUNDED: msgid("centres that others go on funding"),
    DONOR_REGIONS: msgid("regions with a project funded by a donor"),
    BRIEFING_SIDES: msgid("sides that came to the briefing"),
}

# Which measures a result speaks of, by its words in lower case; only proposed, a person confirms.
SPEAKS = (
    (r"создан\w*[^.]*инициативн\w+ групп|бастамашыл топ", ("initiative_groups_formed",)),
    (r"проект\w* инициативн\w+ групп", ("subprojects_completed",)),
    (r"кейс|success story", ("success_stories_published", "donor_funded_projects")),
    (r"передов\w+ пример|успешн\w+ пример", ("centers_open", "village_plans_approved")),
    (r"подготовк\w+[^.]*лидер", ("unique_persons",)),
    (r"community-центр|коммьюнити|қоғамдық орталы", ("centers_open",)),
    (r"инклюзивн\w+ план|план\w* развития (?:территор|сел|сёл)", ("village_plans_approved",)),
    (r"мастер-класс|шеберлік сынып", ("events_held[master_class]", "attendance_persons[master_class]")),
    (r"донор", ("donor_funded_projects",)),
    (r"брошюр|кітапша", ("publications_ready[brochure]", "brochures_distributed")),
)
# What a plan promises where no indicator counts it: how it is found, by what it is counted, how much.
PROMISES = (
    (r"софинансирован|местное финансирован", CENTRES_FUNDED, 1),
    (r"из двух (?:разных )?регионов", DONOR_REGIONS, 2),
    (r"освеща\w+ в сми", None, None),
    (r"продолжат использовать", None, None),
    (r"вступить в пул|пул лидеров", None, None),
    (r"обучающие тренинги для субъектов", None, None),
    (r"электронная версия брошюры", None, None),
    (r"сотрудников нао|с обязательным участием", BRIEFING_SIDES, 3),
    (r"привлечени\w+ доход", None, None),
)

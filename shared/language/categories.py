"""Categories of people, how lists spell them, and the groups of them a plan asks for.

Spelt are only words that mean one category for sure: figures are counted by them,
and a person can always choose.
"""

from __future__ import annotations

from dataclasses import dataclass

from shared.language.words import msgid, msgid_in

LEADER, OPINION_LEADER, AKIMAT, NGO, YOUTH = "leader", "opinion_leader", "akimat", "ngo", "youth"
RESIDENT, LSG_ACTOR, ASSEMBLY_MEMBER = "resident", "lsg_actor", "assembly_member"
BUSINESS, MEDIA, OTHER = "business", "media", "other"
ORGANISER, GRANTOR = "organiser", "grantor"
FEMALE, MALE = "female", "male"


@dataclass(frozen=True)
class Category:
    """A category with its words and the words of lists (Russian, Kazakh, English), between semicolons."""

    name: str
    words: str
    spelt: str


ALL = (
    Category(
        LEADER,
        msgid("community leader"),
        """
        лидер; лидер сообщества; лидер местного сообщества; местный лидер; сельский лидер; көшбасшы; ауыл
        көшбасшысы; жергілікті қоғамдастық көшбасшысы; қоғамдастық көшбасшысы; leader; community leader
        """,
    ),
    Category(
        OPINION_LEADER,
        msgid("opinion leader"),
        """
        лидер общественного мнения; лом; лидер мнений; қоғамдық пікір көшбасшысы; пікір көшбасшысы;
        opinion leader
        """,
    ),
    Category(
        AKIMAT,
        msgid("rural akimat"),
        """
        акимат; сельский акимат; представитель акимата; представитель сельского акимата; сотрудник
        акимата; аким; аким села; аким сельского округа; аппарат акима; әкімдік; әкім; ауыл әкімі; әкім
        аппараты; ауыл әкімдігі; әкімдік өкілі; ауыл әкімдігінің өкілі; akimat; rural akimat; akim; akimat
        representative; rural akimat representative
        """,
    ),
    Category(
        NGO,
        msgid("NGO"),
        """
        нпо; нко; представитель нпо; сотрудник нпо; неправительственная организация; некоммерческая
        организация; общественная организация; общественное объединение; общественный фонд; оо; оф; үеұ;
        үкіметтік емес ұйым; үеұ өкілі; қоғамдық бірлестік; қоғамдық қор; қоғамдық ұйым; коммерциялық емес
        ұйым; ngo; npo; ngo representative; non governmental organisation
        """,
    ),
    Category(
        YOUTH,
        msgid("youth"),
        """
        молодежь; молодой; представитель молодежи; студент; студентка; учащийся; школьник; школьница; жас;
        жастар; жастар өкілі; оқушы; youth; young; student; young person
        """,
    ),
    Category(
        RESIDENT,
        msgid("resident"),
        """
        житель; жительница; житель села; жители; местный житель; местная жительница; сельчанин; сельчанка;
        население; гражданин; тұрғын; ауыл тұрғыны; жергілікті тұрғын; тұрғындар; resident; villager;
        local resident; citizen; пенсионер; пенсионерка; зейнеткер
        """,
    ),
    Category(
        LSG_ACTOR,
        msgid("self-government actor"),
        """
        мсу; субъект мсу; субъекты мсу; орган мсу; представитель мсу; субъект местного самоуправления;
        местное самоуправление; өзін өзі басқару; жөб; жөб субъектісі; жергілікті өзін өзі басқару;
        жергілікті өзін өзі басқару субъектісі; lsg; lsg actor; local self government
        """,
    ),
    Category(
        ASSEMBLY_MEMBER,
        msgid("member of the assembly"),
        """
        член собрания; член собрания местного сообщества; участник собрания местного сообщества; собрание
        местного сообщества; смс; жергілікті қоғамдастық жиналысы; жиналыс мүшесі; жергілікті қоғамдастық
        жиналысының мүшесі; assembly member; member of assembly; member of the assembly; community
        assembly member
        """,
    ),
    Category(
        BUSINESS,
        msgid("business"),
        """
        бизнес; предприниматель; индивидуальный предприниматель; ип; фермер; крестьянское хозяйство; кх;
        глава кх; бизнесмен; тоо; представитель бизнеса; кәсіпкер; жеке кәсіпкер; жк; шаруа; шаруа
        қожалығы; фермер шаруа; business; entrepreneur; farmer; businessman
        """,
    ),
    Category(
        MEDIA,
        msgid("media"),
        """
        сми; журналист; журналистка; представитель сми; корреспондент; баспасөз; бақ; бақ өкілі; журналист
        бақ; тілші; media; journalist; press; mass media
        """,
    ),
    Category(
        ORGANISER,
        msgid("organiser"),
        """
        организатор; организаторы; представитель организатора; команда проекта; сотрудник проекта;
        координатор проекта; партнер проекта; ұйымдастырушы; ұйымдастырушылар; жоба
        қызметкері; жоба командасы; жоба серіктесі; organiser; organizer; project staff; project team
        """,
    ),
    Category(
        GRANTOR,
        msgid("grantor’s staff"),
        """
        цпи; нао цпи; сотрудник цпи; представитель цпи; сотрудник нао цпи; представитель нао цпи;
        грантодатель; представитель грантодателя; сотрудник грантодателя; азаматтық бастамаларды қолдау
        орталығы; аботқо; грант беруші; грант берушінің өкілі; grantor; grantor staff; donor staff
        """,
    ),
    Category(
        OTHER,
        msgid("other"),
        """
        другое; другой; другая; другие; иное; прочее; прочие; прочий; басқа; басқалар; басқасы; өзге;
        other; others
        """,
    ),
)
CATEGORIES = {category.name: category for category in ALL}
GROUPS = {LEADER: (LEADER, OPINION_LEADER, AKIMAT, NGO, YOUTH)}
PARTICIPANT = "participant"
# The sides at a briefing; whoever is of no other took part in the project.
SIDES = {
    ORGANISER: msgid("Organisers"),
    PARTICIPANT: msgid("Participants of the project"),
    GRANTOR: msgid("Grantor’s staff"),
}
SEXES = {FEMALE: msgid_in("sex", "f"), MALE: msgid_in("sex", "m")}


def members(group: str) -> tuple[str, ...]:
    """The categories a group of a plan's words stands for; a category alone stands for itself."""
    return GROUPS.get(group, (group,)) if group else ()


def side_of(category: str | None) -> str:
    """The side from which somebody of a category came to a briefing."""
    return category if category in (ORGANISER, GRANTOR) else PARTICIPANT


def spellings() -> dict[str, str]:
    """Every spelling of a category, and its own name, to the category."""
    spelt = {" ".join(word.split()): category.name for category in ALL for word in category.spelt.split(";")}
    return spelt | {name.replace("_", " "): name for name in CATEGORIES}

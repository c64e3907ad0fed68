"""The monthly reports of the centres, April to August: one was returned and came late, the last has no
signed scan yet. Whoever writes is invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from deploy.demo import printing
from deploy.demo.centres import CENTRES, Centre
from deploy.demo.printing import File, items, short, text

KAZAKH = "kyzylorda"
NEXT = date(2022, 9, 1)  # begun by the coordinator, the centres have not written yet
NEXT_DAY = date(2022, 9, 29)


@dataclass(frozen=True)
class Monthly:
    """A monthly report: when it was handed in, and, if it was returned, on which day first and why."""

    month: date
    words: str
    day: date
    first: date | None = None
    returned: date | None = None
    why: str = ""
    accepted: date | None = None
    scanned: bool = True

    @property
    def key(self) -> tuple[str, str]:
        """The name of its scan."""
        return "centre_report", f"{self.month:%Y-%m}"


REPORTS = (
    Monthly(
        date(2022, 4, 1),
        "Центры ещё не открыты. С аппаратами акимов четырёх областей согласованы помещения, подобраны "
        "консультанты, подготовлены бланки журналов и актов об открытии.",
        date(2022, 5, 4),
        accepted=date(2022, 5, 6),
    ),
    Monthly(
        date(2022, 5, 1),
        "В конце мая открылись центры в Карнаке и Шиели; в Узынагаше и Перемётном шёл ремонт помещений.",
        date(2022, 6, 3),
        accepted=date(2022, 6, 6),
    ),
    Monthly(
        date(2022, 6, 1),
        "Работают все четыре центра. Большинство вопросов – о мини-грантах: приём заявок шёл до 20 июня.",
        date(2022, 7, 12),
        first=date(2022, 7, 5),
        returned=date(2022, 7, 7),
        why="У центра «Шапағат» не сказано, с какими проблемами приходили жители. Дополните раздел.",
        accepted=date(2022, 7, 13),
    ),
    Monthly(
        date(2022, 7, 1),
        "Лето и полевые работы: людей меньше, чаще звонят. Центры помогали группам начать подпроекты.",
        date(2022, 8, 4),
        accepted=date(2022, 8, 9),
    ),
    Monthly(
        date(2022, 8, 1),
        "Центры готовились к осенним сессиям о бюджете на 2023 год и собирали предложения сходов.",
        date(2022, 9, 5),
        scanned=False,
    ),
)
# What a centre did, what hindered it, what comes next: by month, in Russian and in Kazakh.
SAID = {
    5: (
        "Открыли центр, познакомили жителей с журналом и часами приёма, провели первые консультации.",
        "Пока нет вывески, люди спрашивают дорогу.",
        "Повесить вывеску, провести встречу с сельским советом.",
        "Орталықты аштық, тұрғындарды қабылдау кестесімен таныстырдық, алғашқы кеңестер берілді.",
        "Маңдайша әлі жоқ, жұрт жолды сұрап келеді.",
        "Маңдайша ілу, ауыл активімен кездесу өткізу.",
    ),
    6: (
        "Помогали инициативным группам заполнить заявки и сметы, принимали граждан по графику.",
        "Группы путаются в смете; несколько жителей жаловались на перебои с водой.",
        "Разобрать итоги конкурса, составить обращения о воде.",
        "Бастамашыл топтарға өтінім мен смета толтыруға көмектестік, азаматтарды кесте бойынша қабылдадық.",
        "Топтар сметадан қиналады; бірнеше тұрғын ауыз суға шағымданды.",
        "Конкурс қорытындысын түсіндіру, су туралы өтініштер дайындау.",
    ),
    7: (
        "Консультировали группы о договорах и отчётности, выезжали к людям, которым трудно прийти.",
        "Полевые работы: приходят вечером, после закрытия.",
        "Один приёмный день сдвинуть на вечер.",
        "Топтарға шарт пен есеп туралы кеңес бердік, келуі қиын адамдардың үйіне бардық.",
        "Егін жұмысы: жұрт кешке, жабылғаннан кейін келеді.",
        "Бір қабылдау күнін кешке ауыстыру.",
    ),
    8: (
        "Собрали предложения жителей в бюджет округа, подготовили материалы к сходу местного сообщества.",
        "В здании бывают перебои с интернетом.",
        "Провести сход, передать предложения в аппарат акима.",
        "Тұрғындардың округ бюджетіне ұсыныстарын жинадық, жиынға материал дайындадық.",
        "Ғимаратта интернет жиі үзіледі.",
        "Жиын өткізу, ұсыныстарды әкім аппаратына тапсыру.",
    ),
    9: (
        "Провели осеннюю сессию и опрос посетителей, помогали группам собрать отчёты о подпроектах.",
        "Уборка урожая: часть жителей просит встречи по вечерам.",
        "Закончить план развития села, подготовить вопросы к слушаниям о бюджете.",
        "Күзгі отырыс пен сауалнама өткіздік, топтарға есептерін жинауға көмектестік.",
        "Егін жинау: тұрғындардың бір бөлігі кешкі кездесуді сұрайды.",
        "Ауыл жоспарын аяқтау, бюджет тыңдауына сұрақтар дайындау.",
    ),
    10: (
        "Готовили жителей к слушаниям о бюджете 2023 года, принимали по графику, выезжали на дом.",
        "Первые морозы: в здании холодно, приём перенесли в школу на три дня.",
        "Сдать журналы, передать дела принимающей стороне.",
        "Тұрғындарды 2023 жылғы бюджет тыңдауына дайындадық, кесте бойынша қабылдадық.",
        "Алғашқы аяз: ғимарат суық, қабылдау үш күнге мектепке көшті.",
        "Журналды тапсыру, істі қабылдаушы тарапқа беру.",
    ),
    11: (
        "Подвели итоги: журнал закрыт, жители знают, кто и когда принимает дальше.",
        "Нет.",
        "Приём продолжается раз в неделю за счёт принимающей стороны.",
        "Қорытынды шығардық: журнал жабылды, тұрғындар енді кімге баратынын біледі.",
        "Жоқ.",
        "Қабылдау қабылдаушы тарап есебінен аптасына бір рет жалғасады.",
    ),
}
SILENT = "west_kz"  # said nothing of problems in the report that was returned


def centres_of(report: Monthly) -> list[Centre]:
    """The centres that were open in its month."""
    return [centre for centre in CENTRES if centre.opened.replace(day=1) <= report.month]


def sentences(report: Monthly, centre: Centre, again: bool = True) -> dict[str, str]:
    """What a centre says of a month; the first time one said nothing of problems."""
    place = 3 if centre.region == KAZAKH else 0
    done, problems, plans = SAID[report.month.month][place : place + 3]
    said = {"done": done, "problems": problems, "plans": plans}
    if report.returned and not again and centre.region == SILENT:
        del said["problems"]
    return said


def scans() -> list[Monthly]:
    """Those that were printed, signed and scanned."""
    return [report for report in REPORTS if report.scanned]


def scan_of(report: Monthly) -> File:
    """The signed report as it came from the scanner."""
    return File(f"Отчёт центров {report.month:%Y-%m}.pdf", partial(scan, report))


def scan(report: Monthly) -> bytes:
    """The printed report with both signatures."""
    facts = [("Месяц", f"{report.month:%m.%Y}"), ("Сдан", short(report.day))]
    named = [f"{centre.name}, {centre.settlement}: {centre.operator}" for centre in centres_of(report)]
    blocks = [text(report.words), *([items(*named)] if named else [])]
    signatures = [("Координатор", "Досжанов Е."), ("Руководитель проекта", "Абенова Г.")]
    title = "Ежемесячный отчёт о деятельности community-центров"
    return printing.paper(title, facts, blocks, signatures, stamp="ГАМО")

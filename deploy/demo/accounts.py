"""Who signs in to the demo: one account for each role, all with one password that everybody may know."""

from __future__ import annotations

from dataclasses import dataclass

from deploy.demo.contest import TITLE
from deploy.demo.told import Demo, SignIn

TODAY, THE_END = "2022-09-30", "2022-11-30"
DAYS = (TODAY, THE_END)  # the days the story can be told up to
PASSWORD = "asar-demo-2022"


@dataclass(frozen=True)
class Account:
    """One user; `title` is his role in words, `region` limits it, `locale` is his own language."""

    login: str
    name: str
    role: str
    title: str
    region: str | None = None
    locale: str | None = None


ACCOUNTS = (
    Account("lead", "Гульмира Абенова", "project_lead", "Руководитель проекта"),
    Account("coordinator", "Ержан Досжанов", "coordinator", "Координатор"),
    Account("assistant", "Динара Сейтова", "assistant", "Ассистент координатора"),
    Account("accountant", "Ирина Соколова", "accountant", "Бухгалтер"),
    Account("pr", "Айжан Ермекова", "pr_officer", "Специалист по связям с общественностью"),
    Account(
        "partner-turkistan", "Бекзат Мырзабеков", "partner_rep", "Партнёр, Туркестанская область", "turkistan"
    ),
    Account(
        "partner-kyzylorda",
        "Перизат Төлегенова",
        "partner_rep",
        "Партнёр, Кызылординская область (қазақша)",
        "kyzylorda",
        "kk",
    ),
    Account("operator", "Раушан Қалдыбаева", "center_operator", "Сотрудник центра «Береке»", "turkistan"),
    Account("commission", "Андрей Лебедев", "commission_member", "Член отборочной комиссии"),
    Account("grantor", "Мадина Кенжебаева", "grantor_viewer", "Менеджер грантодателя"),
    Account("admin", "Руслан Ким", "admin", "Администратор"),
)
FIRST = (
    "Войдите как lead: обзор на 30 сентября 2022 года. "
    "Нажмите индикатор 4.1.3: 206 участников из 210 – записи за цифрой и файлы, "
    "которые их подтверждают.",
    "Индикатор 4.1.2, 13 списков из 14: "
    "откройте тренинг в Шелеке (13.05.2022), приложите подписанный список – через две секунды "
    "цифра на обзоре изменится.",
    f"{TITLE}, Кызылординская область: в фонде осталось 30 000 ₸. "
    "Попробуйте присудить грант ждущей заявке из Аральска – "
    "система откажет и скажет почему.",
)


LAST = (
    "Войдите как lead: обзор на 30 ноября 2022 года, проект завершён. Индикаторы 4.1.3 и 2.1.3 не выполнены, "
    "рядом стоят причины.",
    "Отчёты: три зафиксированных, последний – за весь проект; его открытая версия опубликована на трёх "
    "площадках (I.2.1).",
    "Результаты и обещания: какие из десяти результатов паспорта достигнуты и чем это доказано.",
)


def demo(through: str = TODAY) -> Demo:
    """What `asar up` reads: the day the demo stands at, the accounts, what to click first."""
    accounts = tuple(SignIn(one.title, one.login, PASSWORD) for one in ACCOUNTS)
    return Demo(through, accounts, FIRST if through == TODAY else LAST)

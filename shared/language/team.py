"""Roles of a project's team, recognised in the words of a plan, Russian and Kazakh."""

from __future__ import annotations

import re
from dataclasses import dataclass

from shared.language.words import msgid

LEAD, ACCOUNTANT, COORDINATOR, PR, ASSISTANT, OTHER = (
    "lead",
    "accountant",
    "coordinator",
    "pr",
    "assistant",
    "other",
)


@dataclass(frozen=True)
class TeamRole:
    """A role: what it is called, how plans write it,
    and whether it signs reports unless the plan says otherwise."""

    code: str
    words: str
    pattern: str
    signs: bool = False


ROLES = (
    TeamRole(LEAD, msgid("Project lead"), r"руководител|менеджер|директор|жетекші|басшы", signs=True),
    TeamRole(ACCOUNTANT, msgid("Project accountant"), r"бухгалтер|есепші", signs=True),
    TeamRole(COORDINATOR, msgid("Project coordinator"), r"координатор|үйлестіруші", signs=True),
    TeamRole(
        PR,
        msgid("Public relations officer"),
        r"с общественностью|пресс-|\bpr\b|\bпиар|\bsmm\b|\bсмм\b|қоғаммен|баспасөз",
    ),
    TeamRole(ASSISTANT, msgid("Assistant"), r"ассистент|помощни|көмекші"),
    TeamRole(OTHER, msgid("Another role"), r"(?!)"),
)
BY_CODE = {role.code: role for role in ROLES}
SIGNING = tuple(role.code for role in ROLES if role.signs)
# «Ассистент координатора» assists, whomever it names after that
FIRST = (ASSISTANT, ACCOUNTANT, PR, COORDINATOR, LEAD)
PARTS = re.compile(r"[,;/+\n]|\s[-–—]\s|\s(?:и|және)\s")
# a role that is none of ours, by how such words end in the nominative: «тренер», «методист», «сарапшы»
OTHER_ROLE = re.compile(
    r"\b(?:\w+(?:(?<!ном)[её]р|атор|итор|изор|ист|тель|тник|щик|чик|лог|граф|тик|арь|ант)|эксперт|врач|коуч"
    r"|лектор|ментор|редактор|инспектор|\w{2,}(?<!ін)(?<!ын)(?:шы|ші)(?:сы|сі)?|маман\w{0,2}"
    r"|ответственн(?:ый|ая)|ведущ(?:ий|ая)|заведующ(?:ий|ая))\b"
)
BESIDES = re.compile(rf"{PARTS.pattern}|[()]|\s(?:а также|мен|пен|әрі|он же|она же|по совместительству)\s")


def recognised(text: str) -> tuple[str, ...]:
    """The roles a cell names, in its order; none when it names no role we know."""
    parts = (recognise(part.casefold()) for part in PARTS.split(text))
    return tuple(dict.fromkeys(code for code in parts if code))


def beside(text: str) -> tuple[str, ...]:
    """The further roles of a cell without a code of ours, as written: «тренер» of «руководитель / тренер»."""
    parts = [part.strip() for part in BESIDES.split(text) if part and part.strip()]
    return tuple(
        part for part in parts if not recognise(part.casefold()) and OTHER_ROLE.search(part.casefold())
    )


def recognise(part: str) -> str:
    """The one role of a phrase, or nothing."""
    return next((code for code in FIRST if re.search(BY_CODE[code].pattern, part)), "")


def role_of(words: str, chosen: str | None = None) -> str:
    """The code of a member's role: as chosen, else by its words, the first of several."""
    return chosen if chosen in BY_CODE else next(iter(recognised(words)), OTHER)


def signs(code: str, chosen: bool | None = None) -> bool:
    """Whether a member may sign reports: as the plan says, else by the role."""
    return BY_CODE[code].signs if chosen is None else chosen

"""What was still published, told and decided: the media plan's last items, a story, a donor, downloads, and
where the final report stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from deploy.demo.publications import SITE, Issue, Planned, on, planned
from deploy.demo.stories import GIVEN, TOLD, Given, Told

ISSUED = {
    "Мастер-классы завершены: чему научились жители семи областей": "10-13",
    "Осенний конкурс идей: что дальше с детской площадкой": "10-06",
    "Ауыл бюджеті қалай жасалады": "10-12",
    "Приглашение СМИ на итоговый брифинг": "10-24",
    "Четыре истории успеха: от идеи до акта приёмки": "11-09",
    "Спасибо волонтёрам асара": "11-29",
}
LINKED = {"social_post": "posts", "press_article": "press"}
DOWNLOADS = (("10-05", 9), ("10-12", 8), ("10-27", 10), ("11-08", 9))
FINAL, SEALED_ON = date(2022, 11, 30), date(2022, 11, 30)


@dataclass(frozen=True)
class Place:
    """Where the final report can be read by everybody."""

    channel: str
    link: str

    @property
    def key(self) -> tuple[str, str]:
        """The name of its picture."""
        return "release", self.channel


PLACES = (
    Place("site", f"{SITE}/report-2022"),
    Place("social", f"{SITE}/posts/report-2022"),
    Place("partners", "https://portal.example.org/reports/civil-2022"),
)


def issued() -> list[tuple[Planned, Issue]]:
    """Items of the media plan with how they were published."""
    by_title = {item.title: item for item in planned()}
    return [
        (by_title[title], issue(number, by_title[title], on(day))) for number, (title, day) in enumerated()
    ]


def enumerated() -> list[tuple[int, tuple[str, str]]]:
    """The titles with their days, numbered from one."""
    return list(enumerate(ISSUED.items(), 1))


def issue(number: int, item: Planned, day: date) -> Issue:
    """One of them as it was published; a post and an article have a link, and a picture that proves them."""
    place = LINKED.get(item.kind)
    link = f"{SITE}/{place}/autumn-{number}" if place else None
    proof = "screenshot" if place else "other" if item.kind == "press_release" else ""
    return Issue(item.kind, day, item.title, region=item.region, channel=item.channel, link=link, proof=proof)


def story() -> Told:
    """The one that was a draft."""
    draft = next(told for told in TOLD if not told.published)
    return replace(draft, published="10-05", channel="Telegram", link=f"{SITE}/posts/merke-bastauy")


def decided() -> Given:
    """The donor who had not decided."""
    return replace(next(given for given in GIVEN if not given.decided), decided="11-08")

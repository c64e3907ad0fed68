"""The regions of Kazakhstan: KATO, ISO 3166-2:KZ, names, how plans name them, the split of 8 June 2022."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True)
class Region:
    """A region; `named` is the pattern by which plans name it over flat text (ru, kk), in any case."""

    code: str
    iso: str
    kato: str
    ru: str
    kk: str
    en: str
    named: str
    valid_from: str | None = None

    def called(self, language: str) -> str:
        """Its name in a language."""
        return {"kk": self.kk, "en": self.en}.get(language, self.ru)

    def spellings(self) -> tuple[str, ...]:
        """Every accepted way to write it."""
        return (self.code, self.iso, self.kato, self.kato[:2], self.ru, self.kk, self.en)

    def state(self) -> dict[str, str]:
        """The region as records carry it: code, ISO code, KATO and the three names."""
        return {name: getattr(self, name) for name in ("code", "iso", "kato", "ru", "kk", "en")}


def _city(*names: str) -> str:
    """The pattern by which plans name a region by its chief city, called one: «г. Тараз», «Тараз қаласы»."""
    any_of = "|".join(names)
    return rf"|\bг\. ?(?:{any_of})|\bгород[еау]? (?:{any_of})|\b(?:{any_of}) қала"


# Three regions of 2022 are called by a name of their own: plans put the word before it and list several under
# one («области Абай», «областях Абай и Жетісу»; «Абай облысы», «Абай және Ұлытау облыстары»).
_OF_2022 = r"абай|жет[іы]су|[ұу]лытау"


def _of_2022(name: str, adjective: str) -> str:
    """The pattern by which plans name a region of 2022; a district of its name («Абайский район») is none."""
    before = rf"(?<![ао][йя] )\bобл(?:\.|аст\w+)[:.]? ?\(?(?:(?:{_OF_2022})(?:,| и) )*{name}\b"
    after = rf"\b{name}(?: обл|(?:(?:,| және| мен| пен) \w+)+ облыстар)"
    return rf"{before}|{after}|\b{adjective}\w+\b(?! (?:и \w+ )?р(?:-н|айон))"


ALL = (
    Region(
        "abai",
        "KZ-10",
        "100000000",
        "область Абай",
        "Абай облысы",
        "Abai Region",
        _of_2022("абай", "абайск") + _city(r"сем[еи][йя]"),
        valid_from="2022-06-08",
    ),
    Region(
        "akmola",
        "KZ-11",
        "110000000",
        "Акмолинская область",
        "Ақмола облысы",
        "Akmola Region",
        r"акмолинск|ақмола" + _city("кокшетау", "көкшетау"),
    ),
    Region(
        "aktobe",
        "KZ-15",
        "150000000",
        "Актюбинская область",
        "Ақтөбе облысы",
        "Aktobe Region",
        r"актюбинск|ақтөбе" + _city("актобе", "ақтөбе"),
    ),
    Region(
        "almaty_obl",
        "KZ-19",
        "190000000",
        "Алматинская область",
        "Алматы облысы",
        "Almaty Region",
        r"алматинск|алматы облыс" + _city("конаев", "қонаев"),
    ),
    Region(
        "atyrau",
        "KZ-23",
        "230000000",
        "Атырауская область",
        "Атырау облысы",
        "Atyrau Region",
        r"атырауск|атырау облыс" + _city("атырау"),
    ),
    Region(
        "west_kz",
        "KZ-27",
        "270000000",
        "Западно-Казахстанская область",
        "Батыс Қазақстан облысы",
        "West Kazakhstan Region",
        r"западно-казахстанск|батыс қазақстан|\bзко\b|\bбқо\b" + _city("уральск", "орал"),
    ),
    Region(
        "zhambyl",
        "KZ-31",
        "310000000",
        "Жамбылская область",
        "Жамбыл облысы",
        "Zhambyl Region",
        r"жамбылск|жамбыл облыс" + _city("тараз"),
    ),
    Region(
        "zhetisu",
        "KZ-33",
        "330000000",
        "область Жетісу",
        "Жетісу облысы",
        "Zhetisu Region",
        _of_2022("жет[іы]су", "жет[іы]суск") + _city("талдыкорган", "талдықорған"),
        valid_from="2022-06-08",
    ),
    Region(
        "karaganda",
        "KZ-35",
        "350000000",
        "Карагандинская область",
        "Қарағанды облысы",
        "Karaganda Region",
        r"карагандинск|қарағанды" + _city("караганд"),
    ),
    Region(
        "kostanay",
        "KZ-39",
        "390000000",
        "Костанайская область",
        "Қостанай облысы",
        "Kostanay Region",
        r"костанайск|қостанай" + _city("костана"),
    ),
    Region(
        "kyzylorda",
        "KZ-43",
        "430000000",
        "Кызылординская область",
        "Қызылорда облысы",
        "Kyzylorda Region",
        r"кызылординск|қызылорда" + _city("кызылорд"),
    ),
    Region(
        "mangystau",
        "KZ-47",
        "470000000",
        "Мангистауская область",
        "Маңғыстау облысы",
        "Mangystau Region",
        r"мангистауск|маңғыстау" + _city("актау", "ақтау"),
    ),
    Region(
        "pavlodar",
        "KZ-55",
        "550000000",
        "Павлодарская область",
        "Павлодар облысы",
        "Pavlodar Region",
        r"павлодарск|павлодар облыс" + _city("павлодар"),
    ),
    Region(
        "north_kz",
        "KZ-59",
        "590000000",
        "Северо-Казахстанская область",
        "Солтүстік Қазақстан облысы",
        "North Kazakhstan Region",
        r"северо-казахстанск|солтүстік қазақстан|\bско\b|\bсқо\b" + _city("петропавл"),
    ),
    Region(
        "turkistan",
        "KZ-61",
        "610000000",
        "Туркестанская область",
        "Түркістан облысы",
        "Turkistan Region",
        r"туркестанск|түркістан" + _city("туркестан"),
    ),
    Region(
        "ulytau",
        "KZ-62",
        "620000000",
        "область Ұлытау",
        "Ұлытау облысы",
        "Ulytau Region",
        _of_2022("[ұу]лытау", "[ұу]лытауск") + _city("жезказган", "жезқазған"),
        valid_from="2022-06-08",
    ),
    Region(
        "east_kz",
        "KZ-63",
        "630000000",
        "Восточно-Казахстанская область",
        "Шығыс Қазақстан облысы",
        "East Kazakhstan Region",
        r"восточно-казахстанск|шығыс қазақстан|\bвко\b|\bшқо\b" + _city("усть-каменогорск", "өскемен"),
    ),
    Region(
        "astana",
        "KZ-71",
        "710000000",
        "г. Астана",
        "Астана қ.",
        "Astana",
        r"\bастан(?:[еуы]|а(?:да|дан|ға|ның|ны|мен)?)\b|\bнур-султан|\bнұр-сұлтан",
    ),
    Region(
        "almaty",
        "KZ-75",
        "750000000",
        "г. Алматы",
        "Алматы қ.",
        "Almaty",
        r"\bалматы(?:да|дан|ға|ның|ны|мен)?\b(?! обл)",
    ),
    Region(
        "shymkent",
        "KZ-79",
        "790000000",
        "г. Шымкент",
        "Шымкент қ.",
        "Shymkent",
        r"\bшымкент",
    ),
)
REGIONS = {region.code: region for region in ALL}


@cache
def spelt() -> dict[str, str]:
    """Every accepted spelling of a region, lower case, to its code."""
    return {text.casefold(): region.code for region in ALL for text in region.spellings()}


def find(text: str) -> Region | None:
    """The region however it was written, or None."""
    code = spelt().get(text.strip().casefold())
    return REGIONS[code] if code else None

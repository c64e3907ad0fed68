"""What stands before the services says no to by itself, gate and nginx alike: the one shape with its number,
a page for a browser, in the reader's language. Nobody is asked anything for it."""

from __future__ import annotations

import json
import re
import uuid
from dataclasses import dataclass
from html import escape

from deploy.front.headers import HEADERS
from deploy.gate.arriving import Arriving


@dataclass(frozen=True)
class Refusal:
    """A status, its code, its sentence in the three languages, when to come again (seconds), and whether a
    page does so by itself."""

    status: str
    code: str
    ru: str
    kk: str
    en: str
    again: int = 0
    reload: bool = False

    @property
    def number(self) -> int:
        """The status as a number."""
        return int(self.status.split()[0])

    def sentence(self, language: str) -> str:
        """The sentence in a language of ours."""
        return {"kk": self.kk, "en": self.en}.get(language, self.ru)


BUSY = Refusal(
    "503 Service Unavailable",
    "overloaded",
    "Сейчас слишком много обращений. Повторите через несколько секунд: это обращение ничего не изменило.",
    "Қазір сұраныс тым көп. Бірнеше секундтан кейін қайталаңыз: бұл сұраныс ештеңені өзгерткен жоқ.",
    "There are too many requests now. Try again in a few seconds: this one changed nothing.",
    5,
)
TOO_MANY = Refusal(
    "429 Too Many Requests",
    "too_many_unfinished",
    "С вашего адреса слишком много недосланных запросов. Дождитесь их окончания и повторите.",
    "Сіздің мекенжайыңыздан толық жіберілмеген сұраныстар тым көп. Олардың аяқталуын күтіп, қайталаңыз.",
    "Too many unfinished requests come from your address. Wait until they are through and try again.",
    10,
)
TOO_SLOW = Refusal(
    "408 Request Timeout",
    "request_not_finished",
    "Запрос не дошёл целиком: соединение слишком медленное или прервалось. Повторите отправку.",
    "Сұраныс толық жетпеді: байланыс тым баяу немесе үзілді. Қайта жіберіңіз.",
    "The request did not arrive whole: the connection is too slow or broke off. Send it again.",
)
HEAD_TOO_LONG = Refusal(
    "431 Request Header Fields Too Large",
    "headers_too_large",
    "Заголовки запроса слишком длинные.",
    "Сұраныстың тақырыпшалары тым ұзын.",
    "The headers of the request are too long.",
)
NOT_UNDERSTOOD = Refusal(
    "400 Bad Request",
    "bad_request",
    "Сервер не понял запрос: он записан не по правилам HTTP.",
    "Сервер сұранысты түсінбеді: ол HTTP ережелері бойынша жазылмаған.",
    "The server could not understand the request: it is not written after the rules of HTTP.",
)
ADDRESS_TOO_LONG = Refusal(
    "414 URI Too Long",
    "address_too_long",
    "Адрес запроса слишком длинный. Сократите то, что вы ищете или выбираете.",
    "Сұраныстың мекенжайы тым ұзын. Іздейтініңізді не таңдайтыныңызды қысқартыңыз.",
    "The address of the request is too long. Shorten what you search for or choose.",
)
NO_ROOM = Refusal(
    "507 Insufficient Storage",
    "storage_full",
    "На сервере закончилось место. Ничего не сохранено; сообщите администратору.",
    "Серверде орын қалмады. Ештеңе сақталған жоқ; әкімшіге хабарлаңыз.",
    "The server has no room left. Nothing was saved; tell the administrator.",
    60,
)
NO_ANSWER = Refusal(
    "503 Service Unavailable",
    "unavailable",
    "Часть системы не отвечает. Повторите через минуту: ничего не потеряно.",
    "Жүйенің бір бөлігі жауап бермей тұр. Бір минуттан кейін қайталаңыз: ештеңе жоғалған жоқ.",
    "A part of the system does not answer. Try again in a minute; nothing is lost.",
    60,
)
TOO_LARGE = Refusal(
    "413 Content Too Large",
    "file_too_large",
    "Файл слишком большой.",
    "Файл тым үлкен.",
    "The file is too large.",
)
KEPT_LANGUAGE = re.compile(r"(?:^|;\s*)asar_locale=(ru|kk|en)")
SUPPORT = {
    "ru": "Если обратитесь в поддержку, назовите этот номер:",
    "kk": "Қолдау қызметіне жазсаңыз, осы нөмірді айтыңыз:",
    "en": "If you write to support, name this number:",
}
START = {"ru": "На главную", "kk": "Басты бетке", "en": "To the start page"}


def language_of(request: Arriving | None) -> str:
    """The language the reader chose, else the first of ours that the request asks for."""
    chosen = KEPT_LANGUAGE.search(request.header(b"cookie").decode("latin-1")) if request else None
    return chosen[1] if chosen else first_asked(request)


def first_asked(request: Arriving | None) -> str:
    """The first language of ours that the browser asks for."""
    asked = request.header(b"accept-language").decode("latin-1").lower() if request else ""
    wanted = (part.split(";")[0].strip()[:2] for part in asked.split(","))
    return next((language for language in wanted if language in ("ru", "kk", "en")), "ru")


def written(refusal: Refusal, request: Arriving | None) -> bytes:
    """The whole answer as it travels; the connection ends after it."""
    language, number = language_of(request), uuid.uuid4().hex[:12]
    is_page = request is not None and b"text/html" in request.header(b"accept")
    said = page if is_page else document
    body = said(refusal, language, number).encode()
    kind = "text/html; charset=utf-8" if is_page else "application/json"
    headers = HEADERS | {
        "Content-Type": kind,
        "Content-Length": str(len(body)),
        "Cache-Control": "no-store",
        "Connection": "close",
        "X-Request-Id": number,
    }
    if refusal.again:
        headers["Retry-After"] = str(refusal.again)
    if refusal.reload and is_page:
        headers["Refresh"] = str(refusal.again)
    lines = [f"HTTP/1.1 {refusal.status}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body


def document(refusal: Refusal, language: str, number: str) -> str:
    """The one shape of every error."""
    said = {"code": refusal.code, "message": refusal.sentence(language), "detail": {"incident": number}}
    return json.dumps(said, ensure_ascii=False)


def page(refusal: Refusal, language: str, number: str) -> str:
    """A page that needs no other file."""
    viewport = '<meta name="viewport" content="width=device-width, initial-scale=1">'
    head = f'<meta charset="utf-8">{viewport}<title>Asar</title>'
    sentence, start = escape(refusal.sentence(language)), escape(START[language])
    told = f"<p>{escape(SUPPORT[language])} <code>{number}</code></p>"
    away = "" if refusal.reload else f'<p><a href="/">{start}</a></p>{told}'
    body = f"<main><h1>{sentence}</h1>{away}</main>"
    return f'<!doctype html><html lang="{language}"><head>{head}</head><body>{body}</body></html>'

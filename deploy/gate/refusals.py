"""What the gate itself says no to, in the one shape; a browser gets a page. It asks nobody anything."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape

from deploy.front import HEADERS
from deploy.gate.arriving import Arriving


@dataclass(frozen=True)
class Refusal:
    """A status, its code, its sentence in the three languages, and when to come again (seconds)."""

    status: str
    code: str
    ru: str
    kk: str
    en: str
    again: int = 0

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
NO_ROOM = Refusal(
    "507 Insufficient Storage",
    "storage_full",
    "На сервере закончилось место. Ничего не сохранено; сообщите администратору.",
    "Серверде орын қалмады. Ештеңе сақталған жоқ; әкімшіге хабарлаңыз.",
    "The server has no room left. Nothing was saved; tell the administrator.",
    60,
)


def language_of(request: Arriving | None) -> str:
    """The first language of ours that the request asks for."""
    asked = request.header(b"accept-language").decode("latin-1").lower() if request else ""
    wanted = (part.split(";")[0].strip()[:2] for part in asked.split(","))
    return next((language for language in wanted if language in ("ru", "kk", "en")), "ru")


def written(refusal: Refusal, request: Arriving | None) -> bytes:
    """The whole answer as it travels; the connection ends after it."""
    language = language_of(request)
    sentence = refusal.sentence(language)
    is_page = request is not None and b"text/html" in request.header(b"accept")
    body = (page(language, sentence) if is_page else document(refusal, sentence)).encode()
    kind = "text/html; charset=utf-8" if is_page else "application/json"
    headers = HEADERS | {
        "Content-Type": kind,
        "Content-Length": str(len(body)),
        "Cache-Control": "no-store",
        "Connection": "close",
    }
    if refusal.again:
        headers["Retry-After"] = str(refusal.again)
    lines = [f"HTTP/1.1 {refusal.status}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body


def document(refusal: Refusal, sentence: str) -> str:
    """The one shape of every error."""
    return json.dumps({"code": refusal.code, "message": sentence, "detail": {}}, ensure_ascii=False)


def page(language: str, sentence: str) -> str:
    """A page that needs no other file."""
    viewport = '<meta name="viewport" content="width=device-width, initial-scale=1">'
    head = f'<meta charset="utf-8">{viewport}<title>Asar</title>'
    return (
        f'<!doctype html><html lang="{language}"><head>{head}</head>'
        f"<body><main><h1>Asar</h1><p>{escape(sentence)}</p></main></body></html>"
    )

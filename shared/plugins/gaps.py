"""What plugins say of messages, read strictly: texts with gaps, links of a device, codes of channels."""

from __future__ import annotations

import re
from typing import Any

from marshmallow import fields

from shared.language.documents import stray_braces, unknown_gaps
from shared.language.reminders import LINK_GAPS, POST_GAPS
from shared.plugins.reading import ANSWER, LONGEST, MOST, OneOf, Text, Unread, each_read, kind_of, nearest

OPENED = re.compile(r"(https|mailto|sms|tg|viber):")


class GapText(Text):
    """A text whose gaps are all filled by something."""

    def __init__(self, gaps: tuple[str, ...], longest: int = LONGEST, **more: Any) -> None:
        super().__init__(longest, **more)
        self.gaps = gaps

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> str:
        text = super()._deserialize(value, attr, data, **more)
        if wrong := (unknown_gaps(text, self.gaps) + stray_braces(text))[:1]:
            raise Unread(f"nothing fills “{wrong[0]}”; {nearest(wrong[0], self.gaps)}")
        return text


class DeviceLink(GapText):
    """An address by which a device opens a text in an application; "" for none."""

    def __init__(self, **more: Any) -> None:
        super().__init__(LINK_GAPS, 300, **more)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> str:
        text = super()._deserialize(value, attr, data, **more)
        if text and not (OPENED.match(text) and "{text}" in text):
            raise Unread("begins with https:, mailto:, sms:, tg: or viber:, and holds {text}")
        return text


class Posted(fields.Field[dict[str, str]]):
    """What is posted: texts with gaps by their names."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> dict[str, str]:
        if type(value) is not dict or len(value) > MOST:
            raise Unread(f"must be a table of at most {MOST} texts, not {kind_of(value)}")
        each_read(Text(60), enumerate(value))
        return each_read(GapText(POST_GAPS), value.items())


class ChannelCode(OneOf):
    """A channel of core's by its code, or one of a plugin's."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> str:
        own = type(value) is str and ANSWER.fullmatch(value)
        return value if own else super()._deserialize(value, attr, data, **more)

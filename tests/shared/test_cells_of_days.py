"""Days as people write them into tables: read, or refused where they may be another day."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask_babel import Babel

from shared.imports.cells import DayOrMonth, DayUnclear, MonthAlone, read_day


@pytest.fixture(autouse=True)
def words() -> Iterator[None]:
    """An application, in whose language a refusal is said."""
    app = Flask(__name__)
    Babel(app)
    with app.app_context():
        yield


@pytest.mark.parametrize(
    "text",
    [
        *("15.05.2022", "15.05.22", "15/05/2022", "15-05-2022", "2022-05-15", "2022.05.15", "15.5.2022"),
        *("15.05.2022 г.", "15.05.2022ж.", "15.05.2022 10:00", "2022-05-15T10:00", "44696", "44696.5"),
        *("15 05 2022", "15,05,2022", "15. 05. 2022", "5/15/2022", "15 мая 2022 года", "«15» мая 2022 г."),
        *("15-го мая 2022", "15 May 2022", "May 15, 2022", "15th May 2022", "Sunday, 15 May 2022"),
        *(
            "15.05.2022 (вс)",
            "вс, 15.05.2022",
            "воскресенье, 15 мая 2022 года",
            "15 мая 2022 г. (воскресенье)",
        ),
        *("15 мамыр 2022 жыл", "2022 жылғы 15 мамыр", "2022 жылдың 15 мамыры", "2022 ж. 15 мамыр"),
        *("2022 жылғы 15 мамырда", "жексенбі, 15 мамыр 2022 ж.", "2022жылғы 15мамыр"),
    ],
)
def test_day_is_read(text: str) -> None:
    assert read_day(text) == "2022-05-15"


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("05/06/2022", DayOrMonth),
        ("май 2022", MonthAlone),
        ("05.2022", MonthAlone),
        *(
            (text, DayUnclear)
            for text in ("15 мая", "31.02.2022", "6/31/2022", "13/13/2022", "15-16 мая 2022", "1 2 22")
        ),
        *((text, DayUnclear) for text in ("15.05.2022, 16.05.2022", "15 мая и 16 мая 2022", "12 345 67")),
    ],
)
def test_what_may_be_another_day_is_refused(text: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        read_day(text)

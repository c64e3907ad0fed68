"""How easily a password is guessed, with nobody asked: the lists of zxcvbn and what people type here."""

from __future__ import annotations

from collections.abc import Sequence

EASY = 10**9  # guesses; a machine of one's own makes them in minutes
LONGEST = 72  # the rest of a longer one makes it no easier
WORDS = (
    "asar асар пароль құпиясөз парол parol password админ admin директор қазақстан казахстан kazakhstan "
    "qazaqstan казакстан алматы almaty астана astana шымкент shymkent тараз taraz атырау atyrau актобе "
    "түркістан turkistan қызылорда kyzylorda жетісу бухгалтер координатор руководитель проект грант"
).split()
KEYS = str.maketrans("йцукенгшщзхъфывапролджэячсмитьбю", "qwertyuiop[]asdfghjkl;'zxcvbnm,.")


def is_easy(password: str, about: Sequence[str]) -> bool:
    """Whether it is among those tried first: common ones, words and years, rows of keys on either layout, and
    the words in `about` (login, name)."""
    from zxcvbn import zxcvbn  # its lists are 12 MB, and passwords are seldom chosen

    known = [*WORDS, *(part for words in about for part in words.lower().split() if len(part) > 2)]
    forms = {password, password.lower().translate(KEYS)}
    return any(zxcvbn(form[:LONGEST], user_inputs=known)["guesses"] < EASY for form in forms)

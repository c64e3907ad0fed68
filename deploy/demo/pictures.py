"""Pictures for the evidence: plainly drawn scenes as SVG text,
so that nobody takes them for photographs of real people."""

from __future__ import annotations

import random
import textwrap
from html import escape

WIDTH, HEIGHT = 640, 420
SHOWN = (544, 357)
SKINS = ("#e8b98f", "#d9a273", "#f0c8a2", "#c98d62")
HAIR = ("#2b211c", "#3a2a20", "#1d1a1a", "#6b4a32", "#8a8580")
CLOTHES = (
    "#3b6ea5",
    "#a34b4b",
    "#4d8a63",
    "#7a5c99",
    "#c2873d",
    "#50707f",
    "#b0607c",
    "#5a5f6b",
    "#2f6f73",
    "#96694a",
)
WALLS = ("#e9e3d6", "#dfe7ea", "#ece6ee", "#e6eadb", "#f0e7dc")
SKY = {
    "mangystau": "#bfe0ee",
    "turkistan": "#cfe4f2",
    "kyzylorda": "#f0e2c2",
    "west_kz": "#cfe6f5",
    "almaty_obl": "#c9e2f4",
    "atyrau": "#d6e6ee",
    "zhambyl": "#d3e7f3",
}
CHANNELS = {"Instagram": "#b5406f", "Facebook": "#2f5aa8", "Telegram": "#2b86b8"}


def svg(*parts: str) -> str:
    """A drawing of its parts."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{SHOWN[0]}" '
        f'height="{SHOWN[1]}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="Noto Sans">{"".join(parts)}</svg>'
    )


def box(x: int, y: int, width: int, height: int, fill: str, radius: int = 0) -> str:
    """A rectangle."""
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{fill}" rx="{radius}"/>'


def disc(x: int, y: int, radius: int, fill: str) -> str:
    """A circle."""
    return f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{fill}"/>'


def shape(points: str, fill: str) -> str:
    """A polygon."""
    return f'<polygon points="{points}" fill="{fill}"/>'


def words(
    x: int,
    y: int,
    text: str,
    size: int,
    fill: str = "#24313a",
    *,
    width: int = 40,
    anchor: str = "start",
    bold: bool = False,
    lines: int = 4,
) -> str:
    """A text broken into lines of so many letters."""
    weight = ' font-weight="700"' if bold else ""
    style = f'font-size="{size}" fill="{fill}" text-anchor="{anchor}"{weight}'
    shown = textwrap.wrap(text, width)[:lines]
    return "".join(written(x, y + number * size * 13 // 10, line, style) for number, line in enumerate(shown))


def written(x: int, y: int, line: str, style: str) -> str:
    """One line of a text."""
    return f'<text x="{x}" y="{y}" {style}>{escape(line)}</text>'


def person(chance: random.Random, x: int, y: int, size: int, facing: bool = False) -> str:
    """Head and shoulders, seen from behind or from the front."""
    hair, skin, cloth = chance.choice(HAIR), chance.choice(SKINS), chance.choice(CLOTHES)
    scarf, wide = chance.random() < 0.15, size * 6 // 10
    head = disc(x, y, wide, cloth if scarf else skin if facing else hair)
    if facing and not scarf:
        head += box(x - wide, y - wide, size * 12 // 10, size * 5 // 10, hair, size // 3)
    return shoulders(x, y, size, cloth) + head


def shoulders(x: int, y: int, size: int, cloth: str) -> str:
    """What stands below a head."""
    left, right, neck, low = x - size, x + size, y + size * 7 // 10, y + size * 2
    way = f"M{left} {low} Q{left} {neck} {x} {neck} Q{right} {neck} {right} {low} Z"
    return f'<path d="{way}" fill="{cloth}"/>'


def hall(seed: str, title: str, people: int) -> str:
    """A room with a screen and the backs of those who listen."""
    chance = random.Random(seed)
    wall, rows = chance.choice(WALLS), seated(chance, people)
    speaker = person(chance, 560, 168, 24, facing=True) + box(532, 206, 58, 66, "#7b5b3e", 4)
    floor = box(0, 250, WIDTH, 170, "#b79c7d")
    return svg(box(0, 0, WIDTH, HEIGHT, wall), floor, screen(title), flag(), speaker, *rows)


def screen(title: str) -> str:
    """What hangs before everybody."""
    canvas = box(138, 34, 350, 180, "#f9fbfc", 4) + box(138, 34, 350, 8, "#2f6f73")
    return canvas + words(313, 92, title, 19, anchor="middle", width=30, bold=True)


def flag() -> str:
    """A flag on its pole."""
    return box(36, 96, 5, 150, "#8d8d8d") + box(41, 98, 58, 38, "#2aa7c9") + disc(70, 117, 8, "#f4d35e")


def seated(chance: random.Random, people: int) -> list[str]:
    """Three rows of backs, the nearest the largest."""
    rows, left = [], min(people, 24)
    for row, (y, size) in enumerate(((262, 22), (310, 27), (368, 33))):
        seats = min(left, 8 - row // 2) if row < 2 else left
        left -= seats
        rows += one_row(chance, seats, y, size)
    return rows


def one_row(chance: random.Random, seats: int, y: int, size: int) -> list[str]:
    """A row of backs, at most nine."""
    step = WIDTH // (seats + 1)
    places = (step * (seat + 1) for seat in range(min(seats, 9)))
    return [person(chance, x + chance.randint(-7, 7), y, size) for x in places]


def online(seed: str, title: str, names: list[str]) -> str:
    """A window of an online meeting with a tile for each who takes part."""
    chance = random.Random(seed)
    tiles = [
        tile(chance, 12 + number % 5 * 125, 46 + number // 5 * 88, name)
        for number, name in enumerate(names[:20])
    ]
    return svg(
        box(0, 0, WIDTH, HEIGHT, "#20272e"),
        words(16, 28, title, 14, "#ffffff", width=60, lines=1),
        disc(612, 23, 6, "#d64545"),
        *tiles,
        box(250, 402, 140, 12, "#39434d", 6),
    )


def tile(chance: random.Random, x: int, y: int, name: str) -> str:
    """Somebody at a screen, with the camera on or off."""
    shown = face(chance, x + 59, y + 36, name)
    called = words(x + 6, y + 78, " ".join(name.split()[:2]), 9, "#dfe6ea", lines=1)
    frame, strip = box(x, y, 118, 82, "#3a4450", 6), box(x, y + 66, 118, 16, "#1f262d")
    place = f'x="{x}" y="{y}" width="118" height="82" viewBox="{x} {y} 118 82"'
    return f"<svg {place}>{frame}{shown}{strip}{called}</svg>"


def face(chance: random.Random, x: int, y: int, name: str) -> str:
    """Who is seen, or the first letter of the name where the camera is off."""
    if chance.random() < 0.6:
        return person(chance, x, y, 22, facing=True)
    letter = words(x, y + 7, name[0], 20, "#ffffff", anchor="middle")
    return disc(x, y, 22, chance.choice(CLOTHES)) + letter


def cloud(x: int, y: int, size: int) -> str:
    """A flat summer cloud."""
    return (
        f'<ellipse cx="{x}" cy="{y}" rx="{size}" ry="{size // 4}" fill="#ffffff"/>'
        f'<ellipse cx="{x + size // 3}" cy="{y - size // 5}" '
        f'rx="{size // 2}" ry="{size // 4}" fill="#ffffff"/>'
    )


def land(region: str, chance: random.Random) -> str:
    """The country behind a scene: sea, mountains, a dome, the steppe."""
    clouds = "".join(somewhere(chance) for _ in range(4))
    sky, ground = box(0, 0, WIDTH, 260, SKY[region]), GROUND.get(region, STEPPE)
    return sky + clouds + HORIZONS[region] + box(0, 240, WIDTH, 180, ground)


def somewhere(chance: random.Random) -> str:
    """A cloud anywhere in the sky."""
    return cloud(chance.randint(30, 600), chance.randint(30, 110), chance.randint(24, 44))


STEPPE = "#b9cc8d"
GROUND = {"mangystau": "#d9c7a3", "kyzylorda": "#e3cf9d", "atyrau": "#d2cfa0"}
HORIZONS = {
    "mangystau": box(0, 196, WIDTH, 70, "#4c9bb8") + shape("0,200 120,170 210,205 210,230 0,230", "#e8e0cc"),
    "turkistan": box(430, 150, 120, 100, "#d8b988")
    + disc(490, 150, 46, "#3f9c9c")
    + box(420, 170, 18, 80, "#caa872"),
    "almaty_obl": shape("0,240 110,110 190,190 300,80 420,200 520,120 640,240", "#8fa6b8")
    + shape("300,80 268,112 300,122 334,112", "#ffffff"),
    "zhambyl": shape("0,240 160,150 320,220 480,140 640,240", "#a5b59a"),
    "atyrau": box(0, 214, WIDTH, 34, "#6ba4b5"),
    "west_kz": box(0, 222, WIDTH, 20, "#7fb0bd"),
    "kyzylorda": "".join(disc(40 + 90 * number, 244, 16, "#8a9a5b") for number in range(7)),
}


def opening(seed: str, region: str, name: str) -> str:
    """A house with the centre's name, a ribbon and neighbours."""
    chance = random.Random(seed)
    people, ribbon = neighbours(chance), box(150, 286, 340, 6, "#c43c3c")
    return svg(land(region, chance), house(), signboard(name), ribbon, *people)


def neighbours(chance: random.Random) -> list[str]:
    """Eight who have come."""
    places = (60 + number * 74 for number in range(8))
    return [person(chance, x + chance.randint(-10, 10), 312, 27, facing=True) for x in places]


def house() -> str:
    """Walls, a roof, a door and four windows."""
    walls = box(170, 130, 300, 170, "#f4efe4") + shape("150,135 320,66 490,135", "#a5523f")
    windows = "".join(box(x, 196, 46, 50, "#9cc7da") for x in (188, 238, 356, 406))
    return walls + box(290, 206, 60, 94, "#6d4c33") + windows


def signboard(name: str) -> str:
    """The name over the door."""
    board = box(196, 150, 248, 32, "#2f6f73", 4)
    return board + words(320, 173, name, 18, "#ffffff", anchor="middle", bold=True)


def before_after(seed: str, region: str, title: str) -> str:
    """The same spot twice: bare, and with what the group made of it."""
    chance = random.Random(seed)
    bare = land(region, chance) + "".join(stone(chance) for _ in range(12))
    people = person(chance, 430, 300, 16, facing=True) + person(chance, 500, 316, 14, facing=True)
    lawn, border = box(320, 250, 320, 170, "#9cc47b"), box(317, 0, 6, HEIGHT, "#ffffff")
    return svg(bare, lawn, playground(), people, border, caption(title))


def stone(chance: random.Random) -> str:
    """A stone of the bare ground."""
    return disc(chance.randint(20, 300), chance.randint(290, 380), 5, "#9b8d70")


def caption(title: str) -> str:
    """Which half is which."""
    before = words(14, 408, "до", 16, "#ffffff")
    after = words(334, 408, f"после: {title}", 14, "#ffffff", lines=1)
    return box(0, 384, WIDTH, 36, "#24313a") + before + after


def playground() -> str:
    """Trees, a bench and a slide."""
    trees = "".join(
        box(350 + number * 70, 236, 6, 70, "#7a5230") + disc(353 + number * 70, 226, 22, "#4f8f4a")
        for number in range(4)
    )
    legs = box(398, 338, 6, 22, "#5e5e5e") + box(470, 338, 6, 22, "#5e5e5e")
    slide = shape("520,330 600,256 606,262 530,336", "#d8573c") + box(598, 256, 7, 84, "#3c6e91")
    return trees + box(392, 330, 90, 8, "#9a6b3f") + legs + slide + disc(560, 358, 9, "#f0c14b")


def post(seed: str, channel: str, day: str, title: str, region: str | None) -> str:
    """A post as a telephone shows it."""
    chance = random.Random(seed)
    ground = land(region or chance.choice(list(SKY)), chance)
    crowd = "".join(person(chance, 120 + number * 100, 300, 44, facing=True) for number in range(5))
    return svg(
        telephone(channel),
        author(day),
        f'<svg x="170" y="84" width="300" height="170" viewBox="0 60 640 360">{ground}{crowd}</svg>',
        words(178, 282, title, 15, width=34, bold=True),
        words(178, 386, reactions(chance), 12, "#5b6870"),
    )


def telephone(channel: str) -> str:
    """A telephone with the head of the channel."""
    table, body = box(0, 0, WIDTH, HEIGHT, "#eef1f3"), box(160, 10, 320, 400, "#ffffff", 18)
    bar = box(160, 10, 320, 34, CHANNELS.get(channel, "#50707f"), 18)
    return table + body + bar + words(178, 33, channel, 15, "#ffffff", bold=True)


def author(day: str) -> str:
    """Who posted it, and when."""
    name = words(208, 69, "Местное сообщество: проект", 12)
    return disc(188, 64, 12, "#2f6f73") + name + words(462, 69, day, 10, "#7a868e", anchor="end")


def reactions(chance: random.Random) -> str:
    """How it was liked."""
    return f"нравится: {chance.randint(38, 240)} · комментарии: {chance.randint(2, 31)}"


def clipping(seed: str, paper: str, day: str, title: str) -> str:
    """A cutting from a newspaper."""
    chance = random.Random(seed)
    columns = "".join(column(chance, 60 + number * 178) for number in range(3))
    return svg(
        box(0, 0, WIDTH, HEIGHT, "#d8d3c8"),
        box(40, 16, 560, 388, "#fbf8f0"),
        masthead(paper, day),
        words(60, 108, title, 28, "#2b2620", width=30, bold=True),
        columns,
    )


def masthead(paper: str, day: str) -> str:
    """The name of the paper and the day."""
    name, printed = words(60, 52, paper, 18, "#6a5a45"), words(580, 52, day, 13, "#6a5a45", anchor="end")
    return name + printed + box(60, 64, 520, 2, "#6a5a45")


def column(chance: random.Random, x: int) -> str:
    """Thirteen lines of print, the last one shorter."""
    short = [0] * 12 + [chance.randint(0, 60)]
    return "".join(box(x, 208 + row * 14, 160 - less, 5, "#b9b2a4") for row, less in enumerate(short))

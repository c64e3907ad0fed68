"""A page with one of its forms filled as somebody had typed it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import filterfalse
from urllib.parse import urlsplit

from flask import render_template
from lxml import html
from lxml.html import FormElement, HtmlElement

from shared.doors.days import shown

Typed = Sequence[tuple[str, str]]
TICKS = ("checkbox", "radio")
OURS = ("csrf_token", "once.key")


def refilled(page: str, action: str, typed: Typed, files: Sequence[str]) -> str | None:
    """The page with the form that goes to `action` as it was typed, what has no place in it shown above;
    None where the page has no such form. `files` are the names of files, which a browser gives anew."""
    root = html.document_fromstring(page)
    form = form_to(root, action, {name for name, _value in typed})
    if form is None:
        return None
    left = fill(form, typed)
    form.insert(0, html.fragment_fromstring(render_template("ui/refilled.html", left=left, files=files)))
    return html.tostring(root, encoding="unicode", doctype="<!doctype html>")


def form_to(root: HtmlElement, action: str, names: set[str]) -> FormElement | None:
    """Of the forms that go to an address the one with most of these fields."""
    path = urlsplit(action).path
    found = [form for form in root.forms if form.method == "POST" and goes_to(form, path)]
    return max(found, key=lambda form: len(names & set(form.fields.keys())), default=None)


def goes_to(form: FormElement, path: str) -> bool:
    """Whether a form, or one of its buttons, goes to a path."""
    targets = [form.get("action") or path, *form.xpath(".//@formaction")]
    return path in [urlsplit(target).path for target in targets]


def fill(form: FormElement, typed: Typed) -> list[tuple[str, str]]:
    """Put what was typed in its places; what has none."""
    values: dict[str, list[str]] = defaultdict(list)
    for name, value in typed:
        values[name].append(value)
    places: dict[str, list[HtmlElement]] = {name: [] for name in form.xpath(".//button/@name")}
    for control in form.xpath(".//input | .//select | .//textarea"):
        places.setdefault(control.get("name", ""), []).append(control)
    lost = [(name, value) for name, controls in places.items() for value in put(controls, values[name])]
    return [*lost, *((name, value) for name, value in typed if name not in places and value.strip())]


def put(controls: Sequence[HtmlElement], values: list[str]) -> list[str]:
    """One name's values in its controls, ticks by their value, texts in their order; those without a place.
    A button has a name and no control."""
    for control in filter(is_tick, controls):
        tick(control, control.get("value", "on") in values)
    ticked = {control.get("value", "on") for control in filter(is_tick, controls)}
    written, texts = [value for value in values if value not in ticked], filterfalse(is_tick, controls)
    done = [write(control, value) for control, value in zip(texts, written, strict=False)]
    placed = [*done, *[not controls] * (len(written) - len(done))]
    return [value for value, good in zip(written, placed, strict=True) if not good and value.strip()]


def is_tick(control: HtmlElement) -> bool:
    """Whether a control is ticked, not written in."""
    return control.tag == "input" and control.get("type") in TICKS


def tick(control: HtmlElement, chosen: bool) -> None:
    """Tick it or not."""
    if chosen:
        control.set("checked", "checked")
    else:
        control.attrib.pop("checked", None)


def write(control: HtmlElement, value: str) -> bool:
    """Write a value in a control, and whether it took it;
    ours (the proof of the form, its key) and files stay as they are."""
    if control.get("name") in OURS or control.get("type") == "file":
        return True
    if control.tag == "select":
        return select(control, value)
    if control.tag == "textarea":
        control.text = "\n" + value
    else:
        control.set("value", value if control.get("data-day") is None else shown(value))
    return True


def select(control: HtmlElement, value: str) -> bool:
    """Choose an option, where it is offered."""
    options = list(control.iter("option"))
    offered = [option for option in options if option.get("value", option.text) == value]
    for option in options if offered else ():
        option.attrib.pop("selected", None)
    for option in offered[:1]:
        option.set("selected", "selected")
    return bool(offered)

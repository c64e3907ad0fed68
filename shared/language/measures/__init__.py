"""The measures, one file a family, each with its FAMILY: a new family is a new file here and no list."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from shared.language.measure import Family, Measure, Reading


@cache
def families() -> tuple[Family, ...]:
    """Every family of this package in the order it is shown."""
    found = [import_module(f"{__name__}.{module.name}").FAMILY for module in pkgutil.iter_modules(__path__)]
    return tuple(sorted(found, key=lambda family: family.shown))


@cache
def measures() -> dict[str, Measure]:
    """Every measure by its name and its aliases."""
    found = [measure for family in families() for measure in family.measures]
    return {name: measure for measure in found for name in (measure.name, *measure.aliases)}


@cache
def readings() -> tuple[Reading, ...]:
    """When an indicator has which measure: tried from the top, the first that fits decides."""
    ordered = sorted(families(), key=lambda family: family.read)
    return tuple(reading for family in ordered for reading in family.readings)


@cache
def offered() -> dict[str, str]:
    """The expressions to choose from with their words, in the order of the choices."""
    return {
        form.written or measure.name + form.narrowed: form.words
        for family in families()
        for measure in family.measures
        for form in measure.forms
    }


@cache
def written() -> dict[str, str]:
    """The measures that plans write otherwise, by how they write them."""
    found = [(form, measure) for measure in measures().values() for form in measure.forms]
    return {form.written: measure.name + form.narrowed for form, measure in found if form.written}


def find(name: str) -> Measure | None:
    """A measure by its name or an alias; None if nobody knows it."""
    return measures().get(name)

"""How a reminder that is sent from here may end, besides well."""

from __future__ import annotations


class Refused(Exception):
    """The other side does not take it, now or later."""


class Uncertain(Exception):
    """It was given away, and nobody said that it came: sent again it might come twice."""

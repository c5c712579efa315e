"""What a file of open data may be asked: whole numbers between bounds, in plain digits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cases.exchange.problem import problem
from cases.exchange.strict import refusal_of

MOST_ROWS: Final = 1000
DIGITS: Final = re.compile(r"(0|[1-9][0-9]{0,9})")
Bounds = Mapping[str, tuple[int, int, int]]
"""Least, most and default of each parameter."""
PAGE: Final[Bounds] = {"after": (0, 10**9, 0), "limit": (1, MOST_ROWS, 100)}
TABLE: Final[Bounds] = {"bom": (0, 1, 0)}
NOTHING: Final[Bounds] = {}


def asked(request: HttpRequest, bounds: Bounds) -> tuple[dict[str, int], HttpResponse | None]:
    """Return the parameters with their defaults, and the refusal of a request that is wrong."""
    refusal = refusal_of(request, frozenset(bounds))
    if refusal is not None:
        return {}, refusal
    given = {name: request.GET.get(name, str(default)) for name, (_least, _most, default) in bounds.items()}
    wrong = [
        {"parameter": name, "detail": _("A whole number from %(least)s to %(most)s.") % {"least": least, "most": most}}
        for name, (least, most, _default) in bounds.items()
        if not DIGITS.fullmatch(given[name]) or not least <= int(given[name]) <= most
    ]
    if wrong:
        return {}, problem(422, _("Something in the request needs to be corrected."), errors=wrong)
    return {name: int(text) for name, text in given.items()}, None

"""How days, moments, amounts and words are read from the texts of an outside record."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, Literal, get_args, get_origin

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.deadlines import COUNTY

DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
AMOUNT: Final = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,2}0*)?")
Reader = tuple[Callable[[str], Any], str | Promise]


def _matched(pattern: re.Pattern[str], text: str) -> str:
    if pattern.fullmatch(text) is None:
        raise ValueError(text)
    return text


def _day(text: str) -> date:
    return date.fromisoformat(_matched(DAY, text))


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=COUNTY)


def _amount(text: str) -> Decimal:
    return Decimal(_matched(AMOUNT, text.strip()))


TEXTS: dict[Any, Reader] = {
    date: (_day, _("A day such as 2026-03-16 is expected here.")),
    datetime: (_moment, _("A moment such as 2026-03-16T09:30 is expected here.")),
    Decimal: (_amount, _("An amount in yuan such as 5000 or 5000.50 is expected here.")),
}


def reader_of(kind: Any) -> Reader | None:
    """Return how a kind of value is read from its text and what to say of one that cannot be, None for other kinds."""
    if get_origin(kind) is not Literal:
        return TEXTS.get(kind)
    words = get_args(kind)
    known = "、".join(word for word in words if word)
    return (lambda text: words[words.index(text)]), _("One of these words is expected here: %(words)s.") % {
        "words": known
    }

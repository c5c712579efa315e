"""How days, moments and amounts are read from the texts of an outside record."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.deadlines import COUNTY


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=COUNTY)


TEXTS: dict[Any, tuple[Any, Any]] = {
    date: (date.fromisoformat, _("A day such as 2026-03-16 is expected here.")),
    datetime: (_moment, _("A moment such as 2026-03-16T09:30 is expected here.")),
    Decimal: (Decimal, _("An amount is expected here.")),
}

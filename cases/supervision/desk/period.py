"""The months that a comparison covers: the last twelve unless others are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

YEAR = 12
MOST = 60


@dataclass(frozen=True)
class Period:
    """From the first day of one month to the first day of another, both months counted."""

    since: date
    until: date

    @classmethod
    def of(cls, request: HttpRequest, today: date) -> Period:
        """Read ``since`` and ``until`` (YYYY-MM); what is no month, or turned round, is taken as not asked for."""
        until = _month(request.GET.get("until", "")) or today.replace(day=1)
        since = _month(request.GET.get("since", "")) or back(until, YEAR - 1)
        return cls(max(since, back(until, MOST - 1)), until) if since <= until else cls(back(until, YEAR - 1), until)

    @property
    def words(self) -> str:
        """The period as words."""
        said = {"since": f"{self.since:%Y-%m}", "until": f"{self.until:%Y-%m}"}
        return _("%(since)s to %(until)s, as counted last night") % said


def back(month: date, months: int) -> date:
    """Return the first day of so many months before."""
    year, number = divmod(month.year * 12 + month.month - 1 - months, 12)
    return date(year, number + 1, 1)


def _month(given: str) -> date | None:
    try:
        found = date.fromisoformat(f"{given}-01")
    except ValueError:
        return None
    return found if found.year >= 2000 else None  # noqa: PLR2004 (nothing is older)

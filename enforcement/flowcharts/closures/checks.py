"""What looks wrong in the days of a notice, before anybody relies on them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _

from enforcement.flowcharts.calendar.estimate import LUNAR, statutory_days
from enforcement.flowcharts.closures.reading import StatedDay

SATURDAY: Final = 5


def faults_of(days: Sequence[StatedDay], year: int) -> list[str]:
    """Return what cannot be: a make-up day that is no weekend, or a day far from the year."""
    found = []
    for one in days:
        if one.is_working and one.day.weekday() < SATURDAY and year:
            found.append(_("%(day)s is a weekday: it cannot be made up for another.") % {"day": one.day})
        if year and one.day.year != year and not _near(one, year):
            found.append(_("%(day)s does not belong to %(year)d.") % {"day": one.day, "year": year})
    return found


def doubts_of(days: Sequence[StatedDay], year: int) -> list[str]:
    """Return what a person should look at again: feasts that are missing, exchanges that do not balance."""
    if not year:
        return []
    off = {one.day for one in days if not one.is_working}
    statutory = statutory_days(year)
    found = [
        _("The statutory day off %(day)s is not among the days off.") % {"day": day} for day in sorted(statutory - off)
    ]
    if year in LUNAR:
        # A statutory day on a weekend is made up by a weekday, so these days balance (国务院令第795号第七条).
        free = sum(day.weekday() < SATURDAY for day in off)
        made_up = sum(one.is_working for one in days)
        if free - made_up != len(statutory):
            text = _("%(free)d weekdays off less %(made)d made up do not give the %(all)d statutory days.")
            found.append(text % {"free": free, "made": made_up, "all": len(statutory)})
    return found


def _near(one: StatedDay, year: int) -> bool:
    return (one.day.year, one.day.month) in {(year - 1, 12), (year + 1, 1)}

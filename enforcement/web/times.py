"""Moments and days as people say them: pure, in the reader's language."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

MINUTE, HOUR, WEEK = 60, 3600, 7


def _chinese() -> bool:
    return (get_language() or "zh").startswith("zh")


def say_day(given: date) -> str:
    """Return a day in full: 2025年11月3日, 3 November 2025; of a moment, the day in the county's time zone."""
    given = timezone.localtime(given) if isinstance(given, datetime) else given
    return date_format(given, "Y年n月j日" if _chinese() else "j F Y")


def say_short_day(given: date, *, today: date) -> str:
    """Return a day without its year when that is this year."""
    if given.year == today.year:
        return date_format(given, "n月j日" if _chinese() else "j F")
    return say_day(given)


def say_moment(given: datetime, *, seconds: bool = False) -> str:
    """Return a moment in full, in the county's time zone."""
    local = timezone.localtime(given)
    return f"{say_day(local.date())} {local:%H:%M:%S}" if seconds else f"{say_day(local.date())} {local:%H:%M}"


def say_ago(given: datetime, *, now: datetime) -> str:
    """Return how long ago or how soon: 刚刚, 5分钟前, 3小时前, 昨天 14:05, 3天前, then the day."""
    seconds = round((now - given).total_seconds())
    local, today = timezone.localtime(given), timezone.localdate(now)
    days = (today - local.date()).days
    if abs(seconds) < MINUTE:
        return _("just now")
    if days == 0 or abs(seconds) < HOUR:
        return _within_a_day(seconds)
    clock = f"{local:%H:%M}"
    near = {1: _("yesterday %(clock)s"), -1: _("tomorrow %(clock)s")}.get(days)
    if near:
        return near % {"clock": clock}
    if 0 < days < WEEK:
        return ngettext("%(n)d day ago", "%(n)d days ago", days) % {"n": days}
    if -WEEK < days < 0:
        return ngettext("in %(n)d day", "in %(n)d days", -days) % {"n": -days}
    return say_short_day(local.date(), today=today)


def _within_a_day(seconds: int) -> str:
    past, amount = seconds > 0, abs(seconds)
    if amount < HOUR:
        n = amount // MINUTE
        if past:
            return ngettext("%(n)d minute ago", "%(n)d minutes ago", n) % {"n": n}
        return ngettext("in %(n)d minute", "in %(n)d minutes", n) % {"n": n}
    n = amount // HOUR
    if past:
        return ngettext("%(n)d hour ago", "%(n)d hours ago", n) % {"n": n}
    return ngettext("in %(n)d hour", "in %(n)d hours", n) % {"n": n}


def say_due(due: date, *, today: date) -> str:
    """Return how many days remain until a day, or by how many it has passed."""
    days = (due - today).days
    if days == 0:
        return _("due today")
    if days > 0:
        return ngettext("%(n)d day left", "%(n)d days left", days) % {"n": days}
    return ngettext("%(n)d day overdue", "%(n)d days overdue", -days) % {"n": -days}


def say_near_day(given: date, *, today: date) -> str:
    """Return a day as today, yesterday, tomorrow, or by its date."""
    near = {timedelta(0): _("today"), timedelta(1): _("tomorrow"), timedelta(-1): _("yesterday")}.get(given - today)
    return near or say_short_day(given, today=today)

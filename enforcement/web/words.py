"""Days, moments, amounts and sizes as templates say them; registered by ``templatetags/ui.py``."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext

from enforcement import clock
from enforcement.actor import SYSTEM
from enforcement.web import times


def when(moment: datetime | date | None) -> SafeString | str:
    """Say a moment as people do, with the exact one on hover: ``{% when entry.at %}``."""
    if not moment:
        return "—"
    if isinstance(moment, datetime):
        said, exact = times.say_ago(moment, now=clock.now()), times.say_moment(moment, seconds=True)
    else:
        said, exact = times.say_near_day(moment, today=clock.today()), times.say_day(moment)
    return format_html('<time datetime="{}" title="{}">{}</time>', moment.isoformat(), exact, said)


def due(day_due: date | None) -> SafeString | str:
    """Say how many days remain, with the day on hover: ``{% due item.due_on %}``."""
    if not day_due:
        return ""
    said = times.say_due(day_due, today=clock.today())
    return format_html('<time datetime="{}" title="{}">{}</time>', day_due.isoformat(), times.say_day(day_due), said)


def day(given: date | datetime | None) -> str:
    """Return a day in full: ``{{ decision.made_on|day }}``."""
    if not given:
        return "—"
    return times.say_day(clock.day_of(given) if isinstance(given, datetime) else given)


def who(name: object) -> str:
    """Return the name of who did something as people say it: ``{{ exam.made_by|who }}``; the system has one too."""
    return pgettext("who did it", "the system") if str(name) == SYSTEM.name else str(name)


def moment(given: datetime | None) -> str:
    """Return a moment in full: ``{{ hearing.opens_at|moment }}``."""
    return times.say_moment(given) if given else "—"


def money(given: Decimal | float | str | None) -> str:
    """Return an amount given in yuan: ``{{ fine|money }}``."""
    try:
        amount = f"{Decimal(str(given)):,.2f}"
    except InvalidOperation:
        return "—"
    return f"{amount}元" if (get_language() or "zh").startswith("zh") else f"CNY {amount}"


def masked(given: str | None) -> str:
    """Return an identification number with its middle hidden: ``{{ number|masked }}``."""
    text = given or ""
    return text[:3] + "*" * max(len(text) - 5, 0) + text[-2:]


def filesize_words(given: float | None) -> str:
    """Return a size in bytes as people read it."""
    size = float(given or 0)
    for unit in ("B", "KB", "MB", "GB"):
        if size < 1024 or unit == "GB":  # noqa: PLR2004
            break
        size /= 1024
    return f"{size:.0f} {unit}" if unit in {"B", "KB"} else f"{size:.1f} {unit}"


def split_words(given: str) -> list[str]:
    """Return the words of a text, to loop over."""
    return given.split()


def starts(given: str, beginning: str) -> bool:
    """Return whether a text starts with another."""
    return given.startswith(beginning)

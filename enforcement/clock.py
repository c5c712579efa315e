"""The only reader of the system clock."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return timezone.now()


def today() -> date:
    """Return the present date in the county's time zone (Asia/Shanghai)."""
    return timezone.localdate()


def day_of(at: datetime) -> date:
    """Return the county's date of a moment."""
    return timezone.localdate(at)

"""The second officer's own word: with the password on this phone, the code of the credential, or on the own phone."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from cases.summary.models import OnSpot
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed
from enforcement.organisation.models import Person

MOST: Final = 5
"""Wrong passwords of one second officer within the quarter of an hour; after that only the own phone."""
KEPT: Final = 900


class PasswordWrong(Invalid):
    """Refuse a password that is not the second officer's."""

    sentence = _("This is not the second officer's password.")
    remedy = _("Let the second officer type it again, or leave it empty and confirm on the own phone.")


class TooManyTries(Invalid):
    """Refuse passwords on this phone for a while."""

    sentence = _(
        "Too many wrong passwords: for a quarter of an hour the second officer confirms on the own phone only."
    )
    remedy = _("Leave the password empty and send.")


class NotTheSecond(NotAllowed):
    """Refuse anybody but the second officer."""

    sentence = _("Only the second officer of this case confirms it.")
    article = "中华人民共和国行政处罚法第四十二条第一款"


def by_password(case: Case, password: str, *, at: datetime) -> None:
    """Take the second officer's password as the confirmation.

    Raises:
        PasswordWrong, TooManyTries: on the field.
    """
    spot = case.on_spot
    key = f"on_spot:{spot.second_id}"
    if cache.get(key, 0) >= MOST:
        raise TooManyTries(field="password")
    if not Person.objects.get(pk=spot.second_id).check_password(password):
        cache.set(key, cache.get(key, 0) + 1, KEPT)
        raise PasswordWrong(field="password")
    confirm(spot, OnSpot.Way.PASSWORD, at)


def by_phone(case: Case, by: Actor, *, at: datetime) -> None:
    """Take the confirmation of the second officer, signed in on the own phone.

    Raises:
        NotTheSecond: for anybody else.
    """
    if by.person_id != case.on_spot.second_id:
        raise NotTheSecond
    confirm(case.on_spot, OnSpot.Way.PHONE, at)


def confirm(spot: OnSpot, way: str, at: datetime) -> None:
    """Write when and how the second officer confirmed."""
    spot.confirmed_at, spot.confirmed_way = at, way
    spot.save(update_fields=["confirmed_at", "confirmed_way"])

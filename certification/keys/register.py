"""Enter public keys in the register; the private halves are made where they are kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from django.db import connection
from django.db.models import Max

from certification.keys.opening import open_signer
from certification.keys.refusals import KeyNotMade
from certification.models import SigningKey
from certification.token import ED25519, EPOCH, KeyFileError

FIRST_YEARS: Final = 5


def lock_keys() -> None:
    """Hold the register of keys until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('certification.keys', 7))")


def make_key(
    *,
    kid: int | None = None,
    use: str = SigningKey.Use.CREDENTIAL,
    suite: int | None = None,
    numbers: Sequence[str] = (),
    agencies: Sequence[str] = (),
    not_before: date,
    not_after: date,
    at: datetime,
) -> SigningKey:
    """Make a private key if there is none under the next ``kid``, register its public half and publish the list.

    ``numbers`` are beginnings of card numbers (``""`` is every one), ``agencies`` exact names (none is any). Raises
    KeyNotMade.
    """
    from certification import signing  # noqa: PLC0415 (which reads what is registered here)
    from certification.keys.publish import publish  # noqa: PLC0415 (which signs by the keys registered here)

    lock_keys()
    kid = kid or (SigningKey.objects.aggregate(last=Max("kid"))["last"] or 0) + 1
    try:
        signer = open_signer(kid, suite=suite)
    except KeyFileError as fault:
        raise KeyNotMade(fault) from fault
    key = SigningKey.objects.create(
        kid=kid,
        suite=signer.suite,
        public=signer.public,
        use=use,
        numbers=list(numbers),
        agencies=list(agencies),
        not_before=not_before,
        not_after=not_after,
        made_at=at,
    )
    signing.forget()
    publish(at=at)
    return key


def first_key(use: str, *, at: datetime, suite: int | None) -> SigningKey:
    """Make the first key of a use if there is none yet; the caller holds the lock.

    A key for credentials may sign every number, from the code's first day, so that old cards can be entered.
    """
    numbers = ("",) if use == SigningKey.Use.CREDENTIAL else ()
    last_day = date(at.year + FIRST_YEARS, 12, 31)
    return SigningKey.objects.filter(use=use).first() or make_key(
        use=use, suite=suite or ED25519, numbers=numbers, not_before=EPOCH, not_after=last_day, at=at
    )

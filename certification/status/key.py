"""The key that signs lists of status: it signs no credential, and the first one is made by itself."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.db.models import Max

from certification import signing
from certification.models import SigningKey
from certification.token import ED25519, EPOCH, Signer

YEARS: Final = 5


def list_signer() -> Signer:
    """Return the signer of lists in the formats of others, who know Ed25519 alone.

    Raises:
        NoSigningKey: before the first publication.
    """
    key = _newest()
    if key is None:
        raise signing.NoSigningKey
    return signing.open_signer(key.kid)


def status_signer(at: datetime) -> Signer:
    """Return the signer of the newest active status key; call it while holding the lock of publications.

    Raises:
        OtherKey: if the key file is another than the registered one.
    """
    key = _newest() or _make(at)
    signer = signing.open_signer(key.kid)
    if signer.public != bytes(key.public):
        raise signing.OtherKey
    return signer


def _newest() -> SigningKey | None:
    """Return the newest key that may sign no card number."""
    active = SigningKey.objects.filter(status=SigningKey.Status.ACTIVE, suite=ED25519, scope=[])
    return active.order_by("-kid").first()


def _make(at: datetime) -> SigningKey:
    last = SigningKey.objects.aggregate(last=Max("kid"))["last"] or 0
    return signing.make_key(kid=last + 1, scope=(), not_before=EPOCH, not_after=date(at.year + YEARS, 12, 31), at=at)

"""The key that signs lists of status: it signs no credential, and the first one is made by itself."""

from __future__ import annotations

from datetime import datetime

from certification import signing
from certification.models import SigningKey
from certification.token import ED25519, Signer


def list_signer() -> Signer:
    """Return the signer of lists in the formats of others, who know Ed25519 alone.

    Raises:
        NoSigningKey: before the first publication.
    """
    active = SigningKey.objects.filter(status=SigningKey.Status.ACTIVE, suite=ED25519, use=SigningKey.Use.STATUS)
    key = active.order_by("-kid").first()
    if key is None:
        raise signing.NoSigningKey
    return signing.open_signer(key.kid)


def status_signer(at: datetime) -> Signer:
    """Return the signer of the newest active status key; call it while holding the lock of publications.

    Raises:
        OtherKey: if the key file is another than the registered one.
    """
    return signing.signer_of_use(SigningKey.Use.STATUS, at=at)

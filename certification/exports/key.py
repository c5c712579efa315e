"""The key that signs a credential for the wallets of others, who know Ed25519 alone."""

from __future__ import annotations

from datetime import datetime

from certification import signing
from certification.models import SigningKey
from certification.token import ED25519, Signer
from enforcement import clock


def wallet_signer(*, number: str, agency: str, at: datetime) -> Signer:
    """Return the signer of the newest active key of credentials that may sign this number of this agency today.

    Raises:
        NoSigningKey: if there is none with Ed25519. OtherKey: if the key file is another than the registered one.
    """
    on = clock.day_of(at)
    rows = SigningKey.objects.filter(
        status=SigningKey.Status.ACTIVE,
        suite=ED25519,
        use=SigningKey.Use.CREDENTIAL,
        not_before__lte=on,
        not_after__gte=on,
    ).order_by("-kid")
    theirs = (key for key in rows if not key.agencies or agency in key.agencies)
    fit = next((key for key in theirs if number.startswith(tuple(key.numbers))), None)
    if fit is None:
        raise signing.NoSigningKey
    signer = signing.open_signer(fit.kid)
    if signer.public != bytes(fit.public):
        raise signing.OtherKey
    return signer

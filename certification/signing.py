"""The keys of issuers: public ones read from the database a moment ago, private ones behind the Signer.

A key file lies in ``.local/secrets`` (or ``SIGNING_KEYS_FOLDER``), encrypted with ``SIGNING_KEY_PASSPHRASE``; both are
made on first use. A hardware module takes the file's place by another ``Signer``.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.db import connection
from django.utils.translation import gettext_lazy as _

from certification.models import SigningKey
from certification.token import ED25519, EPOCH, FileSigner, KeyRecord, Signer
from enforcement import env
from enforcement.errors import Refusal

FRESH: Final = 10.0
"""Seconds for which a process trusts the public keys it read: so long a compromised key may still be believed."""
FIRST_YEARS: Final = 5

_known: dict[str, tuple[float, Mapping[int, KeyRecord]]] = {}


class NoSigningKey(Refusal):
    """Refuse to sign without a key that may sign such a card today."""

    sentence = _("No active signing key may sign this card number on this day.")
    remedy = _("Ask the administrator to make one: manage.py make_signing_key --scope with the number's beginning.")


class OtherKey(Refusal):
    """Refuse to sign with a key file that is not the one the database knows."""

    sentence = _("The file of the signing key on this machine is not the one whose public key is registered.")
    remedy = _("Ask the administrator to restore the key file, or to retire the key and make a new one.")


def folder() -> Path:
    """Return the folder of the key files."""
    return Path(env.text("SIGNING_KEYS_FOLDER") or env.LOCAL / "secrets")


def open_signer(kid: int) -> Signer:
    """Return the signer of a key, its file made on first use; a process opens it once, which takes a while."""
    return _opened(folder(), kid)


@lru_cache(maxsize=8)
def _opened(place: Path, kid: int) -> Signer:
    return FileSigner.open(place, kid=kid, passphrase=env.secret("SIGNING_KEY_PASSPHRASE").encode())


def public_keys() -> Mapping[int, KeyRecord]:
    """Return the public keys by kid; read again after ten seconds (one query)."""
    name, now = str(connection.settings_dict["NAME"]), time.monotonic()
    found = _known.get(name)
    if found is None or now - found[0] > FRESH:
        found = (now, {key.kid: key.record for key in SigningKey.objects.all()})
        _known[name] = found
    return found[1]


def forget() -> None:
    """Read the public keys anew at the next question."""
    _known.clear()


def make_key(*, kid: int, scope: tuple[str, ...], not_before: date, not_after: date, at: datetime) -> SigningKey:
    """Make a key file if there is none and register its public key."""
    signer = open_signer(kid)
    key = SigningKey.objects.create(
        kid=kid,
        suite=signer.suite,
        public=signer.public,
        scope=list(scope),
        not_before=not_before,
        not_after=not_after,
        made_at=at,
    )
    forget()
    return key


def signer_for(*, number: str, starts_on: date, at: datetime) -> Signer:
    """Return the signer of the newest active key that may sign a card; in an empty register the first key is made.

    Raises:
        NoSigningKey: if none may.
        OtherKey: if the key file is another than the registered one.
    """
    rows = list(SigningKey.objects.filter(status=SigningKey.Status.ACTIVE, suite=ED25519).order_by("-kid"))
    if not rows and not SigningKey.objects.exists():
        rows = [_first(at)]
    fit = next((k for k in rows if _may_sign(k, number, starts_on)), None)
    if fit is None:
        raise NoSigningKey
    signer = open_signer(fit.kid)
    if signer.public != bytes(fit.public):
        raise OtherKey
    return signer


def _may_sign(key: SigningKey, number: str, starts_on: date) -> bool:
    return number.startswith(tuple(key.scope)) and key.not_before <= starts_on <= key.not_after


def _first(at: datetime) -> SigningKey:
    """Make the first key: it may sign every number, from the code's first day, so that old cards can be entered."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('certification.first_key', 7))")
    return SigningKey.objects.filter(kid=1).first() or make_key(
        kid=1, scope=("",), not_before=EPOCH, not_after=date(at.year + FIRST_YEARS, 12, 31), at=at
    )

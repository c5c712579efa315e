"""The keys of issuers: public ones read from the database a moment ago, private ones behind the Signer."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from django.db import connection
from django.utils.translation import gettext_lazy as _

from certification.keys.opening import folder, open_signer
from certification.keys.parameters import SUITE, SUITES_BY_NAME
from certification.keys.register import first_key, lock_keys, make_key
from certification.models import SigningKey
from certification.token import KeyRecord, Signer
from enforcement import clock
from enforcement.errors import Refusal
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import value

__all__ = [
    "NoSigningKey", "OtherKey", "folder", "forget", "make_key", "open_signer", "public_keys", "signer_for",
    "signer_of_use",
]  # fmt: skip

FRESH: Final = 10.0
"""Seconds for which a process trusts the public keys it read: so long a compromised key may still be believed."""

_known: dict[str, tuple[float, Mapping[int, KeyRecord]]] = {}


class NoSigningKey(Refusal):
    """Refuse to sign without a key that may sign such a card today."""

    sentence = _("No active signing key may sign this card number on this day.")
    remedy = _("Ask the administrator to make one: manage.py make_signing_key --scope with the number's beginning.")


class OtherKey(Refusal):
    """Refuse to sign with a key file that is not the one the database knows."""

    sentence = _("The file of the signing key on this machine is not the one whose public key is registered.")
    remedy = _("Ask the administrator to restore the key file, or to retire the key and make a new one.")


def public_keys() -> Mapping[int, KeyRecord]:
    """Return the public keys of every use by kid; read again after ten seconds (one query)."""
    name, now = str(connection.settings_dict["NAME"]), time.monotonic()
    found = _known.get(name)
    if found is None or now - found[0] > FRESH:
        found = (now, {key.kid: key.record for key in SigningKey.objects.all()})
        _known[name] = found
    return found[1]


def forget() -> None:
    """Read the public keys anew at the next question."""
    _known.clear()


def signer_for(
    *, number: str, starts_on: date, at: datetime, agency: Agency | None = None, agency_name: str = ""
) -> Signer:
    """Return the signer of the newest active key that may sign a card; in an empty register the first key is made.

    The setting ``credential.suite`` of the agency says which suite; ``agency_name`` is the name on the card (the
    agency's own). Without an agency only keys for every agency are found.

    Raises:
        NoSigningKey: if none may.
        OtherKey: if the key file is another than the registered one.
    """
    suite = SUITES_BY_NAME[value(SUITE, agency=agency, on=clock.day_of(at))]
    name = agency_name or (agency.name if agency else "")
    for key in _active(SigningKey.Use.CREDENTIAL, at, suite):
        in_time = key.not_before <= starts_on <= key.not_after
        if in_time and number.startswith(tuple(key.numbers)) and (not key.agencies or name in key.agencies):
            return _open(key)
    raise NoSigningKey


def signer_of_use(use: str, *, at: datetime, suite: int | None = None) -> Signer:
    """Return the signer of the newest active key for ``status`` or ``log`` today, the first one being made.

    Raises:
        NoSigningKey: if all are retired or their days are over.
        OtherKey: if the key file is another than the registered one.
    """
    on = clock.day_of(at)
    fit = next((key for key in _active(use, at, suite) if key.not_before <= on <= key.not_after), None)
    if fit is None:
        raise NoSigningKey
    return _open(fit)


def _active(use: str, at: datetime, suite: int | None) -> list[SigningKey]:
    """Return the active keys of a use, the newest first; the first one is made where there never was any."""
    rows = SigningKey.objects.filter(use=use)
    if not rows.exists():
        lock_keys()
        first_key(use, at=at, suite=suite)
        forget()
    return list(rows.filter(status=SigningKey.Status.ACTIVE, **({"suite": suite} if suite else {})).order_by("-kid"))


def _open(key: SigningKey) -> Signer:
    signer = open_signer(key.kid)
    if signer.public != bytes(key.public):
        raise OtherKey
    return signer

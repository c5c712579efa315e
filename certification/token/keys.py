"""The public keys of issuers, and what each may sign."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from certification.token.errors import Reason, Unverifiable


class KeyStatus(StrEnum):
    """Say whether a key signs, signed once, or fell into other hands."""

    ACTIVE = "active"
    RETIRED = "retired"
    COMPROMISED = "compromised"


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """Hold one public key of the signed key list.

    ``scope`` lists the beginnings of the card numbers the key may sign (numbers begin with the division's and the
    agency's); ``("",)`` is every number and ``()`` none. ``not_before`` and ``not_after`` are the first and last date
    it may sign. A retired key still verifies what it signed then.
    """

    kid: int
    suite: int
    public: bytes
    scope: tuple[str, ...]
    not_before: date
    not_after: date
    status: KeyStatus = KeyStatus.ACTIVE

    def admit(self, *, number: str, day: date) -> None:
        """Refuse a credential this key may not have signed.

        ``day`` is the first day of the credential's validity. Raises Unverifiable(key_compromised) or
        Unverifiable(key_out_of_scope).
        """
        if self.status is KeyStatus.COMPROMISED:
            raise Unverifiable(Reason.KEY_COMPROMISED)
        if not number.startswith(self.scope) or not self.not_before <= day <= self.not_after:
            raise Unverifiable(Reason.KEY_OUT_OF_SCOPE)

"""The public keys of issuers, and what each may sign."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from .refusal import Reason, Unverifiable


class KeyStatus(StrEnum):
    """Say whether a key signs, signed once, or fell into other hands."""

    ACTIVE = "active"
    RETIRED = "retired"
    COMPROMISED = "compromised"


class KeyUse(StrEnum):
    """Say what a key signs: credentials, lists of states, or the roots of the log of what was issued."""

    CREDENTIAL = "credential"
    STATUS = "status"
    LOG = "log"


@dataclass(frozen=True, slots=True)
class LogRoot:
    """Hold the last root of a key's log that was published before the key fell into other hands (RFC 6962)."""

    size: int
    root: bytes


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """Hold one public key of the signed key list.

    ``numbers`` lists the beginnings of the card numbers the key may sign; ``("",)`` is every number and ``()`` none.
    ``agencies`` lists the exact names of the agencies it may sign for; empty is any. ``not_before`` and ``not_after``
    are the first and last date it may sign. A retired key still verifies what it signed then; a compromised one only
    the codes whose leaf is in ``trusted``.
    """

    kid: int
    suite: int
    public: bytes
    numbers: tuple[str, ...]
    not_before: date
    not_after: date
    status: KeyStatus = KeyStatus.ACTIVE
    agencies: tuple[str, ...] = ()
    use: KeyUse = KeyUse.CREDENTIAL
    since: date | None = None
    log: LogRoot | None = None
    trusted: Container[bytes] | None = field(default=None, compare=False, repr=False)

    def admit(self, *, number: str, day: date) -> None:
        """Refuse a credential this key may not have signed, judged by what is known before its signature.

        ``day`` is the first day of the credential's validity. Raises Unverifiable(key_compromised) or
        Unverifiable(key_out_of_scope).
        """
        if self.status is KeyStatus.COMPROMISED and self.trusted is None:
            raise Unverifiable(Reason.KEY_COMPROMISED)
        in_time = self.not_before <= day <= self.not_after
        if self.use is not KeyUse.CREDENTIAL or not in_time or not number.startswith(self.numbers):
            raise Unverifiable(Reason.KEY_OUT_OF_SCOPE)

    def admit_signed(self, *, agency: str, leaf: bytes) -> None:
        """Refuse what is known only once the signature is good: the agency, and the place in the log."""
        if self.agencies and agency not in self.agencies:
            raise Unverifiable(Reason.KEY_OUT_OF_SCOPE)
        if self.status is KeyStatus.COMPROMISED and leaf not in (self.trusted or ()):
            raise Unverifiable(Reason.KEY_COMPROMISED)

"""Write signed tokens, one after the other with the same key while it may sign them."""

from __future__ import annotations

from datetime import datetime

from certification import signing
from certification.token import Claims, Signer, Unverifiable, decode, encode, to_digits
from enforcement.organisation.models import Agency


class Pen:
    """Sign at a moment. The key is looked for at the first token, and again where it may not sign the next one."""

    def __init__(self, at: datetime) -> None:
        """Take the moment of the act."""
        self.at = at
        self._signers: dict[int, Signer] = {}

    def write(self, claims: Claims, *, agency: Agency) -> tuple[int, str]:
        """Return the key's id and the digits of the token, which is read again before anybody relies on it.

        The settings of the agency say by which suite.

        Raises:
            NoSigningKey, OtherKey: as :mod:`certification.signing` says.
        """
        known = self._signers.get(agency.pk)
        written = self._with(known, claims) if known else None
        if written is not None:
            return written
        signer = signing.signer_for(
            number=str(claims.number), starts_on=claims.starts_on, at=self.at, agency=agency, agency_name=claims.agency
        )
        self._signers[agency.pk] = signer
        if signer.kid not in signing.public_keys():
            signing.forget()
        written = self._with(signer, claims)
        if written is None:
            raise signing.NoSigningKey
        return written

    @staticmethod
    def _with(signer: Signer, claims: Claims) -> tuple[int, str] | None:
        token = encode(claims, signer)
        try:
            decode(token, signing.public_keys())
        except Unverifiable:
            return None
        return signer.kid, to_digits(token)

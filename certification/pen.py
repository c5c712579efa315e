"""Write signed tokens, one after the other with the same key while it may sign them."""

from __future__ import annotations

from datetime import datetime

from certification import signing
from certification.token import Claims, Signer, Unverifiable, decode, encode, to_digits


class Pen:
    """Sign at a moment. The key is looked for at the first token, and again where it may not sign the next one."""

    def __init__(self, at: datetime) -> None:
        """Take the moment of the act."""
        self.at = at
        self._signer: Signer | None = None

    def write(self, claims: Claims) -> tuple[int, str]:
        """Return the key's id and the digits of the token, which is read again before anybody relies on it.

        Raises:
            NoSigningKey, OtherKey: as :mod:`certification.signing` says.
        """
        written = self._with(self._signer, claims) if self._signer else None
        if written is not None:
            return written
        self._signer = signing.signer_for(number=str(claims.number), starts_on=claims.starts_on, at=self.at)
        if self._signer.kid not in signing.public_keys():
            signing.forget()
        written = self._with(self._signer, claims)
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

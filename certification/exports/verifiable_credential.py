"""A credential as a Verifiable Credential 2.0 of the W3C, secured as a JSON Web Token (``application/vc+jwt``)."""

from __future__ import annotations

from base64 import b64encode
from datetime import datetime
from typing import Any, Final

from certification.exports.facts import Facts
from certification.exports.key import wallet_signer
from certification.exports.status_pointers import bitstring_pointers, token_pointer
from certification.status.issuer import CREDENTIALS, did, url
from certification.status.jose import compact
from certification.status.lists_of_others import CONTEXT

TYPE: Final = "EnforcementCredential"
SUBJECT: Final = "EnforcementOfficer"
CONTEXT_PATH: Final = "/credentials/context/v1.json"
_OWN: Final = ("name", "agency", "number", "fields", "area", "authority", "photo_sha256")


def context() -> dict[str, Any]:
    """Return the context of our own words (JSON-LD 1.1)."""
    terms = {term: {"@id": f"{url(CONTEXT_PATH)}#{term}"} for term in _OWN[1:]}
    status = {"@id": f"{url(CONTEXT_PATH)}#status", "@type": "@json"}
    types = {kind: f"{url(CONTEXT_PATH)}#{kind}" for kind in (TYPE, SUBJECT)}
    return {"@context": {"@version": 1.1, "@protected": True, **types, **terms, "status": status}}


def credential(facts: Facts) -> dict[str, Any]:
    """Return the unsecured document. Its ``id`` is the public address, where anybody may see the present state."""
    photo = url(f"/officers/photo/{facts.photo_sha256}.jpg")
    return {
        "@context": [CONTEXT, url(CONTEXT_PATH)],
        "id": facts.url,
        "type": ["VerifiableCredential", TYPE],
        "issuer": {"id": did(CREDENTIALS), "name": facts.issuer},
        "validFrom": _moment(facts.begins_at),
        "validUntil": _moment(facts.ends_at),
        "credentialSubject": {"type": SUBJECT, **facts.claims()},
        "relatedResource": [{"id": photo, "mediaType": "image/jpeg", "digestSRI": _sri(facts.photo_sha256)}],
        "credentialStatus": bitstring_pointers(facts.sid),
        "status": token_pointer(facts.sid),
    }


def vc_jwt(facts: Facts, *, at: datetime) -> str:
    """Return the credential as a signed text.

    Raises:
        NoSigningKey, OtherKey: as :func:`certification.exports.key.wallet_signer` says.
    """
    signer = wallet_signer(number=facts.number, agency=facts.agency, at=at)
    return compact(credential(facts), signer, typ="vc+jwt", kid=f"{did(CREDENTIALS)}#{signer.kid}", cty="vc")


def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _sri(sha256: str) -> str:
    return "sha256-" + b64encode(bytes.fromhex(sha256)).decode("ascii")

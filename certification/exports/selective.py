"""A credential as an SD-JWT VC (``application/dc+sd-jwt``): the holder shows only the words that are asked for."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from certification.exports.facts import Facts
from certification.exports.key import wallet_signer
from certification.exports.status_pointers import token_pointer
from certification.status.issuer import CREDENTIALS, jwk, keys_of, url
from certification.status.jose import b64, compact

TYPE_PATH: Final = "/credentials/types/enforcement-officer"
TITLES: Final = {
    "name": ("姓名", "Name"),
    "agency": ("单位", "Agency"),
    "number": ("证号", "Card number"),
    "fields": ("执法领域", "Fields of enforcement"),
    "area": ("执法区域", "Area"),
    "authority": ("监制机关", "Authority"),
    "photo_sha256": ("照片摘要", "Digest of the photo"),
}
_SALT_BYTES: Final = 16


def sd_jwt_vc(facts: Facts, *, at: datetime, holder: Mapping[str, Any] | None = None) -> str:
    """Return the credential with a disclosure for each word of the card (RFC 9901); no key binding at its end.

    ``holder`` is the public JSON Web Key of a telephone, to which the credential is then bound (``cnf``).

    Raises:
        NoSigningKey, OtherKey: as :func:`certification.exports.key.wallet_signer` says.
    """
    signer = wallet_signer(number=facts.number, agency=facts.agency, at=at)
    disclosures = [_disclosure(name, value) for name, value in facts.claims().items()]
    claims: dict[str, Any] = {
        "iss": url(""),
        "iat": int(at.timestamp()),
        "nbf": int(facts.begins_at.timestamp()),
        "exp": int(facts.ends_at.timestamp()),
        "vct": url(TYPE_PATH),
        "status": token_pointer(facts.sid),
        "_sd_alg": "sha-256",
        "_sd": sorted(b64(hashlib.sha256(one.encode("ascii")).digest()) for one in disclosures),
    }
    if holder is not None:
        claims["cnf"] = {"jwk": dict(holder)}
    return "~".join([compact(claims, signer, typ="dc+sd-jwt"), *disclosures, ""])


def issuer_metadata() -> dict[str, Any]:
    """Return what ``/.well-known/jwt-vc-issuer`` says: the keys of credentials, not those of lists."""
    return {"issuer": url(""), "jwks": {"keys": [jwk(key) for key in keys_of(CREDENTIALS)]}}


def type_metadata() -> dict[str, Any]:
    """Return what the address of the type says, for wallets that show the credential."""
    claims = [
        {
            "path": [name],
            "display": [{"locale": "zh-CN", "label": zh}, {"locale": "en", "label": en}],
            "mandatory": True,
            "sd": "always",
        }
        for name, (zh, en) in TITLES.items()
    ]
    display = [
        {"locale": "zh-CN", "name": "行政执法证"},
        {"locale": "en", "name": "Administrative enforcement credential"},
    ]
    return {
        "vct": url(TYPE_PATH),
        "name": "Administrative enforcement credential",
        "display": display,
        "claims": claims,
    }


def _disclosure(name: str, value: str) -> str:
    salt = b64(secrets.token_bytes(_SALT_BYTES))
    return b64(json.dumps([salt, name, value], ensure_ascii=False).encode())

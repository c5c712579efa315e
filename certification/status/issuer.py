"""Who signs, as wallets and other verifiers find it: JSON Web Keys and documents of the method did:web."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import quote, urlsplit

from django.conf import settings

from certification.models import SigningKey
from certification.status.jose import b64
from certification.token import ED25519

CREDENTIALS: Final = ""
STATUS: Final = ":status"
"""The lists are signed in a name of their own, so that no key of a list can stand under a credential."""


def url(path: str) -> str:
    """Return an address of this installation."""
    return f"{settings.PUBLIC_URL}{path}"


def did(who: str) -> str:
    """Return the name of the issuer, or of its lists, by the method did:web."""
    return f"did:web:{quote(urlsplit(settings.PUBLIC_URL).netloc, safe='')}{who}"


def keys_of(who: str) -> list[SigningKey]:
    """Return the Ed25519 keys that still verify, those of credentials or those of lists (one query)."""
    trusted = SigningKey.objects.filter(suite=ED25519).exclude(status=SigningKey.Status.COMPROMISED)
    return list(trusted.filter(use="status" if who == STATUS else "credential"))


def jwk(key: SigningKey) -> dict[str, str]:
    """Return a public key as a JSON Web Key (RFC 8037)."""
    return {
        "kty": "OKP", "crv": "Ed25519", "x": b64(bytes(key.public)), "kid": str(key.kid), "use": "sig", "alg": "EdDSA",
    }  # fmt: skip


def document(who: str, keys: Iterable[SigningKey]) -> dict[str, Any]:
    """Return the document that a name of did:web leads to."""
    name = did(who)
    methods = [
        {"id": f"{name}#{key.kid}", "type": "JsonWebKey", "controller": name, "publicKeyJwk": jwk(key)} for key in keys
    ]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/jwk/v1"],
        "id": name,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }

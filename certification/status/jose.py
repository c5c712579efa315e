"""Signed texts in the compact form of RFC 7515, made by a :class:`certification.token.Signer`, never a raw key."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from typing import Any, Final

from certification.token import Signer

ALGORITHMS: Final = {1: "EdDSA", 2: "SM2SM3"}
"""Suite → the name in the header; the second is ours, for no registry has one."""


def b64(data: bytes) -> str:
    """Return base64url without padding."""
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def unb64(text: str) -> bytes:
    """Return the bytes of base64url without padding."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def compact(payload: Mapping[str, Any], signer: Signer, *, typ: str, kid: str = "", **header: Any) -> str:
    """Return a signed text; ``kid`` is the key's number unless told."""
    said = {"alg": ALGORITHMS[signer.suite], "kid": kid or str(signer.kid), "typ": typ, **header}
    signed = f"{b64(_json(said))}.{b64(_json(payload))}"
    return f"{signed}.{b64(signer.sign(signed.encode('ascii')))}"


def payload_of(text: str) -> dict[str, Any]:
    """Return the payload of a text of our own, whose signature is not looked at."""
    found: dict[str, Any] = json.loads(unb64(text.split(".")[1]))
    return found


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

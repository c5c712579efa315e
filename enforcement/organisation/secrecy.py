"""Personal identifiers at rest: encrypted, and searchable only by an HMAC of the whole value."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable, Iterable

from cryptography.fernet import Fernet

from enforcement import env


def _key(purpose: str) -> bytes:
    return hashlib.sha256(f"{purpose}:{env.secret('PII_KEY')}".encode()).digest()


def seal(value: str) -> str:
    """Return the value encrypted (AES-128-CBC with HMAC-SHA-256, the Fernet format)."""
    return sealer()(value)


def unseal(sealed: str) -> str:
    """Return the value of a sealed text.

    Raises:
        cryptography.fernet.InvalidToken: if it was altered or sealed with another key.
    """
    return Fernet(base64.urlsafe_b64encode(_key("seal"))).decrypt(sealed.encode()).decode() if sealed else ""


def seal_bytes(data: bytes) -> bytes:
    """Return the content of a file encrypted as texts are, under a key of its own."""
    return Fernet(base64.urlsafe_b64encode(_key("seal files"))).encrypt(data)


def unseal_bytes(sealed: bytes) -> bytes:
    """Return the content of a sealed file.

    Raises:
        cryptography.fernet.InvalidToken: if it was altered or sealed with another key.
    """
    return Fernet(base64.urlsafe_b64encode(_key("seal files"))).decrypt(sealed)


def fingerprint(value: str) -> str:
    """Return the HMAC by which a value is found again, hexadecimal; "" for no value."""
    return fingerprints([value])[0]


def fingerprints(values: Iterable[str]) -> list[str]:
    """Return the fingerprints of many values, for which the key is made once."""
    key = _key("search")
    return [hmac.new(key, value.encode(), hashlib.sha256).hexdigest() if value else "" for value in values]


def sealer() -> Callable[[str], str]:
    """Return a function that seals as ``seal`` does, for many values: its key is made once."""
    fernet = Fernet(base64.urlsafe_b64encode(_key("seal")))
    return lambda value: fernet.encrypt(value.encode()).decode() if value else ""

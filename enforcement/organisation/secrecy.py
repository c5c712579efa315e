"""Personal identifiers at rest: encrypted, and searchable only by an HMAC of the whole value."""

from __future__ import annotations

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet

from enforcement import env


def _key(purpose: str) -> bytes:
    return hashlib.sha256(f"{purpose}:{env.secret('PII_KEY')}".encode()).digest()


def seal(value: str) -> str:
    """Return the value encrypted (AES-128-CBC with HMAC-SHA-256, the Fernet format)."""
    return Fernet(base64.urlsafe_b64encode(_key("seal"))).encrypt(value.encode()).decode() if value else ""


def unseal(sealed: str) -> str:
    """Return the value of a sealed text.

    Raises:
        cryptography.fernet.InvalidToken: if it was altered or sealed with another key.
    """
    return Fernet(base64.urlsafe_b64encode(_key("seal"))).decrypt(sealed.encode()).decode() if sealed else ""


def fingerprint(value: str) -> str:
    """Return the HMAC by which a value is found again, hexadecimal; "" for no value."""
    return hmac.new(_key("search"), value.encode(), hashlib.sha256).hexdigest() if value else ""

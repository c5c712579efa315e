"""Is this the Safe Exam Browser that the session asks for? Hashes in, an answer in words out; no clock, no database.

The browser sends, with each page, SHA-256 over the page's address and its config key (published specification of the
Safe Exam Browser, "Config Key"). The address is always ours: nothing that a browser says about its address is believed.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable, Sequence
from typing import Final, Literal

HEADER: Final = "X-SafeExamBrowser-ConfigKeyHash"
OLD_HEADER: Final = "X-SafeExamBrowser-RequestHash"
HEX: Final = re.compile(r"[0-9a-f]{64}")

Finding = Literal["ok", "missing", "old", "malformed", "other_address", "other_key"]


def hash_for(url: str, key: str) -> str:
    """Return what a browser with this config key sends for a page: 64 hexadecimal digits, lower case."""
    return hashlib.sha256((without_fragment(url) + key).encode()).hexdigest()


def without_fragment(url: str) -> str:
    """Return an address without the part from ``#`` on, which no browser sends."""
    return url.partition("#")[0]


def accepts(url: str, header_hash: str, keys: Sequence[str]) -> bool:
    """Return whether a hash fits an address under one of the keys; each is compared in constant time."""
    given = header_hash.strip().lower()
    if not HEX.fullmatch(given):
        return False
    return any(hmac.compare_digest(hash_for(url, key), given) for key in keys)


def diagnose(*, url: str, header_hash: str, old_hash: str, others: Iterable[str], keys: Sequence[str]) -> Finding:
    """Return why a hash does not fit, or "ok".

    ``others`` are addresses under which the same page may have been opened by mistake; ``old_hash`` is the exam key
    that versions before the config key send.
    """
    if not header_hash.strip():
        return "old" if old_hash.strip() else "missing"
    if not HEX.fullmatch(header_hash.strip().lower()):
        return "malformed"
    if accepts(url, header_hash, keys):
        return "ok"
    return "other_address" if any(accepts(other, header_hash, keys) for other in others) else "other_key"

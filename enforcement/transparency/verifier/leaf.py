"""What a leaf says: nothing that anybody could guess, and enough to bind an entry and each paper it names.

A leaf is a list of commitments of 32 bytes. The first is to series, number and hash of the entry, each further one to
the SHA-256 of a paper or text that the entry names. Each hides what it commits to behind a blind of its own, made from
the leaf's random salt: who is shown one blind learns nothing about the others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from hashlib import sha256
from typing import Any, Final

from .merkle import leaf_hash

DOMAIN: Final = b"enforcement.log.leaf.1\n"
BLIND: Final = b"enforcement.log.blind.1\n"
COMMIT: Final = b"enforcement.log.commit.1\n"
SALT_BYTES: Final = 32
_MARKS: Final = ('"sha256":"', '"papers":["')
_SHA256: Final = re.compile("[0-9a-f]{64}")


def blind(salt: bytes, place: int) -> bytes:
    """Return the blind of one commitment of a leaf."""
    return sha256(BLIND + place.to_bytes(4, "big") + salt).digest()


def commitment(blinded: bytes, content: str) -> bytes:
    """Return the commitment to a content behind a blind."""
    return sha256(COMMIT + blinded + content.encode()).digest()


def entry_content(series: str, seq: int, entry_hash: str) -> str:
    """Return what the first commitment of a leaf is to."""
    return f"{series}\n{seq}\n{entry_hash}"


def commitments(salt: bytes, series: str, seq: int, entry_hash: str, prints: Iterable[str]) -> list[bytes]:
    """Return the commitments of a leaf in their order."""
    contents = [entry_content(series, seq, entry_hash), *prints]
    return [commitment(blind(salt, place), content) for place, content in enumerate(contents)]


def hash_of(committed: Iterable[bytes]) -> bytes:
    """Return the hash of the leaf with these commitments."""
    return leaf_hash(DOMAIN + b"".join(committed))


def prints_of(body: str) -> list[str]:
    """Return the SHA-256 of what an entry names: its ``sha256``, and that of each of its ``papers``; each once."""
    if not any(mark in body for mark in _MARKS):
        return []
    facts: dict[str, Any] = json.loads(body)
    papers = facts.get("papers")
    named = [facts.get("sha256"), *(papers if isinstance(papers, list) else ())]
    plain = [one.get("sha256") if isinstance(one, dict) else one for one in named]
    return list(dict.fromkeys(one for one in plain if isinstance(one, str) and _SHA256.fullmatch(one)))

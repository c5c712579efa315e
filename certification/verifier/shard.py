"""Read a shard of the status list: the state of 131,072 credentials, two bits each, signed by a status key."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from .cbor import read_map
from .claims import day_of
from .records import KeyRecord, KeyStatus, KeyUse
from .refusal import DocumentRefused, Fault
from .suites import SIGNATURE_BYTES, SUITES

MAGIC: Final = b"XZZFS1"
ENTRIES: Final = 131_072
BITS: Final = 2
PACKED_BYTES: Final = ENTRIES * BITS // 8
POSITION_BITS: Final = 17
VALID, INVALID, SUSPENDED = range(3)

_SHARD, _SEQ, _IAT, _EXP, _TTL, _BITS, _ENTRIES, _KID = range(1, 9)
_GZIP: Final = 31  # zlib: a gzip wrapper, the largest window


@dataclass(frozen=True, slots=True)
class Shard:
    """Hold a shard whose signature is good. ``issued_at`` and ``ends_at`` are unix seconds, ``ttl`` seconds."""

    entries: bytes
    shard: int
    seq: int
    issued_at: int
    ends_at: int
    ttl: int
    kid: int

    def covers(self, sid: int) -> bool:
        """Say whether a credential stands in this shard."""
        return sid >> POSITION_BITS == self.shard

    def status_of(self, sid: int) -> int:
        """Return what the shard says of a credential: 0 valid, 1 invalid, 2 suspended, 3 kept."""
        position = sid & (ENTRIES - 1)
        return self.entries[position >> 2] >> (2 * (position & 3)) & 3


def read_shard(data: bytes, keys: Mapping[int, KeyRecord], *, seen: Mapping[int, int] | None = None) -> Shard:
    """Return a shard that a status key signed.

    ``seen`` holds the highest sequence number seen of each shard. Raises DocumentRefused: malformed; forged, if no
    status key that is trusted signed it; rolled_back, if it is older than one seen before.
    """
    start = len(MAGIC) + 2
    length = int.from_bytes(data[len(MAGIC) : start])
    try:
        header = read_map(data[start : start + length])
        numbers = [header[field] for field in (_SHARD, _SEQ, _IAT, _EXP, _TTL, _KID)]
    except (ValueError, LookupError) as error:
        raise DocumentRefused(Fault.MALFORMED) from error
    if data[: len(MAGIC)] != MAGIC or (header.get(_BITS), header.get(_ENTRIES)) != (BITS, ENTRIES):
        raise DocumentRefused(Fault.MALFORMED)
    key = keys.get(header[_KID])
    if key is None or not may_sign(key, header[_IAT]) or not _signed(data, key):
        raise DocumentRefused(Fault.FORGED)
    if header[_SEQ] < (seen or {}).get(header[_SHARD], 0):
        raise DocumentRefused(Fault.ROLLED_BACK)
    return Shard(_unpack(data[start + length : -SIGNATURE_BYTES]), *numbers)


def may_sign(key: KeyRecord, moment: int) -> bool:
    """Say whether a key may have signed a list of states at a moment (unix seconds)."""
    usable = key.use is KeyUse.STATUS and key.status is not KeyStatus.COMPROMISED
    return usable and key.not_before <= day_of(moment) <= key.not_after


def _signed(data: bytes, key: KeyRecord) -> bool:
    suite = SUITES.get(key.suite)
    return suite is not None and suite.verify(key.public, data[-SIGNATURE_BYTES:], data[:-SIGNATURE_BYTES])


def _unpack(packed: bytes) -> bytes:
    reader = zlib.decompressobj(_GZIP)
    try:
        entries = reader.decompress(packed, PACKED_BYTES + 1)
    except zlib.error as error:
        raise DocumentRefused(Fault.MALFORMED) from error
    if len(entries) != PACKED_BYTES or not reader.eof or reader.unused_data:
        raise DocumentRefused(Fault.MALFORMED)
    return entries

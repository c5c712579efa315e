"""The signed file of a shard: ``XZZFS1``, a header in CBOR, the gzipped bits, 64 bytes of signature. Pure.

``"XZZFS1" || length u16 BE || header || gzip(32,768 bytes) || signature`` over all before it. Entry i lies in the bits
2·(i mod 4) of byte i div 4, least significant first, as in the IETF's Token Status List.
"""

from __future__ import annotations

import gzip
import zlib
from dataclasses import dataclass
from typing import Final

import cbor2
import numpy as np
from numpy.typing import NDArray

from certification.token import Signer

MAGIC: Final = b"XZZFS1"
BITS: Final = 17
SIZE: Final = 1 << BITS
"""Positions of a shard: 131,072, the least that the W3C asks for so that one is hidden among many."""
BYTES: Final = SIZE // 4
SUITE: Final = 2
"""What header entry 6 says: two bits an entry."""
SIGNATURE: Final = 64
VALID, ENDED, SUSPENDED = 0, 1, 2
WINDOW: Final = 12
"""Bits of the window of compression: in lists so empty a window of 4 KB makes 1 % less than the usual 32 KB."""
GZIP: Final = 16
"""What zlib's window bits grow by for the frame of gzip (RFC 1952) instead of its own (RFC 1950)."""

Values = NDArray[np.uint8]


class Malformed(ValueError):
    """Say that some bytes are no shard."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a shard says of itself; ``iat`` and ``exp`` in Unix seconds, ``ttl`` in seconds."""

    shard: int
    seq: int
    iat: int
    exp: int
    ttl: int
    kid: int

    def encoded(self) -> bytes:
        """Return the deterministic CBOR (RFC 8949, 4.2.1)."""
        items = {1: self.shard, 2: self.seq, 3: self.iat, 4: self.exp, 5: self.ttl, 6: SUITE, 7: SIZE, 8: self.kid}
        return cbor2.dumps(items, canonical=True)


def pack(values: Values) -> bytes:
    """Return 131,072 values of 0 to 2 as 32,768 bytes."""
    four = values.reshape(-1, 4)
    return (four[:, 0] | four[:, 1] << 2 | four[:, 2] << 4 | four[:, 3] << 6).astype(np.uint8).tobytes()


def unpack(bits: bytes) -> Values:
    """Return the 131,072 values of 32,768 bytes."""
    raw = np.frombuffer(bits, np.uint8)
    return np.stack([raw >> shift & 3 for shift in (0, 2, 4, 6)], axis=1).reshape(-1).astype(np.uint8)


def squeeze(bits: bytes, frame: int = GZIP) -> bytes:
    """Return bits compressed in the frame of gzip, or with 0 in that of zlib; the same bits give the same bytes."""
    work = zlib.compressobj(9, zlib.DEFLATED, WINDOW + frame, 9, zlib.Z_FILTERED)
    return work.compress(bits) + work.flush()


def seal(header: Header, bits: bytes, signer: Signer) -> bytes:
    """Return the signed file; the same bits give the same bytes."""
    said = header.encoded()
    body = MAGIC + len(said).to_bytes(2) + said + squeeze(bits)
    return body + signer.sign(body)


def unseal(body: bytes) -> tuple[Header, bytes]:
    """Return the header and the bits of a file of our own, whose signature is not looked at.

    Raises:
        Malformed: for anything ``seal`` cannot have written.
    """
    start = len(MAGIC) + 2
    end = start + int.from_bytes(body[len(MAGIC) : start])
    try:
        said = cbor2.loads(body[start:end])
        header = Header(*(said[key] for key in (1, 2, 3, 4, 5, 8)))
        bits = gzip.decompress(body[end:-SIGNATURE])
    except (cbor2.CBORDecodeError, ValueError, KeyError, TypeError, EOFError, OSError) as fault:
        raise Malformed from fault
    if not body.startswith(MAGIC) or len(bits) != BYTES:
        raise Malformed
    return header, bits

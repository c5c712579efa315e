"""Files of the examples: key lists, shards of the status list, logs."""

from __future__ import annotations

import gzip
from typing import Any, Final

from certification.verifier import cbor, jws
from certification.verifier.key_list import KIND
from certification.verifier.merkle import leaf_of, root_of
from certification.verifier.shard import MAGIC, PACKED_BYTES
from dev.vectors.signing import KEYS, ROOTS, Key
from dev.vectors.tokens import NOW, token

HOUR, DAY = 3600, 86_400
AGENCIES = ["乐陵市综合行政执法局", "乐陵市市场监督管理局"]
LOGGED: Final = [token(4, sid=(1 << 17) + position) for position in range(4096, 4103)]
LEAVES: Final = [leaf_of(one) for one in LOGGED]
TRUSTED = 5
"""Leaves under the last root that was published before key 4 fell into other hands."""


def entry(kid: int, **facts: Any) -> dict[str, Any]:
    """Return a line of the key list."""
    usual = {
        "kid": kid, "suite": KEYS[kid].suite, "public": jws.pack(KEYS[kid].public), "use": "credential",
        "numbers": ["1514", "鲁N"], "agencies": [], "not_before": "2025-01-01", "not_after": "2026-12-31",
        "status": "active", "since": None, "log": None,
    }  # fmt: skip
    return {**usual, **facts}


LOG = {"size": TRUSTED, "root": jws.pack(root_of(LEAVES[:TRUSTED]))}
LINES: Final = [
    entry(1), entry(2), entry(3, status="retired", since="2026-04-01"),
    entry(4, status="compromised", since="2026-05-01", log=LOG),
    entry(5, status="compromised", since="2026-05-01"),
    entry(6, numbers=[""], agencies=AGENCIES), entry(7, use="status", numbers=[]), entry(8, use="status", numbers=[]),
    entry(9, use="log", numbers=[]), entry(10, use="status", numbers=[], status="compromised", since="2026-05-01"),
    entry(11, numbers=[]), entry(12, use="status", numbers=[], not_after="2026-06-14"),
    entry(13, numbers=["1514"], agencies=AGENCIES, status="retired", since="2026-05-01"),
]  # fmt: skip


def key_list(root: str = "root-1", *, signer: Key | None = None, kind: str = KIND, **facts: Any) -> str:
    """Return a signed key list; 14 is a key that none names."""
    payload = {
        "version": 5, "issued_at": NOW - DAY, "next_update_at": NOW + 30 * DAY, "keys": LINES, **facts,
    }  # fmt: skip
    key = signer or ROOTS[root]
    text = jws.to_sign(payload, suite=key.suite, kid=root, kind=kind)
    return text.decode() + "." + jws.pack(key.sign(text))


ENTRIES: Final = {4096: 0, 4097: 1, 4098: 2, 4099: 3, 0: 1, 1: 2, 131_071: 1, 131_070: 2}
"""What the shards say of some positions; the rest is valid."""


def shard(kid: int = 7, *, age: int = HOUR, seq: int = 40, raw: bytes | None = None, **facts: Any) -> bytes:
    """Return a signed shard; ``facts`` replace fields of the header by their numbers (``f2``)."""
    packed = bytearray(PACKED_BYTES)
    for position, value in ENTRIES.items():
        packed[position >> 2] |= value << (2 * (position & 3))
    iat = NOW - age
    header = {1: 1, 2: seq, 3: iat, 4: iat + 7 * DAY, 5: HOUR, 6: 2, 7: 131_072, 8: kid}
    text = cbor.write_map({**header, **{int(name[1:]): value for name, value in facts.items()}})
    body = MAGIC + len(text).to_bytes(2) + text + gzip.compress(bytes(packed) if raw is None else raw, mtime=0)
    return body + KEYS[kid].sign(body)

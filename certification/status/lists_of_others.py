"""The same status in the formats of others: the IETF's Token Status List and the W3C's Bitstring Status List v1.0."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final, Literal

import numpy as np

from certification.status.issuer import STATUS, did, url
from certification.status.jose import b64, compact
from certification.status.shard import ENDED, SUSPENDED, Header, squeeze, unpack
from certification.token import Signer

DAY: Final = 24 * 3600
"""How long others may use a list, in seconds: as long as our own verifiers call it fresh."""
Purpose = Literal["revocation", "suspension"]
VALUES: Final[dict[Purpose, int]] = {"revocation": ENDED, "suspension": SUSPENDED}
CONTEXT: Final = "https://www.w3.org/ns/credentials/v2"


def token_uri(shard: int) -> str:
    """Return the address of a shard as a Token Status List."""
    return url(f"/status/{shard}.jwt")


def bitstring_uri(shard: int, purpose: Purpose) -> str:
    """Return the address of a shard as a Bitstring Status List for a purpose."""
    return url(f"/status/{shard}/{purpose}.jwt")


def aggregation(shards: list[int]) -> dict[str, Any]:
    """Return the addresses of all Token Status Lists, for those who fetch them ahead."""
    return {"status_lists": [token_uri(shard) for shard in shards]}


def status_token(header: Header, bits: bytes, signer: Signer) -> str:
    """Return a shard as ``statuslist+jwt``: two bits an entry, the least significant first, zlib."""
    listed = {"bits": 2, "lst": b64(squeeze(bits, 0)), "aggregation_uri": url("/status/lists.json")}
    claims = {
        "sub": token_uri(header.shard), "iat": header.iat, "exp": header.iat + DAY, "ttl": header.ttl,
        "status_list": listed,
    }  # fmt: skip
    return compact(claims, signer, typ="statuslist+jwt")


def bitstring_credential(header: Header, bits: bytes, purpose: Purpose, signer: Signer) -> str:
    """Return a shard as ``vc+jwt``: one bit an entry, the first leftmost, gzip, multibase ``u``.

    Of ``ttl`` the standard's own value stands (300,000 ms), which is ours.
    """
    single = np.packbits(unpack(bits) == VALUES[purpose]).tobytes()
    address = bitstring_uri(header.shard, purpose)
    credential = {
        "@context": [CONTEXT],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": did(STATUS),
        "validFrom": _moment(header.iat),
        "validUntil": _moment(header.iat + DAY),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": "u" + b64(squeeze(single)),
        },
    }
    return compact(credential, signer, typ="vc+jwt", kid=f"{did(STATUS)}#{signer.kid}", cty="vc")


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

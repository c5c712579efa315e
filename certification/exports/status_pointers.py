"""Where a wallet finds the present status of a credential: in the list of the IETF and in those of the W3C."""

from __future__ import annotations

from typing import Any

from certification.status.lists_of_others import VALUES, bitstring_uri, token_uri
from certification.status.shard import BITS, SIZE


def token_pointer(sid: int) -> dict[str, Any]:
    """Return the claim ``status`` (Token Status List)."""
    return {"status_list": {"idx": sid & SIZE - 1, "uri": token_uri(sid >> BITS)}}


def bitstring_pointers(sid: int) -> list[dict[str, str]]:
    """Return the property ``credentialStatus``: one entry for revocation, one for suspension."""
    index = str(sid & SIZE - 1)
    return [
        {
            "id": f"{bitstring_uri(sid >> BITS, purpose)}#{index}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": purpose,
            "statusListIndex": index,
            "statusListCredential": bitstring_uri(sid >> BITS, purpose),
        }
        for purpose in VALUES
    ]

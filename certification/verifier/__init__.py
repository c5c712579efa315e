"""Verify credentials anywhere: this folder alone, with ``cryptography`` and, for SM2, ``tongsuopy``; no Django.

``python -m certification.verifier CODE --keys list.jwt --roots roots.json --status 1.bin``. The byte formats are in
docs/credentials/keys.md, examples with the verdicts that every verifier must reach in ``vectors.json``.
"""

from .base10 import from_digits, from_url, to_digits, to_url
from .claims import EPOCH, Claims, day_of
from .codec import Verified, decode, decode_device_token
from .judge import Files, judge
from .key_list import KeyList, Root, read_key_list, read_roots
from .records import KeyRecord, KeyStatus, KeyUse, LogRoot
from .refusal import DocumentRefused, Fault, Reason, Unverifiable
from .shard import Shard, read_shard
from .status_index import StatusIndex, read_index
from .suites import DEVICE, ED25519, SM2, SUITES, Suite
from .verdict import Seen, Verdict, verify

__all__ = [
    "DEVICE", "ED25519", "EPOCH", "SM2", "SUITES", "Claims", "DocumentRefused", "Fault", "Files", "KeyList",
    "KeyRecord", "KeyStatus", "KeyUse", "LogRoot", "Reason", "Root", "Seen", "Shard", "StatusIndex", "Suite",
    "Unverifiable", "Verdict", "Verified", "day_of", "decode", "decode_device_token", "from_digits", "from_url",
    "judge", "read_index", "read_key_list", "read_roots", "read_shard", "to_digits", "to_url", "verify",
]  # fmt: skip

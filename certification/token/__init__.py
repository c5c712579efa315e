"""Signing the text inside a credential's QR code, and verifying it with refusals that people can read.

The logic of verifying stands in ``certification.verifier``; here it only speaks the languages of the system.
"""

from certification.token.codec import decode, decode_device_token, encode, from_digits, from_url
from certification.token.errors import Unverifiable
from certification.token.private import Private, generate, load
from certification.token.signer import FileSigner, KeyFileError, Signer
from certification.verifier import (
    DEVICE,
    ED25519,
    EPOCH,
    SM2,
    SUITES,
    Claims,
    KeyRecord,
    KeyStatus,
    KeyUse,
    LogRoot,
    Reason,
    Suite,
    Verified,
    to_digits,
    to_url,
)

__all__ = [
    "DEVICE",
    "ED25519",
    "EPOCH",
    "SM2",
    "SUITES",
    "Claims",
    "FileSigner",
    "KeyFileError",
    "KeyRecord",
    "KeyStatus",
    "KeyUse",
    "LogRoot",
    "Private",
    "Reason",
    "Signer",
    "Suite",
    "Unverifiable",
    "Verified",
    "decode",
    "decode_device_token",
    "encode",
    "from_digits",
    "from_url",
    "generate",
    "load",
    "to_digits",
    "to_url",
]

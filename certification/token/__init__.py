"""The signed text inside a credential's QR code. Pure: keys and paths are passed in."""

from certification.token.base10 import from_digits, from_url, to_digits, to_url
from certification.token.claims import EPOCH, Claims
from certification.token.codec import Verified, decode, encode
from certification.token.errors import Reason, Unverifiable
from certification.token.keys import KeyRecord, KeyStatus
from certification.token.signer import FileSigner, KeyFileError, Signer
from certification.token.suites import ED25519, SUITES, Suite

__all__ = [
    "ED25519",
    "EPOCH",
    "SUITES",
    "Claims",
    "FileSigner",
    "KeyFileError",
    "KeyRecord",
    "KeyStatus",
    "Reason",
    "Signer",
    "Suite",
    "Unverifiable",
    "Verified",
    "decode",
    "encode",
    "from_digits",
    "from_url",
    "to_digits",
    "to_url",
]

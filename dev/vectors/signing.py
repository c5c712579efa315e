"""Keys of the examples, fixed, and signatures that come out the same each time. They protect nothing."""

from __future__ import annotations

from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, derive_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from gmssl import sm2

from certification.verifier import ED25519, SM2


class Key:
    """A signing key made from its name."""

    def __init__(self, name: str, suite: int) -> None:
        self.suite = suite
        self._secret = sha256(f"example {name}".encode()).digest()
        if suite == ED25519:
            self._key = Ed25519PrivateKey.from_private_bytes(self._secret)
            self.public = self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        else:
            self._sm2 = sm2.CryptSM2(private_key=self._secret.hex(), public_key="")
            self._sm2.public_key = self._sm2._kg(int(self._secret.hex(), 16), sm2.default_ecc_table["g"])  # noqa: SLF001 (the library has no other way to a public key)
            self.public = bytes.fromhex(self._sm2.public_key)

    def sign(self, message: bytes) -> bytes:
        """Return 64 raw bytes."""
        if self.suite == ED25519:
            return self._key.sign(message)
        once = sha256(self._secret + message).hexdigest()
        digest = self._sm2._sm3_z(message)  # noqa: SLF001 (to choose the random number, so that examples repeat)
        return bytes.fromhex(self._sm2.sign(bytes.fromhex(digest), once))


class Phone:
    """A telephone with a key of its own."""

    def __init__(self, name: str) -> None:
        number = int.from_bytes(sha256(f"example {name}".encode()).digest()) >> 1
        self._key = derive_private_key(number, SECP256R1())
        self.public = self._key.public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)

    def show(self, token: bytes, at: int) -> bytes:
        """Return the code of a moment."""
        signed = token + at.to_bytes(4)
        r, s = decode_dss_signature(self._key.sign(signed, ECDSA(SHA256(), deterministic_signing=True)))
        return signed + r.to_bytes(32) + s.to_bytes(32)


KEYS = {
    1: Key("1", ED25519), 2: Key("2", SM2), 3: Key("3", ED25519), 4: Key("4", ED25519), 5: Key("5", SM2),
    6: Key("6", ED25519), 7: Key("7", ED25519), 8: Key("8", SM2), 9: Key("9", ED25519), 10: Key("10", ED25519),
    11: Key("11", ED25519), 12: Key("12", ED25519), 13: Key("13", SM2), 14: Key("14", SM2),
}  # fmt: skip
ROOTS = {"root-1": Key("root-1", ED25519), "root-2": Key("root-2", SM2), "root-3": Key("root-3", ED25519)}
PHONE, OTHER_PHONE = Phone("phone"), Phone("other phone")

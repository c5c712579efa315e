"""Sign with a key in a hardware module (PKCS #11): it is made there and never leaves it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any, Final, Self

import pkcs11
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass
from pkcs11.util.ec import encode_named_curve_parameters

from certification.token.signer import KeyFileError
from certification.verifier.suites import ED25519, SUITES

_POINT_HEAD: Final = 2
"""Bytes before the point in CKA_EC_POINT, which is a DER octet string."""
_ED25519_OID: Final = "1.3.101.112"
_LOCK: Final = Lock()


@dataclass(frozen=True, slots=True)
class Module:
    """Name a module: the path of its library, the label of the token, the PIN of its user."""

    path: str
    token: str
    pin: str


def module_of(setting: Callable[[str], str]) -> Module:
    """Return the module that ``PKCS11_MODULE``, ``PKCS11_TOKEN`` and ``PKCS11_PIN`` name. Raises KeyFileError."""
    missing = [name for name in ("PKCS11_MODULE", "PKCS11_TOKEN", "PKCS11_PIN") if not setting(name)]
    if missing:
        raise KeyFileError(f"PKCS11_KEYS names a key in a module: set {', '.join(missing)} too")
    return Module(setting("PKCS11_MODULE"), setting("PKCS11_TOKEN"), setting("PKCS11_PIN"))


class Pkcs11Signer:
    """Sign with an Ed25519 key of a module."""

    def __init__(self, *, kid: int, key: Any, public: bytes) -> None:
        self.kid = kid
        self.suite = ED25519
        self.public = public
        self._key = key

    @classmethod
    def open(cls, module: Module, *, kid: int, label: str, suite: int | None = None) -> Self:
        """Return the signer of the key with a label, made in the module if there is none.

        Raises KeyFileError where the module, the token, the PIN or the suite is not usable. SM2 is not offered:
        PKCS #11 has no mechanism for it, each maker has its own.
        """
        if suite not in (None, ED25519):
            raise KeyFileError(f"{SUITES[suite].name} cannot be used through PKCS #11: keep such a key in a file")
        try:
            session = _session(module)
            with _LOCK:
                key, public = _pair(session, label)
        except (pkcs11.PKCS11Error, RuntimeError, OSError) as error:
            raise KeyFileError(f"the module {module.path} refuses: {error or type(error).__name__}") from error
        return cls(kid=kid, key=key, public=bytes(public[Attribute.EC_POINT])[_POINT_HEAD:])

    def sign(self, message: bytes) -> bytes:
        """Return the signature of a message (RFC 8032, 5.1.6); one at a time, for the session is shared."""
        with _LOCK:
            return bytes(self._key.sign(message, mechanism=Mechanism.EDDSA))

    def __repr__(self) -> str:
        return f"<Pkcs11Signer {self.kid}>"


@lru_cache(maxsize=4)
def _session(module: Module) -> Any:
    token = pkcs11.lib(module.path).get_token(token_label=module.token)
    return token.open(rw=True, user_pin=module.pin)


def _pair(session: Any, label: str) -> tuple[Any, Any]:
    try:
        key = session.get_key(object_class=ObjectClass.PRIVATE_KEY, label=label)
    except pkcs11.NoSuchKey:
        curve = {Attribute.EC_PARAMS: encode_named_curve_parameters(_ED25519_OID)}
        parameters = session.create_domain_parameters(KeyType.EC_EDWARDS, curve, local=True)
        public, key = parameters.generate_keypair(mechanism=Mechanism.EC_EDWARDS_KEY_PAIR_GEN, store=True, label=label)
        return key, public
    return key, session.get_key(object_class=ObjectClass.PUBLIC_KEY, label=label)

"""Where private keys are: a file of this machine, or a hardware module named by the environment."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from certification.token import FileSigner, Signer
from certification.token.pkcs11 import Pkcs11Signer, module_of
from enforcement import env


def folder() -> Path:
    """Return the folder of the key files."""
    return Path(env.text("SIGNING_KEYS_FOLDER") or env.LOCAL / "secrets")


def passphrase() -> bytes:
    """Return the words that key files are encrypted with."""
    return env.secret("SIGNING_KEY_PASSPHRASE").encode()


def open_signer(kid: int, *, suite: int | None = None) -> Signer:
    """Return the signer of a key, made on first use; a process opens it once, which takes a while.

    ``PKCS11_KEYS`` names the keys that lie in a module (``3:label,4:label``); the others are files.
    """
    label = dict(pair.split(":", 1) for pair in env.words("PKCS11_KEYS") if ":" in pair).get(str(kid), "")
    return _opened(folder(), kid, suite, label)


@lru_cache(maxsize=16)
def _opened(place: Path, kid: int, suite: int | None, label: str) -> Signer:
    if label:
        return Pkcs11Signer.open(module_of(env.text), kid=kid, label=label, suite=suite)
    return FileSigner.open(place, kid=kid, passphrase=passphrase(), suite=suite)


def open_root(number: int, *, suite: int | None = None) -> FileSigner:
    """Return the signer of a root key, its file made on first use."""
    return _root(folder(), number, suite)


@lru_cache(maxsize=4)
def _root(place: Path, number: int, suite: int | None) -> FileSigner:
    return FileSigner.open(place, kid=number, passphrase=passphrase(), suite=suite, stem="root")


def roots_are_here() -> bool:
    """Return whether the root keys lie on this machine; ``ROOT_KEYS_OFFLINE=1`` says that they do not."""
    return not env.flag("ROOT_KEYS_OFFLINE")

"""The key of this installation for bundles of charts, and the keys of others that it trusts (Ed25519, RFC 8032)."""

from __future__ import annotations

import hashlib
import re
from base64 import b64decode, b64encode
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.utils.translation import gettext_lazy as _

from enforcement import clock, env
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import Parameter, declare, value

_DOMAIN: Final = b"enforcement.charts.bundle.1\n"
TRUSTED = declare(
    Parameter(
        code="chart.bundle_keys",
        title=_("Public keys of other installations whose bundles of charts may be taken in"),
        kind="json",
        default={},
        source='部署时与对方核对后登记；格式：{"名称": "Base64 公钥"}',
        confidence="sure",
    )
)


def public_key() -> str:
    """Return this installation's public key in Base64, to be entered by others."""
    return b64encode(_private().public_key().public_bytes_raw()).decode()


def key_id(public: str) -> str:
    """Return the first 16 digits of the SHA-256 of a public key, to be compared over the telephone."""
    return hashlib.sha256(b64decode(public)).hexdigest()[:16]


def sign(content: bytes) -> str:
    """Return the signature of a bundle's content in Base64."""
    return b64encode(_private().sign(_DOMAIN + content)).decode()


def signer_of(content: bytes, signature: str, *, agency: Agency) -> str:
    """Return the name under which the signer's key is trusted for an agency; "" if none of them signed it."""
    keys = {str(name): str(key) for name, key in value(TRUSTED.code, agency=agency, on=clock.today()).items()}
    for name, key in {**keys, str(_("this installation")): public_key()}.items():
        if _fits(key, content, signature):
            return name
    return ""


def _fits(key: str, content: bytes, signature: str) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(b64decode(key, validate=True)).verify(
            b64decode(signature, validate=True), _DOMAIN + content
        )
    except (InvalidSignature, ValueError):
        return False
    return True


def _private() -> Ed25519PrivateKey:
    """Make the key from a secret of its own: CHART_BUNDLE_KEY, or .local/secrets/chart_bundle_key."""
    secret = re.sub(r"\s", "", env.secret("CHART_BUNDLE_KEY"))
    derived = HKDF(algorithm=SHA256(), length=32, salt=b"enforcement.charts.bundle.1", info=b"Ed25519")
    return Ed25519PrivateKey.from_private_bytes(derived.derive(secret.encode()))

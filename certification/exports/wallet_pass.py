"""A credential as a pass for the wallet of iPhones (.pkpass): where the installation has a team's certificate.

The files are named in the environment: WALLET_PASS_CERTIFICATE, WALLET_PASS_KEY, WALLET_PASS_CHAIN (the intermediate
of the certificate's issuer), and the names WALLET_PASS_TYPE and WALLET_TEAM. Without them the choice is not shown.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any, Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from cryptography.hazmat.primitives.serialization.pkcs7 import PKCS7Options, PKCS7SignatureBuilder
from PIL import Image, ImageDraw

from certification.exports.facts import Facts
from certification.exports.selective import TITLES
from enforcement import env

TYPE: Final = "application/vnd.apple.pkpass"
FILES: Final = ("WALLET_PASS_CERTIFICATE", "WALLET_PASS_KEY", "WALLET_PASS_CHAIN")
NAMES: Final = ("WALLET_PASS_TYPE", "WALLET_TEAM")
ICONS: Final = {"icon.png": 29, "icon@2x.png": 58, "icon@3x.png": 87}
INK: Final = "#1d4f8c"


def is_set_up() -> bool:
    """Say whether this installation may sign passes."""
    return all(env.text(name) for name in (*FILES, *NAMES)) and all(Path(env.text(name)).is_file() for name in FILES)


def wallet_pass(facts: Facts, photo: bytes | None, *, valid: bool) -> bytes:
    """Return the signed pass; one that is not valid says so (``voided``)."""
    parts = {"pass.json": json.dumps(description(facts, valid=valid), ensure_ascii=False).encode()}
    parts |= {name: _icon(side) for name, side in ICONS.items()}
    if photo is not None:
        parts |= {"thumbnail.png": _portrait(photo, 90), "thumbnail@2x.png": _portrait(photo, 180)}
    digests = {name: hashlib.sha1(data, usedforsecurity=False).hexdigest() for name, data in parts.items()}
    manifest = json.dumps(digests, sort_keys=True).encode()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**parts, "manifest.json": manifest, "signature": _signature(manifest)}.items():
            archive.writestr(name, data)
    return file.getvalue()


def description(facts: Facts, *, valid: bool) -> dict[str, Any]:
    """Return what the pass shows: the words of the card and the same code."""
    said = facts.claims()

    def shown(*names: str) -> list[dict[str, str]]:
        return [{"key": name, "label": TITLES[name][0], "value": said[name]} for name in names]

    days = f"{facts.valid_from:%Y-%m-%d} – {facts.valid_to:%Y-%m-%d}"
    code = {
        "format": "PKBarcodeFormatQR",
        "message": facts.url,
        "messageEncoding": "iso-8859-1",
        "altText": facts.number,
    }
    return {
        "formatVersion": 1, "passTypeIdentifier": env.text("WALLET_PASS_TYPE"), "serialNumber": str(facts.sid),
        "teamIdentifier": env.text("WALLET_TEAM"), "organizationName": facts.issuer, "description": "行政执法证",
        "logoText": "行政执法证", "foregroundColor": "rgb(255,255,255)", "labelColor": "rgb(214,228,245)",
        "backgroundColor": "rgb(29,79,140)", "expirationDate": f"{facts.ends_at:%Y-%m-%dT%H:%M:%SZ}",
        "voided": not valid, "sharingProhibited": True, "barcodes": [code], "barcode": code,
        "generic": {
            "primaryFields": shown("name"), "secondaryFields": shown("agency"), "auxiliaryFields": shown("number"),
            "backFields": [*shown("fields", "area", "authority"), {"key": "days", "label": "有效期限", "value": days}],
        },
    }  # fmt: skip


def _signature(manifest: bytes) -> bytes:
    """Return the detached PKCS #7 signature of the manifest."""
    certificate, key, chain = (Path(env.text(name)).read_bytes() for name in FILES)
    password = env.text("WALLET_PASS_KEY_PASSWORD").encode() or None
    private = load_pem_private_key(key, password)
    if not isinstance(private, RSAPrivateKey):
        raise env.EnvironmentRefused("WALLET_PASS_KEY is not an RSA key: use the one the certificate was asked with.")
    builder = PKCS7SignatureBuilder().set_data(manifest)
    builder = builder.add_signer(x509.load_pem_x509_certificate(certificate), private, SHA256())
    builder = builder.add_certificate(x509.load_pem_x509_certificate(chain))
    return builder.sign(Encoding.DER, [PKCS7Options.DetachedSignature, PKCS7Options.Binary])


def _icon(side: int) -> bytes:
    image = Image.new("RGB", (side, side), INK)
    edge = side // 4
    ImageDraw.Draw(image).rounded_rectangle((edge, edge, side - edge, side - edge), side // 10, fill="white")
    return _png(image)


def _portrait(photo: bytes, high: int) -> bytes:
    with Image.open(io.BytesIO(photo)) as opened:
        return _png(opened.convert("RGB").resize((round(opened.width * high / opened.height), high)))


def _png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()

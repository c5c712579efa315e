"""The archive of a bundle: a zip with ``manifest.json``, ``signature.json`` and JSON Lines for each part."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from cases.exchange.bundles.keys import BUNDLE, sign
from cases.exchange.bundles.shapes import PARTS, Row
from enforcement.errors import Invalid
from enforcement.ledger.chain import canonical

MANIFEST, SIGNATURE = "manifest.json", "signature.json"
LARGEST: Final = 2 * 1024**3
"""Bytes of all parts unpacked: what is larger is no bundle but an attack."""
LARGEST_FILE: Final = 200 * 1024**2
EPOCH: Final = (1980, 1, 1, 0, 0, 0)


class NotABundle(Invalid):
    """Refuse a file that is no such archive."""

    sentence = _("This file is not a bundle.")
    remedy = _("Choose the .zip file as it was handed over, without unpacking or renaming what is in it.")


def write_part(rows: Iterable[Row]) -> tuple[bytes, int]:
    """Return the lines of a part (canonical JSON, one row a line) and how many there are."""
    lines = [canonical(row.model_dump(mode="json")) for row in rows]
    return "".join(f"{line}\n" for line in lines).encode(), len(lines)


def pack(about: Mapping[str, object], parts: Mapping[str, tuple[bytes, int]]) -> tuple[bytes, dict[str, Any], str]:
    """Return the archive, its manifest and the SHA-256 of the manifest. The same content gives the same bytes."""
    told = [
        {"name": f"{name}.jsonl", "rows": rows, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, (data, rows) in parts.items()
    ]
    manifest: dict[str, Any] = {**about, "parts": told}
    signed = canonical(manifest).encode()
    files = {MANIFEST: signed, SIGNATURE: canonical(sign(BUNDLE, signed)).encode()}
    files |= {f"{name}.jsonl": data for name, (data, _rows) in parts.items()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue(), manifest, hashlib.sha256(signed).hexdigest()


def unpack(content: bytes) -> dict[str, bytes]:
    """Return the files of an archive by name.

    Raises:
        NotABundle: for anything but a zip with a manifest, a signature and known parts.
    """
    known = {MANIFEST, SIGNATURE, *(f"{name}.jsonl" for name in PARTS)}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            sizes = sum(info.file_size for info in archive.infolist())
            if set(names) - known or len(set(names)) != len(names) or sizes > LARGEST:
                raise NotABundle
            files = {name: archive.read(name) for name in names}
    except (zipfile.BadZipFile, RuntimeError, EOFError, ValueError, zlib.error) as fault:
        raise NotABundle from fault
    if not {MANIFEST, SIGNATURE} <= set(files):
        raise NotABundle
    return files


def read_json(data: bytes) -> dict[str, Any]:
    """Return an object of JSON.

    Raises:
        NotABundle: for anything else.
    """
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as fault:
        raise NotABundle from fault
    if not isinstance(found, dict):
        raise NotABundle
    return found

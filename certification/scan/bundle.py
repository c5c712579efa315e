"""What other systems need to check our credentials, as one archive made of the files that this system itself runs."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings

from certification.scan.assets import STATIC, VENDOR, content

PYTHON: Final = Path(__file__).resolve().parent.parent / "verifier"
LICENCES: Final = {
    "noble-ed25519.LICENSE": "@noble/ed25519/LICENSE",
    "sm-crypto.LICENSE": "sm-crypto-v2/LICENCE_MIT",
}
MOMENT: Final = (2026, 1, 1, 0, 0, 0)
"""Every file bears the same date, so that the same files give the same archive."""


def files() -> Iterator[tuple[str, bytes]]:
    """Yield the path and the bytes of every file of the archive."""
    yield "README.md", Path(settings.BASE_DIR, "docs/credentials/checking.md").read_bytes()
    for path in PYTHON.glob("vectors.json"):
        yield path.name, path.read_bytes()
    for path in sorted(PYTHON.glob("*.py")):
        yield f"python/credential_verifier/{path.name}", path.read_bytes()
    yield "js/package.json", b'{"type": "module"}\n'
    for path in sorted((STATIC / "certification/verifier").glob("*.js")):
        yield f"js/certification/verifier/{path.name}", path.read_bytes()
    for name in VENDOR:
        yield f"js/{name}", content(name)
    for name, source in LICENCES.items():
        yield f"js/vendor/{name}", Path(settings.BASE_DIR, "node_modules", source).read_bytes()


@lru_cache(maxsize=1)
def archive() -> bytes:
    """Return the archive (ZIP), the same bytes as long as the files are the same."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as zipped:
        for name, data in files():
            zipped.writestr(ZipInfo(f"credential-verifier/{name}", MOMENT), data, ZIP_DEFLATED)
    return out.getvalue()

"""The files that a phone keeps, and their version: the digest of all of them, so that a change renews them together."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.staticfiles import finders

STATIC: Final = Path(__file__).resolve().parent.parent / "static"
WORKER: Final = Path(__file__).resolve().parent / "worker.js"
VENDOR: Final = ("vendor/noble-ed25519.js", "vendor/sm-crypto.js")
FILES: Final = (
    *sorted(
        path.relative_to(STATIC).as_posix()
        for folder in ("verifier", "check")
        for path in (STATIC / "certification" / folder).iterdir()
        if path.suffix in {".js", ".css"} and path.stem not in {"camera", "scan", "vectors"}
    ),
    "certification/verify.css", "web/mark.svg", *VENDOR,
)  # fmt: skip
"""What answers a scan."""
MODULES: Final = tuple(
    name for name in FILES
    if name.endswith(".js") and not name.startswith("vendor/") and not name.endswith("/install.js")
)  # fmt: skip
"""What a verdict needs, named beforehand so that the modules are read at once and not one after another."""
SCANNER: Final = (
    "vendor/zxing/zxing_reader.wasm", "vendor/zxing/reader/index.js", "vendor/zxing/share.js",
    "certification/check/camera.js", "certification/check/scan.js",
)  # fmt: skip
"""What the scanner needs besides; it is fetched only where somebody opens the scanner."""


def address(name: str) -> str:
    """Return the address of a static file under its plain name, by which the modules name one another."""
    return f"{settings.STATIC_URL}{name}"


def content(name: str) -> bytes:
    """Return the bytes of a static file. Raises FileNotFoundError where an npm package is not installed."""
    found = finders.find(name)
    if not found:
        raise FileNotFoundError(name)
    return Path(found).read_bytes()


@lru_cache(maxsize=1)
def version() -> str:
    """Return the version of all that a phone keeps, words included."""
    whole = sha256(WORKER.read_bytes())
    for name in (*FILES, *SCANNER):
        whole.update(content(name))
    for template in sorted(Path(settings.BASE_DIR, "templates/certification/scan").glob("*.html")):
        whole.update(template.read_bytes())
    catalogue = Path(settings.BASE_DIR, "locale/certification_scan/zh_Hans/LC_MESSAGES/django.po")
    whole.update(catalogue.read_bytes())
    return whole.hexdigest()[:16]

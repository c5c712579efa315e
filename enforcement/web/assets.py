"""Static files of npm packages: only those on the list are served."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

MODULES = Path(settings.BASE_DIR) / "node_modules"
FONTS = ("eot", "svg", "ttf", "woff", "woff2")
# Address under /static/vendor/ → file in node_modules.
FILES: dict[str, str] = {
    "tabler.min.css": "@tabler/core/dist/css/tabler.min.css",
    "tabler.min.js": "@tabler/core/dist/js/tabler.min.js",
    "bpmn/modeler.js": "bpmn-js/dist/bpmn-modeler.production.min.js",
    "bpmn/bpmn-js.css": "bpmn-js/dist/assets/bpmn-js.css",
    "bpmn/diagram-js.css": "bpmn-js/dist/assets/diagram-js.css",
    "bpmn/font/css/bpmn.css": "bpmn-js/dist/assets/bpmn-font/css/bpmn.css",
    **{f"bpmn/font/font/bpmn.{kind}": f"bpmn-js/dist/assets/bpmn-font/font/bpmn.{kind}" for kind in FONTS},
    "echarts.js": "echarts/dist/echarts.esm.min.mjs",
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "noble-ed25519.js": "@noble/ed25519/index.js",
    "qrcode-generator.js": "qrcode-generator/dist/qrcode.mjs",
    "sm-crypto.js": "sm-crypto-v2/dist/index.umd.js",
    "zxing/reader/index.js": "zxing-wasm/dist/es/reader/index.js",
    "zxing/share.js": "zxing-wasm/dist/es/share.js",
    "zxing/zxing_reader.wasm": "zxing-wasm/dist/reader/zxing_reader.wasm",
}


class PackageFinder(BaseFinder):
    """Find ``vendor/NAME`` in node_modules."""

    storage = FileSystemStorage(location=str(MODULES))

    def find(self, path: str, **kwargs: Any) -> Any:  # type: ignore[override]  # noqa: ARG002
        """Return the file of an address, or nothing."""
        name = path.removeprefix("vendor/")
        if name == path or name not in FILES:
            return []
        return str(MODULES / FILES[name])

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Any]]:  # noqa: ARG002
        """Yield every file with the storage that reads it."""
        for name, source in FILES.items():
            yield f"vendor/{name}", _Renamed(f"vendor/{name}", source)


class _Renamed(FileSystemStorage):
    """A storage that knows one file by its address."""

    prefix = ""

    def __init__(self, address: str, source: str) -> None:
        super().__init__(location=str(MODULES))
        self.address, self.source = address, source

    def path(self, name: str) -> str:
        return str(MODULES / (self.source if name == self.address else name))

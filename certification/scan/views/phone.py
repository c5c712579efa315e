"""The pages that a phone keeps, the worker that answers with them, and the manifest of the scanner."""

from __future__ import annotations

import json
from typing import Any, Final

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from certification.scan import assets
from certification.scan.phrases import phrases
from certification.scan.words import WORDS
from enforcement import env
from enforcement.access import allow, public

HEADERS: Final = {"Referrer-Policy": "no-referrer", "Cache-Control": "no-cache"}
GONE: Final = """
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith('check-')) await caches.delete(name);
  await self.registration.unregister();
})()));
"""


@require_safe
@allow(public)
def phone(request: HttpRequest) -> HttpResponse:
    """Return the page by which a phone that keeps it answers scans; the address of the scan stays on the phone."""
    modules = [assets.address(name) for name in assets.MODULES]
    return _kept(request, "certification/scan/phone.html", {"modules": modules})


@require_safe
@allow(public)
@csp_update({"script-src": ["'wasm-unsafe-eval'"]})
def scan(request: HttpRequest) -> HttpResponse:
    """Return the scanner: it alone may use the camera and run WebAssembly."""
    files = {"cache": f"check-{assets.version()}", "scanner": [assets.address(name) for name in assets.SCANNER]}
    response = _kept(request, "certification/scan/scan.html", {"files": files})
    response["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=()"
    return response


@require_safe
@allow(public)
def worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (every view takes it)
    """Return the service worker; with CHECKS_ON_PHONES=0 one that takes itself away from every phone that has one."""
    if not env.flag("CHECKS_ON_PHONES", default=True):
        return _script(GONE)
    setup: dict[str, Any] = {
        "version": assets.version(), "phone": reverse("scan_phone"), "scan": reverse("scan"),
        "files": [reverse("scan_phone"), reverse("scan"), *map(assets.address, assets.FILES)],
        "scanner": [assets.address(name) for name in assets.SCANNER],
    }  # fmt: skip
    return _script(f"const SETUP = {json.dumps(setup)};\n{assets.WORKER.read_text(encoding='utf-8')}")


@require_safe
@allow(public)
def manifest(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Return what a phone needs to put the scanner on its home screen."""
    icon = {"src": assets.address("web/mark.svg"), "sizes": "any", "type": "image/svg+xml"}
    facts = {
        "name": _("Credential check"), "short_name": _("Credential check"), "start_url": reverse("scan"),
        "scope": reverse("scan"), "display": "standalone", "background_color": "#f4f6f9", "theme_color": "#123a6b",
        "icons": [icon],
    }  # fmt: skip
    return JsonResponse(facts, content_type="application/manifest+json")


def _kept(request: HttpRequest, template: str, more: dict[str, Any]) -> HttpResponse:
    english, said = (get_language() or "").startswith("en"), phrases()
    shapes = [WORDS[state] for state in ("valid", "unchecked", "unknown")]
    context = {"english": english, "say": said["en" if english else "zh"]["say"], "phrases": said, "shapes": shapes}
    response = render(request, template, context | more)
    for name, value in HEADERS.items():
        response[name] = value
    return response


def _script(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})

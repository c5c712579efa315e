"""Addresses of checking: the scanner, what a phone keeps, and the page for other systems."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from certification.scan.views import phone, verifiers

urlpatterns: list[URLPattern | URLResolver] = [
    path("scan/", phone.scan, name="scan"),
    path("scan/phone/", phone.phone, name="scan_phone"),
    path("scan/manifest.webmanifest", phone.manifest, name="scan_manifest"),
    path("check-worker.js", phone.worker, name="scan_worker"),
    path("verifiers/", verifiers.verifiers, name="verifiers"),
    path("verifiers/credential-verifier.zip", verifiers.download, name="verifiers_download"),
]

"""The page for those who build checks of credentials into systems of their own."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from certification.scan import bundle
from enforcement.access import allow, public

ADDRESSES: Final = (
    ("/keys/roots.json", _("Root keys: pin them in your build, compare them by telephone once")),
    ("/keys/list.jwt", _("List of the issuers' keys, signed by a root key")),
    ("/status/index.jwt", _("Index of the status list, signed")),
    ("/status/1.bin", _("One shard of the status list, signed: 131,072 credentials, two bits each")),
    ("/keys/log/1.bin", _("Log of what a key signed, for keys that were withdrawn")),
)


@require_safe
@allow(public)
def verifiers(request: HttpRequest) -> HttpResponse:
    """Show how another system checks our credentials without asking this one."""
    return render(request, "certification/scan/verifiers.html", {"addresses": ADDRESSES, "size": len(bundle.archive())})


@require_safe
@allow(public)
def download(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (every view takes it)
    """Return the archive with the verifiers, the vectors and the description."""
    headers = {"Content-Disposition": 'attachment; filename="credential-verifier.zip"', "Cache-Control": "no-cache"}
    return HttpResponse(bundle.archive(), content_type="application/zip", headers=headers)

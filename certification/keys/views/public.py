"""What every verifier fetches about keys: no cookie, one statement, kept by caches for a minute."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags, quote_etag
from django.views.decorators.http import require_safe

from certification.keys.documents import roots_of
from certification.keys.published_log import published_leaves
from certification.models import KeyListEdition, LogRoot, RootKey, RootStatement
from enforcement.access import allow, public
from enforcement.errors import NotFound

CACHED: Final = "public, max-age=60, no-transform"
JWT: Final = "application/jwt"


@require_safe
@allow(public)
def signed_list(request: HttpRequest) -> HttpResponse:
    """Return the newest key list."""
    found = KeyListEdition.objects.order_by("-version").values_list("text", "sha256").first()
    if found is None:
        raise NotFound
    return _file(request, found[0].encode(), JWT, digest=found[1])


@require_safe
@allow(public)
def roots(request: HttpRequest) -> HttpResponse:
    """Return the current and the next root key, to be pinned; compare them with what the issuer printed."""
    found = roots_of(RootKey.objects.exclude(role=RootKey.Role.FORMER))
    if not found:
        raise NotFound
    return _file(request, json.dumps(found).encode(), "application/json")


@require_safe
@allow(public)
def statements(request: HttpRequest) -> HttpResponse:
    """Return what former roots signed when they handed over, one document a line."""
    lines = RootStatement.objects.values_list("text", flat=True)
    return _file(request, "".join(f"{line}\n" for line in lines).encode(), JWT)


@require_safe
@allow(public)
def leaves(request: HttpRequest, kid: int) -> HttpResponse:
    """Return the leaves of a key's log, 32 bytes each, as far as a root was published."""
    found = published_leaves(kid)
    if not found:
        raise NotFound
    return _file(request, found, "application/octet-stream")


@require_safe
@allow(public)
def log_root(request: HttpRequest, kid: int) -> HttpResponse:
    """Return the newest signed root of a key's log."""
    text = LogRoot.objects.filter(kid=kid).order_by("-size").values_list("text", flat=True).first()
    if text is None:
        raise NotFound
    return _file(request, text.encode(), JWT)


def _file(request: HttpRequest, body: bytes, content_type: str, *, digest: str = "") -> HttpResponse:
    etag = quote_etag(digest or sha256(body).hexdigest())
    headers = {"Cache-Control": CACHED, "ETag": etag, "Access-Control-Allow-Origin": "*"}
    known = parse_etags(request.headers.get("If-None-Match", ""))
    if etag in [tag.removeprefix("W/") for tag in known] or known == ["*"]:
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(body, content_type=content_type, headers=headers)

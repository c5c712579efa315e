"""What wallets and other verifiers fetch: who signs, what the type is, what the words mean."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from certification.exports.selective import issuer_metadata, type_metadata
from certification.exports.verifiable_credential import context
from certification.status.views.public import as_json
from enforcement.access import allow, public


@require_safe
@allow(public)
def issuer(request: HttpRequest) -> HttpResponse:
    """Return the keys of credentials (SD-JWT VC)."""
    return as_json(request, issuer_metadata(), "application/json")


@require_safe
@allow(public)
def credential_type(request: HttpRequest) -> HttpResponse:
    """Return the description of the type (SD-JWT VC)."""
    return as_json(request, type_metadata(), "application/json")


@require_safe
@allow(public)
def vocabulary(request: HttpRequest) -> HttpResponse:
    """Return the context of our words (Verifiable Credentials 2.0)."""
    return as_json(request, context(), "application/ld+json")

"""The lists in the formats of others, and the keys by which those verify them."""

from __future__ import annotations

from functools import lru_cache
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from certification.status.issuer import CREDENTIALS, STATUS, document, jwk, keys_of
from certification.status.jose import payload_of
from certification.status.key import list_signer
from certification.status.lists_of_others import Purpose, aggregation, bitstring_credential, status_token
from certification.status.newest import Published, index_file, shard_file
from certification.status.shard import unseal
from certification.status.views.public import as_file, as_json
from enforcement import clock
from enforcement.access import allow, public


@require_safe
@allow(public)
def token_list(request: HttpRequest, number: int) -> HttpResponse:
    """Return a shard as the IETF's Token Status List."""
    return as_file(request, _as(shard_file(number, at=clock.now()), ""), "application/statuslist+jwt")


@require_safe
@allow(public)
def bitstring(request: HttpRequest, number: int, purpose: str) -> HttpResponse:
    """Return a shard as the W3C's Bitstring Status List."""
    return as_file(request, _as(shard_file(number, at=clock.now()), purpose), "application/vc+jwt")


@require_safe
@allow(public)
def lists(request: HttpRequest) -> HttpResponse:
    """Return the addresses of all Token Status Lists."""
    found = index_file(at=clock.now())
    shards = payload_of(found.body.decode())["shards"] if found else []
    return as_json(request, aggregation([shard["shard"] for shard in shards]), "application/json")


@require_safe
@allow(public)
def jwks(request: HttpRequest) -> HttpResponse:
    """Return the public keys under which credentials and lists stand (RFC 7517)."""
    keys = [jwk(key) for who in (CREDENTIALS, STATUS) for key in keys_of(who)]
    return as_json(request, {"keys": keys}, "application/jwk-set+json")


@require_safe
@allow(public)
def did_document(request: HttpRequest, who: str) -> HttpResponse:
    """Return the document of the issuer, or of its lists."""
    return as_json(request, document(who, keys_of(who)), "application/did+json")


def _as(found: Published | None, purpose: str) -> Published | None:
    return found and found._replace(body=_made(found.body, purpose), sha256=f"{found.sha256}-{purpose or 'token'}")


@lru_cache(maxsize=128)
def _made(body: bytes, purpose: str) -> bytes:
    """Return a publication in another format, signed once a process."""
    header, bits = unseal(body)
    signer = list_signer()
    if not purpose:
        return status_token(header, bits, signer).encode()
    return bitstring_credential(header, bits, cast("Purpose", purpose), signer).encode()

"""Addresses of status."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from certification.status.issuer import CREDENTIALS, STATUS
from certification.status.views import office, public, standard

urlpatterns: list[URLPattern | URLResolver] = [
    path("status/<int:number>.bin", public.shard, name="status_shard"),
    path("status/index.jwt", public.index, name="status_index"),
    path("status/<int:number>.jwt", standard.token_list, name="status_token_list"),
    path("status/<int:number>/revocation.jwt", standard.bitstring, {"purpose": "revocation"}, "status_revocation"),
    path("status/<int:number>/suspension.jwt", standard.bitstring, {"purpose": "suspension"}, "status_suspension"),
    path("status-lists/", office.office, name="status_office"),
    path("status-lists/publish/", office.publish_now, name="status_publish"),
    path("status/lists.json", standard.lists, name="status_lists"),
    path("status/did.json", standard.did_document, {"who": STATUS}, name="status_did"),
    path(".well-known/did.json", standard.did_document, {"who": CREDENTIALS}, name="issuer_did"),
    path(".well-known/jwks.json", standard.jwks, name="issuer_jwks"),
]

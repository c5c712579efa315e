"""Addresses of exports."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from certification.exports.selective import TYPE_PATH
from certification.exports.verifiable_credential import CONTEXT_PATH
from certification.exports.views import metadata, saving

urlpatterns: list[URLPattern | URLResolver] = [
    path("credentials/<int:pk>/save/<slug:code>", saving.of_the_desk, name="credential_save"),
    path("me/credential/save/<slug:code>", saving.own, name="credential_own_save"),
    path(TYPE_PATH.removeprefix("/"), metadata.credential_type, name="credential_type"),
    path(CONTEXT_PATH.removeprefix("/"), metadata.vocabulary, name="credential_context"),
    path(".well-known/jwt-vc-issuer", metadata.issuer, name="issuer_of_jwt_vc"),
]

"""Addresses: bundles for other platforms, and the reading interface."""

from __future__ import annotations

from django.urls import URLPattern, path

from cases.exchange.api import first
from cases.exchange.api.addresses import addresses
from cases.exchange.api.operations import router
from cases.exchange.views import described, tokens

urlpatterns: list[URLPattern] = [
    path("api/v1/", described.api_page, name="api_page"),
    path("api/v1/openapi.json", described.api_description, name="api_description"),
    *addresses(first.api, router, first.PREFIX + "/", first.known),
    path("exchange/tokens/", tokens.tokens, name="exchange_tokens"),
    path("exchange/tokens/new/", tokens.token_new, name="exchange_token_new"),
    path("exchange/tokens/<int:pk>/", tokens.token, name="exchange_token"),
    path("exchange/tokens/<int:pk>/revoke/", tokens.token_revoke, name="exchange_token_revoke"),
    path("api/<path:rest>", described.api_nothing, name="api_nothing"),
]

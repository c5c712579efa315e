"""Addresses: bundles for other platforms, and the reading interface."""

from __future__ import annotations

from django.urls import URLPattern, path

from cases.exchange.api import first
from cases.exchange.api.addresses import addresses
from cases.exchange.api.operations import router
from cases.exchange.views import described, tokens
from cases.exchange.views import open as views_open

urlpatterns: list[URLPattern] = [
    path("api/v1/", described.api_page, name="api_page"),
    path("api/v1/openapi.json", described.api_description, name="api_description"),
    *addresses(first.api, router, first.PREFIX + "/", first.known),
    path("exchange/tokens/", tokens.tokens, name="exchange_tokens"),
    path("exchange/tokens/new/", tokens.token_new, name="exchange_token_new"),
    path("exchange/tokens/<int:pk>/", tokens.token, name="exchange_token"),
    path("exchange/tokens/<int:pk>/revoke/", tokens.token_revoke, name="exchange_token_revoke"),
    path("open/", views_open.open_data, name="open_data"),
    path("open/openapi.json", described.open_description, name="open_description"),
    path("open/datasets.json", views_open.open_list, name="open_list"),
    path("open/<slug:code>/", views_open.open_dataset, name="open_dataset"),
    path("open/<slug:code>.json", views_open.open_json, name="open_json"),
    path("open/<slug:code>.jsonl", views_open.open_jsonl, name="open_jsonl"),
    path("open/<slug:code>.csv", views_open.open_csv, name="open_csv"),
    path("api/<path:rest>", described.api_nothing, name="api_nothing"),
]

"""Addresses: bundles for other platforms, and the reading interface."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from cases.exchange.api import first
from cases.exchange.api.addresses import addresses
from cases.exchange.api.operations import router
from cases.exchange.views import bundles, described, partners, received, tokens
from cases.exchange.views import open as views_open

urlpatterns: list[URLPattern] = [
    path("api/v1/", described.api_page, name="api_page"),
    path("api/v1/openapi.json", described.api_description, name="api_description"),
    *addresses(first.api, router, first.PREFIX + "/", first.known),
    path("exchange/", bundles.bundles, name="exchange_bundles"),
    path("exchange/bundles/new/", bundles.bundle_new, name="exchange_bundle_new"),
    path("exchange/bundles/in/", bundles.bundle_upload, name="exchange_bundle_upload"),
    path("exchange/bundles/<int:pk>/", bundles.bundle, name="exchange_bundle"),
    path("exchange/bundles/<int:pk>/take/", bundles.bundle_take, name="exchange_bundle_take"),
    path("exchange/bundles/<int:pk>/file/", bundles.bundle_file, name="exchange_bundle_file"),
    path("exchange/bundles/<int:pk>/receipt/", bundles.bundle_receipt, name="exchange_bundle_receipt"),
    path("exchange/received/", received.received, name="exchange_received"),
    path("exchange/received/<int:pk>/", received.received_one, name="exchange_received_one"),
    path("exchange/partners/", partners.partners, name="exchange_partners"),
    path("exchange/partners/new/", partners.partner_new, name="exchange_partner_new"),
    path("exchange/partners/<int:pk>/", partners.partner, name="exchange_partner"),
    re_path(
        r"^exchange/partners/(?P<pk>\d+)/(?P<act>confirm|withdraw)/$", partners.partner_act, name="exchange_partner_act"
    ),
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

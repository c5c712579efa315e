"""Addresses: the simplified procedure on a phone."""

from __future__ import annotations

from django.urls import URLPattern, path

from cases.summary.views import spot

urlpatterns: list[URLPattern] = [
    path("spot/", spot.spot, name="on_spot"),
    path("spot/<int:pk>/", spot.done, name="on_spot_done"),
    path("spot/read/<slug:secret>/", spot.read, name="on_spot_read"),
]

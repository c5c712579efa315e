"""Addresses of status."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from certification.status.views import public

urlpatterns: list[URLPattern | URLResolver] = [
    path("status/<int:number>.bin", public.shard, name="status_shard"),
    path("status/index.jwt", public.index, name="status_index"),
]

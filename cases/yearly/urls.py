"""Addresses: yearly reports, and the work of the law office."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

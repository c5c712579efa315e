"""Addresses: what the law opens to the public: agencies, powers, open data, surveys."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
